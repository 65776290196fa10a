/*
 * Why a path of a report is in no tree, and what to do: each case has its own mend.
 */
#ifndef MODEL_RESOLVE_REASON_H
#define MODEL_RESOLVE_REASON_H

#include "gate/model/tree_index.h"

/*
 * `path`: tidy, as the report has it; `inside`: below the project's root, if that is known; `gone`: no file
 * of the work tree either.
 */
struct str resolve_reason(
	struct arena *a, struct tree_index *tree, struct str path, struct str inside, bool gone);

/* A path in a submodule; `end`: only this end of it shows that, or empty. */
struct str resolve_reason_submodule(struct arena *a, struct str submodule, struct str end);

#endif
