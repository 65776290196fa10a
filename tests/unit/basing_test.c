/* What is said where no base can be had, and what CI says that cannot be believed. */
#include "tests/unit/repo_fixture.h"

#include "gate/basing.h"

static struct workplace place;
static struct options options;
static struct base base;
static const struct pushed_range *pushed;

static const char *const of_ci[] = { "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_SHA",
	"GITHUB_BASE_REF", "GITHUB_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_PIPELINE_SOURCE",
	"CI_COMMIT_BEFORE_SHA", "CI_COMMIT_BRANCH", "CI_DEFAULT_BRANCH" };

static int set_up(void **state)
{
	options = (struct options){ 0 };
	pushed = NULL;
	for (size_t i = 0; i < sizeof(of_ci) / sizeof(*of_ci); i++)
		unsetenv(of_ci[i]);
	return fixture_set_up(state);
}

static int tear_down(void **state)
{
	workplace_close(&place);
	/* The test's folder goes. */
	return chdir("/") < 0 ? -1 : fixture_tear_down(state);
}

static void choose(const char *folder)
{
	workplace_close(&place);
	assert_int_equal(0, chdir(at("%s", folder)));
	assert_int_equal(0, workplace_open(&place, &arena, GIT_NEEDED, &diags));
	assert_int_equal(0, workplace_revision(&place, "HEAD", false, &diags));
	assert_int_equal(0, basing_choose(&base, &place, &options, pushed, &diags));
}

static void assert_none(const char *why)
{
	assert_int_equal(BASE_NONE, base.rule);
	assert_int_equal(0, base.commit.n);
	if (!str_has(base.why, str_of(why)))
		fail_msg("'%s' is not in '" STR_FMT "'", why, STR_ARG(base.why));
	assert_null(diags.first);
}

static void say_event(const char *name, const char *text)
{
	FILE *out = fopen(at("event.json"), "w");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
	setenv("GITHUB_EVENT_NAME", name, 1);
	setenv("GITHUB_EVENT_PATH", at("event.json"), 1);
}

/* Two commits on main, one more on topic, which is where HEAD is. */
static void make_topic(void)
{
	make_repository("r");
	sh("cd r && git checkout -q -b topic && git commit -q --allow-empty -m three");
}

static void base__the_first_commit_has_none(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git checkout -q --detach HEAD~1");
	choose("r");
	assert_none("the first commit has no parent");
	sh("cd r && git branch -q -D main");
	choose("r");
	assert_none("the first commit has no parent");
}

static void base__a_parent_that_is_not_here_is_told_with_the_depth(void **state)
{
	(void)state;
	make_repository("r");
	sh("git clone -q --depth 1 \"file://$PWD/r\" shallow");
	choose("shallow");
	assert_none(ask("git -C r rev-parse HEAD~1 | cut -c 1-12"));
	assert_none("git fetch --deepen=1 (fetch-depth: 2 for actions/checkout");
	sh("cd shallow && git fetch -q --deepen=1");
	choose("shallow");
	assert_int_equal(BASE_FIRST_PARENT, base.rule);
	assert_true(base.distance_known && base.distance == 1);
}

static void base__history_that_is_cut_off_is_told_with_the_mend(void **state)
{
	(void)state;
	make_topic();
	sh("cd r && git checkout -q main && git commit -q --allow-empty -m four && git checkout -q topic");
	sh("git clone -q --depth 1 --no-single-branch \"file://$PWD/r\" shallow &&"
	   " git -C shallow remote set-head origin main");
	choose("shallow");
	assert_none(
		"the merge base with origin/main is not known: this clone is shallow and ends at ");
	assert_none("git fetch --unshallow (fetch-depth: 0 for actions/checkout");
}

static void base__no_branch_to_compare_with_is_told(void **state)
{
	(void)state;
	make_topic();
	sh("cd r && git branch -q -m main trunk");
	choose("r");
	assert_none("there is no branch origin/HEAD, origin/main, origin/master, main or master");
}

static void base__nothing_in_common_is_told(void **state)
{
	(void)state;
	make_topic();
	sh("cd r && git checkout -q --orphan other && git commit -q --allow-empty -m other");
	choose("r");
	assert_none("HEAD and main have no commit in common: --base REV names a base");
}

static void base__a_dangling_origin_head_is_passed_over(void **state)
{
	(void)state;
	make_topic();
	sh("cd r && git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/gone");
	choose("r");
	assert_str("merge base with main, 1 commit back", base.why);
}

static void base__a_branch_that_is_no_name_is_not_there(void **state)
{
	(void)state;
	make_topic();
	setenv("GITHUB_EVENT_NAME", "pull_request", 1);
	setenv("GITHUB_BASE_REF", "../../../HEAD\n*", 1);
	choose("r");
	assert_none("which the pull request is for, is not in this clone");
}

/* Each is told once, and the next rule applies. */
static void base__an_event_that_is_hostile_is_passed_over(void **state)
{
	static const char *const events[] = { "", "{", "[]", "null", "{\"before\":null}",
		"{\"before\":\"refs/heads/main\"}", "{\"before\":\"HEAD\"}", "{\"before\":{}}",
		"{\"before\":\"x\",\"before\":\"y\"}", "{\"before\":\"\\u0000\"}", "\xff\xfe{}",
		"{\"before\":\"111111111111111111111111111111111111111\"}",
		"{\"before\":\"11111111111111111111111111111111111111111\"}",
		"{\"before\":\"1111111111111111111111111111111111111111\"} x" };

	(void)state;
	make_topic();
	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++) {
		diags = (struct diags){ .arena = &arena };
		say_event("push", events[i]);
		choose("r");
		assert_said(DIAG(BASE_EVENT), "the event of this run gives no id 'before'");
		assert_null(diags.first->next);
		assert_int_equal(BASE_UPSTREAM, base.rule);
	}
}

static void base__a_default_branch_that_is_no_name_is_not_there(void **state)
{
	static const char *const names[] = { "../../../HEAD", "HEAD\n*", "topic/..", "gone",
		"@{0}" };

	(void)state;
	make_topic();
	setenv("GITHUB_REF", "refs/heads/topic", 1);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		setenv("CI_DEFAULT_BRANCH", names[i], 1);
		say_event("push", "{\"before\":\"0000000000000000000000000000000000000000\"}");
		choose("r");
		assert_none(", the default branch, is not in this clone: fetch it");
		assert_true(base.hidden && base.needed);
	}
}

/* A base that is none is of no use, and no guess stands for it: then there is no verdict. */
static void base__what_is_proposed_needs_its_base(void **state)
{
	static const char *const events[] = { "pull_request", "pull_request_target", "merge_group",
		"schedule" };

	(void)state;
	make_topic();
	sh("git clone -q --depth 1 \"file://$PWD/r\" shallow");
	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++) {
		diags = (struct diags){ .arena = &arena };
		say_event(events[i], "{}");
		choose("shallow");
		assert_int_equal(BASE_NONE, base.rule);
		assert_true(base.hidden);
		assert_int_equal(i < 3, base.needed);
	}
	unsetenv("GITHUB_EVENT_NAME");
	setenv("CI_PIPELINE_SOURCE", "merge_request_event", 1);
	choose("shallow");
	assert_true(base.hidden && base.needed);
}

static void base__the_first_push_of_the_default_branch_has_none(void **state)
{
	(void)state;
	make_repository("r");
	setenv("GITHUB_REF", "refs/heads/main", 1);
	say_event("push", "{\"before\":\"0000000000000000000000000000000000000000\"}");
	choose("r");
	assert_none("this is the first push of main, the default branch, so all of it is new");
	assert_true(!base.hidden && !base.needed);
}

static void base__an_event_that_is_no_file_is_passed_over(void **state)
{
	static const char *const paths[] = { "/dev/zero", "folder", "gone", "pipe", "huge" };

	(void)state;
	make_topic();
	sh("mkdir folder && mkfifo pipe && truncate -s 3G huge");
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		diags = (struct diags){ .arena = &arena };
		setenv("GITHUB_EVENT_NAME", "merge_group", 1);
		setenv("GITHUB_EVENT_PATH", *paths[i] == '/' ? paths[i] : at("%s", paths[i]), 1);
		choose("r");
		assert_said(DIAG(BASE_EVENT),
			"the event of this run gives no id 'merge_group.base_sha', as ");
		assert_int_equal(BASE_UPSTREAM, base.rule);
	}
}

static void base__an_id_of_another_kind_of_object_is_none(void **state)
{
	const char *blob;

	(void)state;
	make_topic();
	blob = ask("git -C r rev-parse HEAD:a.c");
	setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", blob, 1);
	choose("r");
	assert_none("the diff base of the merge request, ");
	assert_none("is not in this clone");
	setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", "0000000000000000000000000000000000000000", 1);
	choose("r");
	assert_none("is not in this clone");
}

static void base__a_push_starts_where_the_remote_is(void **state)
{
	struct pushed_range range = { .remote = STR("origin") };

	(void)state;
	make_topic();
	range.from = str_of(ask("git -C r rev-parse HEAD~2"));
	pushed = &range;
	/* A hook may run where CI pushes, for an event of another commit. */
	say_event("push", "{}");
	choose("r");
	assert_int_equal(BASE_PUSH, base.rule);
	assert_str("start of the pushed range, 2 commits back", base.why);
	assert_null(diags.first);
}

static void base__a_push_of_no_range_starts_at_the_default_branch(void **state)
{
	struct pushed_range ranges[] = {
		{ .from = STR("0000000000000000000000000000000000000000") },
		{ .from = STR("1111111111111111111111111111111111111111") },
		{ .from = STR("") },
		{ .from = STR("HEAD~2") },
		{ .from = STR("") },
	};

	(void)state;
	make_topic();
	/* What a force push replaces. */
	ranges[4].from = str_of(ask("git -C r commit-tree -m other -p HEAD~1 'HEAD^{tree}'"));
	sh("cd r && git update-ref refs/remotes/origin/main HEAD~1");
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++) {
		ranges[i].remote = STR("https://example.com/shop.git");
		pushed = &ranges[i];
		choose("r");
		assert_int_equal(BASE_UPSTREAM, base.rule);
		assert_str("merge base with origin/main, 1 commit back", base.why);
	}
}

static void base__a_push_to_another_remote_starts_at_its_default_branch(void **state)
{
	struct pushed_range range = { .from = STR(""), .remote = STR("fork") };

	(void)state;
	make_topic();
	sh("cd r && git update-ref refs/remotes/origin/main HEAD~1"
	   " && git update-ref refs/remotes/fork/master HEAD~2");
	pushed = &range;
	choose("r");
	assert_str("merge base with fork/master, 2 commits back", base.why);
}

#define BASE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BASE_TEST(base__the_first_commit_has_none),
		BASE_TEST(base__a_parent_that_is_not_here_is_told_with_the_depth),
		BASE_TEST(base__history_that_is_cut_off_is_told_with_the_mend),
		BASE_TEST(base__no_branch_to_compare_with_is_told),
		BASE_TEST(base__nothing_in_common_is_told),
		BASE_TEST(base__a_dangling_origin_head_is_passed_over),
		BASE_TEST(base__a_branch_that_is_no_name_is_not_there),
		BASE_TEST(base__an_event_that_is_hostile_is_passed_over),
		BASE_TEST(base__a_default_branch_that_is_no_name_is_not_there),
		BASE_TEST(base__what_is_proposed_needs_its_base),
		BASE_TEST(base__the_first_push_of_the_default_branch_has_none),
		BASE_TEST(base__an_event_that_is_no_file_is_passed_over),
		BASE_TEST(base__an_id_of_another_kind_of_object_is_none),
		BASE_TEST(base__a_push_starts_where_the_remote_is),
		BASE_TEST(base__a_push_of_no_range_starts_at_the_default_branch),
		BASE_TEST(base__a_push_to_another_remote_starts_at_its_default_branch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
