/*
 * JUnit reports as test runners write them: a suite of some hundred cases, most of them passed, one
 * of a hundred failed with a trace, one of fifty skipped.
 */
#include "tests/bench/generate.h"

#include "tests/bench/dice.h"

enum { SUITE_CASES = 150 };

enum outcome { PASSES, FAILS, SKIPPED };

static enum outcome outcome_of(uint64_t number)
{
	struct dice d = dice_of(number, 3);
	uint32_t n = dice_below(&d, 100);

	return n < 1 ? FAILS : n < 3 ? SKIPPED : PASSES;
}

static void attribute(struct out *o, const char *name, uint64_t value)
{
	out_char(o, ' ');
	out_str(o, name);
	out_str(o, "=\"");
	out_u64(o, value);
	out_char(o, '"');
}

/* Seconds with three decimals, of `ms`. */
static void time_attribute(struct out *o, uint64_t ms)
{
	out_str(o, " time=\"");
	out_u64(o, ms / 1000);
	out_char(o, '.');
	out_char(o, (char)('0' + ms / 100 % 10));
	out_char(o, (char)('0' + ms / 10 % 10));
	out_char(o, (char)('0' + ms % 10));
	out_char(o, '"');
}

static void write_failure(struct out *o, uint64_t number)
{
	out_str(o,
		"><failure message=\"AssertionError: assert 1 == 2\" "
		"type=\"AssertionError\">self = &lt;tests.integration.TestService object&gt;\n\n"
		"    def test_request(self):\n"
		"        response = self.client.get(&quot;/items/");
	out_u64(o, number);
	out_str(o,
		"&quot;)\n&gt;       assert response.count == 2\n"
		"E       AssertionError: assert 1 == 2\n\n"
		"tests/integration/test_service.py:118: AssertionError</failure></testcase>\n");
}

static void write_case(struct out *o, uint64_t number)
{
	struct dice d = dice_of(number, 4);

	out_room(o);
	out_str(o, "    <testcase classname=\"tests.integration.service_");
	out_u64(o, number / SUITE_CASES);
	out_str(o,
		".test_request_handling.TestService\" name=\"test_request_is_answered_with_item[");
	out_u64(o, number);
	out_str(o, "]\" file=\"tests/integration/service_");
	out_u64(o, number / SUITE_CASES);
	out_str(o, "/test_request_handling.py\"");
	time_attribute(o, dice_below(&d, dice_percent(&d, 10) ? 5000 : 50));
	switch (outcome_of(number)) {
	case PASSES:
		out_str(o, "/>\n");
		break;
	case FAILS:
		write_failure(o, number);
		break;
	case SKIPPED:
		out_str(o,
			"><skipped message=\"needs a network\" type=\"pytest.skip\"/></testcase>\n");
		break;
	}
}

static void write_suite(struct out *o, uint64_t first, uint64_t cases, struct report_totals *t)
{
	uint64_t failing = 0, skipped = 0;

	for (uint64_t i = first; i < first + cases; i++) {
		failing += outcome_of(i) == FAILS;
		skipped += outcome_of(i) == SKIPPED;
	}
	out_room(o);
	out_str(o, "  <testsuite name=\"tests.integration.service_");
	out_u64(o, first / SUITE_CASES);
	out_char(o, '"');
	attribute(o, "tests", cases);
	attribute(o, "failures", failing);
	attribute(o, "errors", 0);
	attribute(o, "skipped", skipped);
	out_str(o, " timestamp=\"2026-01-05T09:00:00\" hostname=\"runner\">\n");
	for (uint64_t i = first; i < first + cases; i++)
		write_case(o, i);
	out_room(o);
	out_str(o, "  </testsuite>\n");
	t->tests += cases;
	t->failing += failing;
	t->skipped += skipped;
	t->passing += cases - failing - skipped;
}

struct report_totals write_junit(struct out *o, uint64_t first, uint64_t cases)
{
	struct report_totals t = { 0 };

	out_room(o);
	out_str(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
	while (cases) {
		uint64_t n = cases < SUITE_CASES ? cases : SUITE_CASES;

		write_suite(o, first, n, &t);
		first += n;
		cases -= n;
	}
	out_room(o);
	out_str(o, "</testsuites>\n");
	return t;
}
