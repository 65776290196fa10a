/*
 * Freshness, before the seal: a report that is of other code than what is judged is refused.
 */
#ifndef GATE_PROVING_H
#define GATE_PROVING_H

#include "gate/model/evidence.h"
#include "gate/workplace.h"

/*
 * Compares what the reports say of files, by their resolved paths, with these files in the judged
 * tree. -1 after a diagnostic [report-stale] for each file that differs. Outside a repository
 * nothing can be proved.
 */
int proving_reports(struct evidence *e, struct workplace *w, unsigned threads, struct diags *d);

#endif
