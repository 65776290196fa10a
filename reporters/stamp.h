/*
 * A stamp (gate/model/stamp.h) as JSON; what comes of one work tree is the same bytes each time.
 */
#ifndef REPORTERS_STAMP_H
#define REPORTERS_STAMP_H

#include "gate/base/buf.h"
#include "gate/model/stamp.h"

void stamp_print(const struct stamp *s, struct buf *out);

#endif
