#include "reporters/summary.h"

#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/json.h"
#include "reporters/table.h"

/* Of one report, or of the union. */
struct totals {
	struct count coverage[METRIC_COUNT];
	struct test_counts tests;
	size_t files;
};

static void add_tests(struct totals *t, const struct tests *tests)
{
	for (size_t i = 0; i < tests->n; i++)
		test_counts_add(&t->tests, &tests->v[i]);
}

static struct totals of_report(const struct report *r)
{
	struct totals t = { .files = r->files };

	for (int m = 0; m < METRIC_COUNT; m++)
		t.coverage[m] = r->count[m];
	t.tests = r->tested;
	return t;
}

static struct totals of_all(const struct evidence *e)
{
	struct totals t = { .files = coverage_files(&e->coverage) };

	for (int m = 0; m < METRIC_COUNT; m++)
		t.coverage[m] = coverage_count(&e->coverage, (enum metric)m);
	add_tests(&t, &e->tests);
	return t;
}

static void cell_count(struct table *t, struct count c)
{
	struct buf text = { 0 };

	if (c.total)
		ratio_print(&text, c.covered, c.total);
	buf_puts(&text, c.total ? " %" : "");
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_truncate(&text, 0);
	if (c.total)
		buf_printf(&text, "%" PRIu64 "/%" PRIu64, c.covered, c.total);
	table_cell(t, buf_str(&text), STYLE_FAINT);
	buf_release(&text);
}

static void cell_files(struct table *t, size_t files)
{
	if (files)
		table_cellf(t, STYLE_PLAIN, "%zu", files);
	else
		table_cell(t, STR(""), STYLE_PLAIN);
}

static void cell_tests(struct table *t, const struct test_counts *c)
{
	struct buf text = { 0 };

	if (c->total)
		buf_printf(&text, "%" PRIu64, c->total);
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_truncate(&text, 0);
	for (int i = 0; c->total && i < TEST_STATES; i++) {
		if (c->state[i])
			buf_printf(&text, "%s%" PRIu64 " %s", text.n ? ", " : "", c->state[i],
				i == TEST_EXPECTED_FAILURE  ? "failing as expected"
					: i == TEST_NOT_RUN ? "not run"
							    : test_state_names[i]);
	}
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_release(&text);
}

static void row(struct table *t, struct str name, const char *kind, struct str trust,
	const struct totals *totals)
{
	table_cell(t, name, STYLE_STRONG);
	table_cell(t, str_of(kind), STYLE_PLAIN);
	table_cell(t, trust, STYLE_PLAIN);
	cell_files(t, totals->files);
	for (int m = 0; m < METRIC_COUNT; m++)
		cell_count(t, totals->coverage[m]);
	cell_tests(t, &totals->tests);
}

static void print_files(const struct evidence *e, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "file", false, 0 },
		{ "lines", true, 0 },
		{ "", true, 1 },
		{ "branches", true, 3 },
		{ "", true, 4 },
		{ "functions", true, 5 },
		{ "", true, 6 },
		{ "mc/dc", true, 7 },
		{ "", true, 8 },
	};
	struct table t;

	if (!coverage_files(&e->coverage))
		return;
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < coverage_files(&e->coverage); i++) {
		const struct file_coverage *file = &e->coverage.files[i];

		table_cell(&t, file->path, STYLE_PLAIN);
		for (int m = 0; m < METRIC_COUNT; m++)
			cell_count(&t, file_coverage_count(file, (enum metric)m));
	}
	buf_byte(out, '\n');
	table_print(&t, look, 0, out);
	table_release(&t);
}

static void print_notes(const struct evidence *e, struct buf *out)
{
	for (size_t i = 0; i < e->report_count; i++) {
		for (size_t j = 0; j < e->reports[i]->note_count; j++) {
			buf_puts(out, "note: ");
			escape_terminal(out, e->reports[i]->path);
			buf_puts(out, ": ");
			escape_terminal(out, e->reports[i]->notes[j]);
			buf_byte(out, '\n');
		}
	}
}

static void print_reports(const struct evidence *e, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "report", false, 0 },
		{ "format", false, 8 },
		{ "trust", false, 7 },
		{ "files", true, 6 },
		{ "lines", true, 0 },
		{ "", true, 1 },
		{ "branches", true, 0 },
		{ "", true, 2 },
		{ "functions", true, 0 },
		{ "", true, 3 },
		{ "mc/dc", true, 4 },
		{ "", true, 5 },
		{ "tests", true, 0 },
		{ "", false, 1 },
	};
	struct totals all = of_all(e);
	struct table t;

	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *r = e->reports[i];
		struct totals totals = of_report(r);

		row(&t, r->path, r->format.p, str_of(trust_names[r->trust]), &totals);
	}
	if (e->report_count > 1)
		row(&t, STR("union"), "", STR(""), &all);
	table_print(&t, look, 0, out);
	table_release(&t);
}

void summary_terminal(
	const struct evidence *e, bool files, const struct look *look, struct buf *out)
{
	print_reports(e, look, out);
	if (files)
		print_files(e, look, out);
	print_notes(e, out);
}

static void put_count(struct json_writer *w, const char *key, struct count c)
{
	json_open_object(w, key);
	json_put_u64(w, "covered", c.covered);
	json_put_u64(w, "total", c.total);
	json_close_object(w);
}

static void put_metrics(struct json_writer *w, const struct count coverage[METRIC_COUNT])
{
	for (int m = 0; m < METRIC_COUNT; m++) {
		/* Few compilers measure it: its absence says nothing. */
		if (m != METRIC_MCDC || coverage[m].total)
			put_count(w, metrics[m].name, coverage[m]);
	}
}

/* Each test is in one part of the total: an error in a body that ran is no failing test. */
static void put_tests(struct json_writer *w, const struct test_counts *c)
{
	uint64_t errored = c->errored[TEST_FAILING];

	if (!c->total) {
		json_put_null(w, "tests");
		return;
	}
	json_open_object(w, "tests");
	json_put_u64(w, "total", c->total);
	json_put_u64(w, "passing", c->state[TEST_PASSING]);
	json_put_u64(w, "failing", c->state[TEST_FAILING] - errored);
	json_put_u64(w, "errored", errored);
	json_put_u64(w, "flaky", c->state[TEST_FLAKY]);
	json_put_u64(w, "skipped", c->state[TEST_SKIPPED]);
	json_put_u64(w, "disabled", c->state[TEST_DISABLED]);
	json_put_u64(w, "expected_failure", c->state[TEST_EXPECTED_FAILURE]);
	json_put_u64(w, "blocked", c->state[TEST_BLOCKED]);
	json_put_u64(w, "not_run", c->state[TEST_NOT_RUN]);
	json_put_seconds(w, "seconds", c->time_us);
	json_close_object(w);
}

static void put_totals(struct json_writer *w, const struct totals *t)
{
	json_put_u64(w, "files", t->files);
	put_metrics(w, t->coverage);
	put_tests(w, &t->tests);
}

static void put_report(struct json_writer *w, const struct report *r)
{
	struct totals totals = of_report(r);

	json_open_object(w, NULL);
	json_put_string(w, "path", r->path);
	json_put_string(w, "format", r->format);
	json_put_string(w, "producer", r->producer);
	json_put_string(w, "trust", str_of(trust_names[r->trust]));
	json_open_array(w, "notes");
	for (size_t i = 0; i < r->note_count; i++)
		json_put_string(w, NULL, r->notes[i]);
	json_close_array(w);
	put_totals(w, &totals);
	json_close_object(w);
}

static void put_files(struct json_writer *w, const struct coverage *c)
{
	json_open_array(w, "per_file");
	for (size_t i = 0; i < coverage_files(c); i++) {
		struct count counts[METRIC_COUNT];

		for (int m = 0; m < METRIC_COUNT; m++)
			counts[m] = file_coverage_count(&c->files[i], (enum metric)m);
		json_open_object(w, NULL);
		json_put_string(w, "path", c->files[i].path);
		put_metrics(w, counts);
		json_close_object(w);
	}
	json_close_array(w);
}

void summary_json(const struct evidence *e, bool files, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };
	struct totals all = of_all(e);

	json_open_object(&w, NULL);
	json_put_string(&w, "schema", STR("areagate/summary/1"));
	json_open_array(&w, "reports");
	for (size_t i = 0; i < e->report_count; i++)
		put_report(&w, e->reports[i]);
	json_close_array(&w);
	json_open_object(&w, "total");
	put_totals(&w, &all);
	json_close_object(&w);
	if (files)
		put_files(&w, &e->coverage);
	json_close_object(&w);
	buf_byte(out, '\n');
}
