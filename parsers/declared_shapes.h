/*
 * The tables of two families of frameworks: macros and marks.
 */
#ifndef PARSERS_DECLARED_SHAPES_H
#define PARSERS_DECLARED_SHAPES_H

#include "parsers/declared_scan.h"

/* A call that declares a test, such as TEST(suite, name). */
struct macro {
	const char *word;
	int suite, name;    /* which argument; -1: none */
	const char *before; /* what reports put before the name */
};

/* Marked methods, such as @Test void name(). */
struct marks {
	const char *words;    /* the marks */
	char sign;            /* what they start with: '@', '#' (then '[') or '[' */
	const char *scopes;   /* keywords with a name and a block that become the suite */
	const char *function; /* the keyword before the name; NULL: none, a '(' follows the name */
	bool in_class;        /* outside of one nothing is a test */
	const char *prefix;   /* of methods that need no mark, or NULL */
	const char *behind;   /* the word that must stand before such a name, or NULL */
	const char *base;     /* how what such a class extends ends, or NULL: any class */
	const char *between;  /* of the names of scopes */
};

extern const struct macro gtest_macros[], catch2_macros[], doctest_macros[], cmocka_macros[],
	criterion_macros[], check_macros[];
extern const struct marks junit_marks, testng_marks, phpunit_marks, cargo_marks, dotnet_marks;

#endif
