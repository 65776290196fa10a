/*
 * The patch: the lines that a change added or modified, by file, with their numbers after the change; and
 * those it took away, with the numbers they had. All other lines stand in both, in the same order.
 */
#ifndef MODEL_PATCH_H
#define MODEL_PATCH_H

#include "gate/base/arena.h"
#include "gate/model/lines.h"

struct patch_file {
	struct str path;
	struct str from;           /* where it was before; empty for a new file */
	struct line_range *ranges; /* sorted, none touches the next */
	size_t n;
	struct line_range *removed; /* of the lines before the change, in the same way */
	size_t removed_count;
	uint32_t lines; /* in the ranges */
	uint32_t blank; /* of them, those of white space alone */
	bool too_large; /* not compared: every line counts as changed */
};

struct patch {
	struct patch_file *files; /* by path; those without added lines are there, too */
	size_t n;
	struct str *gone; /* where files were that are there no more, moved or not */
	size_t gone_count;
	uint64_t unpaired; /* new files that were too many to look for what they were before */
};

#endif
