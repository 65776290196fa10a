/*
 * JSON (RFC 8259), strictly: every byte is valid UTF-8, keys are unique, numbers are as the grammar
 * says, nothing follows the value, no NUL byte in any string, nesting up to 32. Every value knows its
 * place. cJSON does the parsing; this is its only user.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "gate/base/diag.h"

#define JSON_DEPTH_MAX 32
#define JSON_CHILDREN_MAX 4096 /* keys of an object; items of an array have no limit of their own */
#define JSON_BYTES_MAX ((size_t)16 << 20)

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_type type;
	bool truth;          /* of JSON_BOOL */
	struct place at;     /* first byte of the value */
	struct str key;      /* inside an object */
	struct place key_at; /* its opening quote */
	struct str text;     /* JSON_STRING: decoded; JSON_NUMBER: as it was written */
	size_t count;        /* children */
	struct json *child;  /* first of them, in the order of the text */
	struct json *next;   /* sibling */
};

enum json_flags {
	JSON_STRICT = 0,
	JSON_COMMENTS = 1, /* allows // up to the end of a line, outside strings */
};

/*
 * The value, owned by the arena; or NULL after at least one `bad` diagnostic. `start` is the place of
 * the first byte, for JSON that stands inside another file.
 */
const struct json *json_parse(struct arena *a, struct str text, struct place start,
	enum json_flags flags, struct diags *d, const struct diag_kind *bad);

/* The member, by exact name; NULL if there is none or `object` is no object. */
const struct json *json_get(const struct json *object, const char *key);

/* "1.7.15" of the library that is linked. */
const char *json_library_version(void);

/* "an object", "a string", ...: for messages. */
const char *json_type_name(enum json_type type);

#endif
