#include "gate/model/coverage.h"

#include <string.h>

const struct metric_words metrics[METRIC_COUNT] = {
	[METRIC_LINES] = { "lines", "Lines", "line", "lines" },
	[METRIC_BRANCHES] = { "branches", "Branches", "branch", "branches" },
	[METRIC_FUNCTIONS] = { "functions", "Functions", "function", "functions" },
	[METRIC_MCDC] = { "mcdc", "MC/DC", "condition", "conditions" },
};

void coverage_init(struct coverage *c, struct arena *a)
{
	*c = (struct coverage){ .arena = a, .paths = { .arena = a }, .names = { .arena = a } };
}

struct file_coverage *coverage_file(struct coverage *c, struct str path)
{
	size_t known = c->paths.n;
	uint32_t id = names_add(&c->paths, path);

	if (id == known)
		ARENA_PUSH(c->arena, c->files, known, c->cap)->path = c->paths.v[id];
	return &c->files[id];
}

const struct file_coverage *coverage_find(const struct coverage *c, struct str path)
{
	uint32_t id = names_find(&c->paths, path);

	return id == NAMES_NONE ? NULL : &c->files[id];
}

size_t coverage_files(const struct coverage *c)
{
	return c->paths.n;
}

void file_coverage_settle(struct file_coverage *file)
{
	lines_settle(&file->lines);
	functions_settle(&file->functions);
	outcomes_settle(&file->branches);
	outcomes_settle(&file->mcdc);
}

void coverage_settle(struct coverage *c)
{
	for (size_t i = 0; i < c->paths.n; i++)
		file_coverage_settle(&c->files[i]);
}

static void outcomes_union(struct coverage *into, struct outcomes *set, const struct coverage *from,
	const struct outcomes *add)
{
	for (size_t i = 0; i < add->n; i++) {
		struct outcome o = add->v[i];

		o.group = outcome_token_moved(&into->names, &from->names, o.group);
		o.index = outcome_token_moved(&into->names, &from->names, o.index);
		outcomes_add(set, into->arena, o);
	}
}

void coverage_union(struct coverage *into, struct str path, const struct coverage *from,
	const struct file_coverage *file)
{
	struct file_coverage *target = coverage_file(into, path);

	lines_union(&target->lines, into->arena, &file->lines);
	outcomes_union(into, &target->branches, from, &file->branches);
	outcomes_union(into, &target->mcdc, from, &file->mcdc);
	for (size_t i = 0; i < file->functions.n; i++) {
		struct function f = file->functions.v[i];

		f.name = names_add(&into->names, from->names.v[f.name]);
		functions_add(&target->functions, into->arena, f);
	}
	target->measured |= file->measured;
}

static void *copy_of(struct arena *a, const void *v, size_t bytes)
{
	return bytes ? memcpy(arena_alloc(a, bytes), v, bytes) : NULL;
}

#define COPY(a, set)                                                       \
	do {                                                               \
		(set).v = copy_of(a, (set).v, (set).n * sizeof(*(set).v)); \
		(set).cap = (set).n;                                       \
	} while (0)

void coverage_add(struct coverage *into, const struct file_coverage *file)
{
	size_t known = coverage_files(into);
	struct file_coverage *target = coverage_file(into, file->path);
	struct str path = target->path;

	if (coverage_files(into) == known) {
		coverage_union(into, path, into, file);
		return;
	}
	*target = *file;
	target->path = path;
	COPY(into->arena, target->lines);
	COPY(into->arena, target->branches);
	COPY(into->arena, target->mcdc);
	COPY(into->arena, target->functions);
}

struct count file_coverage_count(const struct file_coverage *file, enum metric metric)
{
	switch (metric) {
	case METRIC_LINES:
		return lines_count(&file->lines);
	case METRIC_BRANCHES:
		return outcomes_count(&file->branches);
	case METRIC_FUNCTIONS:
		return functions_count(&file->functions);
	default:
		return outcomes_count(&file->mcdc);
	}
}

struct count coverage_count(const struct coverage *c, enum metric metric)
{
	struct count sum = { 0 };

	for (size_t i = 0; i < c->paths.n; i++)
		sum = count_sum(sum, file_coverage_count(&c->files[i], metric));
	return sum;
}
