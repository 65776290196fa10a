/* What of generate.c writes in which format. */
#ifndef BENCH_GENERATE_H
#define BENCH_GENERATE_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/bench/out.h"
#include "tests/bench/section.h"

/* A section of an lcov tracefile. */
void write_tracefile(struct out *o, const struct section *s, const struct section_counts *c);

/* The same as an element of "files" in the JSON of gcovr 5.2. */
void write_gcovr(struct out *o, const struct section *s, const struct section_counts *c);

/* A JUnit report of so many testcases, the first of which has this number. */
struct report_totals {
	uint64_t tests, passing, failing, skipped;
};
struct report_totals write_junit(struct out *o, uint64_t first, uint64_t cases);

#endif
