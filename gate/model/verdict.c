#include "gate/model/verdict.h"

#include <inttypes.h>

#include "gate/exit.h"

const char *const gate_names[] = {
	[GATE_OPEN] = "open",
	[GATE_CLOSED] = "closed",
	[GATE_CANNOT_JUDGE] = "cannot-judge",
};

const char *const rule_outcome_names[] = {
	[RULE_HELD] = "held",
	[RULE_BROKEN] = "broken",
	[RULE_NO_DATA] = "no-data",
	[RULE_INFORMED] = "informed",
};

void area_say_unreported(const struct area_verdict *a, struct buf *out)
{
	if (!a->unreported)
		return;
	buf_printf(out, "%" PRIu64 " source %s in no coverage report, such as ", a->unreported,
		a->unreported == 1 ? "file is" : "files are");
	buf_add(out, a->first_unreported);
}

void area_say_strays(const struct area_verdict *a, struct buf *out)
{
	if (!a->strays)
		return;
	buf_printf(out, "%" PRIu64 " %s in no area", a->strays,
		a->strays == 1 ? "test is" : "tests are");
	if (a->failed_strays)
		buf_printf(out, ", %" PRIu64 " of them failed", a->failed_strays);
	buf_puts(out, ", such as ");
	buf_add(out, a->first_stray);
	buf_puts(out, ": no 'tests.files' matches it");
}

size_t verdict_count(const struct verdict *v, enum outcome_of_rule outcome)
{
	size_t n = 0;

	for (size_t i = 0; i < v->finding_count; i++)
		n += v->findings[i].outcome == outcome;
	return n;
}

int verdict_exit(const struct verdict *v)
{
	static const int status[] = {
		[GATE_OPEN] = EXIT_OPEN,
		[GATE_CLOSED] = EXIT_CLOSED,
		[GATE_CANNOT_JUDGE] = EXIT_EVIDENCE,
	};

	return status[v->gate];
}
