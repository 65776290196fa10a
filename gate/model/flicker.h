/*
 * Same tree, different result: what tests came to in earlier runs of the tree that is judged, beside what
 * they come to now. Whatever else flickers is to be found by the same list of earlier runs.
 *
 * A test is the same by its label and its id, which together are its key: the label and a line end before
 * the id, or without a label the id alone. A matrix is no flicker. What never started (blocked) or was
 * skipped says nothing.
 */
#ifndef MODEL_FLICKER_H
#define MODEL_FLICKER_H

#include "gate/model/evidence.h"
#include "gate/model/verdict.h"

/* By its record. */
struct earlier_run {
	struct str where;           /* "run 7, attempt 1" */
	struct names failed, flaky; /* flaky: up to it */
	struct names idle, ids;
	const struct results *results;
	struct str line_sets; /* or empty */
};

struct flicker {
	struct arena *arena;
	struct earlier_run *runs;
	size_t n, cap;
	bool changed; /* what is judged is not the tree alone: there is nothing to compare */

	/* By flicker_mark(): */
	struct names keys; /* of the tests in reports */
	struct flicker_key *of_keys;
	size_t of_keys_cap;
};

struct flicker_key {
	struct named_test test;
	bool passed, failed, flaky; /* by some report; flaky: by any run */
	struct str where;           /* of the run that had another result, or empty */
	const char *was;            /* there; NULL: the same */
};

/* Of several with another result the first is told. One that knows neither what its tests came to nor its lines is passed over. */
void flicker_add(struct flicker *f, const struct verdict *record);

/*
 * Before tests are united: one that passes and failed in an earlier run is flaky from here on. One that
 * fails stays so.
 */
void flicker_mark(struct flicker *f, struct evidence *e);

/* For people. */
void flicker_tell(const struct flicker *f, struct verdict *v);

/* For the record, whose roster is set. */
void flicker_results(const struct flicker *f, struct verdict *v);

#endif
