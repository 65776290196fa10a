/*
 * For basing.c: what the rules that choose a base have in common, and those that are about CI.
 */
#ifndef GATE_BASING_PARTS_H
#define GATE_BASING_PARTS_H

#include "gate/basing.h"
#include "gate/ci.h"
#include "gate/repo/history.h"
#include "gate/repo/refs.h"

struct choice {
	struct workplace *place;
	const struct options *options;
	const struct pushed_range *pushed;
	struct history *history;
	struct history_commit head;
	struct ci ci;
	struct str branch; /* the upstream branch that HEAD is on */
	struct str behind; /* why a rule before was passed over: "; the pushed branch is new" */
	bool needed;
	struct base *out;
	struct diags *diags;
};

/* What a rule comes to; -1 is an error that was told. */
enum { TAKEN, NEXT };

/* There should be a base, and it cannot be had. */
int choice_none(struct choice *c, struct str why);

/* The commit is in this clone; `what` it is, and how far it is. */
int choice_take(struct choice *c, enum base_rule rule, const char *id, struct str what);

int choice_first_parent(struct choice *c, enum base_rule rule, struct str why);

/* NEXT when HEAD is on the branch: then nothing of it is a change. */
int choice_merge_base(struct choice *c, enum base_rule rule, const struct ref *branch);

/* Before HEAD, not HEAD itself: of an empty change every rule would hold. */
enum history_answer choice_is_before_head(struct choice *c, struct str id);

/*
 * The default branch, that of the remote that is pushed to or the one that CI names, else the usual one.
 * False if it is not here.
 */
bool choice_upstream(struct choice *c, struct ref *out);

/* Rules, by what CI tells of the run. */
int choice_by_pull_request(struct choice *c);
int choice_by_merge_queue(struct choice *c);
int choice_by_push(struct choice *c);
int choice_by_merge_request(struct choice *c);

#endif
