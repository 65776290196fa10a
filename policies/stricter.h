/*
 * A change cannot loosen its own gate: of its own policies and those of its base the stricter ones are
 * judged, area by area and limit by limit, and whatever it made looser is told.
 *
 * Areas are the same by their names. What the base did not enforce, or an area of it without a limit,
 * has held nobody, so it cannot be loosened.
 */
#ifndef POLICIES_STRICTER_H
#define POLICIES_STRICTER_H

#include "gate/base/file.h"
#include "gate/model/evidence.h"
#include "policies/policy.h"

/* The tests that one framework sees in the judged tree. */
struct declared_side {
	struct declared_tests tests;
	bool unknown; /* its pattern took too many steps */
};

struct sides {
	struct policies *head;
	struct policies
		*base; /* what of it is judged moves to head; the rest stays to be released */
	const struct evidence *evidence; /* sealed */
	const struct names *tree;        /* the files of the judged commit */
	bool accepted;                   /* head alone is judged, and what is looser only told */
	struct str lost; /* why the next change cannot be compared with head; or empty */

	/* By entry of the manifest what it names now, sorted; NULL: the reports are not those of one. */
	const struct file_list *head_files, *base_files;
	/* By policy of the base, where framework_is_other(): what its own framework declares. */
	const struct declared_side *declared;
	/* That paths of reports were resolved by; or NULL. */
	const struct path_rules *paths;
};

/*
 * Adds to head->loosened. Limits, plans, required tests and what is enforced are then the stricter of
 * both sides in head. Of globs, exclusions and the manifest there is no stricter side to take: that
 * they are looser closes the gate by itself.
 */
void policies_compare(const struct sides *s);

/* Today, or on the way: a target that rises less high, or later. */
bool limit_is_looser(const struct limit *head, const struct limit *base);

/* Does `value` ask for less than `than` does? Of rules with a list of tests, for fewer of them. */
bool rule_is_looser(const struct rule *r, struct decimal value, struct decimal than);

#endif
