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
	struct str branch; /* that the run is of; not of a tag or a pull request */

	/* GitHub */
	struct str event;      /* "push", "pull_request", "merge_group", ... */
	struct str sha;        /* the commit that the event is about */
	struct str base_ref;   /* the branch that the pull request is for */
	struct str event_path; /* the file of the event */

	/* GitLab */
	struct str pipeline;           /* "push", "merge_request_event", ... */
	struct str pipeline_sha;       /* the commit that it is of */
	struct str before;             /* where the pushed branch was */
	struct str default_branch;     /* its name */
	struct str merge_request_kind; /* "detached", "merged_result", "merge_train" */
	struct str merge_request_head; /* of the source branch, where GitLab merged it */
	struct str merge_request_base;
};

struct ci ci_read(void);

/* Is the run about a change that is proposed, as a pull request is? */
bool ci_is_proposed(const struct ci *ci);

/* The name of the repository's default branch; empty if CI does not tell. */
struct str ci_default_branch(const struct ci *ci, struct arena *a);

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
