/* Any bytes, through every encoder: nothing that a reader of the output would obey. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/escape_properties.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *encoder;
	const char *wrong = escape_violation((struct str){ (const char *)data, size }, &encoder);

	if (wrong) {
		fprintf(stderr, "escape_%s: %s\n", encoder, wrong);
		abort();
	}
	return 0;
}
