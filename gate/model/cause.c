#include "gate/model/cause.h"

const char *const cause_kind_names[CAUSE_KINDS] = {
	[CAUSE_MISSING_MODULE] = "missing_module",
	[CAUSE_SYNTAX_ERROR] = "syntax_error",
	[CAUSE_MISSING_EXECUTABLE] = "missing_executable",
	[CAUSE_FIXTURE] = "fixture",
	[CAUSE_TEARDOWN] = "teardown",
	[CAUSE_REFUSED_CONNECTION] = "refused_connection",
	[CAUSE_TIMEOUT] = "timeout",
	[CAUSE_CRASH] = "crash",
	[CAUSE_ASSERTION] = "assertion",
	[CAUSE_OTHER] = "other",
	[CAUSE_INTERRUPTED] = "interrupted",
};

int cause_cmp(const struct cause *a, const struct cause *b)
{
	if (!a || !b)
		return !a - !b;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return str_cmp(a->what, b->what);
}

/* Around what the cause is about, and instead of it. */
static const struct words {
	const char *before, *after, *bare;
} words[CAUSE_KINDS] = {
	[CAUSE_MISSING_MODULE] = { "No module named '", "'", "a module is missing" },
	[CAUSE_SYNTAX_ERROR] = { "syntax or build error in '", "'", "syntax or build error" },
	[CAUSE_MISSING_EXECUTABLE] = { "no executable '", "'", "an executable is missing" },
	[CAUSE_FIXTURE] = { "set-up failed: ", "", "set-up failed" },
	[CAUSE_TEARDOWN] = { "tear-down failed: ", "", "tear-down failed" },
	[CAUSE_REFUSED_CONNECTION] = { "connection refused: ", "", "connection refused" },
	[CAUSE_TIMEOUT] = { "timed out: ", "", "timed out" },
	[CAUSE_CRASH] = { "crashed: ", "", "crashed" },
	[CAUSE_ASSERTION] = { "assertion failed: ", "", "assertion failed" },
	[CAUSE_OTHER] = { "", "", "the report does not say why" },
	[CAUSE_INTERRUPTED] = { "", "", "the session was interrupted" },
};

struct str cause_say(const struct cause *cause, struct arena *a)
{
	const struct words *w = &words[cause->kind];

	if (!cause->what.n)
		return str_of(w->bare);
	return arena_printf(a, "%s" STR_FMT "%s", w->before, STR_ARG(cause->what), w->after);
}
