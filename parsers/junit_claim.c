#include "parsers/junit.h"

#include <inttypes.h>

#include "gate/model/diagnostics.h"

static uint64_t number(struct str text)
{
	uint64_t n;

	return str_to_u64(str_trim(text), &n) < 0 ? JUNIT_NO_CLAIM : n;
}

struct junit_claim junit_claim(const struct junit_tag *tag)
{
	return (struct junit_claim){
		.tests = number(tag->tests),
		.failures = number(tag->failures),
		.errors = number(tag->errors),
		.skipped = number(tag->skipped),
	};
}

struct junit_tally junit_tally_since(
	const struct junit_tally *now, const struct junit_tally *before)
{
	struct junit_tally t = { now->cases - before->cases, { 0 }, now->bad - before->bad };

	for (int i = 0; i < JUNIT_CHILDREN; i++)
		t.child[i] = now->child[i] - before->child[i];
	return t;
}

static uint64_t claimed(uint64_t n)
{
	return n == JUNIT_NO_CLAIM ? 0 : n;
}

static bool differs(
	const char *what, uint64_t claim, uint64_t counted, struct place at, struct diags *d)
{
	if (claim == JUNIT_NO_CLAIM || claim == counted)
		return false;
	diag_at(d, DIAG(JUNIT_TOTALS), at, "%s=\"%" PRIu64 "\" where %" PRIu64 " were counted",
		what, claim, counted);
	return true;
}

int junit_check_claim(const struct junit_claim *claim, const struct junit_tally *counted,
	struct place at, struct diags *d)
{
	uint64_t failures = claimed(claim->failures), errors = claimed(claim->errors);

	if ((failures || errors) && !counted->bad)
		return diag_at(d, DIAG(JUNIT_CLAIM), at,
			"the suite claims failures=\"%" PRIu64 "\" errors=\"%" PRIu64
			"\", and none of its %" PRIu64
			" testcases shows one: see the log of the run for what failed outside of them",
			failures, errors, counted->cases);
	if (!differs("tests", claim->tests, counted->cases, at, d) &&
		!differs("failures", claim->failures, counted->child[JUNIT_FAILURE], at, d) &&
		!differs("errors", claim->errors, counted->child[JUNIT_ERROR], at, d))
		differs("skipped", claim->skipped, counted->child[JUNIT_SKIPPED], at, d);
	return 0;
}
