#include "reporters/issues.h"

#include <inttypes.h>
#include <stdlib.h>

#include "gate/base/path.h"
#include "gate/model/rule_text.h"

/* What the rules say that places belong to, an area each: is the gate closed by one? */
struct closing {
	bool by_added, by_tests;
};

static bool is_inside(struct str path)
{
	if (!path.n || path_is_absolute(path))
		return false;
	while (path.n) {
		if (str_eq(str_cut(&path, '/'), STR("..")))
			return false;
	}
	return true;
}

struct str issue_path(const struct verdict *v, struct str path)
{
	return is_inside(path) ? path : is_inside(v->policies) ? v->policies : STR(".");
}

static bool is_of_tests(struct str rule)
{
	static const char *const rules[] = { "plan.runnable", "plan.passing", "plan.required",
		"plan.max_failed", "plan.max_blocked", "plan.strays" };

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (str_eq(rule, str_of(rules[i])))
			return true;
	}
	return false;
}

static bool is_of_added(struct str rule)
{
	return str_starts(rule, STR("patch.lines.")) ||
		str_eq(rule, STR("coverage.lines.max_new_uncovered"));
}

static struct issue *add(struct issues *out, enum issue_kind kind, enum issue_level level)
{
	struct issue *i = ARENA_PUSH(&out->arena, out->v, out->n, out->cap);

	i->kind = kind;
	i->level = level;
	i->number = out->n;
	return i;
}

static void put_at(struct issue *issue, const struct verdict *v, struct place at)
{
	issue->path = issue_path(v, at.file);
	if (is_inside(at.file))
		issue->lines = (struct line_range){ at.line, at.line };
}

static void add_findings(struct issues *out, struct closing *closing)
{
	static const enum issue_level levels[] = {
		[RULE_BROKEN] = ISSUE_ERROR,
		[RULE_NO_DATA] = ISSUE_NO_DATA,
		[RULE_WAIVED] = ISSUE_NOTE,
		[RULE_INFORMED] = ISSUE_NOTE,
	};
	const struct verdict *v = out->verdict;

	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];
		struct issue *issue;

		if (f->outcome == RULE_HELD)
			continue;
		issue = add(out, ISSUE_FINDING, levels[f->outcome]);
		issue->area = f->area;
		issue->rule = f->rule;
		put_at(issue, v, f->at);
		issue->finding = f;
		if (issue->level == ISSUE_NOTE)
			continue;
		closing[f->area].by_added |= is_of_added(f->rule);
		closing[f->area].by_tests |= is_of_tests(f->rule);
	}
}

static bool has_cause(const struct area_verdict *a, const struct blocker *b)
{
	for (size_t i = 0; i < a->blocker_count; i++) {
		if (a->blockers[i].kind == b->kind && str_eq(a->blockers[i].text, b->text))
			return true;
	}
	return false;
}

/* The first area whose tests it keeps from passing, and whether the gate is closed by that of any. */
static void own_blocker(struct issue *issue, const struct verdict *v, const struct closing *closing)
{
	bool closes = closing[0].by_tests;

	for (uint32_t i = 1; i < v->area_count; i++) {
		if (!has_cause(&v->areas[i], issue->blocker))
			continue;
		if (!issue->area)
			issue->area = i;
		closes |= closing[i].by_tests;
	}
	if (closes)
		issue->level = ISSUE_ERROR;
}

/* Many test runners name no file: then it stands where the rule does that the tests belong to. */
static struct place place_of_blocker(const struct issue *issue, const struct verdict *v)
{
	const struct finding *of_project = NULL;

	if (is_inside(issue->blocker->first.file))
		return issue->blocker->first;
	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (!is_of_tests(f->rule))
			continue;
		if (f->area == issue->area)
			return f->at;
		if (!of_project && !f->area)
			of_project = f;
	}
	return of_project ? of_project->at : (struct place){ 0 };
}

static void add_blockers(struct issues *out, const struct closing *closing)
{
	const struct verdict *v = out->verdict;

	for (size_t i = 0; v->area_count && i < v->areas[0].blocker_count; i++) {
		struct issue *issue = add(out, ISSUE_TESTS, ISSUE_NOTE);

		issue->rule = STR(RULE_TESTS_FAILED);
		issue->blocker = &v->areas[0].blockers[i];
		own_blocker(issue, v, closing);
		put_at(issue, v, place_of_blocker(issue, v));
	}
}

static void add_file(
	struct issues *out, const struct file_detail *file, const struct closing *closing)
{
	bool closes = closing[0].by_added || closing[file->area].by_added;
	struct added_cursor at = { 0 };
	struct added_run run;

	for (size_t turn = 0; detail_next_added(file, &at, &run); turn++) {
		struct issue *issue = add(out, ISSUE_ADDED, closes ? ISSUE_ERROR : ISSUE_NOTE);

		issue->area = file->area;
		issue->rule = STR(RULE_ADDED_UNCOVERED);
		issue->path = file->path;
		issue->lines = run.range;
		issue->added = run;
		issue->file = file;
		issue->turn = turn;
	}
}

/* What was a number stands for any number. */
static void add_plain(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		bool digit = text.p[i] >= '0' && text.p[i] <= '9';

		if (!digit)
			buf_byte(out, text.p[i]);
		else if (!i || text.p[i - 1] < '0' || text.p[i - 1] > '9')
			buf_byte(out, '0');
	}
}

/* NUL bytes part it: no text of ours or of JSON has one. */
static void add_key(struct buf *out, const struct issues *issues, const struct issue *i)
{
	buf_add(out, i->rule);
	buf_byte(out, '\0');
	buf_add(out, issues->verdict->areas[i->area].name);
	buf_byte(out, '\0');
	buf_add(out, i->path);
	buf_byte(out, '\0');
	/* A rule stands once in an area: that its figures change makes no other issue of it. */
	if (i->kind == ISSUE_TESTS)
		add_plain(out, i->blocker->text);
}

void issue_id(
	const struct issues *issues, const struct issue *i, struct str of, char out[SHA256_HEX + 1])
{
	struct buf key = { 0 };

	add_key(&key, issues, i);
	buf_byte(&key, '\0');
	buf_add(&key, of);
	buf_printf(&key, "%c%zu", '\0', i->turn);
	sha256_hex(buf_str(&key), out);
	buf_release(&key);
}

struct keyed {
	struct str key;
	struct issue *issue;
};

static int compare_keys(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;
	int order = str_cmp(a->key, b->key);

	return order
		? order
		: (a->issue->number > b->issue->number) - (a->issue->number < b->issue->number);
}

/* Those of added lines count their own. */
static void take_turns(struct issues *issues)
{
	struct keyed *v = arena_alloc(&issues->arena, issues->n * sizeof(*v));
	struct buf key = { 0 };

	for (size_t i = 0; i < issues->n; i++) {
		buf_truncate(&key, 0);
		add_key(&key, issues, &issues->v[i]);
		v[i] = (struct keyed){ arena_str(&issues->arena, buf_str(&key)), &issues->v[i] };
	}
	qsort(v, issues->n, sizeof(*v), compare_keys);
	for (size_t i = 1; i < issues->n; i++) {
		if (str_eq(v[i].key, v[i - 1].key))
			v[i].issue->turn = v[i - 1].issue->turn + 1;
	}
	buf_release(&key);
}

/* What closes the gate first; then rules, causes of tests and added lines, many of them first. */
static int compare_issues(const void *x, const void *y)
{
	const struct issue *a = x, *b = y;

	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->added.lines != b->added.lines)
		return a->added.lines > b->added.lines ? -1 : 1;
	return a->number < b->number ? -1 : 1;
}

void issues_of(struct issues *out, const struct verdict *v)
{
	struct closing *closing = arena_alloc(&out->arena, (v->area_count + 1) * sizeof(*closing));
	const struct detail *detail = v->detail;

	out->verdict = v;
	add_findings(out, closing);
	add_blockers(out, closing);
	take_turns(out);
	for (size_t i = 0; detail && i < detail->file_count; i++)
		add_file(out, &detail->files[i], closing);
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), compare_issues);
}

void issues_release(struct issues *issues)
{
	arena_release(&issues->arena);
	*issues = (struct issues){ 0 };
}

static void say_added(const struct issue *i, struct buf *out)
{
	if (!i->added.lines)
		buf_puts(out, "too large to be compared: every line counts as added and uncovered");
	else if (!i->file->coverage)
		buf_printf(out, "%" PRIu64 " added line%s of a file that no coverage report knows",
			i->added.lines, i->added.lines == 1 ? "" : "s");
	else
		buf_printf(out, "%" PRIu64 " added line%s not covered", i->added.lines,
			i->added.lines == 1 ? " is" : "s are");
}

static void say_tests(const struct blocker *b, struct buf *out)
{
	buf_add(out, b->text);
	buf_puts(out, ": ");
	blocker_say_tests(b, out);
	if (!b->mend.n)
		return;
	buf_puts(out, "; ");
	buf_add(out, b->mend);
}

void issue_say(const struct issues *of, const struct issue *i, struct buf *out)
{
	/* Of what is in no area there is nothing to say in front. */
	if (i->area || i->finding) {
		buf_add(out, of->verdict->areas[i->area].name);
		buf_puts(out, ": ");
	}
	if (i->kind == ISSUE_ADDED)
		say_added(i, out);
	else if (i->kind == ISSUE_TESTS)
		say_tests(i->blocker, out);
	else
		buf_add(out, i->finding->say.n ? i->finding->say : i->rule);
	if (i->finding && i->finding->outcome == RULE_INFORMED)
		buf_puts(out, " (not enforced)");
}
