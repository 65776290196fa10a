#include "tests/unit/repo_fixture.h"

#include <git2.h>

static void refuse_folder(const char *folder, const char *what)
{
	assert_int_equal(-1, repo_open(&repo, folder, true, &diags));
	assert_null(repo);
	assert_said(DIAG(REPO_OPEN), what);
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
	/* libgit2 1.5 says extensions.objectformat, 1.7 and later that it does not know sha256. */
	assert_said(DIAG(REPO_OPEN), LIBGIT2_VER_MINOR < 7 ? "objectformat" : "sha256");
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

static const struct CMUnitTest tests[] = {
	SCRATCH_TEST(repo__head_is_resolved_to_commit_tree_and_time),
	SCRATCH_TEST(repo__a_subfolder_finds_the_root_above_it),
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
	SCRATCH_TEST(repo__another_users_repository_is_refused_with_the_command_that_mends_it),
	SCRATCH_TEST(repo__another_users_repository_that_is_trusted_opens),
	SCRATCH_TEST(repo__a_pattern_in_safe_directory_is_told_from_the_exact_path),
	SCRATCH_TEST(repo__the_version_is_that_of_the_linked_library),
	SCRATCH_TEST(repo__closing_nothing_is_fine),
};

int main(void)
{
	return cmocka_run_group_tests_name("repo_open", tests, NULL, NULL);
}
