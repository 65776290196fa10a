#include "policies/blockers.h"

#include <stdlib.h>
#include "policies/blocker_items.h"
#include "policies/carried.h"
#include "policies/plan.h"

/* A blocker while it is compared with others. */
struct ranked {
	struct blocker b;
	struct cause cause;
};

struct ranking {
	struct ranked *v;
	size_t n, cap;
};

/* What is known of an area while its blockers are found. */
struct scene {
	const struct policy *p;
	const struct evidence *e;
	const struct names *tree;
	struct items items;
	struct arena *a;
	const struct verdict *v;
	const struct policies *all;
};

/* What has no file comes last. */
static int file_order(struct str a, struct str b)
{
	return a.n && b.n ? str_cmp(a, b) : !a.n - !b.n;
}

static int item_order(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int order = (x->group > y->group) - (x->group < y->group);

	order = order ? order : file_order(x->file, y->file);
	order = order ? order : x->module - y->module;
	order = order ? order : (x->line > y->line) - (x->line < y->line);
	order = order ? order : str_cmp(x->name, y->name);
	return order ? order : str_cmp(x->suite, y->suite);
}

/* The items of one file; returns how many there are. */
static size_t fold_file(struct blocker *b, const struct item *v, size_t n)
{
	uint64_t tests = 0, blocked = 0, modules = 0;
	size_t i;

	for (i = 0; i < n && v[i].group == v->group && str_eq(v[i].file, v->file); i++) {
		bool twice = i && !v[i].test && str_eq(v[i].name, v[i - 1].name);

		if (twice) /* in the plans of an area and of the project */
			continue;
		b->planned += v[i].planned;
		modules += v[i].module;
		tests += !v[i].module;
		blocked += v[i].blocked && !v[i].module;
	}
	/* A file that could not be loaded stands for its tests, if they are known. */
	if (!v->file.n) {
		tests += modules;
		blocked += modules;
	} else if (modules && !blocked) {
		tests++;
		blocked++;
	}
	b->tests += tests;
	b->blocked += blocked;
	return i;
}

/* A planned test that no report has is called as its plan does; a module by its file. */
static struct named_test name_of(const struct item *item, const struct scene *s)
{
	struct named_test name = { 0 };

	if (item->test)
		name.label = s->e->labels[item->test->label];
	if (item->module && item->file.n)
		name.id = item->file;
	else if (item->test)
		name.id = test_id(item->test, s->a);
	else
		name.id = arena_printf(
			s->a, STR_FMT "::" STR_FMT, STR_ARG(item->file), STR_ARG(item->name));
	return name;
}

/* Without those that stand for the tests of a file, unless these are not known. */
static void keep_ids(struct blocker *b, const struct item *v, size_t n, const struct scene *s)
{
	size_t cap = 0;

	for (size_t i = 0; i < n && b->id_count < BLOCKER_IDS_KEPT; i++) {
		bool twice = i && !v[i].test && str_eq(v[i].name, v[i - 1].name) &&
			str_eq(v[i].file, v[i - 1].file);

		if (!v[i].module && !twice)
			*ARENA_PUSH(s->a, b->ids, b->id_count, cap) = name_of(&v[i], s);
	}
}

static struct blocker fold(const struct scene *s, const struct item *v, size_t n)
{
	const struct groups *g = s->items.groups;
	struct arena *a = s->a;
	struct blocker b = { .kind = g->causes[v->group].kind,
		.text = cause_say(&g->causes[v->group], a),
		.first = { .file = v->file, .line = v->line } };
	size_t cap = 0;

	b.first_test = name_of(v, s);
	keep_ids(&b, v, n, s);
	for (size_t i = 0; i < n;) {
		struct str file = v[i].file;

		i += fold_file(&b, v + i, n - i);
		if (!file.n)
			continue;
		if (b.file_count < BLOCKER_FILES_KEPT)
			*ARENA_PUSH(a, b.files, b.file_count, cap) = file;
		else
			b.files_more++;
	}
	return b;
}

/* What is wrong with a test itself comes after what keeps tests from being one. */
static bool is_ordinary(const struct blocker *b)
{
	return !b->blocked && (b->kind == CAUSE_ASSERTION || b->kind == CAUSE_OTHER);
}

static int blocker_order(const void *a, const void *b)
{
	const struct blocker *x = &((const struct ranked *)a)->b,
			     *y = &((const struct ranked *)b)->b;
	int order = is_ordinary(x) - is_ordinary(y);

	order = order ? order : (x->planned < y->planned) - (x->planned > y->planned);
	order = order ? order : (x->tests < y->tests) - (x->tests > y->tests);
	order = order ? order : str_cmp(x->text, y->text);
	return order ? order : (int)x->kind - (int)y->kind;
}

/* Declared and in no report; where results are carried, it has run. */
static bool has_not_run(const struct scene *s, const struct test *t)
{
	return policy_state(s->p, t) == TEST_NOT_RUN && policy_has_test(s->p, t) &&
		!carried_has_test(s->v, s->all, t);
}

/*
 * What sessions left that ended at the files they could not load, if anything of the area is to be seen
 * of them: what they would have run is in no report, and no other blocker tells of it.
 */
static void add_interrupted(struct ranking *out, const struct scene *s)
{
	struct ranked r = { .cause.kind = CAUSE_INTERRUPTED };
	struct blocker *b = &r.b;
	bool modules = false;
	size_t cap = 0;

	for (size_t i = 0; i < s->items.n; i++)
		modules |= s->items.v[i].module;
	for (size_t i = 0; modules && i < s->e->report_count; i++) {
		if (s->e->reports[i]->interrupted)
			*ARENA_PUSH(s->a, b->files, b->file_count, cap) = s->e->reports[i]->path;
	}
	for (size_t i = 0; b->file_count && i < s->e->tests.n; i++) {
		const struct test *t = &s->e->tests.v[i];

		if (!has_not_run(s, t) || items_module(&s->items, t->file))
			continue;
		b->tests++;
		b->planned += plan_names(&s->p->ids, t, s->items.groups->arena);
	}
	if (!b->file_count)
		return;
	qsort(b->files, b->file_count, sizeof(*b->files), str_cmp_qsort);
	b->kind = r.cause.kind;
	b->text = cause_say(&r.cause, s->a);
	b->blocked = b->tests;
	b->first.file = b->files[0];
	if (b->file_count > BLOCKER_FILES_KEPT) {
		b->files_more = b->file_count - BLOCKER_FILES_KEPT;
		b->file_count = BLOCKER_FILES_KEPT;
	}
	*ARENA_PUSH(s->items.groups->arena, out->v, out->n, out->cap) = r;
}

/* A plan that is a bare number has room for any test; a project without one has that of its areas. */
static void count_planned(struct blocker *b, uint64_t *of_areas, const struct policy *p)
{
	if (p->has_plan && !p->ids.n)
		b->planned = b->tests < p->planned ? b->tests : p->planned;
	if (p->has_plan)
		*of_areas += b->planned;
	else
		b->planned = *of_areas < b->tests ? *of_areas : b->tests;
}

static void keep_first(
	struct area_verdict *out, const struct ranking *ranking, const struct scene *s)
{
	size_t n = ranking->n < BLOCKERS_KEPT ? ranking->n : BLOCKERS_KEPT;

	out->blockers = arena_alloc(s->a, n * sizeof(*out->blockers));
	out->blocker_count = n;
	for (size_t i = 0; i < n; i++) {
		out->blockers[i] = ranking->v[i].b;
		out->blockers[i].mend = blocker_mend(&ranking->v[i].cause, s->tree, s->a);
	}
	out->blockers_more = ranking->n - n;
	for (; n < ranking->n; n++)
		out->blockers_more_tests += ranking->v[n].b.tests;
}

static void find_in_area(struct area_verdict *out, struct scene *s)
{
	struct items *items = &s->items;
	struct groups *g = items->groups;
	struct ranking ranking = { 0 };
	size_t n;

	if (items->n)
		qsort(items->v, items->n, sizeof(*items->v), item_order);
	for (size_t i = 0; i < items->n; i += n) {
		uint32_t group = items->v[i].group;
		struct ranked r = { .cause = g->causes[group] };

		for (n = 1; i + n < items->n && items->v[i + n].group == group; n++)
			;
		r.b = fold(s, items->v + i, n);
		count_planned(&r.b, &g->planned[group], s->p);
		*ARENA_PUSH(g->arena, ranking.v, ranking.n, ranking.cap) = r;
	}
	add_interrupted(&ranking, s);
	if (!ranking.n)
		return;
	qsort(ranking.v, ranking.n, sizeof(*ranking.v), blocker_order);
	keep_first(out, &ranking, s);
}

/* Ids of tests; they and their list are the scratch arena's. */
struct id_list {
	struct str *v;
	size_t n, cap;
};

/* The first of them, sorted, which live as long as the verdict. */
static size_t keep_first_ids(
	struct str **kept, struct id_list *ids, size_t most, const struct scene *s)
{
	size_t n = ids->n < most ? ids->n : most;

	if (!ids->n)
		return 0;
	qsort(ids->v, ids->n, sizeof(*ids->v), str_cmp_qsort);
	*kept = arena_alloc(s->a, n * sizeof(**kept));
	for (size_t i = 0; i < n; i++)
		(*kept)[i] = arena_str(s->a, ids->v[i]);
	return n;
}

static void find_not_run(struct area_tests *out, const struct scene *s)
{
	struct arena *scratch = s->items.groups->arena;
	struct id_list ids = { 0 };

	for (size_t i = 0; out->counts.state[TEST_NOT_RUN] && i < s->e->tests.n; i++) {
		const struct test *t = &s->e->tests.v[i];

		if (has_not_run(s, t))
			*ARENA_PUSH(scratch, ids.v, ids.n, ids.cap) = test_id(t, scratch);
	}
	out->not_run_count = keep_first_ids(&out->not_run, &ids, NOT_RUN_KEPT, s);
	out->not_run_more = ids.n - out->not_run_count;
}

/* It does not pass, and no cause of others is why. */
static bool is_stalled(const struct scene *s, const struct test *t, bool interrupted)
{
	enum test_state state = policy_state(s->p, t), as = policy_counts_as(s->p, t);

	if (as == TEST_PASSING || as == TEST_FLAKY || state == TEST_FAILING ||
		state == TEST_BLOCKED)
		return false;
	return state != TEST_NOT_RUN || !(interrupted || items_module(&s->items, t->file));
}

/* A plan that is a bare number has room for any test. */
static void find_stalled(struct area_verdict *area, const struct scene *s)
{
	struct arena *scratch = s->items.groups->arena;
	struct area_tests *out = &area->tests;
	struct id_list ids = { 0 };
	bool interrupted = false;

	for (size_t i = 0; i < area->blocker_count; i++)
		interrupted |= area->blockers[i].kind == CAUSE_INTERRUPTED;
	for (size_t i = 0; s->p->has_plan && i < s->e->tests.n; i++) {
		const struct test *t = &s->e->tests.v[i];

		if (policy_has_test(s->p, t) && is_stalled(s, t, interrupted) &&
			!carried_has_test(s->v, s->all, t) &&
			(!s->p->ids.n || plan_names(&s->p->ids, t, scratch)))
			*ARENA_PUSH(scratch, ids.v, ids.n, ids.cap) = test_id(t, scratch);
	}
	out->stalled_count = keep_first_ids(&out->stalled, &ids, STALLED_KEPT, s);
	out->stalled_more = ids.n - out->stalled_count;
}

void find_blockers(struct verdict *v, const struct policies *p, const struct evidence *e,
	const struct names *tree, struct arena *a)
{
	struct arena scratch = { 0 };
	struct groups g = { .arena = &scratch, .keys.arena = &scratch, .tree = tree };

	/* The project comes last: it adds up what its areas have planned. */
	for (size_t i = p->n; i-- > 0;) {
		struct scene s = { &p->v[i], e, tree, items_collect(&g, &p->v[i], e), a, v, p };

		for (size_t k = 0; s.items.module_n && k < p->n; k++) {
			const struct area_tests *tests = &v->areas[k].tests;

			for (size_t m = 0; (k == i || !i) && m < tests->missing_count; m++)
				items_add_missing(&s.items, tests->missing[m]);
		}
		find_in_area(&v->areas[i], &s);
		find_not_run(&v->areas[i].tests, &s);
		find_stalled(&v->areas[i], &s);
	}
	arena_release(&scratch);
}
