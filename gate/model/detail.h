/*
 * What a verdict's figures were counted from, file by file and test by test: for outputs that show
 * places. It is made only for them, and is in no record.
 */
#ifndef MODEL_DETAIL_H
#define MODEL_DETAIL_H

#include "gate/model/evidence.h"
#include "gate/model/patch.h"

/* A file that reports know, or a source file that they should. */
struct file_detail {
	struct str path;
	uint32_t area; /* the first that owns it, as an index into verdict.areas; 0: none */
	const struct file_coverage *coverage; /* NULL: no report knows it */
	const struct patch_file *patch;       /* NULL: not changed, or there is no base */
};

struct test_detail {
	const struct test *test;
	uint32_t area;         /* as above */
	enum test_state state; /* as that area counts it */
};

struct detail {
	struct file_detail *files; /* by path */
	size_t file_count;
	struct test_detail *tests; /* in the order of the evidence */
	size_t test_count;
	bool has_patch;
};

#endif
