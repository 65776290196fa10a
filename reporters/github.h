/*
 * What GitHub Actions is told beside the annotations of github_reporter: texts for its runner's files,
 * and what is said where nothing could be judged.
 */
#ifndef REPORTERS_GITHUB_H
#define REPORTERS_GITHUB_H

#include "gate/model/verdict.h"

/*
 * Lines for GITHUB_OUTPUT: names that never change, and numbers, ids and words of ours alone, so that
 * no text of a stranger gets into a later step. What is not known is empty.
 */
void github_outputs(const struct verdict *v, struct buf *out);
void github_failure_outputs(int status, struct buf *out);

/* For GITHUB_STEP_SUMMARY, in Markdown. */
void github_summary(const struct verdict *v, struct buf *out);
void github_failure_summary(const struct diags *d, int status, struct buf *out);

/* Errors and warnings as annotations. */
void github_diagnostics(const struct diags *d, enum diag_level least, struct buf *out);

#endif
