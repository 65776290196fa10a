/*
 * The dialect of coverage.py 6, which is known by what a whole section says: all of this is asked at its
 * end, before it is settled or after it.
 */
#ifndef PARSERS_LCOV_COVERAGE_PY_H
#define PARSERS_LCOV_COVERAGE_PY_H

#include "parsers/lcov_state.h"

/*
 * coverage.py 6 writes DA: for what ran and is no statement, too (a docstring; line 0 of a module without
 * code), and counts it in LH: but not in LF:. It gives each line a checksum, and no count over 1.
 */
bool lcov_is_of_coverage_py(const struct lcov *l, struct count lines);

/* A branch at line 0 that may be one of coverage.py's: kept until the end tells. */
bool lcov_branch_leads_out(const struct outcome_hits *branch);

/*
 * Counts the branches that lead out of a function, as coverage.py does, at a line to which another branch
 * of their condition leads: that of the condition itself is nowhere in the file. False if the section is
 * not of coverage.py, or does not count them itself; nothing was added then. Before hits_settle().
 */
bool lcov_place_exits(struct lcov *l);

#endif
