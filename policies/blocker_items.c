#include "policies/blocker_items.h"

#include "policies/plan.h"

#include "gate/base/path.h"

static void find_folders(struct groups *g)
{
	g->folders.arena = g->arena;
	names_add(&g->folders, STR(""));
	for (size_t i = 0; i < g->tree->n; i++) {
		struct str path = g->tree->v[i];

		while (path.n) {
			path.n -= path_base(path).n;
			path.n -= path.n > 0;
			names_add(&g->folders, path);
		}
	}
}

/*
 * An absolute path, as Python and Node have it, is told as the tree has it: the file, or for one that
 * is missing its folder. Two machines, and two test runners, then say the same.
 */
static struct str in_tree(struct groups *g, enum cause_kind kind, struct str what)
{
	struct str rest = what;

	if (!g->tree || !path_is_absolute(what) ||
		(kind != CAUSE_SYNTAX_ERROR && kind != CAUSE_MISSING_MODULE))
		return what;
	if (!g->folders.n)
		find_folders(g);
	while (rest.n) {
		struct str folder;

		str_cut(&rest, '/');
		folder = rest;
		folder.n -= path_base(rest).n;
		folder.n -= folder.n > 0;
		if (kind == CAUSE_SYNTAX_ERROR ? names_find(g->tree, rest) != NAMES_NONE
					       : names_find(&g->folders, folder) != NAMES_NONE)
			return rest;
	}
	return what;
}

static uint32_t group_of(struct groups *g, const struct cause *cause)
{
	static const struct cause unknown = { CAUSE_OTHER, { "", 0 } };
	struct cause told;
	struct str key;

	cause = cause ? cause : &unknown;
	if (cause == g->last)
		return g->last_group;
	told = (struct cause){ cause->kind, in_tree(g, cause->kind, cause->what) };
	key = arena_printf(g->arena, "%d " STR_FMT, (int)told.kind, STR_ARG(told.what));
	g->last = cause;
	g->last_group = names_add(&g->keys, key);
	if (g->last_group == g->n) {
		*ARENA_PUSH(g->arena, g->causes, g->n, g->cap) = told;
		*ARENA_PUSH(g->arena, g->planned, g->planned_n, g->planned_cap) = 0;
	}
	return g->last_group;
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
	enum test_state state = policy_state(p, t);

	item.blocked = state != TEST_FAILING;
	if (state == TEST_NOT_RUN) {
		if (!module)
			return;
		item.group = module->group;
	} else if (state == TEST_FAILING || state == TEST_BLOCKED) {
		item.group = group_of(g, t->cause);
	} else {
		return;
	}
	if (module && !t->module)
		module->listed = true;
	item.planned = !t->module && plan_names(&p->ids, t, g->arena);
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

		if (test->module && policy_state(p, test) == TEST_BLOCKED &&
			policy_has_test(p, test))
			add_module(&items, test);
	}
	for (size_t i = 0; i < e->tests.n; i++) {
		const struct test *test = &e->tests.v[i];
		enum test_state state = policy_state(p, test);
		bool behind = state == TEST_FAILING || state == TEST_BLOCKED ||
			(state == TEST_NOT_RUN && items.module_n);

		if (behind && policy_has_test(p, test))
			add_test(&items, p, test);
	}
	return items;
}
