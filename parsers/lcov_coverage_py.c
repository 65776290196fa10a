/*
 * What coverage.py 6 writes otherwise than lcov: its own idea of lines, and branches that are told by the
 * line to which they lead. Out of a function they lead to no line, and stand at line 0.
 */
#include "parsers/lcov_coverage_py.h"

#include <inttypes.h>

bool lcov_is_of_coverage_py(const struct lcov *l, struct count lines)
{
	const struct line_list *all = &l->section->lines;
	const uint64_t *claimed = l->claimed;

	if (!l->claimed_line[TOTAL_LF] || !l->claimed_line[TOTAL_LH] ||
		claimed[TOTAL_LH] != lines.covered + (l->line_zero.line > 0) ||
		claimed[TOTAL_LF] > lines.total || claimed[TOTAL_LF] < lines.total - lines.covered)
		return false;
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i].count > 1 || !all->v[i].checksum)
			return false;
	}
	return true;
}

bool lcov_branch_leads_out(const struct outcome_hits *branch)
{
	return !branch->line && !branch->mark && branch->count == branch->reached;
}

/* The last line to which each block leads, by its number; 0: to none. */
static uint32_t *lines_of_blocks(struct lcov *l, size_t blocks)
{
	const struct outcome_list *branches = &l->section->branches;
	uint32_t *lines = arena_alloc(&l->arena, blocks * sizeof(*lines));

	for (size_t i = 0; i < branches->n; i++) {
		const struct outcome_hits *b = &branches->v[i];

		if (b->group < blocks && b->line > lines[b->group])
			lines[b->group] = b->line;
	}
	return lines;
}

/*
 * A condition is one block, and what it leads to is near it. Where it leads but out (a lambda, a generator
 * expression), the block before is near: blocks stand in the order of their lines.
 */
static void place_blocks(uint32_t *lines, size_t blocks, uint32_t first)
{
	for (size_t i = 0; i < blocks && !lines[i]; i++)
		first = i + 1 < blocks && lines[i + 1] ? lines[i + 1] : first;
	for (size_t i = 0; i < blocks; i++) {
		lines[i] = lines[i] ? lines[i] : first;
		first = lines[i];
	}
}

/* They need not be in their order yet. */
static uint32_t first_line(const struct line_list *lines)
{
	uint32_t first = lines->v[0].line;

	for (size_t i = 1; i < lines->n; i++)
		first = lines->v[i].line < first ? lines->v[i].line : first;
	return first;
}

bool lcov_place_exits(struct lcov *l)
{
	struct hits *h = l->section;
	const struct outcome_list *exits = &l->exits;
	size_t blocks = h->branches.n + exits->n; /* more than there can be, counted from 0 */
	uint32_t *lines;

	if (!h->lines.n || !lcov_is_of_coverage_py(l, hits_count(h, METRIC_LINES)) ||
		!l->claimed_line[TOTAL_BRF] || l->claimed[TOTAL_BRF] != blocks)
		return false;
	for (size_t i = 0; i < exits->n; i++) {
		if (exits->v[i].group >= blocks)
			return false;
	}
	lines = lines_of_blocks(l, blocks);
	place_blocks(lines, blocks, first_line(&h->lines));
	for (size_t i = 0; i < exits->n; i++) {
		struct outcome_hits branch = exits->v[i];

		branch.line = lines[branch.group];
		hits_outcome(h, &h->branches, branch);
	}
	return true;
}
