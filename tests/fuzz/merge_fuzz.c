/*
 * Merging: what is written is read back to the same totals, and merged once more it is the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "parsers/parser.h"
#include "reporters/tracefile.h"
#include "tests/fuzz/fuzz.h"

/* The coverage of a tracefile, or its tally if one is given; false if it is refused. */
static bool read(struct evidence *e, struct tally *t, struct str bytes, struct diags *d)
{
	struct report *r = evidence_report(e, STR(""), STR("fuzz.info"));
	struct stream *in = stream_of(bytes);
	bool good;

	r->tally = t;
	good = lcov_parser.parse((struct input){ STR("fuzz.info"), in, 1 }, r, d) == 0;
	stream_close(in, NULL, d, DIAG(REPORT_FILE));
	if (good && !t)
		evidence_join(e, r);
	return good;
}

struct buf_sink {
	struct sink sink; /* the first, for put() */
	struct buf *out;
};

static int put(struct sink *into, struct str bytes)
{
	buf_add(((struct buf_sink *)into)->out, bytes);
	return 0;
}

static bool merge(struct str bytes, struct buf *out)
{
	struct buf_sink sink = { { put }, out };
	struct arena arena = { 0 };
	struct diags d = { .arena = &arena };
	struct evidence e;
	struct tally t;
	bool good;

	evidence_init(&e, &arena);
	tally_init(&t);
	good = read(&e, &t, bytes, &d);
	if (good) {
		tally_settle(&t);
		tracefile_print(&t, 1, &sink.sink);
	}
	tally_release(&t);
	arena_release(&arena);
	return good;
}

static void count(struct str bytes, struct count *counts)
{
	struct arena arena = { 0 };
	struct diags d = { .arena = &arena };
	struct evidence e;

	evidence_init(&e, &arena);
	if (!read(&e, NULL, bytes, &d))
		abort();
	for (int m = 0; m < METRIC_COUNT; m++)
		counts[m] = coverage_count(&e.coverage, (enum metric)m);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct buf once = { 0 }, again = { 0 };
	struct count first[METRIC_COUNT], second[METRIC_COUNT];

	if (merge(bytes, &once)) {
		count(bytes, first);
		count(buf_str(&once), second);
		if (memcmp(first, second, sizeof(first)) != 0)
			abort();
		if (!merge(buf_str(&once), &again) || !str_eq(buf_str(&once), buf_str(&again)))
			abort();
	}
	buf_release(&once);
	buf_release(&again);
	return 0;
}
