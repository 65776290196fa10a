/*
 * What a verdict's figures were counted from, file by file and test by test: for outputs that show
 * places. It is made only for them, and is in no record.
 */
#ifndef MODEL_DETAIL_H
#define MODEL_DETAIL_H

#include "gate/model/evidence.h"
#include "gate/model/patch.h"

/* What there is of a file's source in the judged tree. */
enum source_state {
	SOURCE_NOT_WANTED, /* nothing in it to look at, or nobody asked */
	SOURCE_TEXT,
	SOURCE_BINARY,
	SOURCE_TOO_LARGE,
	SOURCE_MISSING,  /* its blob is not in this clone */
	SOURCE_NO_FILE,  /* a link, which leads anywhere */
	SOURCE_LEFT_OUT, /* the sources of other files are enough */
	SOURCE_STATES
};

/* A file that reports know, or a source file that they should. */
struct file_detail {
	struct str path;
	uint32_t area; /* the first that owns it, as an index into verdict.areas; 0: none */
	const struct file_coverage *coverage; /* NULL: no report knows it */
	const struct patch_file *patch;       /* NULL: not changed, or there is no base */
	enum source_state source_state;
	struct str source; /* any bytes, as a stranger wrote them */
};

struct test_detail {
	const struct test *test;
	uint32_t area;         /* as above */
	enum test_state state; /* as that area counts it */
};

struct trail;

struct detail {
	struct file_detail *files; /* by path */
	size_t file_count;
	struct test_detail *tests; /* in the order of the evidence */
	size_t test_count;
	const struct str *labels; /* of jobs, which test.label is an index into */
	bool has_patch;
	const struct trail *trails; /* of each area, before this verdict; NULL: no records */
};

/* Of the lines that the change added to the file; of one that no report knows each may be code. */
struct count file_detail_added(const struct file_detail *f);

/* How many of its lines no test reached. */
uint64_t file_detail_uncovered(const struct file_detail *f);

/* The file of that path, or NULL. */
const struct file_detail *detail_file(const struct detail *d, struct str path);

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
