#include "policies/classes.h"

#include "gate/model/flicker.h"
#include "gate/model/line_sets.h"
#include "policies/carried.h"
#include "policies/patched.h"
#include "policies/places.h"

/* One file, before and now. */
struct classing {
	struct str path;                  /* now; of a deleted file, where it was */
	const struct patch_file *patch;   /* NULL: not changed */
	const struct file_coverage *file; /* NULL: in no report */
	bool gone;
	bool absent;  /* in no report, and should be */
	bool carried; /* in no report, and its area's figures stand for it */
	struct area_classes is;
};

/* Which class a line is of that stands in both: by what it was, and what it is. */
static const enum line_class kept[][3] = {
	[LINE_NO_CODE] = { [LINE_UNCOVERED] = CLASS_UIC, [LINE_COVERED] = CLASS_GIC },
	[LINE_UNCOVERED] = { CLASS_EUB, CLASS_UBC, CLASS_GBC },
	[LINE_COVERED] = { CLASS_ECB, CLASS_LBC, CLASS_CBC },
};

/* Lines that stand in both, all in one state before; `now` has their numbers. */
static void count_kept(struct classing *c, enum line_state before, const struct line_range *now)
{
	uint64_t all = (uint64_t)now->last - now->first + 1;
	struct count is = { 0 };

	if (c->file)
		is = lines_count_in(&c->file->lines, now, 1);
	else if (c->carried && before != LINE_NO_CODE)
		is = (struct count){ before == LINE_COVERED ? all : 0, all };
	else if (c->absent && before != LINE_NO_CODE)
		is.total = all;
	c->is.counts.n[kept[before][LINE_COVERED]] += is.covered;
	c->is.counts.n[kept[before][LINE_UNCOVERED]] += is.total - is.covered;
	if (before != LINE_NO_CODE)
		c->is.counts.n[kept[before][LINE_NO_CODE]] += all - is.total;
	if (before == LINE_COVERED && is.total > is.covered)
		uncovered_add_in(&c->is.lost, c->path, c->file, now);
}

/* Where the walk through both texts is: the next line of each, and the next ranges in which they differ. */
struct walk {
	uint32_t before, now;
	size_t removed, added;
};

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static void delete_lines(struct classing *c, struct walk *w, const struct line_run *run)
{
	const struct line_range *r = &c->patch->removed[w->removed];
	uint32_t last = least(r->last, run->range.last);

	if (run->state != LINE_NO_CODE)
		c->is.counts.n[run->state == LINE_COVERED ? CLASS_DCB : CLASS_DUB] +=
			last + 1 - w->before;
	w->before = last + 1;
	w->removed += last == r->last;
}

/* As many lines as stand in both, of those that the run has left. */
static void keep_lines(struct classing *c, struct walk *w, const struct line_run *run)
{
	const struct patch_file *f = c->patch;
	uint32_t n = run->range.last + 1 - w->before;
	struct line_range now;

	while (f && w->added < f->n && f->ranges[w->added].first <= w->now)
		w->now = f->ranges[w->added++].last + 1;
	if (f && w->removed < f->removed_count)
		n = least(n, f->removed[w->removed].first - w->before);
	if (f && w->added < f->n)
		n = least(n, f->ranges[w->added].first - w->now);
	now = (struct line_range){ w->now, w->now + n - 1 };
	count_kept(c, run->state, &now);
	w->before += n;
	w->now += n;
}

static void count_run(struct classing *c, struct walk *w, const struct line_run *run)
{
	const struct patch_file *f = c->patch;

	if (c->gone) {
		if (run->state != LINE_NO_CODE)
			c->is.counts.n[run->state == LINE_COVERED ? CLASS_DCB : CLASS_DUB] +=
				run->range.last + 1 - run->range.first;
		return;
	}
	while (w->before <= run->range.last) {
		if (f && w->removed < f->removed_count && f->removed[w->removed].first <= w->before)
			delete_lines(c, w, run);
		else
			keep_lines(c, w, run);
	}
}

/* All lines that were there. -1 if `runs` are none. */
static int count_old(struct classing *c, struct str runs)
{
	struct walk w = { .before = 1, .now = 1 };
	struct line_run run = { 0 };
	int found;

	while ((found = line_run_next(&runs, &run)) > 0)
		count_run(c, &w, &run);
	run = (struct line_run){ { run.range.last + 1, LINE_MAX_NUMBER }, LINE_NO_CODE };
	if (found == 0)
		count_run(c, &w, &run);
	return found;
}

/* All files, by what they were and are. */
struct classes {
	const struct verdict *verdict;
	struct area_classes *areas;
	const struct policies *policies;
	const struct grounds *grounds;
	const struct patch *since;
	struct names from;    /* where the files of the patch were, */
	uint32_t *patch_file; /* and which files of it these are */
	bool measured_only;   /* what is in no report is of no account */
	bool *counted;        /* of each file of the coverage */
};

static void add_places(struct uncovered_list *into, const struct uncovered_list *more)
{
	for (size_t i = 0; i < more->n; i++)
		uncovered_add(into, &more->v[i]);
	into->more += more->more;
}

static void add(const struct classes *all, const struct classing *c)
{
	for (size_t i = 0; i < all->policies->n; i++) {
		struct area_classes *area = &all->areas[i];

		if (!policy_owns(&all->policies->v[i], c->path))
			continue;
		for (int k = 0; k < LINE_CLASSES; k++)
			area->counts.n[k] += c->is.counts.n[k];
		add_places(&area->lost, &c->is.lost);
		add_places(&area->missed, &c->is.missed);
	}
}

/* What became of a file that the baseline has. */
static struct classing successor(const struct classes *all, struct str path)
{
	const struct grounds *g = all->grounds;
	uint32_t moved = names_find(&all->from, path), here = names_find(g->tree, path);
	struct classing c = { .path = path };

	if (moved != NAMES_NONE) {
		c.patch = &all->since->files[all->patch_file[moved]];
		c.path = c.patch->path;
	} else if (here != NAMES_NONE) {
		c.path = g->tree->v[here];
	} else {
		c.gone = true;
		return c;
	}
	c.file = coverage_find(&g->evidence->coverage, c.path);
	c.carried = !c.file && carried_has_file(all->verdict, all->policies, c.path);
	c.absent = !c.file && !c.carried && policies_expect_coverage(all->policies, c.path);
	return c;
}

static int count_recorded(const struct classes *all, struct str text)
{
	const struct coverage *now = &all->grounds->evidence->coverage;
	struct line_sets sets = { .roster = { .left = text } };
	int result = 0;

	while (result == 0 && line_sets_next(&sets)) {
		struct classing c = successor(all, sets.path);

		result = count_old(&c, sets.runs);
		if (all->measured_only && !c.file)
			continue;
		if (c.file)
			all->counted[c.file - now->files] = true;
		add(all, &c);
	}
	if (sets.roster.broken)
		result = -1;
	line_sets_end(&sets);
	return result;
}

/* Files that the baseline does not have, and that are not new: all of their lines had no code then. */
static void count_unrecorded(const struct classes *all)
{
	const struct coverage *now = &all->grounds->evidence->coverage;
	const struct patch *since = all->since;

	size_t at = 0;

	/* Both are in the order of paths. */
	for (size_t i = 0; i < coverage_files(now); i++) {
		struct classing c = { .path = now->files[i].path, .file = &now->files[i] };

		while (at < since->n && str_cmp(since->files[at].path, c.path) < 0)
			at++;
		if (at < since->n && str_eq(since->files[at].path, c.path))
			c.patch = &since->files[at];
		if (all->counted[i] || count_old(&c, STR("")) < 0)
			continue;
		add(all, &c);
	}
}

/* Added lines. Of a file that should be in a report, each with something on it may be code. */
static void count_added(const struct classes *all)
{
	const struct grounds *g = all->grounds;

	for (size_t i = 0; i < all->since->n; i++) {
		const struct patch_file *f = &all->since->files[i];
		struct classing c = { .path = f->path };
		struct count is = { 0 };

		c.file = coverage_find(&g->evidence->coverage, f->path);
		if (c.file)
			is = lines_count_in(&c.file->lines, f->ranges, f->n);
		else if (policies_expect_coverage(all->policies, f->path))
			is.total = f->lines - f->blank;
		c.is.counts.n[CLASS_GNC] = is.covered;
		c.is.counts.n[CLASS_UNC] = is.total - is.covered;
		for (size_t j = 0; c.is.counts.n[CLASS_UNC] && j < f->n; j++)
			uncovered_add_in(&c.is.missed, c.path, c.file, &f->ranges[j]);
		add(all, &c);
	}
}

static void index_patch(struct classes *all, struct arena *a)
{
	const struct patch *since = all->since;

	all->patch_file = arena_alloc(a, since->n * sizeof(*all->patch_file));
	for (size_t i = 0; i < since->n; i++) {
		if (since->files[i].from.n)
			all->patch_file[names_add(&all->from, since->files[i].from)] = (uint32_t)i;
	}
}

static struct classes start(struct verdict *v, const struct policies *p, const struct grounds *g,
	const struct patch *since, struct arena *a)
{
	struct classes all = {
		.verdict = v, .policies = p, .grounds = g, .since = since, .from = { .arena = a }
	};

	all.areas = arena_alloc(a, p->n * sizeof(*all.areas));
	all.counted = arena_alloc(a, coverage_files(&g->evidence->coverage) * sizeof(*all.counted));
	index_patch(&all, a);
	return all;
}

static void unknown(struct verdict *v, struct str why)
{
	for (size_t i = 0; i < v->area_count; i++)
		v->areas[i].classes.why = why;
}

void classes_count(
	struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a)
{
	struct classes all;

	if (!g->since) {
		unknown(v, g->since_why);
		return;
	}
	all = start(v, p, g, g->since, a);
	if (count_recorded(&all, g->baseline->record->line_sets) < 0) {
		unknown(v, STR("the lines in its record cannot be read"));
		return;
	}
	count_unrecorded(&all);
	count_added(&all);
	for (size_t i = 0; i < p->n; i++) {
		v->areas[i].classes = all.areas[i];
		v->areas[i].classes.known = true;
		v->areas[i].classes.why = STR("");
	}
}

void classes_flicker(
	struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a)
{
	static const struct patch none;
	const struct flicker *f = g->evidence->flicker;

	for (size_t i = 0; f && !f->changed && i < f->n; i++) {
		struct classes all = start(v, p, g, &none, a);

		all.measured_only = true;
		if (!f->runs[i].line_sets.n || count_recorded(&all, f->runs[i].line_sets) < 0)
			continue;
		for (size_t j = 0; j < p->n; j++) {
			const struct area_classes *c = &all.areas[j];

			v->areas[j].flickering =
				(struct flickering_lines){ .lost = c->counts.n[CLASS_LBC],
					.gained = c->counts.n[CLASS_GBC],
					.where = f->runs[i].where };
			if (c->lost.n)
				v->areas[j].flickering.first = c->lost.v[0];
		}
		return;
	}
}
