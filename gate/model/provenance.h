/*
 * What a tracefile says of the source it was made from, where it says anything: a version (VER:) and
 * checksums of lines (lcov --checksum). A checksum is kept as a hash, which says as much: whether two
 * are the same.
 */
#ifndef MODEL_PROVENANCE_H
#define MODEL_PROVENANCE_H

#include "gate/model/hits.h"

struct checksum {
	uint32_t line, hash;
};

/* By line. NULL: it says nothing. */
struct provenance {
	struct str version; /* or empty */
	bool foreign; /* some checksum is none of lcov's: it can be compared with its like only */
	size_t n;
	struct checksum v[];
};

/* What a line's checksum is kept as. */
uint32_t checksum_hash(struct str checksum);

/* Of settled hits. */
struct provenance *provenance_of(struct arena *a, const struct hits *h);

/*
 * Both in one; how many lines, and versions, are another here and there. Of two the smaller is kept, so
 * that the order does not matter.
 */
size_t provenance_unite(struct provenance **into, struct arena *a, const struct provenance *from);

#endif
