/*
 * The head: the side of a change that is judged. By hand it is mostly no commit yet.
 */
#ifndef MODEL_HEAD_H
#define MODEL_HEAD_H

#include "gate/base/str.h"

enum head {
	HEAD_COMMIT,
	HEAD_INDEX,    /* what is staged */
	HEAD_WORKTREE, /* the files as they lie there, with those that are new */
	HEADS
};

extern const char *const head_names[HEADS]; /* "commit", "index", "worktree" */

/* HEADS for a name that is none of them. */
enum head head_of(struct str name);

#endif
