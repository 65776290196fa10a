/*
 * Declared tests into the evidence: the test files of each area with a framework, as they are in the
 * judged commit; without a repository, as they are in the current folder.
 */
#ifndef GATE_DECLARING_H
#define GATE_DECLARING_H

#include "gate/model/evidence.h"
#include "gate/workplace.h"
#include "policies/stricter.h"

/* Before the seal. -1 after a diagnostic. */
int declaring_read(
	struct evidence *e, const struct policies *p, const struct workplace *w, struct diags *d);

/*
 * What a policy of the base declares in the judged tree. That its pattern takes too many steps is no mistake
 * of the change: it makes `out` unknown. -1 after a diagnostic.
 */
int declaring_side(struct declared_side *out, const struct policy *p, const struct workplace *w,
	struct diags *d);

#endif
