/*
 * Tests that an earlier run of the same tree tells otherwise.
 */
#include "reporters/markdown.h"

#define HEADING "Same tree, different result"

enum { TESTS_SHOWN = 20 };

void markdown_flaky(struct markdown *m)
{
	static const struct page_words words = { HEADING, "test", "tests", NULL, NULL,
		TESTS_SHOWN };
	const struct verdict *v = m->v;
	struct buf text = { 0 };

	page_block(&m->page, &words);
	page_more(&m->page, v->flickered_more, 0);
	for (size_t i = 0; i < v->flickered_count; i++) {
		struct buf *out = page_row(&m->page, KEEP_WORSE, 1);

		buf_truncate(&text, 0);
		flickered_say(&v->flickered[i], &text);
		buf_puts(out, "- ");
		markdown_text(out, buf_str(&text));
		buf_byte(out, '\n');
	}
	buf_release(&text);
}
