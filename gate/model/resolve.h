/*
 * Paths are proved: each path of a report is found in the tree of the judged commit, or it is said
 * why not. In this order: as it is; below a known root (paths.strip, the work tree). Only where no path
 * of the report is found so, the report has to show its root itself, by paths whose ends are in the
 * tree: the one root that explains most of them counts, for all of them. Reports of several folders in
 * one have several roots, if each path is the end of one file alone.
 */
#ifndef MODEL_RESOLVE_H
#define MODEL_RESOLVE_H

#include "gate/base/glob.h"
#include "gate/model/names.h"
#include "gate/model/tests.h"

struct path_rules {
	const struct names *tree; /* every path of the judged commit; NULL outside a repository */
	const struct names *submodules; /* in that tree, with files of their own; or NULL */
	struct str root;                /* the work tree, absolute, or empty */
	struct str *strip;
	size_t strip_count;
	struct globs exclude;
	uint64_t max_unmatched;
	bool (*is_there)(struct str path); /* in the work tree; NULL: nobody can tell */
};

enum path_fate {
	PATH_MATCHED,
	PATH_EXCLUDED,
	PATH_EXTERNAL, /* absolute, outside the root, and like no file of the tree: system headers */
	PATH_UNMATCHED,
};

struct resolved {
	enum path_fate fate;
	struct str
		path; /* in the repository; for unmatched ones what an `exclude` would have to match */
	struct str why; /* of unmatched ones: the reason, and what to do */
	bool of_another; /* of unmatched ones: in a submodule, so that nothing else may tell its file */
};

struct resolver;

/* Lives in the arena, as do all results; `rules` must outlive it. */
struct resolver *resolver_new(struct arena *a, const struct path_rules *rules);

/* Resolves the paths of one report, which share their root. */
void resolve_paths(struct resolver *r, const struct str *paths, size_t n, struct resolved *out);

/*
 * Sets the file of each test of one report: what the report says if that can be proved as above, else
 * the file that its suite names (as a path, or dotted as Python and Java do), else empty. Where a suite
 * names several files, `torn` says so.
 */
void resolve_tests(struct resolver *r, struct test *tests, size_t n);

#endif
