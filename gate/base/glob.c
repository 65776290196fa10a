#include "gate/base/glob.h"

#include <string.h>

static struct str fixed_prefix(struct str pattern)
{
	size_t n = 0;

	while (n < pattern.n && !strchr("*?[\\", pattern.p[n]))
		n++;
	return (struct str){ pattern.p, n };
}

int globs_add(struct globs *list, struct arena *a, struct str text, const char **why)
{
	struct glob g = { .text = arena_str(a, text) };
	struct str pattern = g.text;

	if (pattern.n && pattern.p[0] == '!') {
		g.negative = true;
		pattern = str_skip(pattern, 1);
	}
	if (str_starts(pattern, STR("./")))
		pattern = str_skip(pattern, 2);
	if (!pattern.n || pattern.n > GLOB_BYTES_MAX) {
		*why = pattern.n ? "longer than 1000 bytes" : "empty";
		return -1;
	}
	if (pattern.p[0] == '/') {
		*why = "paths start at the top of the repository, without a slash";
		return -1;
	}
	if (str_ends(pattern, STR("/")))
		pattern = arena_printf(a, STR_FMT "**", STR_ARG(pattern));
	g.fixed = fixed_prefix(pattern);
	g.pattern = pattern_of_glob(pattern, why);
	if (!g.pattern)
		return -1;
	*ARENA_PUSH(a, list->v, list->n, list->cap) = g;
	return 0;
}

void globs_release(struct globs *g)
{
	for (size_t i = 0; i < g->n; i++)
		pattern_free(g->v[i].pattern);
	*g = (struct globs){ 0 };
}

bool glob_match(const struct glob *g, struct str path)
{
	return str_starts(path, g->fixed) && pattern_matches(g->pattern, path);
}

bool globs_match(const struct globs *g, struct str path)
{
	for (size_t i = g->n; i > 0; i--) {
		if (glob_match(&g->v[i - 1], path))
			return !g->v[i - 1].negative;
	}
	return false;
}

bool globs_same(const struct globs *a, const struct globs *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (!str_eq(a->v[i].text, b->v[i].text))
			return false;
	}
	return true;
}
