/*
 * What CI says of the run, by its environment and the file of the event: a claim, to be proved by the
 * repository. This is the environment's only reader for it.
 */
#ifndef GATE_CI_H
#define GATE_CI_H

#include "gate/base/diag.h"
#include "gate/base/json.h"
#include "gate/model/verdict.h"

/* Empty is what was not said. */
struct ci {
	struct str event;              /* GitHub: "push", "pull_request", "merge_group", ... */
	struct str sha;                /* GitHub: the commit that the event is about */
	struct str base_ref;           /* GitHub: the branch that the pull request is for */
	struct str event_path;         /* GitHub: the file of the event */
	struct str merge_request_base; /* GitLab */
};

struct ci ci_read(void);

/*
 * The id that the event's file has at a path such as "merge_group.base_sha". Empty after a warning
 * [base-event]: the file may be missing, cut off, huge, or not be what it should.
 */
struct str ci_event_id(const struct ci *ci, const char *path, struct arena *a, struct diags *d);

/* Whether this run is CI's, of whatever maker: else it is somebody's, by hand. */
bool ci_is_here(void);

/* Which run this is; without an event outside CI. */
struct origin ci_origin(void);

/* Does a runner of GitHub Actions read what we print, and where does it want more? */
struct ci_actions {
	bool on;
	const char *summary, *output; /* files to add to; NULL: there is none */
};

struct ci_actions ci_actions(void);

/* An id in hex; of no commit when it is `ci_is_zero`, as where a branch begins. */
bool ci_is_id(struct str text);
bool ci_is_zero(struct str id);

#endif
