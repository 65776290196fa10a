/*
 * For tests of parsers: a report and its diagnostics, new for each test.
 */
#ifndef TESTS_PARSE_FIXTURE_H
#define TESTS_PARSE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

#include "gate/base/buf.h"
#include "gate/base/file.h"
#include "gate/base/utf8.h"
#include "parsers/parser.h"

static struct arena arena;
static struct diags diags;
static struct evidence evidence;
static struct report *report;

static inline int set_up(void **state)
{
	(void)state;
	diags = (struct diags){ .arena = &arena };
	evidence_init(&evidence, &arena);
	report = evidence_report(&evidence, STR(""), STR("report"));
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define PARSE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* Any parser, or parse_report(), over bytes that end where they end. */
static inline int parse_bytes(
	int (*parse)(struct input in, struct report *into, struct diags *d), struct str bytes)
{
	struct stream *in = stream_of(bytes);
	int result = parse((struct input){ STR("report.xml"), in, 1 }, report, &diags);

	return stream_close(in, NULL, &diags, DIAG(REPORT_FILE)) < 0 ? -1 : result;
}

/* Some diagnostic is of that kind, on that line, and has `text` in it. */
static inline void assert_said(const struct diag_kind *kind, uint32_t line, const char *text)
{
	for (const struct diag *d = diags.first; d; d = d->next) {
		if (d->kind == kind && d->at.line == line && str_has(d->text, str_of(text)) &&
			str_eq(d->at.file, STR("report.xml")))
			return;
	}
	for (const struct diag *d = diags.first; d; d = d->next)
		print_message(STR_FMT ":%u: %s: " STR_FMT "\n", STR_ARG(d->at.file), d->at.line,
			d->kind->slug, STR_ARG(d->text));
	fail_msg("line %u: no %s with '%s'", line, kind->slug, text);
}

static inline void assert_silent(void)
{
	for (const struct diag *d = diags.first; d; d = d->next)
		fail_msg("line %u: %s: " STR_FMT, d->at.line, d->kind->slug, STR_ARG(d->text));
}

static inline void assert_str(const char *wanted, struct str got)
{
	if (!str_eq(str_of(wanted), got))
		fail_msg("'" STR_FMT "' where '%s' is wanted", STR_ARG(got), wanted);
}

/* Bounds of what hostile input may cost, from here to watch_end(). */
struct watch {
	clock_t start;
	long memory_kib;
};

static inline struct watch watch_start(void)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	return (struct watch){ clock(), used.ru_maxrss };
}

static inline void watch_end(struct watch w, double seconds, long mib)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	assert_true((double)(clock() - w.start) / CLOCKS_PER_SEC < seconds);
	assert_true(used.ru_maxrss - w.memory_kib < mib * 1024);
}

#endif
