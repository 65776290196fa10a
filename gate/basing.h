/*
 * Which commit is the base: chosen by rule, proved to be an ancestor, and said.
 */
#ifndef GATE_BASING_H
#define GATE_BASING_H

#include "gate/model/base.h"
#include "gate/workplace.h"

/* What a hook is told of the push that HEAD is in. */
struct pushed_range {
	struct str
		from; /* the id that the branch has at the remote; zeros where it is new, or empty */
	struct str remote; /* its name, or a URL, or empty */
};

/*
 * Of the revision the workplace is at. A base that cannot be had is BASE_NONE, with the reason; one that
 * was asked for and is refused, -1 after a diagnostic. Texts are the workplace's. `pushed` is NULL outside
 * a hook; in one, CI has no say.
 */
int basing_choose(struct base *out, struct workplace *w, const struct options *o,
	const struct pushed_range *pushed, struct diags *d);

#endif
