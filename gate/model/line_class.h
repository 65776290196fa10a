/*
 * The twelve classes of a line against a baseline, by lcov 2's names (genhtml(1), "Differential
 * coverage"): what happened to its code, and to its coverage.
 */
#ifndef MODEL_LINE_CLASS_H
#define MODEL_LINE_CLASS_H

#include <stdint.h>

enum line_class {
	CLASS_UNC, /* new code, not covered */
	CLASS_LBC, /* same code, covered before and now not */
	CLASS_UIC, /* same text, no code before, now not covered */
	CLASS_UBC, /* same code, not covered before nor now */
	CLASS_GBC, /* same code, not covered before and now covered */
	CLASS_GIC, /* same text, no code before, now covered */
	CLASS_GNC, /* new code, covered */
	CLASS_CBC, /* same code, covered before and now */
	CLASS_EUB, /* same text, not covered before, now no code */
	CLASS_ECB, /* same text, covered before, now no code */
	CLASS_DUB, /* deleted, was not covered */
	CLASS_DCB, /* deleted, was covered */
	LINE_CLASSES
};

struct line_class_row {
	const char *name;  /* "LBC" */
	const char *about; /* for people: "lost" */
};

extern const struct line_class_row line_classes[LINE_CLASSES];

/* How many lines are of each. */
struct class_counts {
	uint64_t n[LINE_CLASSES];
};

#endif
