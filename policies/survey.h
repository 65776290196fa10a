/*
 * The areas that a tree shows by its folders, with the tests that its names tell. Pure: paths in, a
 * proposal out.
 */
#ifndef POLICIES_SURVEY_H
#define POLICIES_SURVEY_H

#include "gate/model/names.h"
#include "gate/model/proposal.h"
#include "policies/codeowners.h"

#define SURVEY_AREAS_MAX 200

/* Fills the areas and what is of others; the proposal starts with its arena set and zeroes. */
void survey_tree(struct proposal *p, const struct names *tree);

/* Fills the owners of each area: all whom CODEOWNERS gives any of its sources. */
void survey_owners(struct proposal *p, const struct names *tree, const struct codeowners *c);

#endif
