#include "tests/unit/repo_fixture.h"

/* The paths of a revision, sorted, one a line. */
static const char *paths_of(const char *rev)
{
	struct names names = { .arena = &arena };
	struct tree_paths into = { &names, NULL };
	struct buf out = { 0 };
	const char *text;

	resolve(rev);
	assert_int_equal(0, repo_paths(repo, &revision, &into, &diags));
	if (names.n)
		qsort(names.v, names.n, sizeof(*names.v), str_cmp_qsort);
	for (size_t i = 0; i < names.n; i++)
		buf_printf(&out, STR_FMT "\n", STR_ARG(names.v[i]));
	text = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	return text;
}

static void refuse_paths(const char *rev, const char *what)
{
	struct names names = { .arena = &arena };
	struct tree_paths into = { &names, NULL };

	resolve(rev);
	assert_int_equal(-1, repo_paths(repo, &revision, &into, &diags));
	assert_said(DIAG(REPO_OBJECT), what);
}

static void repo__a_bare_repository_has_no_root_and_is_read_all_the_same(void **state)
{
	(void)state;
	make_repository("r");
	sh("git clone -q --bare r bare.git");
	open_repository(at("bare.git"));
	assert_str("", repo_root(repo));
	assert_string_equal("a.c\nsrc/b.c\n", paths_of("main"));
}

static void repo__links_are_files_and_submodules_are_not(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && ln -s a.c link && echo x >run.sh && chmod +x run.sh && echo y >'sp ace' && git add . &&"
	   " git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),sub/module &&"
	   " git commit -qm three");
	open_repository(at("r"));
	assert_string_equal("a.c\nlink\nrun.sh\nsp ace\nsrc/b.c\n", paths_of("HEAD"));
}

static void repo__submodules_are_told_apart(void **state)
{
	struct names files = { .arena = &arena }, submodules = { .arena = &arena };

	(void)state;
	make_repository("r");
	sh("cd r && git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),sub/module &&"
	   " git commit -qm three");
	open_repository(at("r"));
	resolve("HEAD");
	assert_int_equal(0,
		repo_paths(repo, &revision, &(struct tree_paths){ &files, &submodules }, &diags));
	assert_int_equal(2, files.n);
	assert_int_equal(1, submodules.n);
	assert_str("sub/module", submodules.v[0]);
}

static void repo__paths_are_those_of_the_revision_not_of_the_work_tree(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && rm a.c && echo x >untracked.c");
	open_repository(at("r"));
	assert_string_equal("a.c\n", paths_of("HEAD~1"));
	assert_string_equal("a.c\nsrc/b.c\n", paths_of("HEAD"));
}

static void repo__an_empty_commit_has_no_paths(void **state)
{
	(void)state;
	sh("git init -q r && cd r && git commit -q --allow-empty -m none");
	open_repository(at("r"));
	assert_string_equal("", paths_of("HEAD"));
}

static void repo__a_shallow_clone_is_read_and_says_what_it_lacks(void **state)
{
	(void)state;
	make_repository("r");
	sh("git clone -q --depth 1 'file://%s/r' shallow", top);
	open_repository(at("shallow"));
	assert_string_equal("a.c\nsrc/b.c\n", paths_of("HEAD"));
	refuse_revision("HEAD~1", "git fetch --unshallow");
}

static void repo__a_partial_clone_says_how_to_fetch_the_trees(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git config uploadpack.allowFilter true && cd .. &&"
	   " git clone -q --bare --filter=tree:0 'file://%s/r' partial.git",
		top);
	open_repository(at("partial.git"));
	refuse_paths("HEAD", arena_printf(&arena, "`git ls-tree -r %s`", revision.commit).p);
}

static void repo__a_tree_that_is_too_deep_is_refused(void **state)
{
	(void)state;
	sh("git init -q r && cd r && echo 1 >f && t=$(git hash-object -w f) &&"
	   " t=$(printf '100644 blob %%s\\tf\\n' $t | git mktree) &&"
	   " i=0; while [ $i -lt 129 ]; do t=$(printf '040000 tree %%s\\td\\n' $t | git mktree);"
	   " [ $i = 127 ] && git tag deep $(git commit-tree -m x $t); i=$((i+1)); done;"
	   " git tag deeper $(git commit-tree -m x $t)");
	open_repository(at("r"));
	assert_int_equal(128 * 2 + 2, strlen(paths_of("deep")));
	refuse_paths("deeper", "more than 128 deep");
}

static void repo__a_tree_of_a_few_bytes_and_ten_million_paths_is_refused(void **state)
{
	(void)state;
	sh("git init -q r && cd r && t=$(git hash-object -w /dev/null) && kind='100644 blob' &&"
	   " for i in 1 2 3 4 5 6 7; do t=$(for j in 0 1 2 3 4 5 6 7 8 9; do"
	   " printf '%%s %%s\\t%%s\\n' \"$kind\" $t $j; done | git mktree); kind='040000 tree'; done;"
	   " git tag bomb $(git commit-tree -m x $t)");
	open_repository(at("r"));
	refuse_paths("bomb", "more than 1,000,000 entries");
}

static const struct CMUnitTest tests[] = {
	SCRATCH_TEST(repo__a_bare_repository_has_no_root_and_is_read_all_the_same),
	SCRATCH_TEST(repo__links_are_files_and_submodules_are_not),
	SCRATCH_TEST(repo__submodules_are_told_apart),
	SCRATCH_TEST(repo__paths_are_those_of_the_revision_not_of_the_work_tree),
	SCRATCH_TEST(repo__an_empty_commit_has_no_paths),
	SCRATCH_TEST(repo__a_shallow_clone_is_read_and_says_what_it_lacks),
	SCRATCH_TEST(repo__a_partial_clone_says_how_to_fetch_the_trees),
	SCRATCH_TEST(repo__a_tree_that_is_too_deep_is_refused),
	SCRATCH_TEST(repo__a_tree_of_a_few_bytes_and_ten_million_paths_is_refused),
};

int main(void)
{
	return cmocka_run_group_tests_name("repo_paths", tests, NULL, NULL);
}
