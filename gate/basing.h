/*
 * Which commit is the base: chosen by rule, proved to be an ancestor, and said.
 */
#ifndef GATE_BASING_H
#define GATE_BASING_H

#include "gate/model/base.h"
#include "gate/workplace.h"

/*
 * Of the revision the workplace is at. A base that cannot be had is BASE_NONE, with the reason; one that
 * was asked for and is refused, -1 after a diagnostic. Texts are the workplace's.
 */
int basing_choose(struct base *out, struct workplace *w, const struct options *o, struct diags *d);

#endif
