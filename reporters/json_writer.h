/*
 * Writes JSON: commas, indentation and escaping are done here, so that what comes out is JSON
 * whatever is put in. `key` is the name of the member, or NULL for the items of an array and the
 * root.
 */
#ifndef REPORTERS_JSON_WRITER_H
#define REPORTERS_JSON_WRITER_H

#include "gate/base/decimal.h"

/* Starts with `out` and, for one value a line by two blanks a level, `indented`. */
struct json_writer {
	struct buf *out;
	bool indented;
	unsigned depth;
	bool filled; /* the innermost object or array holds something */
};

void json_open_object(struct json_writer *w, const char *key);
void json_close_object(struct json_writer *w);
void json_open_array(struct json_writer *w, const char *key);
void json_close_array(struct json_writer *w);

void json_put_string(struct json_writer *w, const char *key, struct str value);
void json_put_u64(struct json_writer *w, const char *key, uint64_t value);
void json_put_bool(struct json_writer *w, const char *key, bool value);
void json_put_null(struct json_writer *w, const char *key);

/* A string, so that no reader makes a binary fraction of it. */
void json_put_decimal(struct json_writer *w, const char *key, struct decimal value);

/* The percentage with two decimals, a string as well; null when `whole` is 0. */
void json_put_percent(struct json_writer *w, const char *key, uint64_t part, uint64_t whole);

/* Seconds with three decimals, rounded down; a string. */
void json_put_seconds(struct json_writer *w, const char *key, uint64_t time_us);

#endif
