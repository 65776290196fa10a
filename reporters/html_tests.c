/* The tests by state, those that fail with what they say, and those that are missing. */
#include "reporters/html.h"

#include <inttypes.h>

enum { NAMES_SHOWN = 200 };

/* What people look for; the others are passing. */
static const struct list {
	enum test_state state;
	const char *title;
} lists[] = {
	{ TEST_FAILING, "failing" },
	{ TEST_BLOCKED, "blocked: could not start" },
	{ TEST_FLAKY, "flaky: passed after it had failed" },
	{ TEST_SKIPPED, "skipped" },
	{ TEST_DISABLED, "disabled" },
	{ TEST_EXPECTED_FAILURE, "failing as expected" },
	{ TEST_NOT_RUN, "not run" },
};

enum { LISTS = sizeof(lists) / sizeof(lists[0]) };

static bool any_in_state(const struct verdict *v, enum test_state state)
{
	bool any = state == TEST_FAILING || state == TEST_BLOCKED;

	for (size_t i = 0; i < v->area_count; i++)
		any |= v->areas[i].tests.counts.state[state] > 0;
	return any;
}

static const char *column_of(enum test_state state)
{
	static const char *const titles[TEST_STATES] = {
		[TEST_PASSING] = "Passing",
		[TEST_FAILING] = "Failing",
		[TEST_FLAKY] = "Flaky",
		[TEST_SKIPPED] = "Skipped",
		[TEST_DISABLED] = "Disabled",
		[TEST_EXPECTED_FAILURE] = "Expected failure",
		[TEST_BLOCKED] = "Blocked",
		[TEST_NOT_RUN] = "Not run",
	};

	return titles[state];
}

static void put_head(struct html *h, const struct verdict *v)
{
	HTML(h,
		"<section class=\"wide\" aria-label=\"Table of tests by state\" tabindex=\"0\">"
		"<table>\n<thead><tr><th scope=\"col\">Area</th><th scope=\"col\">Planned</th>"
		"<th scope=\"col\">Created</th><th scope=\"col\">Runnable</th>"
		"<th scope=\"col\">Passing</th>");
	for (int i = TEST_PASSING + 1; i < TEST_STATES; i++) {
		if (any_in_state(v, (enum test_state)i))
			HTML_WORDS(h, "<th scope=\"col\">", column_of((enum test_state)i), "</th>");
	}
	HTML(h, "<th scope=\"col\">Seconds</th></tr></thead>\n<tbody>\n");
}

static void put_seconds(struct html *h, uint64_t time_us)
{
	struct buf text = { 0 };

	buf_printf(&text, "%" PRIu64 ".%03" PRIu64, time_us / 1000000, time_us / 1000 % 1000);
	html_text(h, buf_str(&text));
	buf_release(&text);
}

static void put_row(struct html *h, const struct verdict *v, const struct area_verdict *a)
{
	const struct area_tests *t = &a->tests;

	HTML_TEXT(h, "<tr><th scope=\"row\">", a->name, "</th><td>");
	if (t->has_plan)
		html_number(h, t->planned);
	HTML_NUMBER(h, "</td><td>", t->created, "</td>");
	HTML_NUMBER(h, "<td>", t->runnable, "</td>");
	HTML_NUMBER(h, "<td>", t->passing, "</td>");
	for (int i = TEST_PASSING + 1; i < TEST_STATES; i++) {
		uint64_t n = t->counts.state[i];

		if (!any_in_state(v, (enum test_state)i))
			continue;
		if (n && (i == TEST_FAILING || i == TEST_BLOCKED))
			HTML(h, "<td class=\"bad\">");
		else
			HTML(h, "<td>");
		HTML_NUMBER(h, "", n, "</td>");
	}
	HTML(h, "<td>");
	put_seconds(h, t->counts.time_us);
	HTML(h, "</td></tr>\n");
}

static void put_table(struct html *h, const struct verdict *v)
{
	put_head(h, v);
	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		if (t->known && (t->has_plan || t->counts.total))
			put_row(h, v, &v->areas[i]);
	}
	HTML(h, "</tbody>\n</table></section>\n");
}

static void put_test(struct html *h, const struct detail *d, const struct test *t)
{
	struct arena scratch = { 0 };

	HTML(h, "<li><code>");
	html_brief(h, test_id(t, &scratch));
	HTML(h, "</code>");
	if (t->label)
		HTML_TEXT(h, " [", d->labels[t->label], "]");
	if (t->file.n && t->line) {
		HTML(h, " <span class=\"dim\">");
		html_link_lines(h, d, t->file, (struct line_range){ t->line, t->line });
		HTML(h, "</span>");
	}
	if (t->message.n) {
		HTML(h, "<p class=\"said\">");
		html_brief(h, t->message);
		HTML(h, "</p>");
	}
	HTML(h, "</li>\n");
	arena_release(&scratch);
}

static void put_list(struct html *h, const struct detail *d, const struct list *list)
{
	uint64_t n = 0, shown = 0;

	for (size_t i = 0; i < d->test_count; i++)
		n += d->tests[i].state == list->state;
	if (!n)
		return;
	if (list->state == TEST_FAILING)
		HTML(h, "<details open><summary>");
	else
		HTML(h, "<details><summary>");
	html_counted(h, n, "test ", "tests ");
	HTML_WORDS(h, "", list->title, "</summary>\n<ul>\n");
	for (size_t i = 0; i < d->test_count && shown < NAMES_SHOWN; i++) {
		if (d->tests[i].state != list->state)
			continue;
		put_test(h, d, d->tests[i].test);
		shown++;
	}
	if (n > shown)
		HTML_NUMBER(h, "<li>and ", n - shown, " more</li>\n");
	HTML(h, "</ul></details>\n");
}

/* How to run them again. */
static void put_commands(struct html *h, const struct verdict *v)
{
	for (size_t i = 0; i < v->area_count; i++) {
		if (!v->areas[i].command.n)
			continue;
		HTML_TEXT(h, "<p>", v->areas[i].name, ": <code>");
		html_brief(h, v->areas[i].command);
		HTML(h, "</code></p>\n");
	}
}

static void put_names(struct html *h, const struct area_verdict *a, const struct str *v, uint64_t n,
	uint64_t more)
{
	uint64_t shown = n < NAMES_SHOWN ? n : NAMES_SHOWN;

	for (uint64_t i = 0; i < shown; i++) {
		HTML_TEXT(h, "<li>", a->name, ": <code>");
		html_brief(h, v[i]);
		HTML(h, "</code></li>\n");
	}
	if (n - shown + more) {
		HTML_TEXT(h, "<li>", a->name, ": ");
		HTML_NUMBER(h, "and ", n - shown + more, " more</li>\n");
	}
}

static void put_missing(struct html *h, const struct verdict *v)
{
	uint64_t n = 0;

	for (size_t i = 0; i < v->area_count; i++)
		n += v->areas[i].tests.missing_count;
	if (!n)
		return;
	HTML(h, "<details><summary>");
	html_counted(
		h, n, "test is planned, but in no report", "tests are planned, but in no report");
	HTML(h, "</summary>\n<ul>\n");
	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		put_names(h, &v->areas[i], t->missing, t->missing_count, 0);
	}
	HTML(h, "</ul></details>\n");
}

static bool has(const struct verdict *v)
{
	bool any = false;

	for (size_t i = 0; i < v->area_count; i++)
		any |= v->areas[i].tests.known &&
			(v->areas[i].tests.has_plan || v->areas[i].tests.counts.total);
	return any;
}

static void put(struct html *h, const struct verdict *v)
{
	put_table(h, v);
	for (size_t i = 0; v->detail && i < LISTS; i++)
		put_list(h, v->detail, &lists[i]);
	put_missing(h, v);
	put_commands(h, v);
}

const struct html_section html_tests = { "tests", "Tests", has, put };
