/*
 * Tracefiles read one behind the other, by workers that do not wait for one to end: as fast for many
 * small ones as for a large one. The parser in registry.c is the same for one.
 */
#ifndef PARSERS_LCOV_H
#define PARSERS_LCOV_H

#include "gate/model/evidence.h"
#include "parsers/portions.h"

struct lcov_source {
	struct str path;       /* for diagnostics */
	struct stream *stream; /* without a byte order mark */
	struct report *into;   /* its coverage or, if it has one, its tally; of all the same */
	struct diags *diags;

	/* Of the portions so far: */
	uint32_t line_count;
	bool has_sections, has_lines;
	uint32_t open_line, test_name_line, cut_line; /* what has no end; 0 for none */
};

/*
 * Any worker may call these, one at a time each, in order; but next() is called before the source it
 * gave last is done.
 */
struct lcov_sources {
	struct lcov_source *(*next)(struct lcov_sources *all); /* NULL behind the last */
	void (*done)(struct lcov_sources *all, struct lcov_source *source);
};

/* `threads`: at most; 0: as many as there are processors. */
void lcov_read(struct lcov_sources *all, unsigned threads);

#endif
