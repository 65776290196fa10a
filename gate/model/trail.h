/*
 * The trail: what the records along the first parents of a commit say of one area, newest first. It
 * holds figures, not verdicts: thousands of them fit.
 */
#ifndef MODEL_TRAIL_H
#define MODEL_TRAIL_H

#include "gate/model/verdict.h"

/* A record that was found on the way, as long as its finder says. */
struct trail_record {
	struct str commit;
	uint64_t time;  /* of the commit, seconds since 1970; 0 where it is not known */
	uint64_t depth; /* how many commits the walk had come by before this one */
	bool by_tree;   /* the record is of another commit with the same tree */
	const struct verdict *verdict;
};

/* Why the walk went no further. */
enum trail_end {
	TRAIL_ROOT,   /* there is no commit before the last one */
	TRAIL_ENOUGH, /* what was asked for is found */
	TRAIL_MANY,   /* so many commits are not looked at */
	TRAIL_HIDDEN, /* the commits before are not in this clone */
	TRAIL_ENDS
};

/* What was walked by. */
struct trail_walk {
	uint64_t commits; /* looked at */
	uint64_t without; /* of them, those without a record */
	uint64_t unread;  /* of them, those with none that this version can read */
	uint64_t records; /* that were found; a commit has one a job */
	enum trail_end end;
	struct str last; /* the id of the last one */
};

/* One record. Texts are the trail's. */
struct trail_entry {
	struct str commit, subject, job, policies;
	uint64_t time;
	bool by_tree;
	enum gate gate;
	bool has_area; /* the record knows the area */
	struct area_coverage lines;
	struct str carried; /* the commit that (part of) the figures are carried from, or empty */
	bool all_carried;   /* nothing of them was measured here */
	bool has_tests, has_plan;
	uint64_t planned, created, runnable, passing;
};

struct trail {
	struct arena *arena;
	struct str area;
	struct trail_entry *v;
	size_t n, cap;
	struct trail_walk walk;
};

/* Takes the figures of the record, at the end. */
void trail_add(struct trail *t, const struct trail_record *r, struct str subject);

/* Are there figures of lines, and something to cover? */
bool trail_has_lines(const struct trail_entry *e);
struct ratio trail_lines(const struct trail_entry *e);

/* Are both of one job, judged by one folder of policies? Only then is there a change to speak of. */
bool trail_same_series(const struct trail_entry *a, const struct trail_entry *b);

/* The next older entry of the same series, or NULL. */
const struct trail_entry *trail_older(const struct trail *t, const struct trail_entry *e);

/* Is it the newest entry of its series? */
bool trail_is_newest(const struct trail *t, const struct trail_entry *e);

#endif
