#include "parsers/lcov_fast.h"

#include <string.h>

/* A name to the end of the line; empty if it is not a plain one. */
static struct str rest_of_line(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));
	struct str s = { p, newline ? (size_t)(newline - p) : 0 };

	return s.n && s.p[s.n - 1] == '\r' ? (struct str){ 0 } : s;
}

/* <line>,<name> */
static const char *fast_function(struct lcov *l, const char *p, const char *end)
{
	uint64_t line;
	struct str name;

	p = lcov_number(p, ',', LCOV_LINE_DIGITS_MAX, &line);
	if (!p || !line || (*p >= '0' && *p <= '9'))
		return NULL;
	name = rest_of_line(p, end);
	if (!name.n)
		return NULL;
	hits_function(l->section, (struct function_hits){ 0, name, (uint32_t)line, true });
	return name.p + name.n + 1;
}

/* <count>,<name> */
static const char *fast_function_count(struct lcov *l, const char *p, const char *end)
{
	struct function_hits *f;
	uint64_t count;
	struct str name;

	p = lcov_number(p, ',', LCOV_COUNT_DIGITS_MAX, &count);
	if (!p)
		return NULL;
	name = rest_of_line(p, end);
	if (!name.n)
		return NULL;
	f = function_find(&l->find, &l->section->functions, name);
	if (f)
		f->count = hits_sum(f->count, count);
	else
		hits_function(l->section, (struct function_hits){ count, name, 0, false });
	return name.p + name.n + 1;
}

const char *lcov_fast(struct lcov *l, const char *p, const char *end)
{
	struct hits *h = l->section;
	const char *next = NULL;
	size_t before;

	if (!memcmp(p, "DA:", 3)) {
		before = h->lines.n;
		next = l->scan->lines(p, end, &h->lines);
		l->line_number += (uint32_t)(h->lines.n - before);
		return next;
	}
	if (!memcmp(p, "BRDA:", 5)) {
		before = h->branches.n;
		next = l->scan->branches(p, end, &h->branches);
		l->line_number += (uint32_t)(h->branches.n - before);
		return next;
	}
	/* A name is looked at byte by byte then. */
	while (!l->has_nul && p < end) {
		if (!memcmp(p, "FNDA:", 5))
			next = fast_function_count(l, p + 5, end);
		else if (!memcmp(p, "FN:", 3))
			next = fast_function(l, p + 3, end);
		else
			break;
		if (!next)
			break;
		l->line_number++;
		p = next;
	}
	return p;
}
