/*
 * Reports in: from the command line or the manifest, each read, parsed and let go of.
 */
#ifndef GATE_INTAKE_H
#define GATE_INTAKE_H

#include "gate/model/evidence.h"
#include "policies/policy.h"

/* The report at `path`, added to the evidence; one with the same bytes as an earlier one is not. */
int intake_file(struct evidence *e, struct str name, struct str path, struct diags *d);

/* For totals that nobody keeps: without the digest, which costs as much as all else. */
int intake_undigested(struct evidence *e, struct str path, struct diags *d);

/* Every file that the manifest names; an entry without a file is an error. */
int intake_manifest(struct evidence *e, const struct policies *p, struct diags *d);

#endif
