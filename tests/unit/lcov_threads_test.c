/* However many threads read a tracefile, everything it comes to is the same, in the same order. */
#include "tests/unit/check.h"

#include "parsers/parser.h"
#include "parsers/portions.h"
#include "tests/unit/coverage_fixture.h"

static struct buf text;
static uint32_t seed;

static int set_up(void **state)
{
	seed = 99;
	return check_set_up(state);
}

static int tear_down(void **state)
{
	buf_release(&text);
	return check_tear_down(state);
}

static uint32_t below(uint32_t n)
{
	return next_number(&seed) % n;
}

static void say_diagnostics(struct buf *out, const struct diags *d)
{
	for (const struct diag *i = d->first; i; i = i->next)
		buf_printf(out, STR_FMT ":%u:%u: " STR_FMT " [%s] %u more\n", STR_ARG(i->at.file),
			i->at.line, i->at.column, STR_ARG(i->text), i->kind->slug,
			(unsigned)i->more);
	for (int level = 0; level < DIAG_LEVELS; level++)
		buf_printf(out, "level %d: %u\n", level, (unsigned)d->count[level]);
	buf_printf(out, "status %d\n", d->status);
}

static void say_coverage(struct buf *out, const struct coverage *c)
{
	for (size_t i = 0; i < coverage_files(c); i++) {
		const struct file_coverage *f = &c->files[i];
		struct line_range range;

		buf_printf(out, STR_FMT, STR_ARG(f->path));
		for (int m = 0; m < METRIC_COUNT; m++) {
			struct count n = file_coverage_count(f, (enum metric)m);

			buf_printf(out, " %u/%u", (unsigned)n.covered, (unsigned)n.total);
		}
		for (uint32_t from = 0; lines_next_uncovered(&f->lines, from, &range);
			from = range.last + 1)
			buf_printf(out, " %u-%u", range.first, range.last);
		if (f->provenance)
			buf_printf(out, " version '" STR_FMT "' %zu sums",
				STR_ARG(f->provenance->version), f->provenance->n);
		buf_puts(out, "\n");
	}
}

/* All that reading the text by so many threads comes to. */
static struct str outcome(unsigned threads)
{
	struct arena own = { 0 };
	struct diags d = { .arena = &own };
	struct evidence e;
	struct stream *in = stream_of(buf_str(&text));
	struct report *r;
	struct buf out = { 0 };
	struct str said_all;

	evidence_init(&e, &own);
	r = evidence_report(&e, STR(""), STR("t.info"));
	buf_printf(&out, "result %d\n",
		parse_report((struct input){ STR("t.info"), in, threads }, r, &d));
	assert_int_equal(0, stream_close(in, NULL, &d, DIAG(REPORT_FILE)));
	say_diagnostics(&out, &d);
	say_coverage(&out, &r->coverage);
	for (size_t i = 0; i < r->note_count; i++)
		buf_printf(&out, STR_FMT "\n", STR_ARG(r->notes[i]));
	said_all = arena_str(&arena, buf_str(&out));
	buf_release(&out);
	arena_release(&own);
	return said_all;
}

/* Some twice: threads do not come in the same order again. */
static struct str assert_same_by_all(void)
{
	static const unsigned threads[] = { 2, 3, 8, 3, 0 };
	struct str wanted = outcome(1);

	for (size_t i = 0; i < sizeof(threads) / sizeof(*threads); i++) {
		struct str got = outcome(threads[i]);

		if (!str_eq(wanted, got)) {
			print_message("%u threads:\n", threads[i]);
			assert_string_equal(wanted.p, got.p);
		}
	}
	return wanted;
}

/* Records of one section; the more `odd`, the more of them are noted or refused. */
static void put_records(uint32_t lines, uint32_t odd)
{
	static const char *const odds[] = { "DA:7,-1\n", "XYZ:1\n", "DA:0,1\n", "DA:8,1e3\n",
		"BRDA:9,None,0,1\n", "DA:x,1\n", "plain text\n", "FNDA:1,nobody\n", "LF:1\n",
		"DA:9,1,sum1\nDA:9,1,sum2\n", "BRDA:1,0,0,1\nBRDA:1,0,0,1\n", "# comment\n", "\n" };
	uint32_t count = odd > 1 ? sizeof(odds) / sizeof(*odds) : 5;

	for (uint32_t i = 1; i <= lines; i++) {
		if (i % 9 == 0)
			buf_printf(&text, "FN:%u,f%u\nFNDA:%u,f%u\n", i, i, below(3), i);
		if (i % 4 == 0)
			buf_printf(&text, "BRDA:%u,0,0,%u\nBRDA:%u,0,1,-\n", i, below(3), i);
		if (i % 50 == 0)
			buf_printf(&text, "BRDA:%u,0,x > %u,1\n", i, below(9));
		if (i % 70 == 0)
			buf_printf(&text, "MCDC:%u,2,t,%u,0,a && b\n", i, below(2));
		buf_printf(&text, "DA:%u,%u\n", i, below(4));
		if (odd && below(3000) == 0)
			buf_puts(&text, odds[below(count)]);
	}
}

static void put_section(uint32_t file, uint32_t lines, uint32_t odd)
{
	buf_printf(&text, "TN:t%u\nSF:src/%u.c\n", below(3), file);
	if (below(5) == 0)
		buf_printf(&text, "VER:%u\n", below(2));
	put_records(lines, odd);
	buf_puts(&text, below(9) ? "end_of_record\n" : "end_of_record\r\n");
}

static void put_sections(uint32_t n, uint32_t odd)
{
	while (n-- > 0)
		put_section(below(90), below(9) ? below(2500) : 0, odd);
}

static void threads__a_clean_tracefile_is_the_same(void **state)
{
	struct str said_all;

	(void)state;
	put_sections(100, 0);
	assert_true(text.n > (size_t)PORTION_BYTES * 4);
	said_all = assert_same_by_all();
	assert_true(str_starts(said_all, STR("result 0\n")));
}

static void threads__notes_and_doubts_are_the_same(void **state)
{
	struct str said_all;

	(void)state;
	put_sections(100, 1);
	said_all = assert_same_by_all();
	assert_true(str_starts(said_all, STR("result 0\n")));
	assert_true(str_has(said_all, STR("[lcov-negative]")));
	assert_true(str_has(said_all, STR("[lcov-unknown]")));
}

static void threads__errors_are_the_same_at_the_same_lines(void **state)
{
	struct str said_all;

	(void)state;
	put_sections(120, 2);
	said_all = assert_same_by_all();
	assert_true(str_starts(said_all, STR("result -1\n")));
	assert_true(str_has(said_all, STR("[lcov-junk]")));
	assert_true(str_has(said_all, STR("[lcov-number]")));
	assert_true(str_has(said_all, STR("[lcov-checksum]")));
}

static void threads__sections_longer_than_a_portion_are_the_same(void **state)
{
	struct str said_all;

	(void)state;
	for (uint32_t i = 0; i < 3; i++) {
		put_sections(5, 1);
		put_section(i, 40000, 1);
		put_section(i, 30000, 0);
	}
	put_sections(20, 1);
	said_all = assert_same_by_all();
	assert_true(str_starts(said_all, STR("result 0\n")));
}

/* More than are held before what repeats is joined: names of earlier portions are among them. */
static void threads__none_of_a_million_functions_is_lost(void **state)
{
	enum { FUNCTIONS = 650000 };
	struct str said_all;

	(void)state;
	buf_puts(&text, "SF:a.c\n");
	for (unsigned i = 0; i < FUNCTIONS; i++)
		buf_printf(&text, "FN:%u,f%u\n", 1 + i % 999, i);
	for (unsigned i = FUNCTIONS; i > 0; i--)
		buf_printf(&text, "FNDA:%u,f%u\n", i % 2, i - 1);
	buf_puts(&text, "DA:1,1\nend_of_record\n");
	said_all = outcome(2);
	assert_true(str_starts(said_all, STR("result 0\n")));
	assert_true(str_has(said_all, STR("a.c 1/1 0/0 325000/650000 0/0\n")));
}

static void threads__nul_bytes_and_lines_too_long_are_the_same(void **state)
{
	struct str said_all;

	(void)state;
	for (uint32_t i = 0; i < 4; i++) {
		put_sections(12, 1);
		buf_puts(&text, "SF:a.c\nDA:1,1\nDA:2");
		buf_byte(&text, '\0');
		buf_puts(&text, ",1\nend_of_record\nSF:b.c\nFN:1,");
		buf_repeat(&text, 'x', (size_t)PORTION_BYTES * (1 + i));
		buf_puts(&text, "\nDA:1,1\nend_of_record\n");
		put_sections(12, 1);
		buf_repeat(&text, 'y', (size_t)PORTION_BYTES + i);
		buf_puts(&text, "\n");
	}
	said_all = assert_same_by_all();
	assert_true(str_has(said_all, STR("a NUL byte: the tracefile is damaged")));
	assert_true(str_has(said_all, STR("the line is longer than")));
}

/* Such a line ends a portion, and no section. */
static void threads__a_spoilt_end_of_record_is_the_same(void **state)
{
	static const char *const ends[] = { "end_of_recordXXX\n", "end_of_record\0\n",
		"end_of_record SF:x\n", "end_of_record\r\r\n", "end_of_record:\n" };

	(void)state;
	for (uint32_t i = 0; i < 5; i++) {
		buf_truncate(&text, 0);
		for (uint32_t j = 0; j < 6; j++) {
			put_section(j, 24000, 0);
			/* In place of the whole line. */
			buf_truncate(&text, text.n - strlen("end_of_record\n"));
			if (text.p[text.n - 1] != '\n')
				buf_puts(&text, "\n");
			buf_add(&text, (struct str){ ends[i], i == 1 ? 15 : strlen(ends[i]) });
			buf_printf(&text, "DA:5,1,sum%u\nFN:1,late\nend_of_record\n", j);
		}
		assert_same_by_all();
	}
}

static void threads__a_cut_is_told_the_same(void **state)
{
	(void)state;
	put_sections(40, 1);
	for (int i = 0; i < 4; i++) {
		buf_truncate(&text, text.n - 1 - below(40000));
		assert_same_by_all();
	}
	buf_truncate(&text, 0);
	put_sections(40, 0);
	buf_puts(&text, "TN:last\n");
	assert_true(str_has(assert_same_by_all(), STR("no section follows the last TN:")));
}

int main(void)
{
#define WITH_TEXT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_TEXT(threads__a_clean_tracefile_is_the_same),
		WITH_TEXT(threads__notes_and_doubts_are_the_same),
		WITH_TEXT(threads__errors_are_the_same_at_the_same_lines),
		WITH_TEXT(threads__sections_longer_than_a_portion_are_the_same),
		WITH_TEXT(threads__none_of_a_million_functions_is_lost),
		WITH_TEXT(threads__nul_bytes_and_lines_too_long_are_the_same),
		WITH_TEXT(threads__a_spoilt_end_of_record_is_the_same),
		WITH_TEXT(threads__a_cut_is_told_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
