/*
 * What came before a verdict, for the progress report: records along history, and the one to compare with.
 * Nothing of it decides anything.
 */
#ifndef GATE_REPORTING_H
#define GATE_REPORTING_H

#include "gate/model/progress.h"
#include "gate/options.h"
#include "gate/workplace.h"
#include "policies/judge.h"

/* So many records make a trend, of so many commits at most. */
enum { TREND_RECORDS = 20, TREND_COMMITS = 200 };

/* A verdict that is told of, with what it was judged by; a record's is none. */
struct reported {
	struct verdict *verdict;
	const struct policies *policies;
	const struct evidence *evidence;
};

/*
 * Sets `progress` of the verdict: trails of its job, from the revision of the place on, and the record of
 * --since, if there is one. Everything is the workplace's. -1 after a diagnostic, as when the commit of
 * --since has no record.
 */
int reporting_prepare(
	const struct reported *r, struct workplace *w, const struct options *o, struct diags *d);

#endif
