/*
 * A stamp: beside a report, what the work tree held when its tests ran. It proves later, in another
 * job or of another commit, that the report is of the code that is judged.
 */
#ifndef MODEL_STAMP_H
#define MODEL_STAMP_H

#include "gate/base/digest.h"
#include "gate/base/json.h"
#include "gate/model/names.h"

#define STAMP_SCHEMA "areagate/stamp/"
#define STAMP_VERSION "1"
#define STAMP_ENDING ".areagate" /* behind the report's path */

/* Of a blob that nobody knows. */
#define STAMP_UNKNOWN "0000000000000000000000000000000000000000"

/* Files that are not as in some tree, each once. Starts as all zeroes but for the arena of the names. */
struct file_states {
	struct names paths;
	struct str *blobs; /* of each path: its id, or empty where there is no such file */
	size_t cap;
};

void file_states_add(struct file_states *s, struct str path, struct str blob);

/* NULL if the file is as in the tree. */
const struct str *file_states_find(const struct file_states *s, struct str path);

struct stamp {
	struct str tool;
	struct str sha256; /* of the report */
	struct str commit, tree;
	struct file_states changed;   /* since the commit, in the work tree */
	struct file_states untracked; /* beside them, unless ignored */
};

/*
 * Whether the work tree was as a tree is, which has other files `since` the stamp's commit. What was not
 * tracked and is not in the tree either counts only where it `matters`.
 */
bool stamp_fits(const struct stamp *s, const struct file_states *since,
	bool (*matters)(const void *user, struct str path), const void *user);

/* The state that the stamp has for the file; NULL: as in its commit. */
const struct str *stamp_find(const struct stamp *s, struct str path);

/* Texts are the arena's. -1 after a diagnostic [stamp-bad]. */
int stamp_parse(
	struct stamp *out, struct arena *a, struct str text, struct str path, struct diags *d);

#endif
