/*
 * The root that a report shows by the ends of its paths.
 */
#ifndef MODEL_RESOLVE_ROOT_H
#define MODEL_RESOLVE_ROOT_H

#include "gate/model/resolver.h"

struct root {
	/*
	 * What it takes away from the front of a path, after a '-', or puts there, after a '+' (a report that
	 * was written in a folder below); empty where no one root is proved.
	 */
	struct str change;
	/* Reports of several folders in one: each path is the one file that ends in it. */
	bool several;
};

/*
 * Of the candidates that no known root explains: the one root that explains most. Only where each of
 * them is the end of one file alone they may be of several.
 */
struct root root_elect(struct resolver *r, const struct candidate *v, size_t n);

static inline bool root_is_shown(const struct root *root)
{
	return root->change.n || root->several;
}

/* The path as the root makes it, or empty if the root does not fit. */
struct str root_apply(struct resolver *r, const struct root *root, struct str path);

#endif
