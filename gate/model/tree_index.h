/*
 * The paths of a tree, found by how they end.
 */
#ifndef MODEL_TREE_INDEX_H
#define MODEL_TREE_INDEX_H

#include "gate/model/names.h"

/* `key` is what is searched: the path, or the path without its extension. */
struct tree_entry {
	struct str key, path;
};

/* Sorted by key from its last byte backwards, so that one ending is one run. */
struct tree_endings {
	struct tree_entry *v;
	size_t n;
};

/* Memory is the arena's; `paths` must outlive it. Endings are there once somebody looks for one. */
struct tree_index {
	struct arena *arena;
	const struct names *paths;
	bool ready;
	struct tree_endings whole, stems; /* stems: of files that a dotted name may mean */
	size_t parts_max, bytes_max;      /* of the deepest and of the longest path */
};

struct tree_index tree_index_new(struct arena *a, const struct names *paths);

bool tree_has(const struct tree_index *t, struct str path);

/* The outermost folder of the path that is one of the names, or empty. */
struct str tree_folder_among(const struct names *folders, struct str path);

/* The run of entries whose key is `end` or ends in a slash and `end`. */
struct tree_endings tree_ending_in(struct tree_index *t, struct str end);

/*
 * The next shorter end of a path that is in the tree; false if there is none. Starts with the path
 * itself left out.
 */
bool tree_next_suffix(struct tree_index *t, struct str *rest);

/* The first path that ends in `path` when case is left aside, or empty. Looks at every path. */
struct str tree_other_case(struct tree_index *t, struct str path);

/* The same for files that a dotted name may mean, whose keys have no extension. */
struct tree_endings tree_stems_in(struct tree_index *t, struct str stem);

#endif
