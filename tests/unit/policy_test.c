/* Policies: what is read, and what is refused at which place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gate/model/diagnostics.h"
#include "policies/manifest.h"

static struct arena arena;
static struct policies policies;
static struct diags diags;

static int set_up(void **state)
{
	(void)state;
	policies = (struct policies){ .arena = &arena, .folder = STR("policies") };
	diags = (struct diags){ .arena = &arena };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	policies_release(&policies);
	arena_release(&arena);
	return 0;
}

static int project(const char *text)
{
	return policy_parse(&policies, str_of(text), STR("policies/project.json"), &diags);
}

static int area(const char *text)
{
	return policy_parse(&policies, str_of(text), STR("policies/a.json"), &diags);
}

static void assert_first(const char *slug, uint32_t line, uint32_t column, const char *text)
{
	assert_non_null(diags.first);
	assert_string_equal(text, diags.first->text.p);
	assert_string_equal(slug, diags.first->kind->slug);
	assert_int_equal(line, diags.first->at.line);
	assert_int_equal(column, diags.first->at.column);
}

static void policy__everything_that_may_be_said_is_read(void **state)
{
	const struct policy *p;

	(void)state;
	assert_int_equal(0,
		project("// ours\n{ \"version\": 1, \"title\": \"T\",\n"
			"  \"reports\": [{ \"name\": \"unit\", \"path\": \"build/*.xml\" }],\n"
			"  \"paths\": { \"strip\": [\"/ci\"], \"exclude\": [\"gen/**\"], \"max_unmatched\": 2 },\n"
			"  \"coverage\": { \"lines\": { \"target\": 80.5, \"baseline\": 65 } } }\n"));
	assert_int_equal(0,
		area("{ \"area\": \"workers\", \"title\": \"W\", \"owners\": [\"@a\", \"@b\"],\n"
		     "  \"sources\": [\"w/**\", \"!w/x.c\"],\n"
		     "  \"tests\": { \"files\": [\"t/**\"], \"command\": \"make\" },\n"
		     "  \"coverage\": { \"branches\": { \"target\": 70, \"max_uncovered\": 3 } },\n"
		     "  \"plan\": { \"planned\": [\"one\", \"two\"], \"passing\": 1, \"max_seconds\": 1.5 },\n"
		     "  \"enforce\": false, \"overlap\": true }\n"));
	assert_null(diags.first);
	assert_int_equal(2, policies.n);
	assert_int_equal(2, policies.max_unmatched);
	assert_true(str_eq(policies.title, STR("T")));
	p = &policies.v[0];
	assert_int_equal(1, p->limit_count);
	assert_int_equal(805, p->limits[0].value.digits);
	assert_int_equal(1, p->limits[0].value.scale);
	assert_int_equal(5, p->limits[0].at.line);
	assert_true(p->has_baseline[METRIC_LINES]);
	p = &policies.v[1];
	assert_false(p->enforced);
	assert_int_equal(2, p->owner_count);
	assert_true(policy_owns(p, STR("w/a/b.c")));
	assert_false(policy_owns(p, STR("w/x.c")));
	assert_true(policy_has_test(p, &(struct test){ .file = STR("t/a.c"), .name = STR("n") }));
	assert_true(policy_has_test(p, &(struct test){ .suite = STR("t/case"), .name = STR("n") }));
	assert_false(policy_has_test(p, &(struct test){ .suite = STR("u"), .name = STR("n") }));
	assert_int_equal(2, p->planned);
}

static void policy__what_is_planned_must_be_created_runnable_and_passing(void **state)
{
	const struct policy *p;

	(void)state;
	assert_int_equal(0,
		area("{ \"area\": \"a\", \"sources\": [\"s\"], \"tests\": { \"files\": [\"t\"] },\n"
		     "  \"plan\": { \"planned\": 12, \"passing\": 5, \"max_failed\": 0 } }"));
	p = &policies.v[1];
	assert_int_equal(4, p->limit_count);
	assert_string_equal("plan.created", p->limits[0].rule->id);
	assert_int_equal(12, p->limits[0].value.digits);
	assert_string_equal("plan.runnable", p->limits[1].rule->id);
	assert_int_equal(12, p->limits[1].value.digits);
	assert_string_equal("plan.passing", p->limits[2].rule->id);
	assert_int_equal(5, p->limits[2].value.digits);
	assert_string_equal("plan.max_failed", p->limits[3].rule->id);
}

/* In a whole area or project; the place is that of the first diagnostic. */
static const struct {
	bool project;
	const char *text;
	const char *slug;
	uint32_t line, column;
	const char *say;
} refused[] = {
	{ false, "{ \"area\": \"a\", \"sources\": [\"s\"], \"coverag\": {} }", "policy-key", 1, 34,
		"unknown key 'coverag': did you mean 'coverage'?" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"coverage\": { \"lines\": { \"minimum\": 80 } } }",
		"policy-key", 2, 28,
		"unknown key 'minimum': 'coverage.lines' has baseline, target, max_uncovered,"
		" max_drop, ratchet, max_lost, max_new_uncovered" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"coverage\": { \"lines\": { \"target\": \"80%\" } } }",
		"policy-type", 2, 38, "'target' is a string here and must be a number" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"coverage\": { \"lines\": { \"target\": 101 } } }",
		"policy-value", 2, 38, "101 is over 100: 'target' is a percentage" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"coverage\": { \"lines\": { \"target\": 100.01 } } }",
		"policy-value", 2, 38, "100.01 is over 100: 'target' is a percentage" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"coverage\": { \"lines\": { \"target\": -1 } } }",
		"policy-value", 2, 38,
		"'-1' must be 0 or more, written in digits with up to 6 decimals" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"coverage\": { \"lines\": { \"target\": 8e1 } } }",
		"policy-value", 2, 38,
		"'8e1' must be 0 or more, written in digits with up to 6 decimals" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"coverage\": { \"lines\": { \"max_uncovered\": 1.5 } } }",
		"policy-value", 2, 45, "1.5 must be a whole number" },
	{ false, "{ \"area\": \"a\", \"sources\": [\"s\"], \"coverage\": 80 }", "policy-type", 1,
		46, "'coverage' is a number here and must be an object" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"tests\": { \"files\": [\"t\"], \"framework\": \"pytets\" } }",
		"policy-value", 2, 43, "unknown framework 'pytets': did you mean 'pytest'?" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"tests\": { \"files\": [\"t\"], \"framework\": \"ginkgo\" } }",
		"policy-value", 2, 43,
		"unknown framework 'ginkgo': write { \"pattern\": REGEX }, whose group 'name' is the name of a test" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"tests\": { \"files\": [\"t\"], \"framework\": { \"pattern\": \"a(b\" } } }",
		"policy-value", 2, 56,
		"'a(b' is no regular expression: missing closing parenthesis, at byte 3 of it" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"tests\": { \"files\": [\"t\"], \"framework\": { \"pattern\": \"ab\" } } }",
		"policy-value", 2, 56,
		"'ab' has no group: name the test by one, such as \"^TEST\\\\((?<name>\\\\w+)\"" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"],\n  \"tests\": { \"framework\": \"jest\" } }",
		"policy-area", 2, 12,
		"a framework needs \"files\": [...]: where are the area's tests?" },
	{ false, "{ \"area\": \"a\", \"area\": \"b\", \"sources\": [\"s\"] }", "policy-json", 1, 16,
		"'area' stands twice in this object (first at line 1)" },
	{ false, "{ \"area\": \"a\", \"sources\": [\"s\"] } x", "policy-json", 1, 35,
		"something follows the end of the JSON value" },
	{ false, "{ \"area\": \"a b\", \"sources\": [\"s\"] }", "policy-value", 1, 11,
		"'a b' is no name for an area: use up to 64 letters, digits, '.', '_' and '-', and not 'project'" },
	{ false, "{ \"area\": \"project\", \"sources\": [\"s\"] }", "policy-value", 1, 11,
		"'project' is no name for an area: use up to 64 letters, digits, '.', '_' and '-', and not 'project'" },
	{ false, "{ \"sources\": [\"s\"] }", "policy-area", 1, 1,
		"'area' is missing: the name of the area" },
	{ false, "{ \"area\": \"a\" }", "policy-area", 1, 1,
		"'sources' is missing: the globs of the area's files" },
	{ false, "{ \"area\": \"a\", \"sources\": [] }", "policy-value", 1, 27,
		"'sources' is empty: an area without files cannot be judged" },
	{ false, "{ \"area\": \"a\", \"sources\": [\"[\"] }", "policy-value", 1, 28,
		"'[' is no glob: a '[' without its ']', or a '\\' at the end" },
	{ false, "{ \"area\": \"a\", \"sources\": [\"/abs\"] }", "policy-value", 1, 28,
		"'/abs' is no glob: paths start at the top of the repository, without a slash" },
	{ false, "{ \"area\": \"a\", \"sources\": [\"s\"], \"plan\": { \"planned\": 3 } }",
		"policy-area", 1, 42,
		"a plan needs 'tests': { \"files\": [...] }: which tests are the area's?" },
	{ false,
		"{ \"area\": \"a\", \"sources\": [\"s\"], \"tests\": { \"files\": [\"t\"] },\n"
		"  \"plan\": { \"planned\": [\"x\", \"x\"] } }",
		"policy-value", 2, 30, "'x' stands twice in the list" },
	{ false, "{ \"area\": \"a\", \"sources\": [\"s\"], \"enforce\": \"no\" }", "policy-type", 1,
		45, "'enforce' is a string here and must be true or false" },
	{ false, "{ \"area\": \"a\", \"sources\": [\"s\"], \"reports\": [] }", "policy-key", 1, 34,
		"'reports' belongs into project.json" },
	{ true, "{ \"version\": 1, \"sources\": [\"s\"] }", "policy-key", 1, 17,
		"'sources' belongs into the file of an area" },
	{ true, "{ \"version\": 2 }", "policy-value", 1, 14,
		"version 2 is not known: this areagate reads version 1" },
	{ true, "{ \"version\": 1, \"title\": \"\" }", "policy-value", 1, 26,
		"'title' is empty: leave it out" },
	{ true, "{ \"title\": \"x\" }", "policy-key", 1, 1,
		"'version' is missing: write \"version\": 1" },
	{ true, "{ \"version\": 1, \"reports\": [{ \"name\": \"u\" }] }", "policy-key", 1, 29,
		"a report needs 'path'" },
	{ true, "{ \"version\": 1, \"reports\": [{ \"name\": \"u\", \"path\": \"p\", \"glob\": 1 }] }",
		"policy-key", 1, 57,
		"a report has no key 'glob': it has name and path, and perhaps label, min_files and min_lines" },
	{ false, "{ \"area\": \"a\", \"sources\": [\"s\"], \"paths\": {} }", "policy-key", 1, 34,
		"'paths' belongs into project.json" },
	{ true, "{ \"version\": 1, \"tests\": {} }", "policy-key", 1, 17,
		"'tests' belongs into the file of an area" },
	{ true,
		"{ \"version\": 1, \"reports\": [{ \"name\": \"u\", \"path\": \"p\" },"
		" { \"name\": \"u\", \"path\": \"q\" }] }",
		"policy-value", 1, 59, "two reports are named 'u'" },
	{ true, "{ \"version\": 1.0 }", "policy-value", 1, 14,
		"version 1.0 is not known: this areagate reads version 1" },
	{ true, "[1]", "policy-type", 1, 1, "a policy is an object: { ... }" },
};

static void policy__mistakes_are_refused_at_their_place(void **state)
{
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		set_up(state);
		assert_int_equal(
			-1, refused[i].project ? project(refused[i].text) : area(refused[i].text));
		assert_first(refused[i].slug, refused[i].line, refused[i].column, refused[i].say);
		assert_int_equal(EXIT_USAGE, diags.status);
		policies_release(&policies);
	}
	set_up(state);
}

static void policy__every_mistake_of_a_file_is_told(void **state)
{
	(void)state;
	assert_int_equal(-1,
		area("{ \"are\": \"a\",\n \"coverage\": { \"lines\": { \"target\": 101, \"targt\": 1 } },\n"
		     " \"plan\": { \"planned\": \"x\" } }"));
	assert_int_equal(7, diags.count[DIAG_ERROR]);
}

static void policy__two_areas_of_one_name_are_refused(void **state)
{
	(void)state;
	assert_int_equal(0, area("{ \"area\": \"a\", \"sources\": [\"s\"] }"));
	assert_int_equal(-1,
		policy_parse(&policies, STR("{ \"area\": \"a\", \"sources\": [\"t\"] }"),
			STR("policies/b.json"), &diags));
	assert_first("policy-area", 1, 11, "area 'a' is already in policies/a.json");
}

static void policy__policies_without_any_rule_are_refused(void **state)
{
	(void)state;
	assert_int_equal(0, project("{ \"version\": 1 }"));
	assert_int_equal(-1, policies_check(&policies, &diags));
	assert_first("policy-file", 0, 0,
		"no rule in any policy here: nothing could ever close the gate");
}

static void assert_label(const char *expected, const char *label, const char *path)
{
	struct expected_report r = { .label = str_of(label) };
	struct str got = manifest_label(&r, str_of(path), &arena);

	assert_string_equal(expected, arena_str(&arena, got).p);
}

static void policy__a_label_is_made_of_parts_of_the_path(void **state)
{
	(void)state;
	assert_label("", "", "artifacts/linux/junit.xml");
	assert_label("mac}", "mac}", "artifacts/linux/junit.xml");
	assert_label("linux", "{folder}", "artifacts/linux/junit.xml");
	assert_label("linux of 3.11", "{folder} of {file}", "artifacts/linux/3.11.xml");
	assert_label("linuxlinux", "{folder}{folder}", "linux/a.xml");
	assert_label("{file}", "{folder}", "a/{file}/{folder}.xml");
	assert_label("", "{folder}", "junit.xml");
	assert_label("", "{folder}", "/junit.xml");
	assert_label("junit", "{file}", "junit");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			policy__everything_that_may_be_said_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			policy__what_is_planned_must_be_created_runnable_and_passing, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			policy__mistakes_are_refused_at_their_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			policy__every_mistake_of_a_file_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			policy__two_areas_of_one_name_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			policy__a_label_is_made_of_parts_of_the_path, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			policy__policies_without_any_rule_are_refused, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
