/*
 * The tests behind each cause, for blockers.c. Everything is of one run and lives in groups.arena.
 */
#ifndef POLICIES_BLOCKER_ITEMS_H
#define POLICIES_BLOCKER_ITEMS_H

#include "gate/model/evidence.h"
#include "policies/policy.h"

/* A test behind a cause; of a planned test that no report has, only file and name. */
struct item {
	uint32_t group;
	bool blocked, planned, module;
	uint32_t line;
	struct str file, name, suite;
	const struct test *test; /* or NULL */
};

/* Groups are causes, numbered alike for all areas. */
struct groups {
	struct arena *arena;      /* of this run */
	const struct names *tree; /* or NULL */
	struct names folders;     /* of the tree, once they are asked for */
	const struct cause *last; /* whose group was asked for, and that */
	uint32_t last_group;
	struct names keys;
	struct cause *causes; /* by group */
	size_t n, cap;
	uint64_t *planned; /* by group: what the areas have planned */
	size_t planned_n, planned_cap;
};

/* A file that could not be loaded. */
struct module {
	uint32_t group;
	struct str file;
	bool listed; /* some of its tests are known: a planned one that is not is nowhere */
};

struct items {
	struct groups *groups;
	struct item *v;
	size_t n, cap;
	struct names files;     /* of modules */
	struct module *modules; /* by file */
	size_t module_n, module_cap;
};

/* What of the tests of `p` failed or could not start, or stands in a file that could not be loaded. */
struct items items_collect(struct groups *g, const struct policy *p, const struct evidence *e);

/* A planned test that is in no report is behind the file that could not be loaded, if it is of one. */
void items_add_missing(struct items *items, struct str id);

/* The module with that file, or NULL. */
const struct module *items_module(const struct items *items, struct str file);

#endif
