/*
 * A tally as an lcov tracefile, as geninfo(1) describes them under FILES: files by path, and the records
 * of each sorted, so that equal tallies are equal bytes. Written for lcov 1 and 2 alike: without the last
 * lines of functions, which lcov 1 takes for names.
 */
#ifndef REPORTERS_TRACEFILE_H
#define REPORTERS_TRACEFILE_H

#include "gate/base/sink.h"
#include "gate/model/tally.h"

/*
 * Of a settled tally, by at most so many threads; 0: as many as there are processors. -1 when the sink
 * takes no more.
 */
int tracefile_print(const struct tally *t, unsigned threads, struct sink *into);

#endif
