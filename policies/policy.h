/*
 * Policies: a folder of JSON files, project.json for the whole and one file an area. The loader is
 * strict: whatever it does not know, or knows otherwise, is an error at its place.
 */
#ifndef POLICIES_POLICY_H
#define POLICIES_POLICY_H

#include "gate/base/glob.h"
#include "gate/model/declared.h"
#include "policies/rules.h"

#define PROJECT_NAME "project"
#define PROJECT_FILE "project.json"

/* From one percentage to another; `since` is 0 for a step, which is taken at the end. */
struct glide {
	struct decimal from, to;
	int32_t since, by; /* days since 1970; `by` the end is reached */
};

/* A rule that may be broken until the end of a day. */
struct waiver {
	const struct rule *rule;
	struct str reason, owner;
	int32_t until; /* days since 1970 */
	struct place at;
};

struct limit {
	const struct rule *rule;
	struct decimal value;
	uint32_t last;             /* of a ratchet: among so many records */
	const struct glide *glide; /* NULL: the value stays */
	struct place at;           /* of the value */
};

/* An id with a star or a question mark, cut at its first two colons. All empty: it has none. */
struct id_glob {
	struct globs home, name; /* home: of the file or the suite; empty: any */
};

/* A key of a policy that is no rule, and where its value stands. */
struct key {
	const char *path; /* "plan.flaky" */
	struct place at;
};

/* A list of test ids, each of which may be a glob. */
struct test_ids {
	struct str *v;
	size_t n, cap;
	struct id_glob *globs; /* one an id */
	size_t globs_cap;
};

/* Figures of the baseline may stand for those of an area that no report speaks of. */
struct carry {
	uint32_t days;       /* at most so old; 0: they may not */
	struct globs inputs; /* what they depend on beside the area's sources and files of tests */
	struct place *input_at; /* of each glob */
	size_t input_at_cap;
};

struct policy {
	struct str file; /* as in messages: "policies/workers.json" */
	struct str text; /* of the file */
	/* Of an inherited area: what has become of it, which says of new files whose they are. Else NULL. */
	const struct policy *heir;
	const struct names *old;      /* the files that are not new */
	const struct globs *excluded; /* of those, what nobody was to measure */
	struct str name, title, command;
	struct str *owners;
	size_t owner_count, owner_cap;
	bool enforced, has_area;
	bool overlap; /* shares files with other areas on purpose */

	struct globs sources, tests;
	struct place *source_at, *test_at; /* of each glob */
	size_t source_at_cap, test_at_cap;
	struct framework framework; /* of its tests */
	struct key *keys;
	size_t key_count, key_cap;

	struct limit *limits; /* in the order of the table of rules */
	size_t limit_count, limit_cap;
	struct waiver *waivers; /* one a rule at most */
	size_t waiver_count, waiver_cap;
	bool has_baseline[METRIC_COUNT];
	struct decimal baseline[METRIC_COUNT];

	bool has_plan;
	uint64_t planned;
	struct place planned_at;
	struct test_ids ids;      /* of a plan that names its tests; planned is how many */
	struct test_ids required; /* each of these must pass */
	bool flaky_fails;         /* what passed only after it had failed is failing */
	struct carry carry;
	bool one_job_passes;        /* of several that ran a test one is enough */
	const struct policy *areas; /* of a project that leaves that to those of a test */
	size_t area_count;
};

/* One entry of the manifest: it must match a file with data. */
struct expected_report {
	struct str name, pattern;
	struct str label; /* with {folder} and {file}, or empty */
	struct globs glob;
	struct place at;
	/* What its files together must have: a cut between two sections shows in no other way. */
	uint64_t min_files, min_lines;
};

/* What a change has made looser than it is at its base. */
struct loosening {
	uint32_t area; /* index into policies.v */
	struct place at;
	struct str got, want; /* of limits and the like: here and at the base */
	uint64_t missing;     /* of lists: how many files, tests or ids are let go */
	struct str say;
};

struct policies {
	struct arena *arena;
	struct str folder, title;
	struct policy *v; /* v[0] is the project, always there */
	size_t n, cap;
	struct expected_report *reports;
	size_t report_count, report_cap;
	struct str *strip;
	size_t strip_count, strip_cap;
	struct globs record_branches; /* whose records may be a baseline; none: main and master */
	const struct globs *base_branches; /* by policies_compare(): they have to be these, too */
	struct globs exclude;
	struct place *exclude_at;
	size_t exclude_at_cap;
	uint64_t max_unmatched;
	struct loosening *loosened; /* by policies_compare() */
	size_t loosened_count, loosened_cap;
	bool loosening_accepted;          /* it is told, and holds nobody up */
	const struct policies *inherited; /* by inherited_settle(); or NULL */
};

/*
 * Reads every *.json of the folder but *.schema.json. -1 after diagnostics, all mistakes of all files
 * in one run. What was read ends with policies_release() in either case.
 */
int policies_load(struct policies *p, struct arena *a, const char *folder, struct diags *d);
void policies_release(struct policies *p);

/* One policy's text into `p`, as policies_load() does with each file. */
int policy_parse(struct policies *p, struct str text, struct str file, struct diags *d);

/* Is a file of this name, right in the folder, a policy? */
bool policy_is_file(struct str name);

/* After the last policy_parse(): what can only be said of all together. */
int policies_check(struct policies *p, struct diags *d);

/* Where the value of a key stands; the start of the file if the policy does not have it. */
struct place policy_place(const struct policy *p, const char *key);

/* The policy of that name, or NULL. */
struct policy *policies_area(const struct policies *all, struct str name);

/* The limit that the policy sets for the rule, or NULL. */
struct limit *policy_limit(const struct policy *p, const struct rule *r);

/* Does the area own the source file? The project owns every file. */
bool policy_owns(const struct policy *p, struct str path);

/* Is any limit about lines against those of the baseline, which records then have? */
bool policies_need_lines(const struct policies *all);

/* Is it a file of the area's tests? */
bool policy_has_test_file(const struct policy *p, struct str path);

/* Of any area's? */
bool policies_have_test_file(const struct policies *all, struct str path);

/* Should a coverage report know the file? Code does: no header, no file of tests, not excluded. */
bool policies_expect_coverage(const struct policies *all, struct str path);

/* Is it a branch whose records count for others? The usual ones, where no policy says. */
bool policies_record_branch(const struct policies *p, struct str branch);

extern const char *const policies_usual_branches[]; /* main and master; ends with NULL */

/* Is the limit only what is planned? It stands where that stands. */
bool policy_limit_is_planned(const struct policy *p, const struct limit *limit);

/* Has any rule of that start ("patch.") a limit in the policy? */
bool policy_limits(const struct policy *p, struct str start);

/* Does any area that enforces limit its tests? */
bool policies_areas_limit_tests(const struct policies *all);

/* The state in which the policy counts the test: of what several jobs have, the worst or the best. */
enum test_state policy_state(const struct policy *p, const struct test *t);

/* Of the job that tells that state: index into evidence.labels. */
uint32_t policy_label(const struct policy *p, const struct test *t);

/* As policy_state(), and flaky is failing where the policy says so. */
enum test_state policy_counts_as(const struct policy *p, const struct test *t);

/* Does the test belong to the area? By its file, its suite or its name. */
bool policy_has_test(const struct policy *p, const struct test *t);

#endif
