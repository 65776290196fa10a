/*
 * What the files of the resolver share: resolve.c, which decides, resolve_root.c and resolve_tests.c.
 */
#ifndef MODEL_RESOLVER_H
#define MODEL_RESOLVER_H

#include "gate/model/resolve.h"
#include "gate/model/tree_index.h"

struct resolver {
	struct arena *arena;
	const struct path_rules *rules;
	struct tree_index tree; /* where rules->tree is set */
	struct str *known;      /* roots: every paths.strip, then the work tree */
	size_t known_count;
	unsigned reasons; /* given so far */
};

/* One path of the report on its way. */
struct candidate {
	struct str path;  /* tidy, as the report has it */
	struct str known; /* below a known root, or empty */
	struct str found; /* in the tree, or empty */
	struct str end;   /* the longest end of it that may be in a submodule, or empty */
};

/* The submodule that the path is in, or empty. */
struct str resolver_submodule(const struct resolver *r, struct str path);

#endif
