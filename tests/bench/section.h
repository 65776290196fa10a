/*
 * The coverage of a source file that does not exist: what can be counted in it, and how often a run
 * did. The first depends on the number of the file alone, so that every shard knows the same lines,
 * functions and branches.
 */
#ifndef BENCH_SECTION_H
#define BENCH_SECTION_H

#include <stdbool.h>
#include <stdint.h>

enum {
	SECTION_LINES_MAX = 20000,
	SECTION_WAYS_MAX = 12, /* branches of a line */
	SECTION_BRANCHES_MAX = SECTION_LINES_MAX * SECTION_WAYS_MAX,
	SECTION_NAME_MAX = 160,
	SECTION_PATH_MAX = 256,
};

/* How a tracefile orders FN and FNDA: geninfo pairs them; lcov, once it has read and written a
 * tracefile, has the FNDA in the order of a hash. */
enum names_order { NAMES_HASHED, NAMES_SORTED, NAMES_PAIRED };

struct section_line {
	uint32_t number;
	uint8_t ways;   /* its branches; 0 for most */
	bool starts;    /* the first of a function */
	bool never_run; /* in no run: what handles errors, and functions that nothing calls */
};

struct section_function {
	uint32_t line;
	uint32_t name_bytes;
	char name[SECTION_NAME_MAX];
};

struct section {
	uint64_t index;
	char path[SECTION_PATH_MAX];
	bool mangled; /* C++ names */
	enum names_order order;
	uint32_t line_count, function_count, branch_count;
	struct section_line lines[SECTION_LINES_MAX];
	struct section_function functions[SECTION_LINES_MAX];
	uint32_t hashed[SECTION_LINES_MAX]; /* the functions in another order */
};

#define NOT_REACHED UINT64_MAX /* the count of a branch whose line did not run */

struct section_counts {
	uint64_t lines[SECTION_LINES_MAX];
	uint64_t functions[SECTION_LINES_MAX];
	uint64_t branches[SECTION_BRANCHES_MAX];
};

/* What run number 0, 1, ... of `runs` counted; `runs` is 1 for a tracefile of its own. */
struct run {
	uint32_t number;
	uint32_t runs;
};

void section_invent(struct section *s, uint64_t index);

/* About what the section takes as a tracefile: the same for every run. */
uint64_t section_bytes(const struct section *s);

/* False if the run saw nothing of the file and does not name it. Some run names each file. */
bool section_count(const struct section *s, struct run run, struct section_counts *c);

/* Of names.c: a path, and the so-manieth function's name; no two alike within a file. */
void section_name_path(struct section *s);
void section_name_function(const struct section *s, uint32_t nth, struct section_function *f);

#endif
