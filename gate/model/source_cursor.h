/*
 * The source of a file, line by line, with what reports and the patch say of each.
 */
#ifndef MODEL_SOURCE_CURSOR_H
#define MODEL_SOURCE_CURSOR_H

#include "gate/model/detail.h"
#include "gate/model/line_sets.h"

struct source_line {
	uint32_t number;
	struct str text; /* without its line end */
	enum line_state state;
	bool partly; /* covered, but not each of its branches is taken */
	bool added;
	uint32_t branches, taken;
};

/* Starts with source_cursor_of(). */
struct source_cursor {
	const struct file_detail *file;
	struct str rest;
	size_t range; /* of the patch */
	struct outcomes_cursor branches;
	bool more_branches;
	struct source_line at;
};

struct source_cursor source_cursor_of(const struct file_detail *file);

/* Goes to the next line, the first to begin with. False at the end. */
bool source_cursor_next(struct source_cursor *s);

#endif
