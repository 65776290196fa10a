/*
 * Records in the repository: written beside those of other jobs, and read back.
 */
#ifndef GATE_RECORDING_H
#define GATE_RECORDING_H

#include "gate/model/record.h"
#include "gate/options.h"
#include "gate/workplace.h"
#include "policies/judge.h"

/* How a missing record comes to be, for the end of a sentence. */
#define RECORDING_MEND \
	"areagate check --record makes one; records of others come with areagate sync"

/*
 * Gives the verdict what only its record will have, and finds out whether there may be one: files of the
 * commit that were judged and are changed in the work tree are not the commit's. -1 after a diagnostic.
 */
int recording_prepare(struct workplace *w, struct verdict *v, const struct grounds *g,
	const struct policies *p, const struct options *o, struct diags *d);

/* Judged files that are changed in the work tree: reports may be of these. */
struct changed {
	size_t n;
	struct str first;
};

/* `policies`: their folder, if they were read from the work tree, or empty. -1 after a diagnostic. */
int recording_changed(struct changed *out, struct workplace *w, struct str policies,
	const struct evidence *e, const struct policies *p, struct diags *d);

/*
 * Keeps the verdict as a note on the judged commit and on its tree, so that a squash, a rebase or an
 * amend without change finds it. A verdict that could not judge is not kept, nor one that is older
 * than the record of its job: both are told. -1 after a diagnostic.
 */
int recording_write(struct workplace *w, const struct verdict *v, struct diags *d);

/* The records on the commit, else on its tree. -1 after a diagnostic, with those that can be read. */
int recording_read(struct workplace *w, struct records *out, struct diags *d);

#endif
