#include "parsers/lcov_fast.h"

#include <string.h>

enum {
	LINE_DIGITS_MAX = 7,   /* below LINE_MAX_NUMBER without a look at it */
	COUNT_DIGITS_MAX = 19, /* below 2^64 */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number as it is commonly written: no leading zero, few digits. NULL for any other. */
static const char *plain_number(const char *p, uint32_t *out)
{
	const char *from = p;
	uint32_t n = 0;

	while (is_digit(*p))
		n = n * 10 + (uint32_t)(*p++ - '0');
	if (p == from || p - from > LINE_DIGITS_MAX || (*from == '0' && p - from > 1))
		return NULL;
	*out = n;
	return p;
}

/* A count and what ends it. */
static const char *plain_count(const char *p, char until, bool *hit)
{
	const char *from = p;
	unsigned any = 0;

	while (is_digit(*p))
		any |= (unsigned)(*p++ - '0');
	if (p == from || p - from > COUNT_DIGITS_MAX || *p != until)
		return NULL;
	*hit = any != 0;
	return p + 1;
}

/* <line>,<count> */
static const char *fast_line(struct lcov *l, const char *p)
{
	struct lines *lines = &l->section.lines;
	uint32_t line;
	bool hit;

	p = plain_number(p, &line);
	if (!p || !line || *p != ',')
		return NULL;
	p = plain_count(p + 1, '\n', &hit);
	if (p)
		lines_add(lines, &l->scratch, line, hit);
	return p;
}

/* <line>,<block>,<branch>,<taken> */
static const char *fast_branch(struct lcov *l, const char *p)
{
	struct outcome b = { 0 };

	p = plain_number(p, &b.line);
	if (!p || !b.line || *p != ',')
		return NULL;
	p = plain_number(p + 1, &b.group);
	if (!p || *p != ',')
		return NULL;
	p = plain_number(p + 1, &b.index);
	if (!p || *p != ',')
		return NULL;
	p++;
	if (p[0] == '-' && p[1] == '\n')
		p += 2;
	else
		p = plain_count(p, '\n', &b.taken);
	if (p)
		outcomes_add(&l->section.branches, &l->scratch, b);
	return p;
}

static struct str rest_of_line(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));
	struct str s = { p, newline ? (size_t)(newline - p) : 0 };

	return s.n && s.p[s.n - 1] == '\r' ? (struct str){ 0 } : s;
}

/* <line>,<name> */
static const char *fast_function(struct lcov *l, const char *p, const char *end)
{
	struct function f = { .declared = true };
	struct str name;

	p = plain_number(p, &f.line);
	if (!p || !f.line || *p != ',' || is_digit(p[1]))
		return NULL;
	name = rest_of_line(p + 1, end);
	if (!name.n)
		return NULL;
	f.name = names_add(&l->into->names, name);
	functions_add(&l->section.functions, &l->scratch, f);
	return name.p + name.n + 1;
}

/*
 * <count>,<name>: nearly always in the order of the declarations, so that the next one is looked at
 * first, and a second look-up of the name is spared.
 */
static const char *fast_function_count(struct lcov *l, const char *p, const char *end)
{
	struct functions *set = &l->section.functions;
	struct str name;
	bool hit;

	p = plain_count(p, ',', &hit);
	if (!p || l->next_function >= set->n)
		return NULL;
	name = rest_of_line(p, end);
	if (!name.n || !str_eq(name, l->into->names.v[set->v[l->next_function].name]))
		return NULL;
	set->v[l->next_function++].hit |= hit;
	return name.p + name.n + 1;
}

const char *lcov_fast(struct lcov *l, const char *p, const char *end)
{
	size_t n = (size_t)(end - p);

	if (n < 8)
		return NULL;
	if (!memcmp(p, "DA:", 3))
		return fast_line(l, p + 3);
	if (!memcmp(p, "BRDA:", 5))
		return fast_branch(l, p + 5);
	if (!memcmp(p, "FNDA:", 5))
		return fast_function_count(l, p + 5, end);
	if (!memcmp(p, "FN:", 3))
		return fast_function(l, p + 3, end);
	return NULL;
}
