/*
 * Waivers: a broken rule that somebody answers for, up to a day. After it the rule is broken again, for
 * changes that touch the area.
 */
#ifndef POLICIES_WAIVERS_H
#define POLICIES_WAIVERS_H

#include "policies/fields.h"
#include "policies/judge.h"

/* The list of a policy. -1 after a diagnostic. */
int waivers_load(struct load *l, const struct json *j);

/* The policy's waiver of the rule, or NULL. */
const struct waiver *waivers_find(const struct policy *p, const struct rule *rule);

/* At that time, seconds since 1970; NULL: not known, so it has. The last day counts. */
bool waiver_has_ended(const struct waiver *w, const int64_t *time);

/* Is any of them past its end at that time (seconds since 1970; NULL: not known, so all are)? */
bool waivers_ended(const struct policies *all, const int64_t *time);

/* Of the file: may it decide whether a waiver that ended is of account? */
bool waivers_want(const struct policies *all, struct str path);

/* Warns of those that have ended, and then of those that end within 14 days. */
void waivers_warn(const struct policies *all, int64_t time, struct diags *d);

struct pair;

/* A waiver that the base has not, or that ends later, of a rule that it has: a loosening. */
void waivers_compare(const struct pair *p);

/* What becomes of a broken finding. */
void waive(struct finding *f, const struct policy *p, const struct grounds *g, struct arena *a);

#endif
