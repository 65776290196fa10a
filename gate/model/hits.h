/*
 * Execution counts of one source file, as a tracefile has them: what is read before it becomes bits
 * (coverage.h) or is added up (merge). Records come in any order and may repeat; hits_settle() sorts
 * them and joins what is the same, with counts summed and saturating at 2^64-1, as lcov does but for
 * the saturation.
 */
#ifndef MODEL_HITS_H
#define MODEL_HITS_H

#include "gate/base/arena.h"
#include "gate/base/sort.h"
#include "gate/model/count.h"
#include "gate/model/metric.h"
#include "gate/model/names.h"

struct line_hits {
	uint64_t count;
	uint32_t line;
	uint32_t checksum; /* of the source line: 1 + its id among the words, or 0 */
};

/* In place of a checksum: there were two. */
#define HITS_TWO_CHECKSUMS UINT32_MAX

/*
 * A branch, or an MC/DC condition. Group and index are numbers in most tracefiles and any text in
 * some, see hits_token(). A branch that is not reached (`-`) is found, and not taken.
 */
struct outcome_hits {
	uint64_t count;
	uint32_t line, group, index;
	uint32_t text; /* the condition's expression: 1 + its id among the words, or 0 */
	bool reached;
	char mark; /* of a branch: e, of an exception; f, of a fall-through; or 0 */
};

/* Identity is the name within the file, as lcov's own summary counts. */
struct function_hits {
	uint64_t count;
	struct str name;
	uint32_t line; /* of the first declaration, or 0 */
	bool declared;
};

/* `unordered`: some item does not come behind the one before it, as whoever adds one has to see. */
struct line_list {
	struct line_hits *v;
	size_t n, cap;
	bool unordered;
};

struct outcome_list {
	struct outcome_hits *v;
	size_t n, cap;
	bool unordered;
};

/* A declaration and its count may be two items of one name until hits_settle(). */
struct function_list {
	struct function_hits *v;
	size_t n, cap;
	size_t kept; /* so many at the start have names that stay */
};

/* What was odd in one file, as far as it is told. */
struct hits_oddities {
	size_t repeated;    /* branches that stood twice */
	size_t undeclared;  /* functions with a count and no declaration */
	size_t conflicting; /* lines with two checksums, and versions */
};

/* Starts as all zeroes but for the arena of the words. Ends with hits_release(). */
struct hits {
	struct line_list lines;
	struct outcome_list branches, conditions;
	struct function_list functions;
	struct str version; /* of the source, in the tool's own terms; or empty */
	struct names words;
	struct hits_oddities odd;

	/* Where functions are sorted; kept from section to section. */
	struct sort_item *items; /* twice as many as functions */
	struct function_hits *sorted;
	size_t sorted_cap;
};

/* Empty again, with the room there is. Words live in `a`. */
void hits_reset(struct hits *h, struct arena *a);
void hits_release(struct hits *h);

void hits_line(struct hits *h, struct line_hits line);
void hits_outcome(struct hits *h, struct outcome_list *list, struct outcome_hits outcome);

/* The name is not copied. */
void hits_function(struct hits *h, struct function_hits function);

/* Copies the names that were not copied yet to `a`. */
void hits_keep_names(struct hits *h, struct arena *a);

/* A plain number below 2^31 is itself, other text its id among the words with the top bit set. */
#define HITS_TOKEN_IS_WORD 0x80000000u
uint32_t hits_token(struct hits *h, struct str text);

/*
 * Sorts and joins; nothing may be added after it. Words are numbered anew by their text, so that the
 * order of outcomes is that of line, group and index, numbers before words.
 */
void hits_settle(struct hits *h);

/* Of what is settled. */
struct count hits_count(const struct hits *h, enum metric metric);

static inline int hits_outcome_cmp(const struct outcome_hits *a, const struct outcome_hits *b)
{
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

/* hits_outcome_cmp() for qsort(). */
int hits_outcome_cmp_qsort(const void *a, const void *b);

/* One more item of the same function. */
void hits_function_add(struct function_hits *to, const struct function_hits *from);

/* Gives words the ids that stand in `ids` by their old ones; outcomes are in no order after it. */
void hits_move_lines(struct line_list *list, const uint32_t *ids);
void hits_move_outcomes(struct outcome_list *list, const uint32_t *ids);

static inline uint64_t hits_sum(uint64_t a, uint64_t b)
{
	return a + b < a ? UINT64_MAX : a + b;
}

#endif
