/*
 * A line of blocks, one a figure, as high as the figure is between the least and the most of them.
 */
#ifndef REPORTERS_SPARKLINE_H
#define REPORTERS_SPARKLINE_H

#include "gate/base/decimal.h"

/*
 * In the order of `v`, whose parts are no more than their wholes, which are not 0. When there are more
 * than `columns`, neighbours share a block, which shows the least of them: a drop is never hidden.
 */
void sparkline(struct buf *out, const struct ratio *v, size_t n, size_t columns);

/* The least and the most of them; there is one. */
struct ratio ratio_least(const struct ratio *v, size_t n);
struct ratio ratio_most(const struct ratio *v, size_t n);

#endif
