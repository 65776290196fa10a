/* What keeps tests from passing, one cause after the other, and what would mend it. */
#include "reporters/html.h"

static bool has(const struct verdict *v)
{
	return v->area_count && v->areas[0].blocker_count;
}

static void put_tests(struct html *h, const struct blocker *b)
{
	if (!b->id_count)
		return;
	HTML(h, "<details><summary>which tests</summary><ul>\n");
	for (size_t i = 0; i < b->id_count; i++) {
		struct buf text = { 0 };

		named_test_say(&b->ids[i], &text);
		HTML(h, "<li><code>");
		html_brief(h, buf_str(&text));
		HTML(h, "</code></li>\n");
		buf_release(&text);
	}
	if (b->tests > b->id_count)
		HTML_NUMBER(h, "<li>and ", b->tests - b->id_count, " more</li>\n");
	HTML(h, "</ul></details>");
}

static void put_blocker(struct html *h, const struct blocker *b)
{
	struct buf text = { 0 };

	HTML(h, "<li><strong>");
	html_brief(h, b->text);
	blocker_say_tests(b, &text);
	HTML_TEXT(h, "</strong> <span class=\"dim\">", buf_str(&text), "</span>");
	buf_truncate(&text, 0);
	blocker_say_place(b, &text);
	if (text.n) {
		HTML(h, "<p><code>");
		html_brief(h, buf_str(&text));
		HTML(h, "</code></p>");
	}
	HTML(h, "<p>");
	html_brief(h, b->mend);
	HTML(h, "</p>");
	put_tests(h, b);
	HTML(h, "</li>\n");
	buf_release(&text);
}

static void put(struct html *h, const struct verdict *v)
{
	const struct area_verdict *a = &v->areas[0];

	HTML(h, "<ol class=\"blockers\">\n");
	for (size_t i = 0; i < a->blocker_count; i++)
		put_blocker(h, &a->blockers[i]);
	HTML(h, "</ol>\n");
	if (a->blockers_more) {
		HTML(h, "<p>And ");
		html_counted(h, a->blockers_more, "more cause: ", "more causes: ");
		html_counted(h, a->blockers_more_tests, "test", "tests");
		HTML(h, ".</p>\n");
	}
}

const struct html_section html_blockers = { "blockers", "Blockers", has, put };
