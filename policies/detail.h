/*
 * Files and tests one by one, each with the area that it belongs to.
 */
#ifndef POLICIES_DETAIL_H
#define POLICIES_DETAIL_H

#include "gate/model/detail.h"
#include "policies/judge.h"

/* Points into the grounds, and is the arena's. */
struct detail *detail_of(const struct policies *p, const struct grounds *g, struct arena *a);

#endif
