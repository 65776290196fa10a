#ifndef GATE_VERSION_H
#define GATE_VERSION_H

#include "gate/base/buf.h"

#define VERSION_TOOL "areagate " AREAGATE_VERSION

/* The version and those of the libraries that are linked, a line each. */
void version_print(struct buf *out);

#endif
