/*
 * What each rule is about, in words for whoever sees it broken and never read a policy: for outputs
 * that explain their rules. tests/unit/rule_text_test.c holds it and the table of rules together.
 */
#ifndef MODEL_RULE_TEXT_H
#define MODEL_RULE_TEXT_H

#include "gate/base/str.h"

struct rule_text {
	const char *id;
	const char *brief; /* what is wrong, in a few words without an end */
	const char *full;  /* a sentence or two */
	const char *help;  /* what to do about it */
};

/* Of no policy: what outputs show beside findings. */
#define RULE_ADDED_UNCOVERED "patch.uncovered"
#define RULE_TESTS_FAILED "tests.failed"

extern const struct rule_text rule_texts[];
extern const size_t rule_text_count;

/* The index of that id; rule_text_count if there is none. */
size_t rule_text_find(struct str id);

#endif
