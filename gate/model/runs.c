#include "gate/model/runs.h"

#include <stdlib.h>

/* The lines come in order, some of them several times. */
static void add_line(struct runs *out, uint32_t line, const struct line_range **within,
	const struct line_range *end, struct arena *a)
{
	while (*within < end && (*within)->last < line)
		++*within;
	if (*within == end || (*within)->first > line)
		return;
	if (out->n && out->v[out->n - 1].last + 1 >= line)
		out->v[out->n - 1].last = line;
	else
		*ARENA_PUSH(a, out->v, out->n, out->cap) = (struct line_range){ line, line };
}

static void add_lines(struct runs *out, const struct lines *lines, const struct line_range *within,
	const struct line_range *end, struct arena *a)
{
	struct line_range run = { 0 };

	while (within < end && lines_next_uncovered(lines, run.last + 1, &run)) {
		for (uint32_t line = run.first; line <= run.last; line++) {
			if (lines_instrumented(lines, line))
				add_line(out, line, &within, end, a);
		}
	}
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void add_functions(struct runs *out, const struct keys *functions,
	const struct line_range *within, const struct line_range *end, struct arena *a)
{
	size_t n;
	uint32_t *at = functions_uncalled(functions, a, &n);

	if (n)
		qsort(at, n, sizeof(*at), by_number);
	for (size_t i = 0; i < n; i++)
		add_line(out, at[i], &within, end, a);
}

static void add_outcomes(struct runs *out, const struct keys *outcomes,
	const struct line_range *within, const struct line_range *end, struct arena *a)
{
	struct outcomes_cursor c = { .keys = outcomes };

	while (outcomes_next(&c)) {
		if (!c.at.taken)
			add_line(out, c.at.line, &within, end, a);
	}
}

void runs_uncovered(struct runs *out, const struct file_coverage *file, enum metric metric,
	const struct line_range *ranges, size_t n, struct arena *a)
{
	const struct line_range *end = ranges + n;

	switch (metric) {
	case METRIC_LINES:
		add_lines(out, &file->lines, ranges, end, a);
		return;
	case METRIC_FUNCTIONS:
		add_functions(out, &file->functions, ranges, end, a);
		return;
	default:
		add_outcomes(out, metric == METRIC_BRANCHES ? &file->branches : &file->conditions,
			ranges, end, a);
	}
}
