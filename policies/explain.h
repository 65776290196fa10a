/*
 * What a verdict on an area rests on: the figures that were judged, split up into the files and tests
 * that they are the sum of. Pure, as judging is, and made by the same code; it decides nothing.
 */
#ifndef POLICIES_EXPLAIN_H
#define POLICIES_EXPLAIN_H

#include "gate/model/explanation.h"
#include "policies/judge.h"

/* `verdict` is what judge() made of `policies` and `grounds`. */
struct judged {
	const struct verdict *verdict;
	const struct policies *policies;
	const struct grounds *grounds;
};

/* Of the area of that index; of its rules one alone, or all if `rule` is empty. */
void explain(struct explanation *out, const struct judged *j, uint32_t area, struct str rule,
	struct arena *a);

#endif
