#include "reporters/draft.h"

#include <inttypes.h>

#include "reporters/escape.h"

enum { LINE_COLUMNS = 80, MEMBERS_MAX = 12, PER_WHOLE = 100 };

/* A key with its value and the comment before it. */
struct member {
	struct buf comment; /* without the slashes; may be empty */
	struct buf text;
	bool off; /* commented out */
};

struct draft {
	struct member v[MEMBERS_MAX];
	size_t n;
};

static struct member *add(struct draft *d, bool off, const char *comment)
{
	struct member *m = &d->v[d->n++];

	*m = (struct member){ .off = off };
	buf_puts(&m->comment, comment);
	return m;
}

static void list(struct buf *out, const struct text_list *texts)
{
	struct buf line = { 0 }, lines = { 0 };

	for (size_t i = 0; i < texts->n; i++) {
		buf_puts(&line, i ? ", " : "");
		buf_puts(&lines, i ? ",\n    " : "\n    ");
		escape_json(&line, texts->v[i]);
		escape_json(&lines, texts->v[i]);
	}
	if (line.n <= LINE_COLUMNS)
		buf_printf(out, "[" STR_FMT "]", STR_ARG(buf_str(&line)));
	else
		buf_printf(out, "[" STR_FMT "\n  ]", STR_ARG(buf_str(&lines)));
	buf_release(&line);
	buf_release(&lines);
}

/* "lines": { "target": 82, "baseline": 82.35 } */
static void metric(struct buf *out, const struct area_coverage *c, enum metric m)
{
	struct ratio ratio = { c->count.covered, c->count.total };
	struct decimal now = { ratio_of(ratio, PER_WHOLE * PER_WHOLE), 2 };

	buf_printf(out, "\"%s\": { \"target\": %" PRIu64 ", \"baseline\": ", metrics[m].name,
		ratio_of(ratio, PER_WHOLE));
	decimal_print(out, now);
	buf_puts(out, " }");
}

static bool is_measured(const struct area_coverage *c)
{
	return c->known && c->count.total;
}

/* A file that no test loads any more leaves its uncovered lines out with it. */
static void unreported(struct buf *out, uint64_t n)
{
	buf_puts(out,
		n ? "\n    // so many source files are in no report today, and no more may be:"
		    " what drops out only seems to raise the percentage"
		  : "\n    // no source file may drop out of the reports: that only seems to raise"
		    " the percentage");
	buf_printf(out, "\n    \"max_unreported\": %" PRIu64 ",", n);
}

static void coverage(struct draft *d, const struct area_verdict *figures, bool all_files)
{
	static const enum metric shown[] = { METRIC_LINES, METRIC_BRANCHES };
	const struct area_coverage *c = figures ? figures->coverage : NULL;
	struct member *m;
	bool first = true;

	if (!c || !is_measured(&c[METRIC_LINES])) {
		m = add(d, true,
			figures ? "no report has coverage of it yet: at least this percentage"
				: "at least this percentage; `areagate ratchet` raises it later");
		buf_puts(&m->text, "\"coverage\": { \"lines\": { \"target\": 80 } }");
		return;
	}
	m = add(d, false,
		"at least this percentage, which is today's; `areagate ratchet` raises it later");
	buf_puts(&m->text, "\"coverage\": {");
	if (all_files)
		unreported(&m->text, figures->unreported);
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		if (!is_measured(&c[shown[i]]))
			continue;
		buf_puts(&m->text, first ? "\n    " : ",\n    ");
		metric(&m->text, &c[shown[i]], shown[i]);
		first = false;
	}
	buf_puts(&m->text, "\n  }");
}

static void patch(struct draft *d)
{
	struct member *m = add(d, true,
		"what a change adds must be covered better than what is there;"
		" this one needs a base");

	buf_puts(&m->text, "\"patch\": { \"lines\": { \"target\": 90 } }");
}

/* What is declared and never ran says nothing of what passes. */
static bool has_tests(const struct area_verdict *figures)
{
	const struct area_tests *t = figures ? &figures->tests : NULL;

	return t && t->known && t->counts.total > t->counts.state[TEST_NOT_RUN];
}

static void plan(struct draft *d, const struct area_verdict *figures)
{
	const struct area_tests *t;
	struct member *m;
	uint64_t bad;

	if (!has_tests(figures)) {
		m = add(d, true,
			figures ? "no report has its tests yet: so many pass, and none may fail"
				: "so many tests pass, and none may fail");
		buf_puts(&m->text, "\"plan\": { \"passing\": 1, \"max_failed\": 0 }");
		return;
	}
	t = &figures->tests;
	bad = t->counts.state[TEST_FAILING] + t->counts.state[TEST_BLOCKED];
	m = add(d, false,
		bad ? "so many tests pass today, and no more of them may fail than do today"
		    : "so many tests pass today, and none may fail");
	buf_puts(&m->text, "\"plan\": { ");
	if (t->passing)
		buf_printf(&m->text, "\"passing\": %" PRIu64 ", ", t->passing);
	buf_printf(&m->text, "\"max_failed\": %" PRIu64 " }", bad);
}

static bool has_limit(const struct draft *d)
{
	for (size_t i = 0; i < d->n; i++) {
		if (!d->v[i].off && str_starts(buf_str(&d->v[i].text), STR("\"coverage\"")))
			return true;
	}
	return false;
}

static void print_member(const struct member *m, bool last, struct buf *out)
{
	if (m->comment.n)
		buf_printf(out, "\n  // " STR_FMT "\n", STR_ARG(buf_str(&m->comment)));
	buf_printf(out, "  %s" STR_FMT "%s\n", m->off ? "// " : "", STR_ARG(buf_str(&m->text)),
		last ? "" : ",");
}

/* What is commented out comes before the last one that is not. */
static void print(struct draft *d, const char *about, struct buf *out)
{
	size_t last = 0;

	for (size_t i = 0; i < d->n; i++)
		last = d->v[i].off ? last : i;
	buf_printf(out, "%s{\n", about);
	for (size_t i = 0; i < d->n; i++) {
		if (i != last && (i < last || d->v[i].off))
			print_member(&d->v[i], false, out);
	}
	print_member(&d->v[last], true, out);
	buf_puts(out, "}\n");
	for (size_t i = 0; i < d->n; i++) {
		buf_release(&d->v[i].comment);
		buf_release(&d->v[i].text);
	}
}

static void schema(struct draft *d)
{
	buf_puts(&add(d, false, "")->text, "\"$schema\": \"policy.schema.json\"");
}

static void text(struct draft *d, bool off, const char *comment, const char *key, struct str value)
{
	struct member *m = add(d, off, comment);

	buf_printf(&m->text, "\"%s\": ", key);
	escape_json(&m->text, value);
}

static void reports(struct draft *d, const struct proposal *p)
{
	struct member *m = add(d, !p->report_count,
		"what is judged; each must be there and have data (\"min_files\": so many source"
		" files), or there is no verdict");

	if (!p->report_count) {
		buf_puts(&m->text,
			"\"reports\": [ { \"name\": \"coverage\", \"path\": \"build/coverage.info\" } ]");
		return;
	}
	buf_puts(&m->text, "\"reports\": [");
	for (size_t i = 0; i < p->report_count; i++) {
		buf_puts(&m->text, i ? ",\n    { \"name\": " : "\n    { \"name\": ");
		escape_json(&m->text, p->reports[i].name);
		buf_puts(&m->text, ", \"path\": ");
		escape_json(&m->text, p->reports[i].path);
		buf_puts(&m->text, " }");
	}
	buf_puts(&m->text, "\n  ]");
}

static void excluded(struct draft *d, const struct proposal *p)
{
	const struct text_list *lists[] = { &p->foreign, &p->measured, &p->generated };
	struct text_list all = { 0 };
	struct member *m;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		for (size_t j = 0; j < lists[i]->n; j++)
			*ARENA_PUSH(p->arena, all.v, all.n, all.cap) = lists[i]->v[j];
	}
	m = add(d, !all.n,
		all.n > p->foreign.n ? "not judged: code of others, files of tests, and what"
				       " reports know but HEAD has not"
				     : "not judged, such as code of others");
	if (!all.n)
		*ARENA_PUSH(p->arena, all.v, all.n, all.cap) = STR("**/generated/**");
	buf_puts(&m->text, "\"paths\": { \"exclude\": ");
	list(&m->text, &all);
	buf_puts(&m->text, " }");
}

void draft_project(const struct proposal *p, struct buf *out)
{
	struct draft d = { 0 };

	schema(&d);
	buf_puts(&add(&d, false, "")->text, "\"version\": 1");
	text(&d, true, "", "title", STR("what reports are headed"));
	reports(&d, p);
	excluded(&d, p);
	patch(&d);
	/* Where some areas are not measured at all, each new file of theirs would be one more. */
	coverage(&d, p->figures, !p->n || !p->figures || !p->figures->unreported);
	/* A gate that nothing could close is no gate. */
	if (has_limit(&d) || has_tests(p->figures))
		plan(&d, p->figures);
	else
		buf_puts(&add(&d, false, "no test may fail: that needs no figures of today")->text,
			"\"plan\": { \"max_failed\": 0 }");
	print(&d,
		"// What the whole project must keep. The other files here are an area each.\n"
		"// A line of these comments that starts with a key is right as it is without slashes.\n",
		out);
}

static void tests(struct draft *d, const struct proposed_area *area)
{
	struct member *m = add(d, !area->tests.n,
		area->others ? "where its tests are, and those that no name tells the area of"
			     : "where its tests are");

	buf_puts(&m->text, "\"tests\": {\n    \"files\": ");
	if (!area->tests.n) {
		buf_truncate(&m->text, 0);
		buf_puts(&m->text, "\"tests\": { \"files\": [\"tests/**\"] }");
		return;
	}
	list(&m->text, &area->tests);
	if (area->framework)
		buf_printf(
			&m->text, ",\n    \"framework\": \"%s\"", framework_names[area->framework]);
	if (area->command.n) {
		buf_puts(&m->text, ",\n    \"command\": ");
		escape_json(&m->text, area->command);
	}
	buf_puts(&m->text, "\n  }");
}

static void owners(struct draft *d, const struct proposal *p, const struct proposed_area *area)
{
	static struct str example[] = { { "@your/team", 10 } };
	const struct text_list nobody = { example, 1, 1 };
	struct member *m = add(d, !area->owners.n,
		area->owners.n ? "from CODEOWNERS; `areagate lint` tells when they differ"
			       : "who answers for it");

	(void)p;
	buf_puts(&m->text, "\"owners\": ");
	list(&m->text, area->owners.n ? &area->owners : &nobody);
}

void draft_area(const struct proposal *p, const struct proposed_area *area, struct buf *out)
{
	struct draft d = { 0 };
	struct member *m;

	schema(&d);
	text(&d, false, "", "area", area->name);
	/* Of other letters than a name may have: people know it by these. */
	text(&d, !area->title.n, "", "title", area->title.n ? area->title : area->name);
	owners(&d, p, area);
	m = add(&d, false, "its files; a leading ! takes out again");
	buf_puts(&m->text, "\"sources\": ");
	list(&m->text, &area->sources);
	tests(&d, area);
	buf_puts(&add(&d, true, "false: it is told what is broken, and the gate stays open")->text,
		"\"enforce\": false");
	patch(&d);
	coverage(&d, area->figures, true);
	if (area->tests.n)
		plan(&d, area->figures);
	print(&d, "", out);
}
