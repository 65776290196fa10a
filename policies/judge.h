/*
 * Judging: policies and sealed evidence in, verdict out. Pure: no file, no clock, no repository. Only
 * this decides whether a rule holds.
 */
#ifndef POLICIES_JUDGE_H
#define POLICIES_JUDGE_H

#include "gate/model/evidence.h"
#include "gate/model/patch.h"
#include "policies/policy.h"

/* What of an area was found out for carrying. */
struct carry_ground {
	struct str inputs;  /* digest of the judged tree, by carry.h; or empty */
	struct str changed; /* since the baseline: "sources changed, such as src/a.c"; or empty */
	struct str doubt;   /* why no digest proves anything, or empty */
};

/* What is judged. */
struct grounds {
	const struct evidence *evidence;
	const struct names *tree; /* the files of the judged commit, or NULL outside a repository */
	const struct patch *patch; /* NULL: without a base, or nothing is about it */
	const int64_t
		*time; /* that dates are judged at, seconds since 1970; NULL outside a repository */
	const struct baseline *baseline; /* NULL: nobody looked for one */
	const struct patch *since;       /* from the baseline; NULL: its record has no lines, or: */
	struct str since_why;            /* why there is none */

	const struct carry_ground *carry; /* one an area; NULL: nothing can be carried */
};

/*
 * Fills areas, findings, reports, title and gate of `v`; commit, tree, tool and the like are the
 * caller's. Everything lives in the arena or in what was given.
 */
void judge(struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a);

/* Targets and baselines of the policy, for whoever shows the figures. */
void judge_targets(struct area_verdict *out, const struct policy *p, const struct policies *all);

/* What the findings come to. */
enum gate judge_gate(const struct verdict *v);

/* A source file of the area that no coverage report knows; where there is no coverage, nothing is. */
bool area_is_unreported(const struct policy *p, const struct policies *all,
	const struct evidence *e, struct str path);

#endif
