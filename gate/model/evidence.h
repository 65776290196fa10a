/*
 * Evidence: what the reports said. Parsers fill one struct report each; evidence_resolve()
 * resolves their paths against the tree, and evidence_seal() joins them; nobody changes it after that.
 */
#ifndef MODEL_EVIDENCE_H
#define MODEL_EVIDENCE_H

#include "gate/model/coverage.h"
#include "gate/model/declared.h"
#include "gate/model/diagnostics.h"
#include "gate/model/resolve.h"
#include "gate/model/tally.h"
#include "gate/model/tests.h"

enum trust {
	TRUST_EXACT,       /* every figure was counted from well-formed records */
	TRUST_DEGRADED,    /* something had to be interpreted; the notes say what */
	TRUST_COUNTS_ONLY, /* totals without identities */
	TRUST_STALE,       /* older than the judged commit, and nothing proves that it is of it */
	TRUST_GRADES
};

extern const char *const trust_names[TRUST_GRADES];

struct report {
	struct str name;     /* in the manifest, or empty */
	struct str path;     /* as given */
	struct str label;    /* which job it is from, or empty */
	struct str format;   /* "lcov", "junit" */
	struct str producer; /* "geninfo", "pytest", or empty when it does not show */
	uint64_t bytes;
	char sha256[65];
	int64_t written; /* its file, in nanoseconds since 1970; 0: unknown */
	int64_t ran;     /* by its own clock, whose zone is unknown; the latest of several, or 0 */
	enum trust trust;
	bool stamped; /* a stamp says which code it is of */
	struct str *notes;
	size_t note_count, note_cap;

	struct arena *arena;       /* of texts and tests */
	struct coverage coverage;  /* paths as the report has them */
	struct resolved *resolved; /* of each file, by evidence_resolve() */
	struct tally *tally;       /* gets what tracefiles count, instead; or NULL */
	struct tests tests;
	bool interrupted; /* the session ran no test, since files could not be loaded */

	/* By report_count(): what the coverage and the tests come to. */
	size_t files;
	struct count count[METRIC_COUNT];
	struct test_counts tested;

	/* After the seal, which leaves the tests as they are: the repository path of each, or empty. */
	struct str *test_files;
};

struct evidence {
	struct arena *arena;
	struct report **reports;
	size_t report_count, report_cap;
	struct declared_tests declared; /* in the sources, by repository path */
	struct resolver *resolver;
	bool has_tree; /* that paths are resolved against */
	uint64_t max_unmatched;
	struct flicker *
		flicker; /* what earlier runs of the tree say of the tests, for the seal; or NULL */

	/* After the seal: */
	struct coverage coverage; /* by repository path */
	struct tests tests;       /* of all reports, in their order, then what is only declared */
	struct str *labels; /* of reports, each once: none, and then in order of their bytes */
	size_t label_count, label_cap;
};

void evidence_init(struct evidence *e, struct arena *a);

/* A new, empty report at the end of the list. */
struct report *evidence_report(struct evidence *e, struct str name, struct str path);

/* The report with these bytes and this label that is there already, or NULL. */
struct report *evidence_same(const struct evidence *e, const struct report *report);

/* Takes the report last added away again. */
void evidence_drop_last(struct evidence *e);

/* Counts what is in a report that has been read. */
void report_count(struct report *r);

/*
 * For totals without a repository, instead of the seal: joins each report as soon as it is read, by
 * paths as they stand. Its coverage and tests are gone after that. evidence_joined() is for the end.
 */
void evidence_join(struct evidence *e, struct report *r);
void evidence_joined(struct evidence *e);

/* Notes and doubts of `d` become the report's notes and its trust grade; they stay in `d` too. */
void report_take_notes(struct report *r, struct arena *a, const struct diags *d);

/*
 * Finds the files of the reports in the tree. Outside a repository (`paths` without a tree) paths are
 * only made tidy. `rules` must outlive the seal.
 */
void evidence_resolve(struct evidence *e, const struct path_rules *rules);

/* Joins. -1 after diagnostics when more paths are unmatched than allowed. */
int evidence_seal(struct evidence *e, struct diags *d);

#endif
