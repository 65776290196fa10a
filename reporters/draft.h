/*
 * Proposed policies (gate/model/proposal.h) as the files that people go on from: JSON with comments that
 * say what each number does. What is commented out ends in a comma and stands before something that is
 * not, so that the file stays right when the slashes are taken away.
 */
#ifndef REPORTERS_DRAFT_H
#define REPORTERS_DRAFT_H

#include "gate/base/buf.h"
#include "gate/model/proposal.h"

/* project.json */
void draft_project(const struct proposal *p, struct buf *out);

/* The file of one area. */
void draft_area(const struct proposal *p, const struct proposed_area *area, struct buf *out);

#endif
