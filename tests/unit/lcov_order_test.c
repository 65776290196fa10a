/*
 * Order says nothing: neither that of sections, nor that of records in a section (but FNA: comes
 * after its FNL:), nor into how many sections of one path the records of a file are divided.
 */
#include "tests/unit/lcov_cases.h"

enum { ROUNDS = 8 };

struct section {
	struct str test, source; /* the whole lines TN:, which may be empty, and SF: */
	struct str *v;           /* the other records, without end_of_record */
	size_t n, cap;
};

struct tracefile {
	struct section *v;
	size_t n, cap;
};

struct totals {
	size_t files;
	struct count counts[METRIC_COUNT];
};

static uint32_t seed;

static size_t below(size_t n)
{
	return next_number(&seed) % n;
}

static struct tracefile tracefile_of(struct str text)
{
	struct tracefile t = { 0 };
	struct section s = { 0 };
	struct str line;

	while (str_line(&text, &line)) {
		if (str_starts(line, STR("TN:"))) {
			s.test = line;
		} else if (str_starts(line, STR("SF:"))) {
			s.source = line;
		} else if (str_eq(line, STR("end_of_record"))) {
			*ARENA_PUSH(&kept, t.v, t.n, t.cap) = s;
			s = (struct section){ 0 };
		} else if (s.source.n) {
			*ARENA_PUSH(&kept, s.v, s.n, s.cap) = line;
		}
	}
	return t;
}

static void write_tracefile(struct buf *out, const struct tracefile *t)
{
	for (const struct section *s = t->v; s < t->v + t->n; s++) {
		if (s->test.n)
			buf_printf(out, STR_FMT "\n", STR_ARG(s->test));
		buf_printf(out, STR_FMT "\n", STR_ARG(s->source));
		for (size_t i = 0; i < s->n; i++)
			buf_printf(out, STR_FMT "\n", STR_ARG(s->v[i]));
		buf_puts(out, "end_of_record\n");
	}
}

static struct totals read_totals(const char *name, struct str text)
{
	struct totals totals;

	if (read_tracefile(text) < 0)
		fail_msg("%s: line %u: " STR_FMT, name, first_error()->at.line,
			STR_ARG(first_error()->text));
	totals.files = coverage_files(&report->coverage);
	for (int m = 0; m < METRIC_COUNT; m++)
		totals.counts[m] = coverage_count(&report->coverage, (enum metric)m);
	return totals;
}

static void check_totals(const char *name, const struct totals *wanted, struct str text)
{
	struct totals got = read_totals(name, text);

	if (got.files != wanted->files)
		fail_msg("%s: %zu files instead of %zu", name, got.files, wanted->files);
	for (int m = 0; m < METRIC_COUNT; m++) {
		if (got.counts[m].covered != wanted->counts[m].covered ||
			got.counts[m].total != wanted->counts[m].total)
			fail_msg("%s: %u/%u instead of %u/%u %s", name,
				(unsigned)got.counts[m].covered, (unsigned)got.counts[m].total,
				(unsigned)wanted->counts[m].covered,
				(unsigned)wanted->counts[m].total, metrics[m].many);
	}
}

/* Behind the file as it was it adds nothing, either: the totals are the same ones, line by line. */
static void check_same(const char *name, struct str text, const struct tracefile *other)
{
	struct totals wanted = read_totals(name, text);
	struct buf out = { 0 };

	write_tracefile(&out, other);
	check_totals(name, &wanted, buf_str(&out));
	buf_add(&out, text);
	check_totals(name, &wanted, buf_str(&out));
	buf_release(&out);
}

static void shuffle_sections(struct tracefile *t)
{
	for (size_t i = t->n; i > 1; i--) {
		size_t j = below(i);
		struct section s = t->v[j];

		t->v[j] = t->v[i - 1];
		t->v[i - 1] = s;
	}
}

static void swap(struct str *a, struct str *b)
{
	struct str s = *a;

	*a = *b;
	*b = s;
}

static void shuffle_records(struct section *s)
{
	for (size_t i = s->n; i > 1; i--)
		swap(&s->v[below(i)], &s->v[i - 1]);
	for (size_t i = 0; i < s->n; i++) {
		size_t j = i + 1;

		if (!str_starts(s->v[i], STR("FNA:")))
			continue;
		while (j < s->n && !str_starts(s->v[j], STR("FNL:")))
			j++;
		if (j < s->n)
			swap(&s->v[i], &s->v[j]);
	}
}

/* coverage.py's branches out of functions are known by the totals of all that is beside them. */
static bool is_known_as_a_whole(const struct section *s)
{
	bool exits = false, functions = false;

	for (size_t i = 0; i < s->n; i++) {
		exits |= str_starts(s->v[i], STR("BRDA:0,"));
		functions |= str_starts(s->v[i], STR("FN"));
	}
	return exits && !functions;
}

/* Moves half of the records into a section of their own, at the end; FNL: and FNA: stay. */
static void split_section(struct tracefile *t, size_t index)
{
	struct section whole = t->v[index], half[2] = { whole, whole };

	for (int i = 0; i < 2; i++) {
		half[i].v = NULL;
		half[i].n = half[i].cap = 0;
	}
	if (is_known_as_a_whole(&whole))
		return;
	for (size_t i = 0; i < whole.n; i++) {
		bool stays =
			str_starts(whole.v[i], STR("FNL:")) || str_starts(whole.v[i], STR("FNA:"));
		struct section *into = &half[stays ? 0 : below(2)];

		*ARENA_PUSH(&kept, into->v, into->n, into->cap) = whole.v[i];
	}
	t->v[index] = half[0];
	*ARENA_PUSH(&kept, t->v, t->n, t->cap) = half[1];
}

static void check_sections(const char *name, struct str text)
{
	struct tracefile t = tracefile_of(text);

	for (int i = 0; i < ROUNDS; i++) {
		shuffle_sections(&t);
		check_same(name, text, &t);
	}
}

static void check_records(const char *name, struct str text)
{
	struct tracefile t = tracefile_of(text);

	for (int i = 0; i < ROUNDS; i++) {
		for (size_t j = 0; j < t.n; j++)
			shuffle_records(&t.v[j]);
		check_same(name, text, &t);
	}
}

static void check_split(const char *name, struct str text)
{
	for (int i = 0; i < ROUNDS; i++) {
		struct tracefile t = tracefile_of(text);
		size_t n = t.n;

		for (size_t j = 0; j < n; j++)
			split_section(&t, j);
		check_same(name, text, &t);
		for (size_t j = 0; j < t.n; j++)
			shuffle_records(&t.v[j]);
		shuffle_sections(&t);
		check_same(name, text, &t);
	}
}

static void check_everywhere(void (*check)(const char *name, struct str text))
{
	seed = 2463534242;
	check("all kinds", str_of(all_kinds));
	each_fixture(check);
}

static void lcov__sections_in_any_order_come_to_the_same(void **state)
{
	(void)state;
	check_everywhere(check_sections);
}

static void lcov__records_in_any_order_come_to_the_same(void **state)
{
	(void)state;
	check_everywhere(check_records);
}

static void lcov__sections_split_in_two_come_to_the_same(void **state)
{
	(void)state;
	check_everywhere(check_split);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lcov__sections_in_any_order_come_to_the_same),
		cmocka_unit_test(lcov__records_in_any_order_come_to_the_same),
		cmocka_unit_test(lcov__sections_split_in_two_come_to_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, release_fixtures);
}
