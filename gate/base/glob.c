#include "gate/base/glob.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

#include "gate/base/memory.h"

/* A path matches or it does not in far fewer steps; a pattern that needs more is an attack. */
enum { MATCH_LIMIT = 100000 };

static pcre2_match_context *limits(void)
{
	static pcre2_match_context *context;

	if (!context) {
		context = pcre2_match_context_create(NULL);
		if (!context)
			memory_exhausted();
		pcre2_set_match_limit(context, MATCH_LIMIT);
	}
	return context;
}

static struct str fixed_prefix(struct str pattern)
{
	size_t n = 0;

	while (n < pattern.n && !strchr("*?[\\", pattern.p[n]))
		n++;
	return (struct str){ pattern.p, n };
}

static int compile(struct glob *g, struct str pattern, const char **why)
{
	PCRE2_UCHAR *regex = NULL;
	PCRE2_SIZE length = 0, offset;
	int code;

	if (pcre2_pattern_convert((PCRE2_SPTR)pattern.p, pattern.n, PCRE2_CONVERT_GLOB, &regex,
		    &length, NULL) != 0) {
		*why = "a '[' without its ']', or a '\\' at the end";
		return -1;
	}
	g->code = pcre2_compile(regex, length, PCRE2_DOTALL, &code, &offset, NULL);
	pcre2_converted_pattern_free(regex);
	if (!g->code) {
		*why = "not a glob that can be matched";
		return -1;
	}
	return 0;
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
	if (compile(&g, pattern, why) < 0)
		return -1;
	*ARENA_PUSH(a, list->v, list->n, list->cap) = g;
	return 0;
}

void globs_release(struct globs *g)
{
	for (size_t i = 0; i < g->n; i++)
		pcre2_code_free(g->v[i].code);
	*g = (struct globs){ 0 };
}

const char *glob_library_version(void)
{
	static char version[64];

	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) > (int)sizeof(version))
		return "unknown";
	pcre2_config(PCRE2_CONFIG_VERSION, version);
	return version;
}

bool glob_match(const struct glob *g, struct str path)
{
	static pcre2_match_data *data;
	int found;

	if (!str_starts(path, g->fixed))
		return false;
	if (!data) {
		data = pcre2_match_data_create(1, NULL);
		if (!data)
			memory_exhausted();
	}
	found = pcre2_match(g->code, (PCRE2_SPTR)path.p, path.n, 0, 0, data, limits());
	return found >= 0;
}

bool globs_match(const struct globs *g, struct str path)
{
	for (size_t i = g->n; i > 0; i--) {
		if (glob_match(&g->v[i - 1], path))
			return !g->v[i - 1].negative;
	}
	return false;
}
