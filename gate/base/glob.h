/*
 * Globs over paths with forward slashes: `*` and `?` stay inside a folder, `**` crosses folders,
 * `[abc]` is a class, a leading `!` takes out again what an earlier glob of the list matched. A glob
 * that ends in a slash means everything below. PCRE2 does the matching; this is its only user.
 */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include "gate/base/arena.h"

struct glob {
	struct str text; /* as written, with its `!` */
	bool negative;
	struct str fixed; /* what every match starts with, for a quick no */
	void *code;       /* pcre2_code */
};

/* A list in the order written. Starts as all zeroes; ends with globs_release(). */
struct globs {
	struct glob *v;
	size_t n, cap;
};

#define GLOB_BYTES_MAX 1000

/* Adds a copy of `text`. -1 with a reason in `why` (static text) if it is no glob. */
int globs_add(struct globs *g, struct arena *a, struct str text, const char **why);

void globs_release(struct globs *g);

/* "10.42 2022-12-11" of the library that is linked; static text. */
const char *glob_library_version(void);

/* Does the list take the path in? The last glob that matches decides. */
bool globs_match(const struct globs *g, struct str path);

/* Does this one glob match, `!` left aside? */
bool glob_match(const struct glob *g, struct str path);

#endif
