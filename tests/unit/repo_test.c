#include "tests/unit/repo_fixture.h"

/*
 * libgit2 1.5 does not give back its match data where a pattern does not match: 20 KB for each
 * variable in the configuration of a repository of format version 1.
 */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2-8";
}

static struct revision revision;

static void resolve(const char *rev)
{
	assert_int_equal(0, repo_revision(repo, rev, &revision, &diags));
	assert_null(diags.first);
}

static void refuse_revision(const char *rev, const char *what)
{
	assert_int_equal(-1, repo_revision(repo, rev, &revision, &diags));
	assert_said(DIAG(REPO_REVISION), what);
}

static void refuse_folder(const char *folder, const char *what)
{
	assert_int_equal(-1, repo_open(&repo, folder, &diags));
	assert_null(repo);
	assert_said(DIAG(REPO_OPEN), what);
}

/* The paths of a revision, sorted, one a line. */
static const char *paths_of(const char *rev)
{
	struct names names = { .arena = &arena };
	struct buf out = { 0 };
	const char *text;

	resolve(rev);
	assert_int_equal(0, repo_paths(repo, &revision, &names, &diags));
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

	resolve(rev);
	assert_int_equal(-1, repo_paths(repo, &revision, &names, &diags));
	assert_said(DIAG(REPO_OBJECT), what);
}

static void repo__head_is_resolved_to_commit_tree_and_time(void **state)
{
	(void)state;
	make_repository("r");
	open_repository(at("r"));
	resolve("HEAD");
	assert_string_equal(ask("git -C r rev-parse HEAD"), revision.commit);
	assert_string_equal(ask("git -C r rev-parse 'HEAD^{tree}'"), revision.tree);
	assert_int_equal(1700000001, revision.time);
	assert_str(at("r"), repo_root(repo));
}

static void repo__a_subfolder_finds_the_root_above_it(void **state)
{
	(void)state;
	make_repository("r");
	open_repository(at("r/src"));
	assert_str(at("r"), repo_root(repo));
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

static void repo__a_linked_worktree_has_its_own_root_and_head(void **state)
{
	(void)state;
	make_repository("r");
	sh("git -C r worktree add -q ../linked HEAD~1 2>&1");
	open_repository(at("linked"));
	assert_str(at("linked"), repo_root(repo));
	resolve("HEAD");
	assert_string_equal(ask("git -C r rev-parse HEAD~1"), revision.commit);
}

static void repo__git_dir_and_work_tree_of_a_hook_are_followed(void **state)
{
	(void)state;
	make_repository("r");
	sh("mkdir elsewhere && git clone -q --separate-git-dir=store.git r checkout");
	setenv("GIT_DIR", at("store.git"), 1);
	setenv("GIT_WORK_TREE", at("checkout"), 1);
	open_repository(at("elsewhere"));
	assert_str(at("checkout"), repo_root(repo));
	resolve("HEAD");
	assert_string_equal(ask("git rev-parse HEAD"), revision.commit);
}

static void repo__git_dir_alone_is_opened_with_the_folder_around_it(void **state)
{
	(void)state;
	make_repository("r");
	setenv("GIT_DIR", at("r/.git"), 1);
	open_repository(top);
	assert_str(at("r"), repo_root(repo));
}

static void repo__git_dir_that_is_none_is_named_and_nothing_else_is_searched(void **state)
{
	(void)state;
	make_repository("r");
	setenv("GIT_DIR", at("r/src"), 1);
	refuse_folder(at("r"), "is not in a git repository");
	assert_str(at("r/src"), diags.first->at.file);
}

static void repo__work_tree_that_is_no_folder_is_refused(void **state)
{
	(void)state;
	make_repository("r");
	setenv("GIT_WORK_TREE", at("nowhere"), 1);
	refuse_folder(at("r"), "GIT_WORK_TREE names no folder");
	assert_str(at("nowhere"), diags.first->at.file);
}

static void repo__outside_of_a_repository_the_way_out_is_said(void **state)
{
	(void)state;
	refuse_folder(top, "--no-git");
	assert_str(top, diags.first->at.file);
	assert_int_equal(EXIT_REPOSITORY, diags.status);
}

static void repo__a_folder_that_is_not_there_is_in_no_repository(void **state)
{
	(void)state;
	refuse_folder(at("nowhere"), "is not in a git repository");
}

static void repo__extensions_that_do_not_matter_are_let_in(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git config core.repositoryformatversion 1 &&"
	   " git config extensions.partialClone origin && git config extensions.worktreeConfig true &&"
	   " git config extensions.preciousObjects true");
	open_repository(at("r"));
	resolve("HEAD");
}

static void repo__sha256_is_refused_with_the_way_out(void **state)
{
	(void)state;
	sh("git init -q --object-format=sha256 r");
	refuse_folder(at("r"), "this repository format is not supported yet");
	assert_said(DIAG(REPO_OPEN), "objectformat");
	assert_said(DIAG(REPO_OPEN), "--no-git judges without it");
}

static void repo__reftable_is_refused_with_the_way_out(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git config core.repositoryformatversion 1 && git config extensions.refStorage reftable");
	refuse_folder(at("r"), "this repository format is not supported yet");
}

static void repo__another_users_repository_is_refused_with_the_command_that_mends_it(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	make_repository("r s");
	sh("chown -R 65534 'r s'");
	refuse_folder(at("r s/src"), "belongs to another user");
	assert_said(DIAG(REPO_OPEN),
		arena_printf(&arena, "`git config --global --add safe.directory '%s'`", at("r s"))
			.p);
}

static void repo__another_users_repository_that_is_trusted_opens(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	make_repository("r");
	sh("chown -R 65534 r");
	refuse_folder(at("r"), arena_printf(&arena, "safe.directory %s`", at("r")).p);
	/* What the message says, with the place where libgit2 looks. */
	sh("GIT_CONFIG_GLOBAL='%s' git config --global --add safe.directory '%s'", at(".gitconfig"),
		at("r"));
	diags = (struct diags){ .arena = &arena };
	open_repository(at("r"));
}

static void repo__a_pattern_in_safe_directory_is_told_from_the_exact_path(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	make_repository("r");
	sh("chown -R 65534 r && printf '[safe]\\n\\tdirectory = /other\\n' >.gitconfig");
	refuse_folder(at("r/.git"), "the exact path");
	assert_said(DIAG(REPO_OPEN), arena_printf(&arena, "safe.directory %s`", at("r")).p);
}

static void repo__every_way_to_name_a_commit_leads_to_it(void **state)
{
	static const char *const names[] = { "main", "refs/heads/main", "light", "annotated",
		"twice", "HEAD", "@", "HEAD^0", "main~0", "heads/main" };
	const char *id;

	(void)state;
	make_repository("r");
	sh("cd r && git tag light && git tag -am x annotated && git -c advice.nestedTag=false tag -am y twice annotated");
	id = ask("git -C r rev-parse HEAD");
	open_repository(at("r"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		resolve(names[i]);
		assert_string_equal(id, revision.commit);
	}
	resolve(id);
	assert_string_equal(id, revision.commit);
	resolve(arena_str(&arena, (struct str){ id, 9 }).p);
	assert_string_equal(id, revision.commit);
	resolve(arena_printf(&arena, "v1.0-2-g%.9s", id).p);
	assert_string_equal(id, revision.commit);
	resolve(ask("git -C r rev-parse twice"));
	assert_string_equal(id, revision.commit);
	resolve(arena_printf(&arena, "%.9s~1", id).p);
	assert_string_equal(ask("git -C r rev-parse HEAD~1"), revision.commit);
}

static void repo__a_detached_head_is_resolved(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git checkout -q --detach HEAD~1");
	open_repository(at("r"));
	resolve("HEAD");
	assert_string_equal(ask("git -C r rev-parse main~1"), revision.commit);
}

static void repo__an_unborn_head_says_there_is_no_commit_yet(void **state)
{
	(void)state;
	sh("git init -q r");
	open_repository(at("r"));
	refuse_revision("HEAD", "there is no commit yet");
	assert_str("HEAD", diags.first->at.file);
}

static void repo__unknown_revisions_are_named(void **state)
{
	static const char *const bad[] = { "nothing", "HEAD~7", "-x", "a..b", "HEAD:nowhere", "@{",
		"~", "0123456789012345678901234567890123456789", "^", "HEAD^{", ":", "refs/heads/",
		"012345", "012345~1", "nothing~1", ":/one", "HEAD^{/one}", "HEAD@{9}" };

	(void)state;
	make_repository("r");
	open_repository(at("r"));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		diags = (struct diags){ .arena = &arena };
		refuse_revision(bad[i], "");
		assert_str(bad[i], diags.first->at.file);
	}
}

static void repo__a_revision_is_256_bytes_at_most(void **state)
{
	char longest[258] = "";

	(void)state;
	make_repository("r");
	open_repository(at("r"));
	memset(longest, 'a', 257);
	refuse_revision(longest, "a revision has 1 to 256 bytes, not 257");
	diags = (struct diags){ .arena = &arena };
	refuse_revision("", "a revision has 1 to 256 bytes, not 0");
	diags = (struct diags){ .arena = &arena };
	longest[256] = '\0';
	refuse_revision(longest, "names no commit");
}

static void repo__what_is_no_commit_is_said_to_be_none(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git tag -am x blob HEAD:a.c");
	open_repository(at("r"));
	refuse_revision("HEAD^{tree}", "names a tree");
	diags = (struct diags){ .arena = &arena };
	refuse_revision("HEAD:a.c", "names a blob");
	diags = (struct diags){ .arena = &arena };
	refuse_revision("blob", "names a blob");
}

static void repo__an_ambiguous_id_asks_for_more_digits(void **state)
{
	(void)state;
	make_repository("r");
	/* 65,536 starts of four digits: a few hundred blobs share one for sure. */
	sh("cd r && i=0; while [ $i -lt 900 ]; do echo \"blob\nmark :$i\ndata <<E\n$i\nE\"; i=$((i+1));"
	   " done | sed 's/mark :0/mark :901/' | git fast-import --quiet");
	open_repository(at("r"));
	refuse_revision(
		ask("cd r && git cat-file --batch-all-objects --batch-check='%%(objectname)' |"
		    " cut -c1-4 | uniq -d | head -1"),
		"is the start of more than one id");
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

static void repo__the_version_is_that_of_the_linked_library(void **state)
{
	(void)state;
	assert_true(repo_library_version()[0] >= '1');
	assert_non_null(strchr(repo_library_version(), '.'));
}

static void repo__closing_nothing_is_fine(void **state)
{
	(void)state;
	repo_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(repo__head_is_resolved_to_commit_tree_and_time),
		SCRATCH_TEST(repo__a_subfolder_finds_the_root_above_it),
		SCRATCH_TEST(repo__a_bare_repository_has_no_root_and_is_read_all_the_same),
		SCRATCH_TEST(repo__a_linked_worktree_has_its_own_root_and_head),
		SCRATCH_TEST(repo__git_dir_and_work_tree_of_a_hook_are_followed),
		SCRATCH_TEST(repo__git_dir_alone_is_opened_with_the_folder_around_it),
		SCRATCH_TEST(repo__git_dir_that_is_none_is_named_and_nothing_else_is_searched),
		SCRATCH_TEST(repo__work_tree_that_is_no_folder_is_refused),
		SCRATCH_TEST(repo__outside_of_a_repository_the_way_out_is_said),
		SCRATCH_TEST(repo__a_folder_that_is_not_there_is_in_no_repository),
		SCRATCH_TEST(repo__extensions_that_do_not_matter_are_let_in),
		SCRATCH_TEST(repo__sha256_is_refused_with_the_way_out),
		SCRATCH_TEST(repo__reftable_is_refused_with_the_way_out),
		SCRATCH_TEST(
			repo__another_users_repository_is_refused_with_the_command_that_mends_it),
		SCRATCH_TEST(repo__another_users_repository_that_is_trusted_opens),
		SCRATCH_TEST(repo__a_pattern_in_safe_directory_is_told_from_the_exact_path),
		SCRATCH_TEST(repo__every_way_to_name_a_commit_leads_to_it),
		SCRATCH_TEST(repo__a_detached_head_is_resolved),
		SCRATCH_TEST(repo__an_unborn_head_says_there_is_no_commit_yet),
		SCRATCH_TEST(repo__unknown_revisions_are_named),
		SCRATCH_TEST(repo__a_revision_is_256_bytes_at_most),
		SCRATCH_TEST(repo__what_is_no_commit_is_said_to_be_none),
		SCRATCH_TEST(repo__an_ambiguous_id_asks_for_more_digits),
		SCRATCH_TEST(repo__links_are_files_and_submodules_are_not),
		SCRATCH_TEST(repo__paths_are_those_of_the_revision_not_of_the_work_tree),
		SCRATCH_TEST(repo__an_empty_commit_has_no_paths),
		SCRATCH_TEST(repo__a_shallow_clone_is_read_and_says_what_it_lacks),
		SCRATCH_TEST(repo__a_partial_clone_says_how_to_fetch_the_trees),
		SCRATCH_TEST(repo__a_tree_that_is_too_deep_is_refused),
		SCRATCH_TEST(repo__a_tree_of_a_few_bytes_and_ten_million_paths_is_refused),
		SCRATCH_TEST(repo__the_version_is_that_of_the_linked_library),
		SCRATCH_TEST(repo__closing_nothing_is_fine),
	};

	return cmocka_run_group_tests_name("repo", tests, NULL, NULL);
}
