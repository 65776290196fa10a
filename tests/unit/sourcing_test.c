/* Which sources a page gets, and what it is told of the others. */
#include "tests/unit/repo_fixture.h"

#include "gate/sourcing.h"
#include "tests/unit/coverage_fixture.h"

enum { FILES_MAX = 600 };

static struct coverage coverage;
static struct file_detail files[FILES_MAX];
static struct detail detail;

/* So many lines of it are uncovered, from its first. */
static void file(const char *path, uint32_t uncovered)
{
	struct hits hits = { 0 };
	struct file_detail *f = &files[detail.file_count++];

	if (!detail.files)
		coverage_init(&coverage, &arena);
	detail.files = files;
	for (uint32_t i = 1; i <= uncovered; i++)
		put_line(&hits, i, 0);
	put_line(&hits, uncovered + 1, 1);
	unite_hits(&coverage, path, &hits);
	*f = (struct file_detail){ .path = arena_str(&arena, str_of(path)) };
}

static void read_sources(void)
{
	struct workplace w = { .arena = &arena };

	for (size_t i = 0; i < detail.file_count; i++)
		files[i].coverage = file_of(&coverage, files[i].path.p);
	open_repository(at("r"));
	w.repo = repo;
	assert_int_equal(0, repo_revision(repo, "HEAD", &w.revision, &diags));
	assert_int_equal(0, sourcing_read(&detail, &w, 2, &diags));
	assert_null(diags.first);
}

static void make(const char *commands)
{
	detail = (struct detail){ 0 };
	sh("git init -q -b main r && cd r && %s && git add . && git commit -qm 1", commands);
}

static void sources__are_those_of_files_with_something_to_see(void **state)
{
	(void)state;
	make("echo a >a.c && echo b >b.c");
	file("a.c", 1);
	file("b.c", 0);
	read_sources();
	assert_int_equal(SOURCE_TEXT, files[0].source_state);
	assert_str("a\n", files[0].source);
	assert_int_equal(SOURCE_NOT_WANTED, files[1].source_state);
}

static void sources__what_is_no_text_is_told(void **state)
{
	(void)state;
	make("printf 'a\\0b\\n' >a.c && ln -s /etc/passwd b.c && head -c 1048577 /dev/zero |"
	     " tr '\\0' x >c.c && yes '' | head -n 20001 >d.c && : >e.c");
	file("a.c", 1);
	file("b.c", 1);
	file("c.c", 1);
	file("d.c", 1);
	file("e.c", 1);
	file("gone.c", 1);
	read_sources();
	assert_int_equal(SOURCE_BINARY, files[0].source_state);
	assert_int_equal(SOURCE_NO_FILE, files[1].source_state);
	assert_int_equal(SOURCE_TOO_LARGE, files[2].source_state);
	assert_int_equal(SOURCE_TOO_LARGE, files[3].source_state);
	assert_int_equal(SOURCE_TEXT, files[4].source_state);
	assert_int_equal(SOURCE_NO_FILE, files[5].source_state);
}

static void sources__the_text_is_that_of_the_commit(void **state)
{
	(void)state;
	make("echo a >a.c");
	sh("cd r && echo edited >a.c && rm -rf b.c && ln -s /etc/passwd b.c");
	file("a.c", 1);
	read_sources();
	assert_str("a\n", files[0].source);
}

static void sources__those_with_uncovered_added_lines_come_first_and_room_is_bounded(void **state)
{
	struct line_range first = { 1, 1 };
	struct patch_file changed = { .ranges = &first, .n = 1, .lines = 1 };
	size_t shown = 0, left_out = 0;

	(void)state;
	make("for i in $(seq 100 111); do head -c 1000000 /dev/zero | tr '\\0' x >$i.c; done");
	for (int i = 100; i < 112; i++)
		file(arena_printf(&arena, "%d.c", i).p, (uint32_t)i - 99);
	files[0].patch = &changed;
	read_sources();
	for (size_t i = 0; i < 12; i++) {
		shown += files[i].source_state == SOURCE_TEXT;
		left_out += files[i].source_state == SOURCE_LEFT_OUT;
	}
	assert_int_equal(8, shown);
	assert_int_equal(4, left_out);
	assert_int_equal(SOURCE_TEXT, files[0].source_state);
	assert_int_equal(SOURCE_LEFT_OUT, files[1].source_state);
	assert_int_equal(SOURCE_TEXT, files[11].source_state);
}

static void sources__no_more_than_so_many_are_read(void **state)
{
	size_t shown = 0;

	(void)state;
	make("for i in $(seq 1000 1599); do echo $i >$i.c; done");
	for (int i = 1000; i < 1600; i++)
		file(arena_printf(&arena, "%d.c", i).p, 1);
	read_sources();
	for (size_t i = 0; i < FILES_MAX; i++)
		shown += files[i].source_state == SOURCE_TEXT;
	assert_int_equal(SOURCES_FILES_MAX, shown);
	assert_str("1499\n", files[499].source);
	assert_int_equal(SOURCE_LEFT_OUT, files[500].source_state);
	assert_int_equal(SOURCE_LEFT_OUT, files[599].source_state);
}

static void sources__without_a_repository_there_are_none(void **state)
{
	struct workplace nowhere = { .arena = &arena };

	(void)state;
	detail = (struct detail){ 0 };
	file("a.c", 1);
	files[0].coverage = file_of(&coverage, "a.c");
	assert_int_equal(0, sourcing_read(&detail, &nowhere, 1, &diags));
	assert_int_equal(SOURCE_NOT_WANTED, files[0].source_state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(sources__are_those_of_files_with_something_to_see),
		SCRATCH_TEST(sources__what_is_no_text_is_told),
		SCRATCH_TEST(sources__the_text_is_that_of_the_commit),
		SCRATCH_TEST(
			sources__those_with_uncovered_added_lines_come_first_and_room_is_bounded),
		SCRATCH_TEST(sources__no_more_than_so_many_are_read),
		SCRATCH_TEST(sources__without_a_repository_there_are_none),
	};

	return cmocka_run_group_tests_name("sourcing", tests, NULL, NULL);
}
