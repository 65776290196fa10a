/*
 * The text of a source file, as a tree has it, against what a report says of that file: whether both are
 * of the same code. Only what no other way to read the text explains is a contradiction.
 */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include "gate/model/coverage.h"

enum contradiction_kind {
	AGREES,
	PAST_END,   /* something stands on a line that the text does not have */
	OTHER_LINE, /* a line has another checksum */
	OTHER_FILE, /* all of it has another digest */
};

struct contradiction {
	enum contradiction_kind kind;
	uint32_t line;  /* of PAST_END and OTHER_LINE */
	uint32_t lines; /* that the text has */
};

struct contradiction source_contradicts(struct str text, const struct file_coverage *file);

/* As git and editors count them. */
uint32_t source_lines(struct str text);

/* 40 hex digits, as git's ids are; of a blob, or of a commit. */
bool source_version_is_id(struct str version);

#endif
