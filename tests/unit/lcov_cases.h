/*
 * For tests of whole tracefiles: text in, what became of it out; tables of cases with what must
 * become of each; and the fixtures, for what must hold of every tracefile. How a report is read is
 * known to read_tracefile() alone.
 */
#ifndef TESTS_LCOV_CASES_H
#define TESTS_LCOV_CASES_H

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gate/base/buf.h"
#include "parsers/parser.h"

static struct arena arena;
static struct evidence evidence;
static struct diags diags;
static struct report *report;

/*
 * Reads a tracefile into a new report with new diagnostics. The text is given as its own block,
 * which is gone afterwards, so that a sanitizer sees whoever looks behind its end or keeps a part.
 */
static inline int read_tracefile(struct str text)
{
	char *bytes = malloc(text.n + !text.n);
	struct stream *in;
	int result;

	assert_non_null(bytes);
	if (text.n)
		memcpy(bytes, text.p, text.n);
	arena_reset(&arena);
	evidence_init(&evidence, &arena);
	diags = (struct diags){ .arena = &arena };
	report = evidence_report(&evidence, STR(""), STR("t.info"));
	in = stream_of((struct str){ bytes, text.n });
	result = parse_report((struct input){ STR("t.info"), in, 1 }, report, &diags);
	if (stream_close(in, NULL, &diags, DIAG(REPORT_FILE)) < 0)
		result = -1;
	free(bytes);
	return result;
}

static inline int release_tracefile(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static inline const struct diag *first_error(void)
{
	const struct diag *d = diags.first;

	while (d && d->kind->level != DIAG_ERROR)
		d = d->next;
	return d;
}

enum verdict { ACCEPTED, NOTED, REFUSED };

/* One row. All zeroes behind the text say: accepted, without a word, and nothing was counted. */
struct tracefile_case {
	const char *says; /* for people */
	const char *text;
	size_t bytes;
	enum verdict verdict;
	const char *slug;      /* of the note, or of the first error; NULL is any */
	uint32_t line, column; /* of the first one */
	struct count counts[METRIC_COUNT];
	uint64_t more;    /* further notes */
	const char *told; /* what the note or error must say, or NULL */
	const char *path; /* a path that the report must be known by, or NULL */
};

/* For the fields of a row, in their order. */
#define TEXT(literal) (literal), sizeof(literal) - 1
#define SECTION(records) TEXT("TN:\nSF:a.c\n" records "DA:90,1\nend_of_record\n")
#define OK ACCEPTED, NULL, 0, 0
#define NOTE(slug, line, column) NOTED, slug, line, column
#define REFUSE(slug, line, column) REFUSED, slug, line, column

static int failures;

static inline void fail_case(const struct tracefile_case *c, const char *what)
{
	print_message("%s: %s\n", c->says, what);
	for (const struct diag *d = diags.first; d; d = d->next)
		print_message("\t%u:%u: " STR_FMT " [%s], %u more\n", d->at.line, d->at.column,
			STR_ARG(d->text), d->kind->slug, (unsigned)d->more);
	for (int m = 0; m < METRIC_COUNT; m++) {
		struct count n = coverage_count(&report->coverage, (enum metric)m);

		print_message(
			"\t%s %u/%u\n", metrics[m].name, (unsigned)n.covered, (unsigned)n.total);
	}
	failures++;
}

static inline void check_place(const struct tracefile_case *c, const struct diag *d)
{
	if (c->slug && strcmp(c->slug, d->kind->slug) != 0)
		fail_case(c, "another diagnostic");
	else if (c->slug && (d->at.line != c->line || d->at.column != c->column))
		fail_case(c, "another place");
	if (c->told && !str_has(d->text, str_of(c->told)))
		fail_case(c, "told in other words");
}

/* What is noted is told once, counted, and among the notes of the report. */
static inline void check_note(const struct tracefile_case *c)
{
	const struct diag *d = diags.first;
	bool doubt;

	if (!d || d->next || d->kind->level > DIAG_DOUBT) {
		fail_case(c, "not one note");
		return;
	}
	check_place(c, d);
	doubt = d->kind->level == DIAG_DOUBT;
	if (d->more != c->more)
		fail_case(c, "another number of further ones");
	if (report->note_count != 1)
		fail_case(c, "not among the report's notes");
	if (report->trust != (doubt ? TRUST_DEGRADED : TRUST_EXACT))
		fail_case(c, "another trust grade");
}

static inline void check_counts(const struct tracefile_case *c)
{
	for (int m = 0; m < METRIC_COUNT; m++) {
		struct count n = coverage_count(&report->coverage, (enum metric)m);

		if (n.covered != c->counts[m].covered || n.total != c->counts[m].total)
			fail_case(c, metrics[m].name);
	}
}

static inline void check_path(const struct tracefile_case *c)
{
	struct path_rules rules = { 0 };

	evidence_resolve(&evidence, &rules);
	if (evidence_seal(&evidence, &diags) < 0 ||
		!coverage_find(&evidence.coverage, str_of(c->path)))
		fail_case(c, "not known by its path");
}

static inline void check_case(const struct tracefile_case *c)
{
	int result = read_tracefile((struct str){ c->text, c->bytes });

	if (result != (c->verdict == REFUSED ? -1 : 0)) {
		fail_case(c, result < 0 ? "refused" : "not refused");
		return;
	}
	if (c->verdict == REFUSED) {
		if (!first_error() || diags.status != EXIT_EVIDENCE)
			fail_case(c, "refused without an error");
		else
			check_place(c, first_error());
		return;
	}
	if (c->verdict == NOTED)
		check_note(c);
	else if (diags.first || report->note_count || report->trust != TRUST_EXACT)
		fail_case(c, "not without a word");
	check_counts(c);
	if (c->path)
		check_path(c);
}

static inline void check_cases(const struct tracefile_case *rows, size_t n)
{
	failures = 0;
	for (size_t i = 0; i < n; i++)
		check_case(&rows[i]);
	assert_int_equal(0, failures);
}

#define CHECK_CASES(rows) check_cases((rows), sizeof(rows) / sizeof((rows)[0]))

/* Every kind of record, numbers of every kind, a file that stands twice, one without lines. */
static const char all_kinds[] =
	"# by hand\nTN:unit tests\nSF:src/a.cc\nVER:8d5e1f\n# of lcov 2\n"
	"FN:1,9,main(int, char**)\nFNDA:1,main(int, char**)\nFN:11,12\nFNDA:0,12\n"
	"FNL:0,14,18\nFNA:0,3,f<int>\nFNA:0,0,f<char>\nFNL:10,20\nFNA:10,-1,g\nFNF:5\nFNH:2\n"
	"BRDA:2,0,0,1\nBRDA:2,0,1,-\nBRDA:3,e1,0,0\nBRDA:3,f2,1,12\nBRDA:3,U3,2,0\n"
	"BRDA:4,0,jump to line 7, or not,4\nBRDA:4,None,exit,0\nBRDA:0,0,0,1\nBRF:7\nBRH:3\n"
	"MCDC:2,2,t,1,0,a && b\nMCDC:2,2,f,0,0,a && b\nMCDC:2,2,t,10,1,f(a, b)\nMCF:3\nMCH:2\n"
	"DA:1,1\nDA:2,300,Zm9vYmFy\nDA:9,0\nDA:70,1e3\nDA:71,-5\nDA:72,18446744073709551616\n"
	"DA:0,1\nBFH:1\nLF:6\nLH:4\nend_of_record\n"
	"SF:src/none.h\nFNF:0\nFNH:0\nLF:0\nLH:0\nend_of_record\n"
	"TN:system_tests\nSF:src/a.cc\nFN:1,9,main(int, char**)\nFNDA:0,main(int, char**)\n"
	"BRDA:2,0,1,12\nBRDA:2,0,2,0\nDA:2,0,Zm9vYmFy\nDA:9,12\nDA:10,0\nLF:3\nLH:1\n"
	"end_of_record\n"
	"TN:\nSF:C:\\src\\b b.cc\nDA:1,10\nDA:2,0\nLF:2\nLH:1\nend_of_record\n";

/* In an arena of its own: read_tracefile() resets the other. */
static struct arena kept;

static inline int release_fixtures(void **state)
{
	arena_release(&kept);
	return release_tracefile(state);
}

static inline struct str read_fixture(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf bytes = { 0 };
	struct str text;
	int c;

	assert_non_null(f);
	while ((c = getc(f)) != EOF)
		buf_byte(&bytes, (char)c);
	assert_int_equal(0, fclose(f));
	text = arena_str(&kept, buf_str(&bytes));
	buf_release(&bytes);
	return text;
}

static inline void each_fixture(void (*check)(const char *name, struct str text))
{
	glob_t found;

	assert_int_equal(0, glob("tests/fixtures/lcov/*.info", 0, NULL, &found));
	for (size_t i = 0; i < found.gl_pathc; i++)
		check(found.gl_pathv[i], read_fixture(found.gl_pathv[i]));
	globfree(&found);
}

/* The same numbers in every run: a xorshift generator, never 0. */
static inline uint32_t next_number(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

#endif
