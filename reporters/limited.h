/*
 * A report that has a size it must not exceed.
 */
#ifndef REPORTERS_LIMITED_H
#define REPORTERS_LIMITED_H

#include "reporters/reporter.h"

/* Adds at most so many bytes: whole lines, and a last one that counts what is left out. */
void report_limited(
	const struct reporter *r, const struct verdict *v, size_t bytes, struct buf *out);

#endif
