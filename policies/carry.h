/*
 * What the figures of an area depend on, where its policy lets those of the baseline stand for it: only
 * while nothing of that changes, which two digests prove without the older tree.
 */
#ifndef POLICIES_CARRY_H
#define POLICIES_CARRY_H

#include "gate/base/digest.h"
#include "gate/model/evidence.h"
#include "policies/fields.h"

/* { "days": 30, "inputs": ["Makefile"] } */
int carry_load(struct load *l, const struct json *j);

/* No report has a file or a test of the area, and its policy lets older figures stand for it. */
bool carry_is_wanted(const struct policy *p, const struct evidence *e);
bool carry_is_wanted_by_any(const struct policies *all, const struct evidence *e);

/* What a path is to an area; all numbers stay as they are: they are in digests. */
enum carry_parts { CARRY_SOURCE = 1, CARRY_TEST = 2, CARRY_INPUT = 4 };

/* The key of the globs that make the path one of the area's: "sources"; NULL: it is none of them. */
const char *carry_part(const struct policy *p, struct str path);

/* A file of the judged tree. */
struct carry_file {
	struct str path;
	struct str id;
	unsigned mode;
};

/*
 * The digest of an area: how its figures are counted, then each file that is the area's, in the order of
 * paths. What the file is to it, if anything.
 */
void carry_digest_counting(struct sha256 *s, const struct policy *p);
unsigned carry_digest_file(struct sha256 *s, const struct policy *p, const struct policies *all,
	const struct carry_file *f);

#endif
