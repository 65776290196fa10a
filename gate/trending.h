/*
 * The trend: what the records before the judged commit say of its areas, for outputs that draw it.
 */
#ifndef GATE_TRENDING_H
#define GATE_TRENDING_H

#include "gate/model/verdict.h"
#include "gate/options.h"
#include "gate/workplace.h"

#define TREND_RECORDS_MAX 30u
#define TREND_COMMITS_MAX 500u /* so many are looked at for them */

/*
 * Gives the detail a trail of each area of the verdict, from records of the same job and policies; none, if there are
 * no such records, or they cannot be read: a verdict is one without its past.
 */
void trending_read(struct detail *detail, const struct verdict *v, struct workplace *w,
	const struct options *o);

#endif
