#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/explain.h"
#include "reporters/table.h"

enum { ROWS_SHOWN = 20, RUNS_SHOWN = 12, DIGEST_SHOWN = 16, COMMIT_SHOWN = 12 };

static size_t shown(size_t n)
{
	return n < ROWS_SHOWN ? n : ROWS_SHOWN;
}

static void head(const struct look *look, const char *title, struct buf *out)
{
	buf_byte(out, '\n');
	style_print(out, look, STYLE_DOUBT, str_of(title));
	buf_byte(out, '\n');
}

static void more(size_t n, const char *one, const char *many, struct buf *out)
{
	if (n > ROWS_SHOWN)
		buf_printf(out, "  and %zu more %s\n", n - ROWS_SHOWN,
			n - ROWS_SHOWN == 1 ? one : many);
}

/* "  key     value" */
static void field(const char *key, struct str value, struct buf *out)
{
	if (!value.n)
		return;
	buf_printf(out, "  %-8s", key);
	escape_terminal(out, value);
	buf_byte(out, '\n');
}

static void field_list(const char *key, const struct str_list *list, struct buf *out)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < shown(list->n); i++) {
		buf_puts(&text, i ? ", " : "");
		buf_add(&text, list->v[i]);
	}
	if (list->n > ROWS_SHOWN)
		buf_printf(&text, " and %zu more", list->n - ROWS_SHOWN);
	field(key, buf_str(&text), out);
	buf_release(&text);
}

static void print_area(const struct explanation *e, const struct look *look, struct buf *out)
{
	struct buf name = { 0 };

	escape_terminal(&name, e->area->name);
	style_print(out, look, STYLE_STRONG, buf_str(&name));
	if (e->area->title.n) {
		buf_puts(out, ": ");
		escape_terminal(out, e->area->title);
	}
	buf_byte(out, '\n');
	field("policy", e->policy, out);
	field_list("sources", &e->sources, out);
	field_list("tests", &e->test_globs, out);
	buf_release(&name);
}

static void cell_of(struct table *t, size_t n, const char *one, const char *many)
{
	if (n)
		table_cellf(t, STYLE_PLAIN, "%zu %s", n, n == 1 ? one : many);
	else
		table_cell(t, STR(""), STYLE_PLAIN);
}

static void cell_count(struct table *t, struct count c, const char *what)
{
	if (c.total)
		table_cellf(t, STYLE_PLAIN, "%" PRIu64 "/%" PRIu64 "%s", c.covered, c.total, what);
	else
		table_cell(t, STR(""), STYLE_PLAIN);
}

static void add_report(struct table *t, const struct explained_report *r)
{
	const struct report_line *line = r->report;
	struct str digest = line->sha256;

	if (digest.n > DIGEST_SHOWN)
		digest.n = DIGEST_SHOWN;
	table_cell(t, line->path, STYLE_PLAIN);
	table_cell(t, line->label, STYLE_PLAIN);
	table_cell(t, line->format, STYLE_PLAIN);
	table_cell(t, line->trust, STYLE_PLAIN);
	cell_of(t, r->files, "file", "files");
	cell_count(t, r->count[METRIC_LINES], " lines");
	cell_of(t, r->tests, "test", "tests");
	if (!r->files && !r->tests)
		table_cell(t, STR("nothing of this area"), STYLE_FAINT);
	else
		table_cell(t, STR(""), STYLE_PLAIN);
	table_cellf(t, STYLE_FAINT, "sha256 " STR_FMT, STR_ARG(digest));
}

static void print_reports(const struct explanation *e, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = { { "", false, 0 }, { "", false, 0 },
		{ "", false, 2 }, { "", false, 0 }, { "", true, 0 }, { "", true, 0 },
		{ "", true, 0 }, { "", false, 0 }, { "", false, 1 } };
	struct table t;

	head(look, "reports, and what of them belongs to the area", out);
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < shown(e->report_count); i++)
		add_report(&t, &e->reports[i]);
	table_print(&t, look, 2, out);
	table_release(&t);
	more(e->report_count, "report", "reports", out);
}

static void print_limit(const struct finding *f, struct buf *out)
{
	struct buf text = { 0 };

	buf_add(&text, f->want);
	if (f->at.file.n)
		buf_printf(&text, "%s" STR_FMT ":%" PRIu32 ":%" PRIu32, text.n ? ", " : "",
			STR_ARG(f->at.file), f->at.line, f->at.column);
	field("limit", buf_str(&text), out);
	buf_release(&text);
}

static void print_rule(const struct explained_rule *r, const struct look *look, struct buf *out)
{
	static const enum style styles[RULE_OUTCOMES] = {
		[RULE_HELD] = STYLE_GOOD,
		[RULE_BROKEN] = STYLE_BAD,
		[RULE_NO_DATA] = STYLE_BAD,
		[RULE_WAIVED] = STYLE_DOUBT,
		[RULE_INFORMED] = STYLE_DOUBT,
	};
	const struct finding *f = r->finding;

	buf_byte(out, '\n');
	escape_terminal(out, f->rule);
	buf_puts(out, ": ");
	style_print(out, look, styles[f->outcome], str_of(rule_outcome_names[f->outcome]));
	buf_puts(out, ", ");
	escape_terminal(out, f->say);
	buf_byte(out, '\n');
	print_limit(f, out);
	for (size_t i = 0; i < r->came.n; i++)
		field("", r->came.v[i], out);
	field("figure", r->figure, out);
	field("wanted", r->wanted, out);
	field("waiver", r->waiver, out);
}

static void cell_runs(struct table *t, const struct explained_file *f)
{
	const struct runs *runs = &f->uncovered;
	struct buf text = { 0 };

	if (f->unreported)
		buf_puts(&text, "in no report, blank lines left out: ");
	for (size_t i = 0; i < runs->n && i < RUNS_SHOWN; i++) {
		buf_printf(&text, "%s%" PRIu32, i ? ", " : "", runs->v[i].first);
		if (runs->v[i].last > runs->v[i].first)
			buf_printf(&text, "-%" PRIu32, runs->v[i].last);
	}
	if (runs->n > RUNS_SHOWN)
		buf_printf(&text, " and %zu more", runs->n - RUNS_SHOWN);
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_release(&text);
}

/* What is left out is part of the sum all the same. */
static void print_rest(const struct explained_files *files, struct buf *out)
{
	struct count rest = { 0 };

	for (size_t i = ROWS_SHOWN; i < files->n; i++)
		rest = count_sum(rest, files->v[i].count);
	if (files->n > ROWS_SHOWN)
		buf_printf(out, "  and %zu more %s with %" PRIu64 "/%" PRIu64 "\n",
			files->n - ROWS_SHOWN, files->n - ROWS_SHOWN == 1 ? "file" : "files",
			rest.covered, rest.total);
}

static void print_files(
	const struct explained_files *files, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = { { "", false, 0 }, { "", true, 0 },
		{ "", false, 0 } };
	struct buf title = { 0 };
	struct table t;

	if (!files->n)
		return;
	buf_printf(&title, "%s%s by file, covered of all, and where not%s",
		files->of_patch ? "added " : "", metrics[files->metric].many,
		files->n > 1 ? "; what lacks most first" : "");
	head(look, title.p, out);
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < shown(files->n); i++) {
		table_cell(&t, files->v[i].path, STYLE_PLAIN);
		cell_count(&t, files->v[i].count, "");
		cell_runs(&t, &files->v[i]);
	}
	table_print(&t, look, 2, out);
	print_rest(files, out);
	table_release(&t);
	buf_release(&title);
}

static void print_test(const struct explained_test *t, struct buf *out)
{
	struct named_test named = { t->id, t->label };
	struct buf text = { 0 };

	named_test_say(&named, &text);
	escape_terminal(out, buf_str(&text));
	buf_byte(out, '\n');
	buf_release(&text);
}

/* Those of one state follow each other. */
static void print_tests(
	const struct explained_tests *tests, const struct look *look, struct buf *out)
{
	for (size_t i = 0, n; i < tests->n; i += n) {
		for (n = 1; i + n < tests->n && tests->v[i + n].state == tests->v[i].state;)
			n++;
		if (i == 0)
			head(look, "tests by state", out);
		buf_printf(out, "  %zu %s\n", n, test_state_names[tests->v[i].state]);
		for (size_t j = 0; j < shown(n); j++) {
			buf_puts(out, "    ");
			print_test(&tests->v[i + j], out);
		}
		if (n > ROWS_SHOWN)
			buf_printf(out, "    and %zu more\n", n - ROWS_SHOWN);
	}
}

static void print_slowest(
	const struct explained_tests *tests, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = { { "", true, 0 }, { "", false, 0 } };
	struct buf text = { 0 };
	struct table t;

	if (!tests->n)
		return;
	head(look, "tests by time, the slowest first", out);
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < shown(tests->n); i++) {
		struct named_test named = { tests->v[i].id, tests->v[i].label };

		buf_truncate(&text, 0);
		named_test_say(&named, &text);
		table_cellf(&t, STYLE_PLAIN, "%" PRIu64 " us", tests->v[i].time_us);
		table_cell(&t, buf_str(&text), STYLE_PLAIN);
	}
	table_print(&t, look, 2, out);
	more(tests->n, "test", "tests", out);
	table_release(&t);
	buf_release(&text);
}

static void print_slots(const char *title, const struct explained_slots *slots,
	const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = { { "", false, 0 }, { "", false, 0 } };
	struct table t;

	if (!slots->n)
		return;
	head(look, title, out);
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < shown(slots->n); i++) {
		const struct explained_slot *s = &slots->v[i];

		table_cell(&t, s->id, STYLE_PLAIN);
		table_cell(&t,
			s->passing            ? STR("passing")
				: s->runnable ? STR("ran, not passing")
				: s->created  ? STR("created, never ran")
				: s->unknown  ? STR("in no report")
					      : STR("another id has its test"),
			STYLE_PLAIN);
	}
	table_print(&t, look, 2, out);
	table_release(&t);
	more(slots->n, "id", "ids", out);
}

static void print_paths(
	const char *title, const struct str_list *list, const struct look *look, struct buf *out)
{
	if (list->n)
		head(look, title, out);
	for (size_t i = 0; i < shown(list->n); i++) {
		buf_puts(out, "  ");
		escape_terminal(out, list->v[i]);
		buf_byte(out, '\n');
	}
	more(list->n, "file", "files", out);
}

static void note(struct str who, struct str text, struct buf *out)
{
	buf_puts(out, "  ");
	escape_terminal(out, who);
	buf_puts(out, ": ");
	escape_terminal(out, text);
	buf_byte(out, '\n');
}

/* Why a report is not exact, and what else the area's figures do not say. */
static void print_notes(const struct explanation *e, const struct look *look, struct buf *out)
{
	struct buf text = { 0 }, notes = { 0 };

	for (size_t i = 0; i < e->report_count; i++) {
		const struct report_line *r = e->reports[i].report;

		for (size_t j = 0; j < r->note_count; j++)
			note(r->path, r->notes[j], &notes);
	}
	for (size_t i = 0; i < area_note_count; i++) {
		buf_truncate(&text, 0);
		area_notes[i](e->area, &text);
		if (text.n)
			note(e->area->name, buf_str(&text), &notes);
	}
	if (notes.n)
		head(look, "notes", out);
	buf_add(out, buf_str(&notes));
	buf_release(&text);
	buf_release(&notes);
}

static void print_source(const struct explanation *e, const struct look *look, struct buf *out)
{
	const struct verdict *v = e->verdict;
	struct buf line = { 0 };

	if (v->commit.n) {
		buf_printf(&line, "\ncommit %.*s", COMMIT_SHOWN, v->commit.p);
		verdict_say_head(v, &line);
		buf_byte(&line, '\n');
	}
	if (e->needs_base && v->base.rule != BASE_NONE) {
		buf_printf(&line, "base: %.*s ", COMMIT_SHOWN, v->base.commit.p);
		escape_terminal(&line, v->base.why);
		buf_printf(&line, " (%s)\n", base_rule_names[v->base.rule]);
	}
	if (e->needs_baseline && v->baseline.rule != BASELINE_NONE) {
		buf_printf(&line, "baseline: %.*s ", COMMIT_SHOWN, v->baseline.commit.p);
		escape_terminal(&line, v->baseline.why);
		buf_printf(&line, " (%s)\n", baseline_rule_names[v->baseline.rule]);
	}
	if (e->needs_base && v->policies_note.n) {
		buf_puts(&line, "policies: ");
		escape_terminal(&line, v->policies_note);
		buf_byte(&line, '\n');
	}
	style_print(out, look, STYLE_FAINT, buf_str(&line));
	buf_release(&line);
}

void explain_terminal(const struct explanation *e, const struct look *look, struct buf *out)
{
	print_area(e, look, out);
	print_reports(e, look, out);
	for (size_t i = 0; i < e->rule_count; i++)
		print_rule(&e->rules[i], look, out);
	for (size_t i = 0; i < e->files_count; i++)
		print_files(&e->files[i], look, out);
	print_tests(&e->tests, look, out);
	print_slowest(&e->slowest, look, out);
	print_slots("planned", &e->planned, look, out);
	print_slots("required", &e->required, look, out);
	print_paths("in no coverage report", &e->unreported, look, out);
	print_paths("left out by paths.exclude", &e->excluded, look, out);
	print_notes(e, look, out);
	print_source(e, look, out);
}
