/*
 * CODEOWNERS of the judged commit, where it has one.
 */
#ifndef GATE_OWNING_H
#define GATE_OWNING_H

#include "gate/workplace.h"
#include "policies/codeowners.h"

/*
 * Reads the first there is; `file` stays empty where there is none. -1 after a diagnostic. Ends with
 * codeowners_release() in either case.
 */
int owning_read(struct codeowners *out, const struct workplace *w, struct diags *d);

#endif
