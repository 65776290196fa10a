/*
 * The keys of a plan that are not rules by themselves: which tests, and what passing means. Each reads
 * one value; -1 after a diagnostic.
 */
#ifndef POLICIES_PLAN_LOAD_H
#define POLICIES_PLAN_LOAD_H

#include "policies/fields.h"

int plan_load_planned(struct load *l, const struct json *j);
int plan_load_required(struct load *l, const struct json *j);
int plan_load_flaky(struct load *l, const struct json *j);
int plan_load_matrix(struct load *l, const struct json *j);

#endif
