/*
 * Coverage: files with what is instrumented in them and what was covered. One object is filled per
 * report, with the paths as the report has them; the evidence holds their union, by repository path.
 * A union is the same whatever the order: no count is ever added up, bits are set.
 */
#ifndef MODEL_COVERAGE_H
#define MODEL_COVERAGE_H

#include "gate/model/functions.h"
#include "gate/model/lines.h"
#include "gate/model/names.h"
#include "gate/model/outcomes.h"

/* What can be counted. A new metric is a row here and in metrics[]. */
enum metric { METRIC_LINES, METRIC_BRANCHES, METRIC_FUNCTIONS, METRIC_MCDC, METRIC_COUNT };

struct metric_words {
	const char *name; /* in policies and machine output: "lines" */
	const char *title, *one, *many;
};

extern const struct metric_words metrics[METRIC_COUNT];

struct file_coverage {
	struct str path;
	struct lines lines;
	struct outcomes branches, mcdc;
	struct functions functions;
	unsigned measured; /* bit m: some report with this file measured metric m at all */
};

/* Starts with coverage_init(); everything is the arena's. */
struct coverage {
	struct arena *arena;
	struct names paths; /* the id is the index into files */
	struct names names; /* functions, and branch ids that are text */
	struct file_coverage *files;
	size_t cap;
};

void coverage_init(struct coverage *c, struct arena *a);

/* The file of that path, added if it is new. The pointer lasts until the next call. */
struct file_coverage *coverage_file(struct coverage *c, struct str path);

/* Only looks. */
const struct file_coverage *coverage_find(const struct coverage *c, struct str path);

size_t coverage_files(const struct coverage *c);

/* Must come between the last addition and the first question. */
void file_coverage_settle(struct file_coverage *file);
void coverage_settle(struct coverage *c);

/* Adds a settled file that shares the names of `into` and lives elsewhere: takes no more than it needs. */
void coverage_add(struct coverage *into, const struct file_coverage *file);

/* Adds the settled `file` of `from` to the file `path` of `into`, which is to be settled after it. */
void coverage_union(struct coverage *into, struct str path, const struct coverage *from,
	const struct file_coverage *file);

struct count file_coverage_count(const struct file_coverage *file, enum metric metric);

/* Over all files. */
struct count coverage_count(const struct coverage *c, enum metric metric);

#endif
