/*
 * `areagate explain`: what a verdict on an area rests on.
 */
#ifndef REPORTERS_EXPLAIN_H
#define REPORTERS_EXPLAIN_H

#include "gate/model/explanation.h"
#include "reporters/reporter.h"

/* Each list as far as a person reads it, with a count of what is left out. */
void explain_terminal(const struct explanation *e, const struct look *look, struct buf *out);

/* Schema areagate/explanation/1; nothing is left out. */
void explain_json(const struct explanation *e, struct buf *out);

#endif
