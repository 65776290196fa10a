#include "tests/unit/repo_fixture.h"

#include "gate/repo/head.h"
#include "gate/repo/patch.h"

static struct names files, submodules;
static struct changed_files changed;
static const char *unwanted; /* the start of paths that are not asked for, or NULL */

static bool wants(void *user, struct str path)
{
	(void)user;
	return !unwanted || !str_starts(path, str_of(unwanted));
}

static int take_head(enum head side)
{
	struct head_request want = { .side = side, .wants = wants, .threads = 4 };

	files = submodules = (struct names){ .arena = &arena };
	changed = (struct changed_files){ .arena = &arena };
	resolve("HEAD");
	return repo_head(repo, &revision, &want, &(struct tree_paths){ &files, &submodules },
		&changed, &diags);
}

/* The state has the tree that git itself would write. */
static void assert_head(enum head side, const char *tree)
{
	if (take_head(side) < 0)
		fail_msg(STR_FMT, STR_ARG(diags.first->text));
	assert_string_equal(tree, revision.tree);
}

/* The copy keeps its time: by that git tells what was written after it in the same second. */
static const char *git_tree(const char *folder)
{
	return ask("cd '%s' && cp -p .git/index .git/copy && export GIT_INDEX_FILE=.git/copy &&"
		   " git add -A && git write-tree",
		folder);
}

static void assert_refused(enum head side, const char *what)
{
	assert_int_equal(-1, take_head(side));
	assert_said(DIAG(REPO_HEAD), what);
}

static void head__without_changes_is_the_commit(void **state)
{
	(void)state;
	make_repository("r");
	open_repository(at("r"));
	resolve("HEAD");
	assert_head(HEAD_WORKTREE, ask("cd r && git rev-parse 'HEAD^{tree}'"));
	assert_int_equal(0, changed.n);
	assert_int_equal(2, files.n);
	assert_str("a.c", files.v[0]);
	assert_str("src/b.c", files.v[1]);
	assert_head(HEAD_INDEX, ask("cd r && git rev-parse 'HEAD^{tree}'"));
	assert_int_equal(0, changed.n);
}

static void head__touched_and_copied_files_are_not_changed(void **state)
{
	(void)state;
	make_repository("r");
	sh("cp -R r copy && touch copy/a.c");
	open_repository(at("copy"));
	assert_head(HEAD_WORKTREE, ask("cd r && git rev-parse 'HEAD^{tree}'"));
	assert_int_equal(0, changed.n);
}

static void head__of_the_work_tree_is_what_git_would_commit_of_all(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && mkdir -p deep/er && echo new >deep/er/new.c && echo more >>a.c && rm src/b.c &&"
	   " ln -s a.c link && echo x >run && chmod +x run && mkfifo pipe");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, git_tree("r"));
	assert_int_equal(5, changed.n);
	assert_int_equal(4, files.n);
}

static void head__of_the_index_is_what_git_would_commit(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && echo staged >>a.c && git add a.c && echo later >>a.c && echo n >n.c &&"
	   " git add -N n.c && git mv src/b.c b.c");
	open_repository(at("r"));
	assert_head(HEAD_INDEX, ask("cd r && git write-tree"));
	assert_int_equal(3, changed.n);
	assert_int_equal(NAMES_NONE, names_find(&files, STR("n.c")));
}

static void head__a_file_in_the_place_of_a_folder_and_back(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && rm -r src && echo file >src && rm a.c && mkdir a.c && echo b >a.c/b &&"
	   " mkdir a.c-d && echo e >a.c-d/e");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, git_tree("r"));
}

static void head__behind_a_link_there_are_no_files(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && mkdir src/sub && echo s >src/sub/s.c && git add . && git commit -qm sub &&"
	   " mv src moved && ln -s moved src");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, git_tree("r"));
	assert_int_equal(NAMES_NONE, names_find(&files, STR("src/sub/s.c")));
}

static void head__has_what_is_wanted_and_not_ignored(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && printf '*.log\\nbuild/\\n!kept.log\\n' >.gitignore && git add . &&"
	   " git commit -qm ignore && mkdir build other && echo 1 >build/x.c &&"
	   " echo 1 >other/y.c && echo 1 >z.log && echo 1 >kept.log && git init -q nested &&"
	   " echo 1 >nested/n.c && git init -q --bare bare.git");
	open_repository(at("r"));
	unwanted = "bare.git/";
	assert_head(HEAD_WORKTREE,
		ask("cd r && cp -p .git/index .git/copy && export GIT_INDEX_FILE=.git/copy &&"
		    " git add kept.log other && git write-tree"));
	unwanted = "other/";
	assert_head(HEAD_WORKTREE,
		ask("cd r && cp -p .git/index .git/copy && export GIT_INDEX_FILE=.git/copy &&"
		    " git add kept.log bare.git && git write-tree"));
	unwanted = NULL;
}

static void head__skipped_files_are_as_in_the_index(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git sparse-checkout set --no-cone /a.c && test ! -e src");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, ask("cd r && git rev-parse 'HEAD^{tree}'"));
	assert_int_equal(0, changed.n);
	assert_int_equal(2, files.n);
}

static void head__what_lies_in_the_place_of_skipped_files_counts(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git update-index --skip-worktree a.c src/b.c && rm -r a.c src && mkdir a.c &&"
	   " echo n >a.c/n.c && echo f >src");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE,
		ask("cd r && cp -p .git/index .git/copy && export GIT_INDEX_FILE=.git/copy &&"
		    " git update-index --no-skip-worktree a.c src/b.c && git add -A &&"
		    " git write-tree"));
	assert_int_equal(2, files.n);
}

static void head__what_git_was_told_not_to_look_at_is_looked_at(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git update-index --assume-unchanged a.c && git update-index --skip-worktree"
	   " src/b.c && echo more >>a.c && echo more >>src/b.c");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE,
		ask("cd r && cp -p .git/index .git/copy && export GIT_INDEX_FILE=.git/copy &&"
		    " git update-index --no-assume-unchanged a.c &&"
		    " git update-index --no-skip-worktree src/b.c && git add -A &&"
		    " git write-tree"));
	assert_int_equal(2, changed.n);
}

static void head__line_ends_are_those_of_the_blob(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git config core.autocrlf true && git config core.safecrlf true &&"
	   " printf '1\\r\\n2\\r\\n' >a.c && printf '3\\r\\n' >new.c &&"
	   " printf '*.sh text eol=lf\\n*.bin -text\\n' >.gitattributes &&"
	   " printf 'a\\r\\n' >a.sh && printf 'b\\r\\n' >b.bin");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE,
		ask("cd r && cp -p .git/index .git/copy && export GIT_INDEX_FILE=.git/copy &&"
		    " git -c core.safecrlf=false add -A && git write-tree"));
}

static void head__the_file_mode_counts_where_it_is_known(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && chmod +x a.c");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, git_tree("r"));
	assert_int_equal(1, changed.n);
	repo_close(repo);
	sh("cd r && git config core.fileMode false");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, ask("cd r && git rev-parse 'HEAD^{tree}'"));
}

static void head__a_link_may_be_a_file(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && ln -s a.c link && git add . && git commit -qm link && rm link &&"
	   " printf src/b.c >link && git config core.symlinks false");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, git_tree("r"));
	assert_int_equal(1, changed.n);
}

static void head__a_submodule_is_as_in_the_index(void **state)
{
	(void)state;
	make_repository("lib");
	make_repository("r");
	sh("cd r && git -c protocol.file.allow=always submodule --quiet add ../lib lib &&"
	   " git commit -qm lib && echo more >>lib/a.c && echo n >lib/n.c");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, ask("cd r && git rev-parse 'HEAD^{tree}'"));
	assert_int_equal(3, files.n);
	sh("rm -r r/lib");
	assert_head(HEAD_WORKTREE, ask("cd r && git rev-parse 'HEAD^{tree}'"));
}

static void head__names_may_be_any_bytes(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && printf 1 >\"$(printf 'a\\nb')\" && printf 2 >\"$(printf 'c\\377d')\" &&"
	   " git add . && git commit -qm odd && printf 3 >\"$(printf 'a\\nb')\" &&"
	   " printf 4 >\"$(printf '\\376new')\"");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, git_tree("r"));
	assert_int_equal(2, changed.n);
}

static void head__an_index_of_git_s_own_choice_is_taken(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && cp -p .git/index .git/other && echo more >>a.c && GIT_INDEX_FILE=.git/other git"
	   " add a.c");
	setenv("GIT_INDEX_FILE", at("r/.git/other"), 1);
	open_repository(at("r"));
	assert_head(HEAD_INDEX, ask("cd r && git write-tree"));
	assert_int_equal(1, changed.n);
	unsetenv("GIT_INDEX_FILE");
}

static void head__nothing_is_written(void **state)
{
	const char *before;

	(void)state;
	make_repository("r");
	sh("cd r && echo more >>a.c && echo new >new.c && touch src/b.c");
	before = ask("cd r/.git && find . -printf '%%p %%T@ %%s\\n' | sort");
	open_repository(at("r"));
	assert_int_equal(0, take_head(HEAD_WORKTREE));
	repo_close(repo);
	repo = NULL;
	assert_string_equal(before, ask("cd r/.git && find . -printf '%%p %%T@ %%s\\n' | sort"));
}

static void head__of_many_files_is_read_by_every_thread(void **state)
{
	struct patch patch;
	struct revision base;
	struct patch_request want = {
		.base = &base, .head = &revision, .wants = wants, .threads = 4
	};

	(void)state;
	sh("git init -q -b main r && cd r && for i in $(seq 300); do mkdir d$i &&"
	   " echo $i >d$i/f.c; done && git add . && git commit -qm all &&"
	   " for i in $(seq 300); do echo more$i >>d$i/f.c; done && for i in $(seq 40); do"
	   " echo n$i >d$i/n.c; done");
	open_repository(at("r"));
	assert_head(HEAD_WORKTREE, git_tree("r"));
	assert_int_equal(340, changed.n);
	assert_int_equal(0, repo_revision(repo, "HEAD", &base, &diags));
	assert_int_equal(0, repo_patch(repo, &want, &patch, &arena, &diags));
	assert_int_equal(340, patch.n);
	for (size_t i = 0; i < patch.n; i++)
		assert_int_equal(1, patch.files[i].lines);
}

static void head__of_a_conflict_is_refused(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git checkout -qb topic && echo t >a.c && git commit -qam t && git checkout -q"
	   " main && echo m >a.c && git commit -qam m && ! git merge -q topic >/dev/null 2>&1");
	open_repository(at("r"));
	assert_refused(HEAD_WORKTREE, "conflict");
}

static void head__without_a_work_tree_is_refused(void **state)
{
	(void)state;
	make_repository("r");
	sh("git clone -q --bare r bare");
	open_repository(at("bare"));
	assert_refused(HEAD_INDEX, "a bare repository");
}

static void head__without_an_index_is_the_commit(void **state)
{
	(void)state;
	make_repository("r");
	sh("git clone -q --no-checkout r clone");
	open_repository(at("clone"));
	assert_head(HEAD_WORKTREE, ask("cd r && git rev-parse 'HEAD^{tree}'"));
	assert_int_equal(0, changed.n);
	assert_int_equal(2, files.n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(head__without_changes_is_the_commit),
		SCRATCH_TEST(head__touched_and_copied_files_are_not_changed),
		SCRATCH_TEST(head__of_the_work_tree_is_what_git_would_commit_of_all),
		SCRATCH_TEST(head__of_the_index_is_what_git_would_commit),
		SCRATCH_TEST(head__a_file_in_the_place_of_a_folder_and_back),
		SCRATCH_TEST(head__behind_a_link_there_are_no_files),
		SCRATCH_TEST(head__has_what_is_wanted_and_not_ignored),
		SCRATCH_TEST(head__skipped_files_are_as_in_the_index),
		SCRATCH_TEST(head__what_lies_in_the_place_of_skipped_files_counts),
		SCRATCH_TEST(head__what_git_was_told_not_to_look_at_is_looked_at),
		SCRATCH_TEST(head__line_ends_are_those_of_the_blob),
		SCRATCH_TEST(head__the_file_mode_counts_where_it_is_known),
		SCRATCH_TEST(head__a_link_may_be_a_file),
		SCRATCH_TEST(head__a_submodule_is_as_in_the_index),
		SCRATCH_TEST(head__names_may_be_any_bytes),
		SCRATCH_TEST(head__an_index_of_git_s_own_choice_is_taken),
		SCRATCH_TEST(head__nothing_is_written),
		SCRATCH_TEST(head__of_many_files_is_read_by_every_thread),
		SCRATCH_TEST(head__of_a_conflict_is_refused),
		SCRATCH_TEST(head__without_a_work_tree_is_refused),
		SCRATCH_TEST(head__without_an_index_is_the_commit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
