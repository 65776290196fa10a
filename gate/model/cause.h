/*
 * Why a test failed or could not start, in words that are the same for every test of one cause: "No module
 * named 'app.user'" and "Cannot find module 'app.user'" are one. parsers/ finds it in what a report says
 * of a test; policies/ groups tests by it.
 */
#ifndef MODEL_CAUSE_H
#define MODEL_CAUSE_H

#include "gate/base/arena.h"

enum cause_kind {
	CAUSE_MISSING_MODULE,     /* what: the module, package or header */
	CAUSE_SYNTAX_ERROR,       /* what: the file, or empty */
	CAUSE_MISSING_EXECUTABLE, /* what: the program */
	CAUSE_FIXTURE,            /* what: the fixture, hook or set-up */
	CAUSE_TEARDOWN,           /* the same behind a test, which ran */
	CAUSE_REFUSED_CONNECTION, /* what: host:port, or the service */
	CAUSE_TIMEOUT,
	CAUSE_CRASH,       /* what: the signal, or empty */
	CAUSE_ASSERTION,   /* what: its shape, with numbers and texts taken out */
	CAUSE_OTHER,       /* what: the first line, with what differs from test to test taken out */
	CAUSE_INTERRUPTED, /* of no test: a session ended before it came to the tests */
	CAUSE_KINDS
};

/* "missing_module", ...: in machine output. */
extern const char *const cause_kind_names[CAUSE_KINDS];

/* Equal causes are one: kind and `what` say which. */
struct cause {
	enum cause_kind kind;
	struct str what;
};

/* Any order that is the same in every run; NULL is the last. */
int cause_cmp(const struct cause *a, const struct cause *b);

/* What people are told, in the same words whatever the dialect: "No module named 'app.user'". */
struct str cause_say(const struct cause *cause, struct arena *a);

#endif
