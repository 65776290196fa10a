/*
 * Any bytes as a JUnit report: read without a crash, without much memory, and never half: either there
 * is an error, or there are tests, each with a name, a message of bounded length and a possible time.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "gate/base/utf8.h"
#include "parsers/junit.h"
#include "parsers/parser.h"

static void hold(bool property, const char *what)
{
	if (property)
		return;
	fprintf(stderr, "junit: %s\n", what);
	abort();
}

static void check_test(const struct test *t)
{
	hold(t->name.n > 0, "a test without a name");
	hold(t->message.n <= 500, "a long message");
	hold(utf8_valid(t->name) == t->name.n, "a name that is no UTF-8");
	hold(utf8_valid(t->message) == t->message.n, "a message that is no UTF-8");
	hold(str_index(t->message, '\n') == t->message.n, "a message of several lines");
	hold(t->time_us <= JUNIT_TIME_MAX_US, "an absurd time");
	hold(t->state < TEST_STATES, "no state");
	hold(!t->errored || t->state != TEST_PASSING, "an error that passed");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena keep = { 0 }, scratch = { 0 };
	struct diags d = { .arena = &scratch };
	struct evidence evidence;
	struct stream *stream = stream_of((struct str){ (const char *)data, size });
	struct input in = { STR("report.xml"), stream, 1 };
	struct report *report;

	evidence_init(&evidence, &keep);
	report = evidence_report(&evidence, STR(""), in.path);
	if (junit_parser.parse(in, report, &d) < 0) {
		hold(d.count[DIAG_ERROR] > 0 && d.status == EXIT_EVIDENCE,
			"refused without a word");
	} else {
		hold(!d.count[DIAG_ERROR] && report->tests.n > 0, "accepted with nothing in it");
		for (size_t i = 0; i < report->tests.n; i++)
			check_test(&report->tests.v[i]);
	}
	for (const struct diag *i = d.first; i; i = i->next)
		hold(str_index(i->text, '\n') == i->text.n, "a diagnostic of several lines");
	stream_close(stream, NULL, &d, DIAG(REPORT_FILE));
	arena_release(&scratch);
	arena_release(&keep);
	return 0;
}
