/*
 * First policies, from what is there: the tree of HEAD, its CODEOWNERS, and the reports that are given or
 * found. They are judged before anybody sees them, and hold.
 */
#ifndef GATE_PROPOSING_H
#define GATE_PROPOSING_H

#include "gate/model/proposal.h"
#include "gate/run.h"
#include "policies/codeowners.h"

struct proposed_file {
	struct str name; /* "workers.json" */
	struct buf text;
};

struct proposing {
	struct run run; /* the place, and what the reports said; of the policies here */
	struct codeowners owners;
	struct proposal proposal;
	struct str folder;           /* that the policies are for */
	struct proposed_file *files; /* project.json first */
	size_t file_count;
	struct text_list reports; /* as they were read */
	bool sought;              /* none was given */
	size_t unlisted;        /* of them, so many that no manifest can name: they lie elsewhere */
	struct policies before; /* in which the evidence was sealed */
};

/* Finds the place. Ends with proposing_end() in either case. -1 after a diagnostic. */
int proposing_start(struct proposing *p, const struct options *o, struct diags *d);

/* Reads, proposes and judges. -1 after a diagnostic. */
int proposing_make(struct proposing *p);
void proposing_end(struct proposing *p);

#endif
