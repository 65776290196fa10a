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

/* Lines that the change added to a file and no test reached: from the first to the last, how many. */
struct added_run {
	struct line_range range;
	uint64_t lines; /* 0: nobody knows, since the file is too large to be compared */
};

/* Where the next one is looked for. Starts as all zeroes. */
struct added_cursor {
	size_t range;
	uint32_t line;
};

/*
 * The next run, in the order of lines; of a file that no report knows all that was added. False when
 * there is none.
 */
bool detail_next_added(const struct file_detail *f, struct added_cursor *at, struct added_run *out);

#endif
