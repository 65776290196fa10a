#include "policies/blocker_items.h"

static uint32_t group_of(struct groups *g, const struct cause *cause)
{
	static const struct cause unknown = { CAUSE_OTHER, { "", 0 } };
	struct str key;
	uint32_t id;

	if (!cause)
		cause = &unknown;
	key = arena_printf(g->arena, "%d " STR_FMT, (int)cause->kind, STR_ARG(cause->what));
	id = names_add(&g->keys, key);
	if (id == g->n) {
		*ARENA_PUSH(g->arena, g->causes, g->n, g->cap) = *cause;
		*ARENA_PUSH(g->arena, g->planned, g->planned_n, g->planned_cap) = 0;
	}
	return id;
}

static void add_module(struct items *items, const struct test *t)
{
	struct groups *g = items->groups;
	uint32_t group = group_of(g, t->cause), id;

	if (!t->file.n)
		return;
	id = names_add(&items->files, t->file);
	if (id == items->module_n)
		*ARENA_PUSH(g->arena, items->modules, items->module_n, items->module_cap) =
			(struct module){ group, t->file, false };
	/* Told twice and differently: no order of reports decides which counts. */
	else if (cause_cmp(&g->causes[group], &g->causes[items->modules[id].group]) < 0)
		items->modules[id].group = group;
}

static struct module *module_of(const struct items *items, struct str file)
{
	uint32_t id = file.n ? names_find(&items->files, file) : NAMES_NONE;

	return id == NAMES_NONE ? NULL : &items->modules[id];
}

const struct module *items_module(const struct items *items, struct str file)
{
	return module_of(items, file);
}

bool is_planned(const struct policy *p, const struct test *t, struct arena *a)
{
	struct str id = p->id_count ? test_id(t, a) : STR("");

	for (size_t i = 0; i < p->id_count; i++) {
		if (test_is_called(t, id, p->ids[i]) || test_id_is(id, p->ids[i]))
			return true;
	}
	return false;
}

static void add_test(struct items *items, const struct policy *p, const struct test *t)
{
	struct groups *g = items->groups;
	struct item item = { .module = t->module,
		.line = t->line,
		.file = t->file,
		.name = t->name,
		.suite = t->suite,
		.test = t };
	struct module *module = module_of(items, t->file);

	item.blocked = t->state != TEST_FAILING;
	if (t->state == TEST_NOT_RUN) {
		if (!module)
			return;
		item.group = module->group;
	} else if (t->state == TEST_FAILING || t->state == TEST_BLOCKED) {
		item.group = group_of(g, t->cause);
	} else {
		return;
	}
	if (module && !t->module)
		module->listed = true;
	item.planned = !t->module && is_planned(p, t, g->arena);
	*ARENA_PUSH(g->arena, items->v, items->n, items->cap) = item;
}

void items_add_missing(struct items *items, struct str id)
{
	struct str name = id, file;
	const struct module *module;
	size_t n = 0;

	while (n < id.n && !str_starts(str_skip(id, n), STR("::")))
		n++;
	file = (struct str){ id.p, n };
	name = str_skip(id, n + 2);
	module = n < id.n ? items_module(items, file) : NULL;
	if (module && !module->listed)
		*ARENA_PUSH(items->groups->arena, items->v, items->n, items->cap) =
			(struct item){ .group = module->group,
				.blocked = true,
				.planned = true,
				.file = module->file,
				.name = name };
}

struct items items_collect(struct groups *g, const struct policy *p, const struct evidence *e)
{
	struct items items = { .groups = g, .files.arena = g->arena };

	for (size_t i = 0; i < e->tests.n; i++) {
		const struct test *test = &e->tests.v[i];

		if (test->module && test->state == TEST_BLOCKED && policy_has_test(p, test))
			add_module(&items, test);
	}
	for (size_t i = 0; i < e->tests.n; i++) {
		const struct test *test = &e->tests.v[i];
		bool behind = test->state == TEST_FAILING || test->state == TEST_BLOCKED ||
			(test->state == TEST_NOT_RUN && items.module_n);

		if (behind && policy_has_test(p, test))
			add_test(&items, p, test);
	}
	return items;
}
