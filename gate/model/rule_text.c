#include "gate/model/rule_text.h"

#define EXPLAIN " areagate explain AREA.RULE shows each input and the arithmetic."
#define COVER "Cover what is listed as uncovered." EXPLAIN
#define REGAIN "Cover what was covered before, or what is new." EXPLAIN
#define MEND "Mend the first cause that keeps tests from passing." EXPLAIN

#define COVERAGE(metric, many)                                                                   \
	{ "coverage." metric ".target", "Too few " many " are covered",                          \
		"The share of covered " many " in an area is below the target of its policy. It" \
		" is compared exactly and printed rounded down.",                                \
		COVER },                                                                         \
		{ "coverage." metric ".max_uncovered", "Too many " many " are uncovered",        \
			"An area has more uncovered " many " than its policy allows.", COVER },  \
		{ "coverage." metric ".max_drop", "Coverage of " many " dropped",                \
			"The share of covered " many " in an area is further below that of the"  \
			" baseline than its policy allows.",                                     \
			REGAIN },                                                                \
	{                                                                                        \
		"coverage." metric ".ratchet", "Coverage of " many " is far from its best",      \
			"The share of covered " many " in an area is further below the best of"  \
			" the last records than its policy allows.",                             \
			REGAIN                                                                   \
	}

#define PATCH(metric, many)                                                                 \
	{ "patch." metric ".target", "Too few added " many " are covered",                  \
		"Of the " many " that the change added or modified in an area, too small a" \
		" share is covered.",                                                       \
		"Cover what the change adds." EXPLAIN },                                    \
	{                                                                                   \
		"patch." metric ".max_uncovered", "Too many added " many " are uncovered",  \
			"The change adds more uncovered " many                              \
			" to an area than its policy allows.",                              \
			"Cover what the change adds." EXPLAIN                               \
	}

const struct rule_text rule_texts[] = {
	COVERAGE("lines", "lines"),
	{ "coverage.lines.max_lost", "Lines are no longer covered",
		"Lines of an area that did not change were covered at the baseline, and more of"
		" them than its policy allows are not any more.",
		REGAIN },
	{ "coverage.lines.max_new_uncovered", "New lines are not covered",
		"More lines of an area than its policy allows are new since the baseline, and not"
		" covered.",
		COVER },
	COVERAGE("branches", "branches"),
	COVERAGE("functions", "functions"),
	COVERAGE("mcdc", "conditions"),
	{ "coverage.max_unreported", "Source files are in no report",
		"More source files of an area than its policy allows are in no coverage report, so"
		" that its percentages are of the others alone.",
		"Run the tests that load them, or let the coverage tool report what is never"
		" loaded." EXPLAIN },
	PATCH("lines", "lines"),
	PATCH("branches", "branches"),
	PATCH("functions", "functions"),
	{ "plan.created", "Planned tests are not there",
		"An area has fewer tests, in reports or declared in its sources, than planned.",
		"Write the tests that are missing." EXPLAIN },
	{ "plan.runnable", "Planned tests do not run", "Fewer tests of an area start than planned.",
		MEND },
	{ "plan.passing", "Planned tests do not pass", "Fewer tests of an area pass than planned.",
		MEND },
	{ "plan.required", "A required test does not pass",
		"A test that the policy of an area names as required failed, did not run or is"
		" not there.",
		"Mend the first cause that keeps tests from passing, or in the list the name of a"
		" test that was renamed or is misspelt." EXPLAIN },
	{ "plan.max_failed", "Too many tests failed",
		"More tests of an area failed, or could not start, than its policy allows.", MEND },
	{ "plan.max_blocked", "Too many tests cannot start",
		"More tests of an area could not start than its policy allows.", MEND },
	{ "plan.max_flaky", "Too many tests are flaky",
		"More tests of an area passed only after they had failed than its policy allows.",
		"Find what the outcome of these tests depends on." EXPLAIN },
	{ "plan.max_skipped", "Too many tests are skipped",
		"More tests of an area are skipped than its policy allows.",
		"Run the tests, or take out those that nobody needs." EXPLAIN },
	{ "plan.max_disabled", "Too many tests are disabled",
		"More tests of an area are disabled than its policy allows.",
		"Enable the tests, or take out those that nobody needs." EXPLAIN },
	{ "plan.max_not_run", "Too many tests did not run",
		"More tests of an area are declared or planned, and in no report, than its policy"
		" allows.",
		"Run them, or give the report that has them." EXPLAIN },
	{ "plan.max_vanished", "Too many tests vanished",
		"More tests of the baseline than the policy of an area allows are in no report"
		" and no source any more.",
		"Bring them back, or judge by a baseline without them." EXPLAIN },
	{ "plan.max_seconds", "The tests take too long",
		"All tests of an area together take longer than its policy allows.",
		"Make the slowest tests faster." EXPLAIN },
	{ "plan.max_test_seconds", "A test takes too long",
		"The slowest test of an area takes longer than its policy allows.",
		"Make the slowest tests faster." EXPLAIN },
	{ "plan.strays", "Failed tests are in no area",
		"Areas limit what fails, and failed tests are in none of them.",
		"Let tests.files of an area match them, or give the project a plan.max_failed." },
	{ "policy.loosened", "The change loosens its own gate",
		"A policy of the change is looser than that of its base. The stricter one is"
		" judged.",
		"Take the change of the policy back, or let a person judge with"
		" --accept-loosening." },
	{ RULE_ADDED_UNCOVERED, "Added lines are not covered",
		"The change added or modified lines that no test reaches.",
		"Cover them with a test, or take them out." },
	{ RULE_TESTS_FAILED, "Tests fail or cannot start",
		"One cause keeps tests from passing. Tests of one cause are shown once, at the"
		" first of them.",
		"Mend the cause, as the message says." },
};

const size_t rule_text_count = sizeof(rule_texts) / sizeof(rule_texts[0]);

size_t rule_text_find(struct str id)
{
	size_t i = 0;

	while (i < rule_text_count && !str_eq(id, str_of(rule_texts[i].id)))
		i++;
	return i;
}
