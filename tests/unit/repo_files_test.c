/* Files of a revision: what was committed, whatever lies in the work tree. */
#include "tests/unit/repo_fixture.h"

static struct buf seen;

static void take(void *user, const struct repo_file *file)
{
	(void)user;
	buf_printf(&seen, STR_FMT "(%u%s): " STR_FMT "\n", STR_ARG(file->path),
		(unsigned)file->bytes, file->too_large ? ", too large" : "", STR_ARG(file->text));
}

static void files__are_read_as_they_were_committed(void **state)
{
	struct names paths = { .arena = &arena };
	const char *text;

	(void)state;
	make_repository(at("r"));
	sh("cd '%s' && echo 222222222 >src/large.c && git add . && git commit -qm three && echo x >a.c"
	   " && rm src/b.c",
		at("r"));
	open_repository(at("r"));
	resolve("HEAD");
	names_add(&paths, STR("a.c"));
	names_add(&paths, STR("src/b.c"));
	names_add(&paths, STR("src/gone.c"));
	names_add(&paths, STR("src"));
	names_add(&paths, STR("src/large.c"));
	assert_int_equal(0, repo_read(repo, &revision, &paths, 5, take, NULL, &diags));
	text = arena_str(&arena, buf_str(&seen)).p;
	buf_release(&seen);
	assert_string_equal("a.c(2): 1\n\nsrc/b.c(2): 2\n\nsrc/large.c(10, too large): \n", text);
}

static void files__that_cannot_be_read_are_told(void **state)
{
	struct names paths = { .arena = &arena };

	(void)state;
	make_repository(at("r"));
	sh("cd '%s' && chmod -R u+w .git/objects && rm .git/objects/$(git rev-parse HEAD:a.c | sed 's,^..,&/,')",
		at("r"));
	open_repository(at("r"));
	resolve("HEAD");
	names_add(&paths, STR("a.c"));
	assert_int_equal(-1, repo_read(repo, &revision, &paths, 5, take, NULL, &diags));
	assert_said(DIAG(REPO_OBJECT), "cannot be read");
}

static int list_folder(const char *folder, struct names *into)
{
	*into = (struct names){ .arena = &arena };
	return repo_folder(repo, &revision, str_of(folder), into, &diags);
}

static void folder__lists_the_files_right_in_it(void **state)
{
	struct names paths;

	(void)state;
	make_repository(at("r"));
	sh("cd '%s' && mkdir -p src/in/deep && echo 3 >src/in/c.c && echo 4 >src/in/deep/d.c &&"
	   " ln -s c.c src/in/link && git add . && git commit -qm three && rm -r src",
		at("r"));
	open_repository(at("r"));
	resolve("HEAD");
	assert_int_equal(1, list_folder("src/in", &paths));
	assert_int_equal(2, paths.n);
	assert_string_equal("src/in/c.c", paths.v[0].p);
	assert_string_equal("src/in/link", paths.v[1].p);
	assert_int_equal(1, list_folder("", &paths));
	assert_string_equal("a.c", paths.v[0].p);
	assert_int_equal(0, list_folder("src/none", &paths));
	assert_int_equal(0, list_folder("a.c", &paths));
	assert_int_equal(0, paths.n);
}

static void folder__that_is_missing_in_the_clone_is_not_taken_for_none(void **state)
{
	struct names paths;

	(void)state;
	make_repository(at("r"));
	sh("cd '%s' && chmod -R u+w .git/objects && rm .git/objects/$(git rev-parse HEAD:src | sed 's,^..,&/,')",
		at("r"));
	open_repository(at("r"));
	resolve("HEAD");
	assert_int_equal(-1, list_folder("src", &paths));
	assert_said(DIAG(REPO_OBJECT), "is it missing in a partial clone?");
}

/* NULL: to nothing. */
static void assert_leads(const char *path, const char *where)
{
	struct str real = STR("");

	if (repo_follow(repo, &revision, str_of(path), &arena, &real) != (where != NULL))
		fail_msg("%s leads to " STR_FMT, path, STR_ARG(real));
	if (where)
		assert_string_equal(where, real.p);
}

static void links__lead_where_they_would_in_a_checkout(void **state)
{
	(void)state;
	make_repository(at("r"));
	sh("cd '%s' && ln -s src/b.c one && ln -s one two && ln -s src folder && ln -s ../a.c src/up"
	   " && ln -s ../../out src/out && ln -s \"$PWD/a.c\" full && ln -s round round && ln -s gone dead"
	   " && ln -s ./src//../folder/b.c long && git add . && git commit -qm links",
		at("r"));
	open_repository(at("r"));
	resolve("HEAD");
	assert_leads("", "");
	assert_leads("a.c", "a.c");
	assert_leads("one", "src/b.c");
	assert_leads("two", "src/b.c");
	assert_leads("folder", "src");
	assert_leads("folder/up", "a.c");
	assert_leads("long", "src/b.c");
	assert_leads("src/out", NULL);
	assert_leads("full", NULL);
	assert_leads("round", NULL);
	assert_leads("dead", NULL);
	assert_leads("a.c/b", NULL);
	assert_leads("../r", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(files__are_read_as_they_were_committed),
		SCRATCH_TEST(files__that_cannot_be_read_are_told),
		SCRATCH_TEST(folder__lists_the_files_right_in_it),
		SCRATCH_TEST(links__lead_where_they_would_in_a_checkout),
		SCRATCH_TEST(folder__that_is_missing_in_the_clone_is_not_taken_for_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
