#include "gate/model/verdict.h"

#include <inttypes.h>

#include "gate/exit.h"

const char *const gate_names[] = {
	[GATE_OPEN] = "open",
	[GATE_CLOSED] = "closed",
	[GATE_CANNOT_JUDGE] = "cannot-judge",
};

const char *const gate_words[] = {
	[GATE_OPEN] = "gate open",
	[GATE_CLOSED] = "gate closed",
	[GATE_CANNOT_JUDGE] = "gate closed: cannot judge",
};

const char *const baseline_rule_names[BASELINE_RULES] = {
	[BASELINE_NONE] = "none",
	[BASELINE_EXPLICIT] = "explicit",
	[BASELINE_COMMIT] = "base-commit",
	[BASELINE_TREE] = "base-tree",
	[BASELINE_FIRST_PARENT] = "first-parent",
};

const char *const rule_outcome_names[] = {
	[RULE_HELD] = "held",
	[RULE_BROKEN] = "broken",
	[RULE_NO_DATA] = "no-data",
	[RULE_WAIVED] = "waived",
	[RULE_INFORMED] = "informed",
};

static void say_unreported(const struct area_verdict *a, struct buf *out)
{
	/* Where the change brought all of them they were told already. */
	if (a->unreported <= a->patch_unreported)
		return;
	buf_printf(out, "%" PRIu64 " source %s in no coverage report, such as ", a->unreported,
		a->unreported == 1 ? "file is" : "files are");
	buf_add(out, a->first_unreported);
}

static void say_measured_tests(const struct area_verdict *a, struct buf *out)
{
	if (a->measured_tests)
		buf_printf(out,
			"%" PRIu64 " test %s as %s, such as " STR_FMT
			": 'paths.exclude' in project.json leaves such files out",
			a->measured_tests, a->measured_tests == 1 ? "file counts" : "files count",
			a->measured_tests == 1 ? "a source" : "sources",
			STR_ARG(a->first_measured_test));
}

static void say_patch_unreported(const struct area_verdict *a, struct buf *out)
{
	if (a->patch_unreported)
		buf_printf(out,
			"%" PRIu64 " changed source %s in no report, such as " STR_FMT
			": what was added there counts as uncovered",
			a->patch_unreported, a->patch_unreported == 1 ? "file is" : "files are",
			STR_ARG(a->first_patch_unreported));
}

void area_say_vanished(const struct area_verdict *a, struct buf *out)
{
	if (!a->before.vanished)
		return;
	buf_printf(out, "%" PRIu64 " %s there at the baseline and %s known no more, such as ",
		a->before.vanished, a->before.vanished == 1 ? "test was" : "tests were",
		a->before.vanished == 1 ? "is" : "are");
	buf_add(out, a->before.gone[0]);
}

static void say_unplanned(const struct area_verdict *a, struct buf *out)
{
	uint64_t n = a->tests.unplanned;

	if (n)
		buf_printf(out,
			"created, runnable and passing are of planned tests; %" PRIu64
			" more %s not planned",
			n, n == 1 ? "test is" : "tests are");
}

static void say_strays(const struct area_verdict *a, struct buf *out)
{
	if (!a->strays)
		return;
	buf_printf(out, "%" PRIu64 " %s in no area", a->strays,
		a->strays == 1 ? "test is" : "tests are");
	if (a->failed_strays)
		buf_printf(out, ", %" PRIu64 " of them failed", a->failed_strays);
	buf_puts(out, ", such as ");
	buf_add(out, a->first_stray);
	buf_printf(out, ": " STR_FMT, STR_ARG(a->stray_why));
}

const struct place_list place_lists[] = {
	{ "longest added and uncovered", offsetof(struct area_verdict, patch_uncovered) },
	{ "longest no longer covered", offsetof(struct area_verdict, classes.lost) },
	{ "longest new and uncovered", offsetof(struct area_verdict, classes.missed) },
	{ "longest uncovered", offsetof(struct area_verdict, uncovered) },
};

const size_t place_list_count = sizeof(place_lists) / sizeof(place_lists[0]);

const struct uncovered_list *area_places(
	const struct area_verdict *a, const struct place_list *list)
{
	return (const void *)((const char *)a + list->offset);
}

static bool has_place(const struct uncovered_list *list, const struct uncovered *u)
{
	for (size_t i = 0; i < list->n; i++) {
		if (str_eq(list->v[i].path, u->path) && list->v[i].range.first == u->range.first &&
			list->v[i].range.last == u->range.last)
			return true;
	}
	return false;
}

bool place_is_of_area(
	const struct verdict *v, const struct uncovered *u, const struct place_list *list)
{
	for (size_t i = 1; i < v->area_count; i++) {
		if (has_place(area_places(&v->areas[i], list), u))
			return true;
	}
	return false;
}

void carried_say(const struct carried *c, struct buf *out)
{
	enum { COMMIT_SHOWN = 12 };

	if (c->areas)
		buf_printf(out, "with %" PRIu64 " %s carried, %s", c->areas,
			c->areas == 1 ? "area" : "areas", c->areas == 1 ? "" : "the oldest ");
	else
		buf_puts(out, "carried ");
	buf_puts(out, "from ");
	buf_add(out,
		(struct str){
			c->commit.p, c->commit.n < COMMIT_SHOWN ? c->commit.n : COMMIT_SHOWN });
	buf_printf(out, " (%" PRIu64 " %s old)", c->days, c->days == 1 ? "day" : "days");
}

static void say_carried(const struct area_verdict *a, struct buf *out)
{
	if (!a->carried.commit.n)
		return;
	buf_puts(out, "figures ");
	carried_say(&a->carried, out);
}

/* Of an area without data its findings tell it. */
static void say_not_added(const struct area_verdict *a, struct buf *out)
{
	const struct carried *c = &a->carried;

	if (!c->areas)
		return;
	if (c->no_coverage.n) {
		buf_puts(out, "no coverage: ");
		buf_add(out, c->no_coverage);
	}
	if (c->no_tests.n) {
		buf_puts(out, c->no_coverage.n ? "; no tests: " : "no tests: ");
		buf_add(out, c->no_tests);
	}
}

static void say_flickering(const struct area_verdict *a, struct buf *out)
{
	const struct flickering_lines *f = &a->flickering;
	uint64_t n = f->lost + f->gained;

	if (!n)
		return;
	buf_printf(out, "%" PRIu64 " %s in ", n,
		n == 1 ? "line flickers: it was" : "lines flicker: they were");
	buf_printf(
		out, STR_FMT " what %s not now", STR_ARG(f->where), n == 1 ? "it is" : "they are");
	if (f->lost)
		buf_printf(out, ", such as " STR_FMT ":%" PRIu32 ", which was covered",
			STR_ARG(f->first.path), f->first.range.first);
}

void (*const area_notes[])(const struct area_verdict *a, struct buf *out) = {
	say_patch_unreported,
	say_unreported,
	say_measured_tests,
	area_say_vanished,
	say_unplanned,
	say_strays,
	say_flickering,
	say_carried,
	say_not_added,
};

const size_t area_note_count = sizeof(area_notes) / sizeof(area_notes[0]);

static uint64_t at_most(uint64_t n, uint64_t most)
{
	return n < most ? n : most;
}

struct plan_sum verdict_plan(const struct verdict *v)
{
	struct plan_sum sum = { 0 };

	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		if (!t->has_plan || !t->known)
			continue;
		/* What one area has too many of is nothing that another one has. */
		sum.planned += t->planned;
		sum.created += at_most(t->created, t->planned);
		sum.runnable += at_most(t->runnable, t->planned);
		sum.passing += at_most(t->passing, t->planned);
	}
	return sum;
}

void blocker_say_tests(const struct blocker *b, struct buf *out)
{
	const char *s = b->tests == 1 ? "" : "s";

	if (!b->tests)
		buf_puts(out, "tests that are in no report");
	else if (b->blocked == b->tests)
		buf_printf(out, "%" PRIu64 " test%s cannot start", b->tests, s);
	else if (!b->blocked)
		buf_printf(
			out, "%" PRIu64 " test%s", b->tests, b->tests == 1 ? " fails" : "s fail");
	else
		buf_printf(out, "%" PRIu64 " test%s, %" PRIu64 " of them cannot start", b->tests, s,
			b->blocked);
	if (b->planned && b->planned == b->tests)
		buf_puts(out, b->tests == 1 ? ", planned" : ", all planned");
	else if (b->planned)
		buf_printf(out, ", %" PRIu64 " planned", b->planned);
}

static void say_label(struct str label, struct buf *out)
{
	if (!label.n)
		return;
	buf_puts(out, " [");
	buf_add(out, label);
	buf_byte(out, ']');
}

void named_test_say(const struct named_test *t, struct buf *out)
{
	buf_add(out, t->id);
	say_label(t->label, out);
}

void flickered_say(const struct flickered *f, struct buf *out)
{
	named_test_say(&f->test, out);
	buf_printf(out, " %s, and %s%s on the same tree in ", f->passes ? "passes" : "fails",
		str_eq(str_of(f->was), STR("flaky")) ? "was " : "", f->was);
	buf_add(out, f->where);
}

/* Up to three of several files, the first place with its line. */
static void say_files(const struct blocker *b, struct buf *out)
{
	enum { FILES_SHOWN = 3 };
	uint64_t more = b->file_count + b->files_more;

	for (size_t i = 0; i < b->file_count && i < FILES_SHOWN; i++, more--) {
		buf_puts(out, i ? ", " : "in ");
		buf_add(out, b->files[i]);
		if (!str_eq(b->files[i], b->first.file))
			continue;
		if (b->first.line)
			buf_printf(out, ":%" PRIu32, b->first.line);
		say_label(b->first_test.label, out);
	}
	if (more)
		buf_printf(out, " and %" PRIu64 " more %s", more, more == 1 ? "file" : "files");
}

void blocker_say_place(const struct blocker *b, struct buf *out)
{
	if (b->file_count + b->files_more > 1) {
		say_files(b, out);
		return;
	}
	if (b->first.file.n && b->first.line)
		buf_printf(out, STR_FMT ":%" PRIu32, STR_ARG(b->first.file), b->first.line);
	else
		buf_add(out, b->first_test.id.n ? b->first_test.id : b->first.file);
	say_label(b->first_test.label, out);
}

void verdict_say_head(const struct verdict *v, struct buf *out)
{
	static const char *const where[HEADS] = {
		[HEAD_INDEX] = "index",
		[HEAD_WORKTREE] = "work tree",
	};

	if (where[v->head])
		buf_printf(out, " with %" PRIu64 " changed file%s in the %s", v->changed_files,
			v->changed_files == 1 ? "" : "s", where[v->head]);
}

const struct area_verdict *verdict_area(const struct verdict *v, struct str name)
{
	for (size_t i = 0; i < v->area_count; i++) {
		if (str_eq(v->areas[i].name, name))
			return &v->areas[i];
	}
	return NULL;
}

size_t verdict_count(const struct verdict *v, enum outcome_of_rule outcome)
{
	size_t n = 0;

	for (size_t i = 0; i < v->finding_count; i++)
		n += v->findings[i].outcome == outcome;
	return n;
}

const char *verdict_others(const struct verdict *v)
{
	return !verdict_count(v, RULE_WAIVED)     ? "not enforced"
		: verdict_count(v, RULE_INFORMED) ? "waived or not enforced"
						  : "waived";
}

void verdict_say_rules(const struct verdict *v, struct buf *out)
{
	size_t broken = verdict_count(v, RULE_BROKEN), no_data = verdict_count(v, RULE_NO_DATA);
	size_t held = verdict_count(v, RULE_HELD);

	if (broken)
		buf_printf(out, "%zu of %zu %s %s broken", broken, v->finding_count,
			v->finding_count == 1 ? "rule" : "rules", broken == 1 ? "is" : "are");
	if (no_data)
		buf_printf(out, "%s%zu %s no data", broken ? ", " : "", no_data,
			no_data == 1 ? "rule has" : "rules have");
	if (v->gate == GATE_OPEN && held == v->finding_count)
		buf_printf(out, "%zu %s", held, held == 1 ? "rule holds" : "rules hold");
	else if (v->gate == GATE_OPEN)
		buf_printf(out, "%zu of %zu rules hold, the others are %s", held, v->finding_count,
			verdict_others(v));
}

int verdict_exit(const struct verdict *v)
{
	static const int status[] = {
		[GATE_OPEN] = EXIT_OPEN,
		[GATE_CLOSED] = EXIT_CLOSED,
		[GATE_CANNOT_JUDGE] = EXIT_EVIDENCE,
	};

	return status[v->gate];
}
