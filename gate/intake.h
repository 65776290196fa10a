/*
 * Reports in: from the command line or the manifest, each read, parsed and let go of.
 */
#ifndef GATE_INTAKE_H
#define GATE_INTAKE_H

#include "gate/base/file.h"
#include "gate/model/evidence.h"
#include "policies/policy.h"

/*
 * The report at `path`, added to the evidence; one with the same bytes as an earlier one with its label
 * is not. `want`: its entry of the manifest, or NULL. `threads`: at most so many read it; 0: as many as
 * there are processors.
 */
int intake_file(struct evidence *e, const struct expected_report *want, struct str path,
	unsigned threads, struct diags *d);

/* For totals without a repository: joined at once, so that what is the same takes memory once. */
int intake_total(struct evidence *e, struct str path, unsigned threads, struct diags *d);

/* The counts of so many tracefiles, added to the tally, all of them. */
int intake_tally(struct tally *t, char *const *paths, size_t n, unsigned threads, struct diags *d);

/* By entry of the manifest the files that it names and that are there, sorted; NULL after a diagnostic. */
struct file_list *intake_named(const struct policies *p, struct arena *a, struct diags *d);

/* Every file that the manifest names; an entry without a file is an error. */
int intake_manifest(
	struct evidence *e, const struct policies *p, unsigned threads, struct diags *d);

#endif
