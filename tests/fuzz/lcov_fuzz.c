/* Tracefiles: whatever the bytes, an answer; and what was accepted is united with itself unchanged. */
#include <stdlib.h>

#include "parsers/parser.h"
#include "tests/fuzz/fuzz.h"

static void parse(struct evidence *e, struct str bytes, struct diags *d)
{
	struct report *r = evidence_report(e, STR(""), STR("fuzz.info"));
	struct stream *in = stream_of(bytes);

	if (lcov_parser.parse((struct input){ STR("fuzz.info"), in, 1 }, r, d) < 0)
		evidence_drop_last(e);
	else
		evidence_join(e, r);
	stream_close(in, NULL, d, DIAG(REPORT_FILE));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct evidence once, twice;
	struct diags d = { .arena = &arena };
	struct str bytes = { (const char *)data, size };

	evidence_init(&once, &arena);
	evidence_init(&twice, &arena);
	parse(&once, bytes, &d);
	parse(&twice, bytes, &d);
	parse(&twice, bytes, &d);
	evidence_joined(&once);
	evidence_joined(&twice);
	for (int m = 0; m < METRIC_COUNT; m++) {
		struct count a = coverage_count(&once.coverage, (enum metric)m);
		struct count b = coverage_count(&twice.coverage, (enum metric)m);

		if (a.total != b.total || a.covered != b.covered || a.covered > a.total)
			abort();
	}
	arena_release(&arena);
	return 0;
}
