/*
 * Coverage: files with what is instrumented in them and what was covered. One object is filled per
 * report, with the paths as the report has them; the evidence holds their union, by repository path.
 * A union is the same whatever the order: no count is ever added up, bits are set.
 */
#ifndef MODEL_COVERAGE_H
#define MODEL_COVERAGE_H

#include "gate/model/provenance.h"
#include "gate/model/functions.h"
#include "gate/model/lines.h"
#include "gate/model/names.h"
#include "gate/model/outcomes.h"

struct file_coverage {
	struct str path;
	struct lines lines;
	struct keys branches, functions, conditions;
	struct provenance *provenance; /* or NULL */
	uint32_t last_line;            /* the highest number that anything stands on, or 0 */
	unsigned measured; /* bit m: some report with this file measured metric m at all */
};

/* Starts with coverage_init(); everything is the arena's. */
struct coverage {
	struct arena *arena;
	struct names paths; /* the id is the index into files */
	struct file_coverage *files;
	size_t cap;
};

void coverage_init(struct coverage *c, struct arena *a);

/* Only looks. */
const struct file_coverage *coverage_find(const struct coverage *c, struct str path);

size_t coverage_files(const struct coverage *c);

/* The bits of settled hits, in an arena; `w` is any writer. The path is not copied. */
struct file_coverage file_coverage_of(
	struct str path, const struct hits *h, struct keys_writer *w, struct arena *a);

/*
 * Adds what `file` holds to the file of that path, which is copied. How many lines, and versions, have
 * another provenance here and there.
 */
size_t coverage_unite(struct coverage *into, struct str path, const struct file_coverage *file);

/* Puts the files into the order of their paths, so that the order of additions does not show. */
void coverage_sort(struct coverage *c);

struct count file_coverage_count(const struct file_coverage *file, enum metric metric);

/* Of what stands in the ranges of lines, which are sorted and apart from each other. */
struct count file_coverage_count_in(const struct file_coverage *file, enum metric metric,
	const struct line_range *ranges, size_t n);

/* Over all files. */
struct count coverage_count(const struct coverage *c, enum metric metric);

#endif
