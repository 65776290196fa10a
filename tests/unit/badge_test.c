/* The badge: what it says, how wide it is, and that it is XML whatever an area is called. */
#include "tests/unit/verdict_fixture.h"

#include "gate/base/utf8.h"
#include "parsers/xml.h"

static const char *badge_of(const char *area)
{
	const struct verdict *v = &verdict;

	buf_truncate(&out, 0);
	badge_reporter.report_area((struct verdicts){ &v, 1 }, str_of(area), &out);
	return out.p;
}

static void badge__the_projects_is_the_gate(void **state)
{
	(void)state;
	assert_has(written(&badge_reporter, &verdict),
		"aria-label=\"gate: closed, 82.40 % of lines covered\"");
	assert_has(out.p, "<title>gate: closed, 82.40 % of lines covered</title>");
	assert_has(out.p, ">closed, 82.40 %</text>");
	verdict.gate = GATE_OPEN;
	assert_has(written(&badge_reporter, &verdict), ">open, 82.40 %</text>");
	verdict.gate = GATE_CANNOT_JUDGE;
	assert_has(written(&badge_reporter, &verdict), ">cannot judge, 82.40 %</text>");
}

static void badge__that_of_an_area_says_the_worst_of_its_rules(void **state)
{
	static const struct {
		enum outcome_of_rule outcome;
		const char *says;
	} states[] = {
		{ RULE_HELD, ">open, 3/12 tests passing<" },
		{ RULE_BROKEN, ">closed, 3/12 tests passing<" },
		{ RULE_NO_DATA, ">cannot judge, 3/12 tests passing<" },
		{ RULE_WAIVED, ">open, waived, 3/12 tests passing<" },
		{ RULE_INFORMED, ">open, not enforced, 3/12 tests passing<" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		findings[2].outcome = states[i].outcome;
		assert_has(badge_of("workers"), states[i].says);
		assert_has(out.p, "aria-label=\"workers: ");
	}
	findings[1] = findings[2];
	findings[1].outcome = RULE_BROKEN;
	assert_has(badge_of("workers"), ">closed, ");
}

static void badge__without_figures_there_is_the_word(void **state)
{
	struct verdict empty = { .gate = GATE_OPEN };

	(void)state;
	assert_has(written(&badge_reporter, &empty), "aria-label=\"gate: no rules\"");
	empty.gate = GATE_CLOSED;
	assert_has(written(&badge_reporter, &empty), ">closed</text>");
	areas[1].tests.known = false;
	findings[2].outcome = RULE_HELD;
	assert_has(badge_of("workers"), ">open</text>");
}

static void badge__without_a_rule_nothing_is_open(void **state)
{
	(void)state;
	verdict.gate = GATE_OPEN;
	verdict.finding_count = 0;
	assert_has(written(&badge_reporter, &verdict),
		"aria-label=\"gate: 82.40 % of lines covered\"");
	assert_null(strstr(out.p, "open"));
	assert_has(out.p, "fill=\"#57606a\"");
	assert_has(badge_of("workers"), ">3/12 tests passing<");
	areas[1].tests.known = false;
	assert_has(badge_of("workers"), "aria-label=\"workers: no rules\"");
	/* There it had no room for what holds. */
	verdict.left_out = LEFT_OUT_HELD;
	assert_has(badge_of("workers"), ">open<");
	assert_has(written(&badge_reporter, &verdict), ">open, 82.40 %<");
}

static void badge__of_several_jobs_it_is_that_of_the_worst(void **state)
{
	struct verdict other = verdict;
	const struct verdict *both[] = { &other, &verdict };
	struct area_verdict others[1] = { areas[0] };

	(void)state;
	other.gate = GATE_OPEN;
	other.areas = others;
	other.area_count = 1;
	badge_reporter.join((struct verdicts){ both, 2 }, &out);
	assert_has(out.p, "gate: closed");
	buf_truncate(&out, 0);
	badge_reporter.report_area((struct verdicts){ both, 2 }, STR("workers"), &out);
	assert_has(out.p, "workers: cannot judge");
}

static unsigned attribute(const char *name)
{
	const char *at = strstr(out.p, name);

	assert_non_null(at);
	return (unsigned)strtoul(at + strlen(name), NULL, 10);
}

static void badge__no_label_is_wider_than_its_half(void **state)
{
	(void)state;
	areas[1].name = STR("MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM");
	badge_of(areas[1].name.p);
	assert_has(out.p, "MMM\xe2\x80\xa6</text>");
	/* 40 of M, 9.3 pixels each, and the dots */
	assert_in_range(attribute("textLength=\""), 40 * 9, 40 * 10);
	assert_in_range(attribute("width=\""), attribute("textLength=\"") + 100, 700);
}

static void on_start(void *user, const struct xml_element *e)
{
	(void)user;
	(void)e;
}

static void on_end(void *user, struct str name)
{
	(void)user;
	(void)name;
}

/* Our reader mends what is no XML, and says so. */
static void assert_xml(struct str svg)
{
	struct stream *in = stream_of(svg);
	struct xml_events events = { .start = on_start, .end = on_end };

	diags = (struct diags){ .arena = &arena };
	assert_int_equal(0, xml_scan(in, STR("badge.svg"), &events, &diags));
	assert_int_equal(0, stream_close(in, NULL, &diags, DIAG(REPORT_FILE)));
	assert_null(diags.first);
}

static void badge__any_name_makes_valid_xml(void **state)
{
	uint64_t random = 0x2545f4914f6cdd1d;
	char name[12];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct str rest;

		for (size_t k = 0; k < sizeof(name); k++) {
			random ^= random << 13;
			random ^= random >> 7;
			random ^= random << 17;
			name[k] = random & 0x100 ? "<>&\"'\x1b\n]"[random >> 9 & 7] : (char)random;
		}
		areas[1].name = (struct str){ name, sizeof(name) };
		buf_truncate(&out, 0);
		badge_reporter.report_area(
			(struct verdicts){ &(const struct verdict *){ &verdict }, 1 },
			areas[1].name, &out);
		for (rest = buf_str(&out); rest.n;)
			assert_true(utf8_next(&rest) >= 0);
		assert_xml(buf_str(&out));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VERDICT_TEST(badge__the_projects_is_the_gate),
		VERDICT_TEST(badge__that_of_an_area_says_the_worst_of_its_rules),
		VERDICT_TEST(badge__without_a_rule_nothing_is_open),
		VERDICT_TEST(badge__without_figures_there_is_the_word),
		VERDICT_TEST(badge__of_several_jobs_it_is_that_of_the_worst),
		VERDICT_TEST(badge__no_label_is_wider_than_its_half),
		VERDICT_TEST(badge__any_name_makes_valid_xml),
	};

	return cmocka_run_group_tests_name("badge", tests, NULL, NULL);
}
