#include "gate/model/coverage.h"

#include <stdlib.h>

const struct metric_words metrics[METRIC_COUNT] = {
	[METRIC_LINES] = { "lines", "Lines", "line", "lines" },
	[METRIC_BRANCHES] = { "branches", "Branches", "branch", "branches" },
	[METRIC_FUNCTIONS] = { "functions", "Functions", "function", "functions" },
	[METRIC_MCDC] = { "mcdc", "MC/DC", "condition", "conditions" },
};

void coverage_init(struct coverage *c, struct arena *a)
{
	*c = (struct coverage){ .arena = a, .paths = { .arena = a } };
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

static uint32_t later(uint32_t line, uint32_t other)
{
	return line > other ? line : other;
}

/* Lines and outcomes are in their order, functions in that of their names. */
static uint32_t last_line(const struct hits *h)
{
	uint32_t last = 0;

	if (h->lines.n)
		last = h->lines.v[h->lines.n - 1].line;
	if (h->branches.n)
		last = later(last, h->branches.v[h->branches.n - 1].line);
	if (h->conditions.n)
		last = later(last, h->conditions.v[h->conditions.n - 1].line);
	for (size_t i = 0; i < h->functions.n; i++)
		last = later(last, h->functions.v[i].line);
	return last;
}

struct file_coverage file_coverage_of(
	struct str path, const struct hits *h, struct keys_writer *w, struct arena *a)
{
	return (struct file_coverage){
		.path = path,
		.lines = lines_of(&w->keys, a, &h->lines),
		.branches = outcomes_keys(w, a, &h->branches, &h->words),
		.functions = functions_keys(w, a, &h->functions),
		.conditions = outcomes_keys(w, a, &h->conditions, &h->words),
		.provenance = provenance_of(a, h),
		.last_line = last_line(h),
	};
}

static size_t add_to(
	struct file_coverage *target, struct arena *a, const struct file_coverage *file)
{
	lines_unite(&target->lines, a, &file->lines);
	outcomes_unite(&target->branches, a, &file->branches);
	outcomes_unite(&target->conditions, a, &file->conditions);
	functions_unite(&target->functions, a, &file->functions);
	target->measured |= file->measured;
	target->last_line = later(target->last_line, file->last_line);
	return provenance_unite(&target->provenance, a, file->provenance);
}

size_t coverage_unite(struct coverage *into, struct str path, const struct file_coverage *file)
{
	struct arena *a = into->arena;
	size_t known = into->paths.n;
	uint32_t id = names_add(&into->paths, path);
	struct file_coverage *target;

	if (id < known)
		return add_to(&into->files[id], a, file);
	target = ARENA_PUSH(a, into->files, known, into->cap);
	*target = (struct file_coverage){
		.path = into->paths.v[id],
		.lines = lines_copy(&file->lines, a),
		.branches = keys_copy(&file->branches, a),
		.functions = keys_copy(&file->functions, a),
		.conditions = keys_copy(&file->conditions, a),
		.measured = file->measured,
		.last_line = file->last_line,
	};
	return provenance_unite(&target->provenance, a, file->provenance);
}

void coverage_sort(struct coverage *c)
{
	uint32_t *rank = names_sort(&c->paths);

	/* Each goes where it belongs, and what was there goes on. */
	for (size_t i = 0; i < c->paths.n; i++) {
		while (rank[i] != i) {
			uint32_t to = rank[i];
			struct file_coverage moved = c->files[to];

			c->files[to] = c->files[i];
			c->files[i] = moved;
			rank[i] = rank[to];
			rank[to] = to;
		}
	}
	free(rank);
}

struct count file_coverage_count(const struct file_coverage *file, enum metric metric)
{
	switch (metric) {
	case METRIC_LINES:
		return lines_count(&file->lines);
	case METRIC_BRANCHES:
		return keys_count(&file->branches);
	case METRIC_FUNCTIONS:
		return keys_count(&file->functions);
	default:
		return keys_count(&file->conditions);
	}
}

struct count file_coverage_count_in(const struct file_coverage *file, enum metric metric,
	const struct line_range *ranges, size_t n)
{
	switch (metric) {
	case METRIC_LINES:
		return lines_count_in(&file->lines, ranges, n);
	case METRIC_BRANCHES:
		return outcomes_count_in(&file->branches, ranges, n);
	case METRIC_FUNCTIONS:
		return functions_count_in(&file->functions, ranges, n);
	default:
		return outcomes_count_in(&file->conditions, ranges, n);
	}
}

struct count coverage_count(const struct coverage *c, enum metric metric)
{
	struct count sum = { 0 };

	for (size_t i = 0; i < c->paths.n; i++)
		sum = count_sum(sum, file_coverage_count(&c->files[i], metric));
	return sum;
}
