/*
 * Records read back along history: nothing is judged, and no report is read.
 */
#ifndef GATE_RECALLING_H
#define GATE_RECALLING_H

#include "gate/model/trail.h"
#include "gate/repo/history.h"
#include "gate/workplace.h"

/* So many commits of the first parents are looked at. */
#define RECALL_COMMITS_MAX 10000u

struct recalled {
	struct trail_record *v;
	size_t n, cap;
};

/* Starts with the place, the diagnostics and, for a walk, who takes what is found. */
struct recall {
	struct workplace *place;
	struct diags *diags;
	const char *notes_at; /* the commit of the notes (hex; zeros: none are there), or NULL */

	/* Given each record, newest first, until it returns true. The record is gone when it returns. */
	bool (*take)(struct recall *r, const struct trail_record *record);

	uint64_t most_commits; /* 0: RECALL_COMMITS_MAX */
	bool may_find_none;    /* that is no error */

	struct trail_walk walk; /* what it came by; texts are the place's */
	struct recalled kept;   /* by recall_one(); the place's */

	struct history *history;
	struct notes *notes;
	struct arena scratch, *arena; /* of one commit's records */
};

/*
 * The records from the revision of the place on, along first parents. One is taken from the commit,
 * else from its tree; one that this version cannot read is passed over with a warning. -1 after a
 * diagnostic, as when there is no record at all, unless that may be.
 */
int recall_walk(struct recall *r);

/* The subject of a commit, for take(). In `a`. */
struct str recall_subject(const struct recall *r, const char *id, struct arena *a);

/* "project, security, workers": the first of its areas, for messages. */
struct str recall_areas(const struct verdict *v, struct arena *a);

/* The records of the revision alone, into `kept`. -1 after a diagnostic, as when there is none. */
int recall_one(struct recall *r);

#endif
