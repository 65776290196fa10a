/*
 * A tracefile while it is read: what the records of a section (lcov_record.c) and the sections
 * themselves (lcov.c) share.
 */
#ifndef PARSERS_LCOV_STATE_H
#define PARSERS_LCOV_STATE_H

#include "gate/model/evidence.h"

/* What a section says of itself; computed and compared, never used. */
enum total { TOTAL_LF, TOTAL_LH, TOTAL_BRF, TOTAL_BRH, TOTAL_FNF, TOTAL_FNH, TOTAL_MCF, TOTAL_MCH };
enum { TOTALS = 8 };

/* Where FNL: declared an index, and in which section. */
struct leader {
	uint32_t section, line;
};

struct lcov {
	struct coverage *into;
	struct diags *diags;
	struct str path; /* of the tracefile */

	struct str line; /* the record being read */
	uint32_t line_number;

	bool open; /* between SF: and end_of_record */
	uint32_t section_count, section_line, test_name_line;
	struct file_coverage section; /* in the scratch arena */
	struct arena scratch;         /* reset after each section */
	size_t next_function;         /* among the section's, the one that FNDA: is next about */
	struct leader *leaders;       /* by index */
	size_t leader_cap;

	uint64_t claimed[TOTALS];
	uint32_t claimed_line[TOTALS]; /* 0: not claimed */
	bool has_lines;
};

/* The place of a part of the record being read. */
struct place lcov_where(const struct lcov *l, struct str part);

/* What each record of a section says; `rest` follows its tag. -1 after a diagnostic. */
int lcov_on_line(struct lcov *l, struct str rest);
int lcov_on_function_count(struct lcov *l, struct str rest);
int lcov_on_function(struct lcov *l, struct str rest);
int lcov_on_alias(struct lcov *l, struct str rest);
int lcov_on_leader(struct lcov *l, struct str rest);
int lcov_on_branch(struct lcov *l, struct str rest);
int lcov_on_mcdc(struct lcov *l, struct str rest);

#endif
