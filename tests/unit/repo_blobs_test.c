/* Texts are those of the commit, wherever they are read from. */
#include "tests/unit/repo_fixture.h"

enum { FILES = 100 };

static struct str texts[FILES];
static struct str paths[FILES];

static void take(void *user, size_t index, const struct repo_blob *blob)
{
	(void)user;
	assert_false(blob->missing);
	texts[index] = arena_str(&arena, blob->text);
}

/* A hundred files that git has compared, and that are older than its index. */
static void make(void)
{
	sh("git init -q -b main r && cd r && for i in $(seq 0 99); do echo \"text $i\" >f$i.c; done &&"
	   " touch -d '2020-01-01' *.c && git add . && git commit -qm 1");
	for (int i = 0; i < FILES; i++)
		paths[i] = arena_printf(&arena, "f%d.c", i);
}

static void read_all(void)
{
	struct blobs_request want = { paths, FILES, 1, take, NULL };
	struct revision head;

	open_repository(at("r"));
	assert_int_equal(0, repo_revision(repo, "HEAD", &head, &diags));
	/* One thread, since the arena is not for several. */
	assert_int_equal(0, repo_blobs(repo, &head, &want, &diags));
	assert_null(diags.first);
}

static void assert_committed(void)
{
	for (int i = 0; i < FILES; i++)
		assert_str(arena_printf(&arena, "text %d\n", i).p, texts[i]);
}

static void repo_blobs__are_read_whether_or_not_the_work_tree_is_there(void **state)
{
	(void)state;
	make();
	read_all();
	assert_committed();
	repo_close(repo);
	sh("cd r && rm *.c");
	read_all();
	assert_committed();
}

static void repo_blobs__a_work_tree_that_was_edited_counts_for_nothing(void **state)
{
	(void)state;
	make();
	sh("cd r && echo 'txet 7' >f7.c && touch -d '2020-01-01' f7.c && echo more >>f8.c &&"
	   " rm f9.c && ln -s f8.c f9.c && rm f10.c && mkdir f10.c && rm f11.c && mkfifo f11.c &&"
	   " echo 'text 13' >f12.c && git add f12.c && echo 'text x' >f14.c && git add f14.c");
	read_all();
	assert_committed();
}

/* core.autocrlf: what stands in the work tree has other bytes than the blob. */
static void repo_blobs__a_file_that_a_filter_wrote_is_read_from_its_blob(void **state)
{
	(void)state;
	make();
	sh("cd r && git config core.autocrlf true && rm f5.c && git checkout -q f5.c");
	read_all();
	assert_committed();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(repo_blobs__are_read_whether_or_not_the_work_tree_is_there),
		SCRATCH_TEST(repo_blobs__a_work_tree_that_was_edited_counts_for_nothing),
		SCRATCH_TEST(repo_blobs__a_file_that_a_filter_wrote_is_read_from_its_blob),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
