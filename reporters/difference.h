/*
 * What `areagate diff` prints.
 */
#ifndef REPORTERS_DIFFERENCE_H
#define REPORTERS_DIFFERENCE_H

#include "gate/model/difference.h"
#include "reporters/reporter.h"

/* One a job that both commits have a record of, and the jobs of only one of them. */
struct differences {
	const struct difference *v;
	size_t n;
	const struct trail_record *only_before, *only_after;
	size_t only_before_count, only_after_count;
};

void differences_terminal(const struct differences *d, const struct look *look, struct buf *out);
void differences_json(const struct differences *d, const struct look *look, struct buf *out);

#endif
