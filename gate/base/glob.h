/*
 * Globs over paths with forward slashes: `*` and `?` stay inside a folder, `**` crosses folders,
 * `[abc]` is a class, a leading `!` takes out again what an earlier glob of the list matched. A glob
 * that ends in a slash means everything below.
 */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include "gate/base/arena.h"
#include "gate/base/pattern.h"

struct glob {
	struct str text; /* as written, with its `!` */
	bool negative;
	struct str fixed; /* what every match starts with, for a quick no */
	struct pattern *pattern;
};

/* A list in the order written. Starts as all zeroes; ends with globs_release(). */
struct globs {
	struct glob *v;
	size_t n, cap;
};

#define GLOB_BYTES_MAX PATTERN_BYTES_MAX

/* Adds a copy of `text`. -1 with a reason in `why` (static text) if it is no glob. */
int globs_add(struct globs *g, struct arena *a, struct str text, const char **why);

void globs_release(struct globs *g);

/* Does the list take the path in? The last glob that matches decides. */
bool globs_match(const struct globs *g, struct str path);

/* The same texts in the same order? */
bool globs_same(const struct globs *a, const struct globs *b);

/* Does this one glob match, `!` left aside? */
bool glob_match(const struct glob *g, struct str path);

#endif
