/*
 * Which framework tests are written for, by what their files look like. A framework that declares tests
 * in them at all is told from its relatives by what they include, else by the manifest of their package.
 */
#ifndef PARSERS_FRAMEWORK_GUESS_H
#define PARSERS_FRAMEWORK_GUESS_H

#include "gate/model/declared.h"

/* Starts as all zeroes. */
struct framework_votes {
	unsigned n[FRAMEWORK_KINDS];
};

/* One file's vote, if it declares tests. `manifest` is the package.json it belongs to, or empty. */
void framework_vote(
	struct framework_votes *votes, struct str path, struct str text, struct str manifest);

/* The one with most votes, or FRAMEWORK_NONE. */
enum framework_kind framework_elected(const struct framework_votes *votes);

/* What a person types to run such tests of `folder` ("" for all); empty if there is no usual way. */
struct str framework_command(enum framework_kind kind, struct str folder, struct arena *a);

/* What writes reports of such tests: a command, or a few; NULL if there is no usual way. */
const char *framework_recipe(enum framework_kind kind);

#endif
