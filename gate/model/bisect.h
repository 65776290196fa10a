/*
 * Where a rule broke: records are shown newest first, and the first one that held before one that was
 * broken ends it. Nothing is judged anew.
 */
#ifndef MODEL_BISECT_H
#define MODEL_BISECT_H

#include "gate/model/trail.h"

/* How a rule stood in a record, whether or not it closed the gate. */
enum standing {
	STANDING_UNKNOWN, /* not in it, or without data */
	STANDING_HELD,
	STANDING_BROKEN, /* waived and not enforced ones, too */
	STANDINGS
};

/* As the record has the finding, which is NULL for a held one that the record had no room for. */
enum standing verdict_standing(
	const struct verdict *v, struct str area, struct str rule, const struct finding **finding);

/* A record that tells how the rule stood. */
struct stand {
	struct str commit, job, policies;
	uint64_t time, depth;
	bool by_tree;
	enum standing standing;
	struct str got, want, say; /* as the finding has them; empty where it was left out */
};

struct bisect {
	struct arena *arena;
	struct str area, rule;
	uint64_t seen[STANDINGS]; /* records */
	uint64_t carried;         /* records with figures of an older one, which tell nothing new */
	struct stand newest, oldest; /* of those that tell how it stood */
	struct stand *pending;       /* the latest one shown, a series each */
	size_t pending_count, pending_cap;
	bool found;
	struct stand good, bad;
	struct trail_walk walk;
};

/*
 * Cuts AREA.RULE by what the verdict knows, as names of areas may have points in them. False, with
 * `area` set if that is known, where it knows no such rule.
 */
bool bisect_cut(const struct verdict *v, struct str given, struct str *area, struct str *rule);

/* True once it is found. Of several jobs' records, those of one job and one folder of policies count. */
bool bisect_show(struct bisect *b, const struct trail_record *r);

/* How many commits lie between the two. */
uint64_t bisect_between(const struct bisect *b);

#endif
