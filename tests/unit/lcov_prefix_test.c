/*
 * Cut files: no start of a tracefile is a tracefile, except up to the end of a section. The format
 * cannot show that one; it is what `min_files` and `min_lines` are for.
 */
#include "tests/unit/lcov_cases.h"

enum {
	SMALL_BYTES_MAX = 4096, /* all cuts of such a file cost little */
	KEPT_RECORDS_MAX = 6,   /* of a kind in a section of an abridged file */
	SAMPLED_CUTS_MAX = 250, /* of a large file, which is read for each from its start */
	LAST_CUTS = 48,         /* of a large file: all of its last totals and end_of_record */
};

/* Where a section ends and what was cut behind it does not show. */
struct ends {
	const char *name;
	struct str text;
	bool *at; /* by length */
};

static struct ends ends_of(const char *name, struct str text)
{
	struct ends e = { name, text, arena_alloc(&kept, text.n + 1) };
	struct str rest = text, line;
	bool measured = false;

	while (str_line(&rest, &line)) {
		measured |= str_starts(line, STR("DA:")) && !str_starts(line, STR("DA:0,"));
		if (!measured || !str_eq(line, STR("end_of_record")))
			continue;
		for (const char *p = line.p + line.n; p <= rest.p; p++)
			e.at[p - text.p] = true;
	}
	return e;
}

static uint32_t lines_in(struct str text)
{
	uint32_t n = 0;
	struct str line;

	while (str_line(&text, &line))
		n++;
	return n;
}

/* Only where nothing was measured yet, there may be no line to name. */
static void check_error(const struct ends *e, struct str start)
{
	const struct diag *d = first_error();

	if (!d || diags.status != EXIT_EVIDENCE)
		fail_msg("%s, %zu bytes: refused without an error", e->name, start.n);
	if (d->at.line > lines_in(start))
		fail_msg("%s, %zu bytes: line %u is behind the end", e->name, start.n, d->at.line);
	if (!d->at.line && str_has(start, STR("\nDA:")))
		fail_msg("%s, %zu bytes: %s without a line", e->name, start.n, d->kind->slug);
}

static void check_cut(const struct ends *e, size_t bytes)
{
	struct str start = { e->text.p, bytes };
	int result = read_tracefile(start);

	if (result == 0 && !e->at[bytes])
		fail_msg("%s: its first %zu bytes are not refused", e->name, bytes);
	if (result < 0 && e->at[bytes])
		fail_msg("%s: its first %zu bytes are refused", e->name, bytes);
	if (result < 0)
		check_error(e, start);
}

static void check_all_cuts(const char *name, struct str text)
{
	struct ends e = ends_of(name, text);

	assert_int_equal(0, read_tracefile(text));
	for (size_t n = 0; n < text.n; n++)
		check_cut(&e, n);
}

/* Every section with a few records of each kind; those of a kind stand one behind the other. */
static struct str abridged(struct str text)
{
	struct buf out = { 0 };
	struct str rest = text, line, tag = STR(""), result;
	unsigned same = 0;

	while (str_line(&rest, &line)) {
		struct str its = { line.p, str_index(line, ':') };

		same = str_eq(tag, its) ? same + 1 : 0;
		tag = its;
		if (same < KEPT_RECORDS_MAX)
			buf_printf(&out, STR_FMT "\n", STR_ARG(line));
	}
	result = arena_str(&kept, buf_str(&out));
	buf_release(&out);
	return result;
}

static void check_large(const char *name, struct str text)
{
	struct ends e = ends_of(name, text);
	uint32_t seed = (uint32_t)text.n;

	check_all_cuts(name, abridged(text));
	assert_int_equal(0, read_tracefile(text));
	for (int i = 0; i < SAMPLED_CUTS_MAX; i++)
		check_cut(&e, next_number(&seed) % text.n);
	for (size_t n = text.n - LAST_CUTS; n < text.n; n++)
		check_cut(&e, n);
}

static void check_fixture(const char *name, struct str text)
{
	if (text.n > SMALL_BYTES_MAX)
		check_large(name, text);
	else
		check_all_cuts(name, text);
}

static void lcov__no_start_of_a_tracefile_is_one(void **state)
{
	(void)state;
	check_all_cuts("all kinds", str_of(all_kinds));
}

static void lcov__no_start_of_a_tracefile_with_cr_lf_is_one(void **state)
{
	struct buf out = { 0 };
	struct str rest = str_of(all_kinds), line;

	(void)state;
	while (str_line(&rest, &line))
		buf_printf(&out, STR_FMT "\r\n", STR_ARG(line));
	check_all_cuts("all kinds, CR LF", arena_str(&kept, buf_str(&out)));
	buf_release(&out);
}

static void lcov__no_start_of_a_tool_s_tracefile_is_one(void **state)
{
	(void)state;
	each_fixture(check_fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lcov__no_start_of_a_tracefile_is_one),
		cmocka_unit_test(lcov__no_start_of_a_tracefile_with_cr_lf_is_one),
		cmocka_unit_test(lcov__no_start_of_a_tool_s_tracefile_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, release_fixtures);
}
