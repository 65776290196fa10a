#include "tests/unit/verdict_fixture.h"

#include "gate/base/json.h"
#include "reporters/json_writer.h"

static const char contract[] = "{\n"
			       "  \"schema\": \"areagate/verdict/1\",\n"
			       "  \"gate\": \"closed\",\n"
			       "  \"exit\": 1,\n"
			       "  \"job\": \"unit\",\n"
			       "  \"commit\": \"" COMMIT "\",\n"
			       "  \"tree\": \"" TREE "\",\n"
			       "  \"head\": \"commit\",\n"
			       "  \"base\": null,\n"
			       "  \"reports\": [\n"
			       "    {\n"
			       "      \"name\": \"unit\",\n"
			       "      \"path\": \"build/junit/unit.xml\",\n"
			       "      \"format\": \"junit\",\n"
			       "      \"producer\": \"pytest\",\n"
			       "      \"bytes\": 5120,\n"
			       "      \"sha256\": \"" DIGEST "\",\n"
			       "      \"trust\": \"exact\",\n"
			       "      \"notes\": []\n"
			       "    },\n"
			       "    {\n"
			       "      \"name\": \"\",\n"
			       "      \"path\": \"coverage.info\",\n"
			       "      \"format\": \"lcov\",\n"
			       "      \"producer\": \"\",\n"
			       "      \"bytes\": 77,\n"
			       "      \"sha256\": \"" DIGEST "\",\n"
			       "      \"trust\": \"degraded\",\n"
			       "      \"notes\": [\n"
			       "        \"LF of 2 sections differs from their records\",\n"
			       "        \"\\\"quoted\\\"\"\n"
			       "      ]\n"
			       "    }\n"
			       "  ],\n"
			       "  \"areas\": [\n"
			       "    {\n"
			       "      \"area\": \"project\",\n"
			       "      \"coverage\": {\n"
			       "        \"lines\": {\n"
			       "          \"covered\": 412,\n"
			       "          \"total\": 500,\n"
			       "          \"percent\": \"82.40\",\n"
			       "          \"target\": \"85\",\n"
			       "          \"baseline\": \"65.5\",\n"
			       "          \"missing\": 13\n"
			       "        },\n"
			       "        \"branches\": {\n"
			       "          \"covered\": 0,\n"
			       "          \"total\": 0,\n"
			       "          \"percent\": null\n"
			       "        },\n"
			       "        \"functions\": {}\n"
			       "      },\n"
			       "      \"tests\": null\n"
			       "    },\n"
			       "    {\n"
			       "      \"area\": \"workers\",\n"
			       "      \"coverage\": {\n"
			       "        \"lines\": {},\n"
			       "        \"branches\": {},\n"
			       "        \"functions\": {},\n"
			       "        \"mcdc\": {\n"
			       "          \"covered\": 2,\n"
			       "          \"total\": 3,\n"
			       "          \"percent\": \"66.66\"\n"
			       "        }\n"
			       "      },\n"
			       "      \"tests\": {\n"
			       "        \"planned\": 12,\n"
			       "        \"created\": 11,\n"
			       "        \"runnable\": 4,\n"
			       "        \"passing\": 3,\n"
			       "        \"failing\": 1,\n"
			       "        \"flaky\": 0,\n"
			       "        \"skipped\": 0,\n"
			       "        \"disabled\": 0,\n"
			       "        \"expected_failure\": 0,\n"
			       "        \"blocked\": 7,\n"
			       "        \"not_run\": 0,\n"
			       "        \"seconds\": \"3.214\",\n"
			       "        \"missing\": [\n"
			       "          \"tests/workers/test_retry.py::test_gives_up\"\n"
			       "        ]\n"
			       "      }\n"
			       "    }\n"
			       "  ],\n"
			       "  \"findings\": [\n"
			       "    {\n"
			       "      \"area\": \"project\",\n"
			       "      \"rule\": \"coverage.lines.target\",\n"
			       "      \"outcome\": \"broken\",\n"
			       "      \"got\": \"82.40\",\n"
			       "      \"want\": \"85\",\n"
			       "      \"missing\": 13,\n"
			       "      \"at\": \"policies/project.json:9:16\",\n"
			       "      \"say\": \"13 more lines to 85 %\"\n"
			       "    },\n"
			       "    {\n"
			       "      \"area\": \"project\",\n"
			       "      \"rule\": \"coverage.lines.baseline\",\n"
			       "      \"outcome\": \"held\",\n"
			       "      \"got\": \"82.40\",\n"
			       "      \"want\": \"65.5\",\n"
			       "      \"missing\": 0,\n"
			       "      \"at\": null,\n"
			       "      \"say\": \"not below the baseline of 65.5 %\"\n"
			       "    },\n"
			       "    {\n"
			       "      \"area\": \"workers\",\n"
			       "      \"rule\": \"coverage.branches.target\",\n"
			       "      \"outcome\": \"no-data\",\n"
			       "      \"got\": \"\",\n"
			       "      \"want\": \"70\",\n"
			       "      \"missing\": 0,\n"
			       "      \"at\": null,\n"
			       "      \"say\": \"no report has branches\"\n"
			       "    }\n"
			       "  ],\n"
			       "  \"blockers\": [\n"
			       "    {\n"
			       "      \"cause\": \"No module named 'workers.tasks'\",\n"
			       "      \"kind\": \"missing_module\",\n"
			       "      \"tests\": 7,\n"
			       "      \"blocked\": 6,\n"
			       "      \"planned\": 5,\n"
			       "      \"files\": [\n"
			       "        \"tests/workers/test_retry.py\",\n"
			       "        \"tests/workers/test_send.py\"\n"
			       "      ],\n"
			       "      \"files_more\": 3,\n"
			       "      \"first\": \"tests/workers/test_retry.py:4\",\n"
			       "      \"first_test\": \"tests/workers/test_retry.py::test_once\",\n"
			       "      \"mend\": \"create the module or fix the import\"\n"
			       "    }\n"
			       "  ]\n"
			       "}\n";

static void json__a_verdict_is_written_word_for_word_as_the_contract_says(void **state)
{
	(void)state;
	assert_string_equal(written(&json_reporter, &verdict), contract);
}

static void json__each_gate_has_its_exit_status(void **state)
{
	(void)state;
	verdict.gate = GATE_OPEN;
	assert_has(written(&json_reporter, &verdict), "\"gate\": \"open\",\n  \"exit\": 0,");
	verdict.gate = GATE_CANNOT_JUDGE;
	assert_has(
		written(&json_reporter, &verdict), "\"gate\": \"cannot-judge\",\n  \"exit\": 3,");
}

static void json__outside_a_repository_commit_and_tree_are_null(void **state)
{
	(void)state;
	verdict.commit = verdict.tree = STR("");
	assert_has(written(&json_reporter, &verdict),
		"\"commit\": null,\n  \"tree\": null,\n  \"head\": null,");
}

static void json__says_what_was_judged_instead_of_the_commit(void **state)
{
	struct verdict of_work = { .gate = GATE_OPEN,
		.commit = STR(COMMIT),
		.tree = STR(TREE),
		.head = HEAD_WORKTREE,
		.changed_files = 3 };

	(void)state;
	assert_has(written(&json_reporter, &of_work),
		"\"head\": \"worktree\",\n  \"changed_files\": 3,\n  \"base\": null,");
}

static void json__an_empty_verdict_is_valid(void **state)
{
	struct verdict empty = { 0 };

	(void)state;
	assert_has(written(&json_reporter, &empty),
		"\"reports\": [],\n  \"areas\": [],\n  \"findings\": [],\n  \"blockers\": []\n}\n");
}

static void json__a_failing_percentage_never_reads_as_its_target(void **state)
{
	(void)state;
	areas[0].coverage[METRIC_LINES].count = (struct count){ 19999, 25002 };
	areas[0].coverage[METRIC_LINES].target = (struct decimal){ 80, 0 };
	assert_has(written(&json_reporter, &verdict), "\"percent\": \"79.98\"");
	areas[0].coverage[METRIC_LINES].count = (struct count){ 199999, 250000 };
	assert_has(written(&json_reporter, &verdict), "\"percent\": \"79.99\"");
	assert_has(out.p, "\"missing\": 1\n");
}

static void json__seconds_are_rounded_down_to_milliseconds(void **state)
{
	(void)state;
	areas[1].tests.counts.time_us = 999;
	assert_has(written(&json_reporter, &verdict), "\"seconds\": \"0.000\"");
	areas[1].tests.counts.time_us = 61999999;
	assert_has(written(&json_reporter, &verdict), "\"seconds\": \"61.999\"");
}

static void json__without_a_plan_there_is_no_planned(void **state)
{
	(void)state;
	areas[0].blocker_count = 0;
	areas[1].tests.has_plan = false;
	areas[1].tests.missing_count = 0;
	written(&json_reporter, &verdict);
	assert_has_not(out.p, "\"planned\"");
	assert_has(out.p, "\"seconds\": \"3.214\"\n");
}

static void json__what_strangers_wrote_stays_text(void **state)
{
	struct diags d = { .arena = &arena };

	(void)state;
	reports[0].path = STR("a\"],\"gate\":\"open\n\x1b[2J\xff##[error]x");
	written(&json_reporter, &verdict);
	assert_has(out.p,
		"\"path\": \"a\\\"],\\\"gate\\\":\\\"open\\n\\u001b[2J\xef\xbf\xbd\\u0023#[error]x\"");
	assert_non_null(json_parse(
		&arena, buf_str(&out), (struct place){ 0 }, JSON_STRICT, &d, DIAG(RECORD_BAD)));
}

static void json__the_same_verdict_gives_the_same_bytes(void **state)
{
	struct str first;

	(void)state;
	written(&json_reporter, &verdict);
	first = arena_str(&arena, buf_str(&out));
	look = (struct look){ .colour = true, .columns = 20, .verbose = true };
	assert_string_equal(first.p, written(&json_reporter, &verdict));
	look = (struct look){ 0 };
}

static void writer__compact_json_has_no_blanks(void **state)
{
	struct json_writer w = { .out = &out };

	(void)state;
	json_open_object(&w, NULL);
	json_open_array(&w, "a");
	json_put_u64(&w, NULL, UINT64_MAX);
	json_put_bool(&w, NULL, true);
	json_open_object(&w, NULL);
	json_close_object(&w);
	json_close_array(&w);
	json_put_bool(&w, "b\"", false);
	json_put_decimal(&w, "c", (struct decimal){ 9790, 2 });
	json_put_percent(&w, "d", 1, 3);
	json_put_percent(&w, "e", 0, 0);
	json_close_object(&w);
	assert_string_equal("{\"a\":[18446744073709551615,true,{}],\"b\\\"\":false,\"c\":\"97.9\","
			    "\"d\":\"33.33\",\"e\":null}",
		out.p);
}

static void writer__indented_json_has_a_value_a_line(void **state)
{
	struct json_writer w = { .out = &out, .indented = true };

	(void)state;
	json_open_array(&w, NULL);
	json_open_object(&w, NULL);
	json_put_null(&w, "x");
	json_put_string(&w, "y", STR("z"));
	json_close_object(&w);
	json_open_array(&w, NULL);
	json_close_array(&w);
	json_close_array(&w);
	assert_string_equal("[\n  {\n    \"x\": null,\n    \"y\": \"z\"\n  },\n  []\n]", out.p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VERDICT_TEST(json__a_verdict_is_written_word_for_word_as_the_contract_says),
		VERDICT_TEST(json__each_gate_has_its_exit_status),
		VERDICT_TEST(json__outside_a_repository_commit_and_tree_are_null),
		VERDICT_TEST(json__says_what_was_judged_instead_of_the_commit),
		VERDICT_TEST(json__an_empty_verdict_is_valid),
		VERDICT_TEST(json__a_failing_percentage_never_reads_as_its_target),
		VERDICT_TEST(json__seconds_are_rounded_down_to_milliseconds),
		VERDICT_TEST(json__without_a_plan_there_is_no_planned),
		VERDICT_TEST(json__what_strangers_wrote_stays_text),
		VERDICT_TEST(json__the_same_verdict_gives_the_same_bytes),
		VERDICT_TEST(writer__compact_json_has_no_blanks),
		VERDICT_TEST(writer__indented_json_has_a_value_a_line),
	};

	return cmocka_run_group_tests_name("json_reporter", tests, NULL, NULL);
}
