/*
 * The pipeline of a verdict: reports and policies in, verdict out, to its destinations.
 */
#ifndef GATE_RUN_H
#define GATE_RUN_H

#include "gate/basing.h"
#include "gate/model/evidence.h"
#include "gate/model/patch.h"
#include "gate/options.h"
#include "gate/workplace.h"
#include "policies/judge.h"

struct run {
	const struct options *options;
	struct diags *diags;
	struct arena arena; /* everything below lives here */
	struct workplace place;
	bool borrowed;                     /* the place is the caller's */
	const struct pushed_range *pushed; /* NULL outside a hook */
	int64_t time;                      /* that dates are judged at, by dating.h */
	struct policies policies;
	bool without_policies;         /* the tree that is pushed has none */
	struct policies base_policies; /* what policies_compare() has left of them */
	struct policies inherited;     /* the same, whole, where areas are others now */
	struct names base_files;       /* then */
	struct evidence evidence;
	struct path_rules paths;
	struct patch patch;
	bool has_patch;
	struct patch since; /* from the baseline */
	bool has_since;
	struct str since_why; /* it is not there */

	const struct carry_ground *carry;
	struct grounds grounds; /* of the verdict */
	struct detail *detail;  /* of the verdict, if an output wants it; or NULL */
	struct verdict verdict;
};

/* The whole of `areagate check`; returns the exit status. */
int run_check(struct run *r);

void run_start(struct run *r, const struct options *o, struct diags *d);
void run_end(struct run *r);

/*
 * For a hook, which is in the repository already: HEAD is judged in that place, which stays open, by the
 * policies of its tree, as a change since where the push starts.
 */
void run_push(struct run *r, const struct workplace *w, const struct pushed_range *pushed);

/* The steps that other commands share; -1 after a diagnostic. */
int run_place(struct run *r);
int run_policies(struct run *r);
int run_dates(struct run *r);
int run_head(struct run *r);
int run_declared(struct run *r);
int run_resolve(struct run *r);
int run_seal(struct run *r);
void run_judge(struct run *r);

/* All of them, up to the verdict. */
int run_verdict(struct run *r);

#endif
