/*
 * Is a test of a report the one that was declared? Only declared*.c includes this.
 */
#ifndef MODEL_DECLARED_MATCH_H
#define MODEL_DECLARED_MATCH_H

#include "gate/model/declared.h"

/* The spellings of a report's name that a declaration may have, the whole one first. */
#define SPELLINGS_MAX 5

struct spelling {
	struct str suite, name;
};

/* How many there are. */
size_t declared_spellings(struct arena *a, const struct test *t, struct spelling *out);

/* The same with its suite and name as a report in XML has them, which lacks most control characters. */
struct declared declared_in_xml(struct arena *a, const struct declared *d);

/* "suite name", as runners of JavaScript and Ruby write it. */
struct str declared_title(struct arena *a, const struct declared *d);

/* Is it the file, as far as a report without the repository's tree can tell? */
bool declared_in_file(const struct declared *d, struct str file);

/*
 * The suite of a report, which may be a module, a class or both. `both`, if not NULL: whether each side
 * has one.
 */
bool declared_in_suite(const struct declared *d, struct str suite, struct str name, bool *both);

/* The class that the suite names in that file, or empty. */
struct str declared_class(struct str suite, struct str file, bool *names_file);

/* Is the text what the template becomes when its holes (%i, $x, ${x}) are filled? */
bool declared_like(struct str template, struct str text);

#endif
