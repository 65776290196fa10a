/*
 * The policies at the base: what a change has to be judged by beside its own.
 */
#ifndef GATE_COMPARING_H
#define GATE_COMPARING_H

#include "gate/workplace.h"
#include "policies/policy.h"

/*
 * Reads them from the tree of the base, from the folder that the same command would have read there:
 * a change cannot move to another folder either. -1 after a diagnostic; policies_release() in any case.
 *
 * `out` stays without a policy, and v->policies_note says why, where there is nothing to compare with:
 * no policies at the base (the first change that has some), or such as cannot be read. These did not
 * come with the change, and a change that mends them must be able to pass.
 */
int comparing_read(struct policies *out, struct verdict *v, struct workplace *w,
	const struct options *o, struct diags *d);

/*
 * Reads policies from the judged tree as the next change will, whose base it may be. `lost`: why it could
 * not, or empty. -1 after a diagnostic.
 */
int comparing_again(
	struct str *lost, struct workplace *w, const struct options *o, struct diags *d);

/* The files that the base has. -1 after a diagnostic. */
int comparing_files(
	struct names *out, const struct verdict *v, struct workplace *w, struct diags *d);

/*
 * Without a base that there should be: tells so, and v->policies_note says it. -1 after a diagnostic where
 * it is needed, and --accept-loosening does not take what the change loosens anyway.
 */
int comparing_unseen(
	struct verdict *v, struct workplace *w, const struct options *o, struct diags *d);

/*
 * Policies are read from the work tree, whatever of it is judged. Where they are not what the judged tree
 * has, that is told and v->policies_note says it; and v->unrecorded does, unless that tree has no policies
 * in this folder. One outside of the work tree is another place on purpose. -1 after a diagnostic.
 */
int comparing_judged(
	struct verdict *v, const struct policies *p, struct workplace *w, struct diags *d);

/*
 * The policies as they are in the folder at the revision, a mistake in which is an error here. -1 after
 * a diagnostic; policies_release() in any case.
 */
int comparing_policies(struct policies *out, const struct revision *at, struct str folder,
	struct workplace *w, struct diags *d);

/*
 * The policies that the same command would read at the revision, for judging by them. 1, 0 if it has none,
 * or -1 after a diagnostic; policies_release() in any case.
 */
int comparing_at(struct policies *out, const struct revision *at, struct workplace *w,
	const struct options *o, struct diags *d);

#endif
