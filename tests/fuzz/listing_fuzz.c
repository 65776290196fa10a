/*
 * Any bytes as a listing of pytest and as one of CTest: read without a crash and never half. Either there is
 * an error, or there are tests, each with a name, none of which ran.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "parsers/parser.h"

static void hold(bool property, const char *what)
{
	if (property)
		return;
	fprintf(stderr, "listing: %s\n", what);
	abort();
}

static void check_test(const struct test *t)
{
	hold(t->name.n > 0, "a test without a name");
	hold(t->message.n <= 500, "a long message");
	hold(t->state == TEST_NOT_RUN || t->state == TEST_BLOCKED, "a test that ran");
	hold(t->module == (t->state == TEST_BLOCKED), "a module that is not blocked");
	hold(str_index(t->name, '\n') == t->name.n, "a name of several lines");
}

static void read_listing(const struct parser *p, struct str bytes)
{
	struct arena keep = { 0 }, scratch = { 0 };
	struct diags d = { .arena = &scratch };
	struct evidence evidence;
	struct stream *stream = stream_of(bytes);
	struct input in = { STR("listing"), stream, 1 };
	struct report *report;

	evidence_init(&evidence, &keep);
	report = evidence_report(&evidence, STR(""), in.path);
	if (p->parse(in, report, &d) < 0) {
		hold(d.count[DIAG_ERROR] > 0 && d.status == EXIT_EVIDENCE,
			"refused without a word");
	} else {
		hold(!d.count[DIAG_ERROR] && report->tests.n > 0, "accepted with nothing in it");
		hold(report->tests.n <= bytes.n, "more tests than bytes");
		for (size_t i = 0; i < report->tests.n; i++)
			check_test(&report->tests.v[i]);
	}
	for (const struct diag *i = d.first; i; i = i->next)
		hold(str_index(i->text, '\n') == i->text.n, "a diagnostic of several lines");
	stream_close(stream, NULL, &d, DIAG(REPORT_FILE));
	arena_release(&scratch);
	arena_release(&keep);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct arena keep = { 0 };
	struct str head = { arena_str(&keep, bytes).p, size < 4096 ? size : 4096 };

	hold(!pytest_listing_parser.sniff(head) || !ctest_listing_parser.sniff(head),
		"one listing of both");
	arena_release(&keep);
	read_listing(&pytest_listing_parser, bytes);
	read_listing(&ctest_listing_parser, bytes);
	return 0;
}
