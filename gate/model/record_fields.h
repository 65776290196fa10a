/*
 * The fields of a record's JSON. Reading goes on after a mistake: what cannot be read is empty, and the
 * diagnostics decide in the end. Only record*.c includes this.
 */
#ifndef MODEL_RECORD_FIELDS_H
#define MODEL_RECORD_FIELDS_H

#include "gate/base/decimal.h"
#include "gate/base/json.h"
#include "gate/model/verdict.h"

struct record_reader {
	struct arena *arena;
	struct diags *diags;
};

/* NULL after a diagnostic. */
const struct json *record_field(
	struct record_reader *r, const struct json *object, const char *key, enum json_type type);

struct str record_text(struct record_reader *r, const struct json *object, const char *key);
/* Empty where it is null, or where there is none. */
struct str record_text_or_null(struct record_reader *r, const struct json *object, const char *key);
struct str record_text_if_any(struct record_reader *r, const struct json *object, const char *key);

uint64_t record_number(struct record_reader *r, const struct json *object, const char *key);

/* The index of the text among `names`. */
unsigned record_word(struct record_reader *r, const struct json *object, const char *key,
	const char *const *names, unsigned n);

/* False where there is none. */
bool record_percentage(
	struct record_reader *r, const struct json *object, const char *key, struct decimal *out);

/* The first item of a list whose items are all of one type; an item of another type ends it. */
const struct json *record_list(struct record_reader *r, const struct json *object, const char *key,
	enum json_type type, size_t *n);

/* The results of tests; areas and roster have been read. */
void record_results(struct record_reader *r, const struct json *root, struct verdict *v);

#endif
