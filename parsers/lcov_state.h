/*
 * A portion of a tracefile while it is read: what the records of a section (lcov_record.c), the
 * sections (lcov_section.c) and the workers (lcov.c) share. One worker has one; nothing in it is
 * another's.
 */
#ifndef PARSERS_LCOV_STATE_H
#define PARSERS_LCOV_STATE_H

#include "gate/model/evidence.h"
#include "gate/model/function_find.h"
#include "parsers/lcov_scan.h"

/* What a section says of itself; computed and compared, never used. */
enum total { TOTAL_LF, TOTAL_LH, TOTAL_BRF, TOTAL_BRH, TOTAL_FNF, TOTAL_FNH, TOTAL_MCF, TOTAL_MCH };
enum { TOTALS = 8 };

/* Where FNL: declared an index, and in which section. */
struct leader {
	uint32_t section, line;
};

/* A section that ended: its bits, or, where these are wanted, the counts themselves. */
struct lcov_bits {
	struct file_coverage file;
	uint32_t line; /* of SF: */
};

struct lcov_hits {
	struct str path;
	struct hits hits;
	uint32_t line;
};

struct lcov {
	struct str path; /* of the tracefile */
	const struct lcov_scan *scan;

	struct arena arena; /* of diagnostics and sections; reset after the portion */
	struct diags diags; /* lines are counted from the start of the portion */
	struct str line;    /* the record being read */
	uint32_t line_number;

	bool open;         /* between SF: and end_of_record */
	bool has_sections; /* the portion has */
	bool has_lines;
	bool has_nul; /* the bytes have: no name is what it seems */
	uint32_t section_count, section_line, test_name_line;
	uint32_t cut_line;    /* a last line without LF, which only end_of_record may be; or 0 */
	struct str source;    /* of the section */
	struct hits *section; /* what it has so far */
	struct function_find find; /* among its functions */
	struct leader *leaders;    /* by index */
	size_t leader_cap;

	struct place line_zero; /* of a DA: that may be coverage.py's: told at the section's end */
	struct outcome_list exits; /* BRDA: of line 0 that may be coverage.py's; malloc'd */
	struct place first_exit;
	uint64_t claimed[TOTALS];
	uint32_t claimed_line[TOTALS]; /* 0: not claimed */

	bool wants_hits;
	struct keys_writer writer;
	struct lcov_bits *bits;
	size_t bits_count, bits_cap;
	struct lcov_hits *hits; /* malloc'd; the one after the last that ended is being filled */
	size_t hits_count, hits_cap;
};

/* Reads the portion's lines. The next call goes on where this one ends, in the same portion or not. */
void lcov_lines(struct lcov *l, struct str bytes);

/* The start of a line that is longer than a portion, as one without its end. */
void lcov_long_line(struct lcov *l, struct str bytes);

/* What the portion pointed to is about to go, and its section goes on. */
void lcov_keep(struct lcov *l);

/* The portion is done with; room is kept for the next. */
void lcov_reset(struct lcov *l);
void lcov_release(struct lcov *l);

/* The place of a part of the record being read. */
struct place lcov_where(const struct lcov *l, struct str part);

void lcov_tell_line_zero(struct lcov *l, struct place at);

/* What each record of a section says; `rest` follows its tag. -1 after a diagnostic. */
int lcov_on_line(struct lcov *l, struct str rest);
int lcov_on_function_count(struct lcov *l, struct str rest);
int lcov_on_function(struct lcov *l, struct str rest);
int lcov_on_alias(struct lcov *l, struct str rest);
int lcov_on_leader(struct lcov *l, struct str rest);
int lcov_on_branch(struct lcov *l, struct str rest);
int lcov_on_mcdc(struct lcov *l, struct str rest);
int lcov_on_version(struct lcov *l, struct str rest);

#endif
