/* The base in records and outputs. */
#include "tests/unit/verdict_fixture.h"

static const struct base upstream = { .rule = BASE_UPSTREAM,
	.commit = { COMMIT, sizeof(COMMIT) - 1 },
	.tree = { TREE, sizeof(TREE) - 1 },
	.distance = 3,
	.distance_known = true,
	.why = { "merge base with origin/main, 3 commits back", 43 } };

static const struct verdict *read_back(const char *old, const char *new)
{
	struct buf record = { 0 };
	struct str line, text;
	const char *at;

	note_record(&verdict, LEFT_OUT_NOTHING, &record);
	line = arena_str(&arena, buf_str(&record));
	buf_release(&record);
	at = strstr(line.p, old);
	assert_non_null(at);
	text = arena_printf(&arena, "%.*s%s%s", (int)(at - line.p), line.p, new, at + strlen(old));
	return record_parse(&arena, text, (struct place){ 0 }, &diags);
}

static void record__the_base_is_read_back(void **state)
{
	const struct verdict *v;

	(void)state;
	for (int rule = BASE_EXPLICIT; rule < BASE_RULES; rule++) {
		verdict.base = upstream;
		verdict.base.rule = (enum base_rule)rule;
		v = read_back("", "");
		assert_non_null(v);
		assert_int_equal(rule, v->base.rule);
		assert_true(str_eq(upstream.commit, v->base.commit));
		assert_true(str_eq(upstream.tree, v->base.tree));
		assert_true(str_eq(upstream.why, v->base.why));
		assert_true(v->base.distance_known && v->base.distance == 3);
	}
	verdict.base.distance_known = false;
	v = read_back("", "");
	assert_false(v->base.distance_known);
	assert_null(diags.first);
}

static void record__without_a_base_there_is_none(void **state)
{
	(void)state;
	assert_int_equal(BASE_NONE, read_back("", "")->base.rule);
	assert_int_equal(BASE_NONE, read_back("\"job\":", "\"base\":null,\"job\":")->base.rule);
	assert_null(diags.first);
}

static void record__a_rule_of_a_later_version_is_another(void **state)
{
	(void)state;
	verdict.base = upstream;
	assert_int_equal(BASE_OTHER, read_back("\"upstream\"", "\"oracle\"")->base.rule);
	assert_null(diags.first);
}

static void record__a_base_of_another_shape_is_refused(void **state)
{
	static const char *const changes[][3] = {
		{ "\"distance\":3", "\"distance\":-3", "'distance' must be a whole number" },
		{ "\"distance\":3", "\"distance\":\"3\"", "'distance' must be a number" },
		{ "\"commit\":\"" COMMIT "\",\"tree\":\"" TREE "\",\"distance\"", "\"distance\"",
			"'commit' is missing" },
		{ "\"rule\":\"upstream\"", "\"rule\":1", "'rule' must be a string" },
		{ "\"job\":", "\"base\":[],\"job\":", "'base' must be an object, not a list" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		bool whole = !strncmp(changes[i][0], "\"job\"", 5);

		verdict.base = whole ? (struct base){ 0 } : upstream;
		diags = (struct diags){ .arena = &arena };
		assert_null(read_back(changes[i][0], changes[i][1]));
		assert_said(DIAG(RECORD_BAD), changes[i][2]);
	}
}

static void outputs__a_base_that_is_hostile_stays_text(void **state)
{
	(void)state;
	verdict.base = upstream;
	verdict.base.why = STR("merge base with <b>\033[31m|`x`");
	assert_has_not(written(&terminal_reporter, &verdict), "\033");
	assert_has_not(written(&markdown_reporter, &verdict), "<b>");
	assert_has(out.p, "- base `" COMMIT "`: merge base with ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VERDICT_TEST(record__the_base_is_read_back),
		VERDICT_TEST(record__without_a_base_there_is_none),
		VERDICT_TEST(record__a_rule_of_a_later_version_is_another),
		VERDICT_TEST(record__a_base_of_another_shape_is_refused),
		VERDICT_TEST(outputs__a_base_that_is_hostile_stays_text),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
