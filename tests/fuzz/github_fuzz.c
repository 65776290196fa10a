/* Any bytes in every text of a verdict: a runner finds no command but ours in what a job prints. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/github_properties.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *output;
	const char *wrong = github_violation((struct str){ (const char *)data, size }, &output);

	if (wrong) {
		fprintf(stderr, "%s: %s\n", output, wrong);
		abort();
	}
	return 0;
}
