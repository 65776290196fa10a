/*
 * A report format. To add one: write parsers/<name>.c, add a row to the table in registry.c and cases
 * to tests/golden/<name>-*; tests/meta checks the rest.
 */
#ifndef PARSERS_PARSER_H
#define PARSERS_PARSER_H

#include "gate/base/stream.h"
#include "gate/model/evidence.h"

struct input {
	struct str path;       /* for diagnostics */
	struct stream *stream; /* without a byte order mark */
	unsigned threads;      /* at most; 0: as many as there are processors */
};

struct parser {
	const char *name;  /* in reports' "format" */
	const char *about; /* one line for --help */

	/* Is this my format? Sees at most the first PARSER_HEAD bytes; must not claim another's. */
	bool (*sniff)(struct str head);

	/*
	 * Fills `into`: the producer where it shows, coverage or tests. Goes on after an error; returns -1
	 * once `d` holds one. Notes and doubts go to `d` as well.
	 */
	int (*parse)(struct input in, struct report *into, struct diags *d);
};

#define PARSER_HEAD STREAM_PEEK_MAX

extern const struct parser *const parsers[];
extern const size_t parser_count;

extern const struct parser lcov_parser, junit_parser, ctest_listing_parser, pytest_listing_parser;

/*
 * The parser of the input's format, by its start, behind a byte order mark. NULL after a diagnostic that
 * says what it looks like, or when reading failed.
 */
const struct parser *parser_of(struct input in, struct diags *d);

/*
 * Reads one report: finds the parser by content, parses, counts, and takes notes and trust grade into
 * the report. An input of no known format is said to be what it looks like.
 */
int parse_report(struct input in, struct report *into, struct diags *d);

#endif
