/*
 * What each key of a policy means. To add one that is not a rule: a row in fields.c, its reader, and
 * policy.schema.json. (A rule is a row in rules.c.)
 */
#ifndef POLICIES_FIELDS_H
#define POLICIES_FIELDS_H

#include "gate/base/json.h"
#include "policies/policy.h"

enum scope { IN_PROJECT = 1, IN_AREA = 2, IN_BOTH = 3 };

struct field;

/* One file being read. */
struct load {
	struct policies *all;
	struct policy *policy;
	enum scope scope; /* which kind of file it is */
	const struct field *field;
	struct diags *diags;
};

struct field {
	const char *path; /* its keys, joined by points */
	enum scope scope;
	int (*load)(struct load *l, const struct json *j); /* -1 after a diagnostic */
	enum metric metric;                                /* of coverage keys */
};

extern const struct field fields[];
extern const size_t field_count;

/* The value of a rule's key becomes a limit of the policy. */
int field_load_rule(struct load *l, const struct json *j, const struct rule *r);

/* Readers of one value, for all tables of keys; -1 after a diagnostic at its place. */
int field_wrong_type(struct load *l, const struct json *j, const char *want);
int field_text(struct load *l, const struct json *j, struct str *out);
int field_glob(struct load *l, struct globs *into, const struct json *j);
int field_percent(struct load *l, const struct json *j, struct decimal *out);
int field_date(struct load *l, const struct json *j, int32_t *day);
int field_whole(struct load *l, const struct json *j, struct decimal *out);

/* Calls `each` with every string of a list. */
int field_list(
	struct load *l, const struct json *j, int (*each)(struct load *l, const struct json *item));

#endif
