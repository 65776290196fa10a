/*
 * Finds the cause in what a report says of a test that failed or could not start. The facts stand in
 * cause_rows.c, a row a phrase with where it was seen; to add one, add a row there and a line to the
 * table of tests/unit/cause_test.c.
 *
 * Texts are written by strangers: whatever they hold, the work is linear in CAUSE_TEXT_BYTES_MAX.
 */
#ifndef PARSERS_CAUSE_H
#define PARSERS_CAUSE_H

#include "gate/model/names.h"
#include "gate/model/tests.h"

#define CAUSE_WHAT_BYTES_MAX 200u

/* Of a longer text the first and the last half count: pytest says at the end what was wrong. */
#define CAUSE_TEXT_BYTES_MAX 4096u

struct cause_text {
	struct str type;    /* of the exception, or what the producer calls it */
	struct str message; /* its first line */
	struct str text;    /* the body of the failure */
	bool set_up;        /* the test never started, though its file was loaded */
	bool tear_down;     /* it ran, and a hook behind it failed */
};

/* The causes of one report, each once. Starts as all zeroes but for names.arena, the owner of all. */
struct causes {
	struct names names;
	const struct cause **v; /* by name */
	size_t n, cap;
};

/* NULL if the text says nothing at all. */
const struct cause *causes_find(struct causes *causes, const struct cause_text *t);

/*
 * The same; but where nothing of that holds a phrase, what the test printed is searched for one, its first
 * CAUSE_TEXT_BYTES_MAX bytes. `printed` becomes the line that told the cause, or empty.
 */
const struct cause *causes_find_printed(
	struct causes *causes, const struct cause_text *t, struct str *printed);

#endif
