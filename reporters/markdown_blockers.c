/*
 * What keeps tests from passing, most planned tests first.
 */
#include <inttypes.h>

#include "reporters/markdown.h"

enum { FILES_SHOWN = 3, CAUSES_SHOWN = 10 };

static void put_label(const struct blocker *b, struct buf *out)
{
	if (!b->first_test.label.n)
		return;
	buf_puts(out, " on ");
	markdown_code(out, b->first_test.label);
}

static void put_file(const struct blocker *b, struct str file, struct buf *out)
{
	bool first = str_eq(file, b->first.file);
	struct buf text = { 0 };

	buf_add(&text, file);
	if (first && b->first.line)
		buf_printf(&text, ":%" PRIu32, b->first.line);
	markdown_code(out, buf_str(&text));
	if (first)
		put_label(b, out);
	buf_release(&text);
}

/* Of a single file, the test is more to go by than the file, unless its line is known. */
static void put_places(const struct blocker *b, struct buf *out)
{
	uint64_t more = b->file_count + b->files_more;

	if (more <= 1 && !b->first.line && b->first_test.id.n) {
		markdown_code(out, b->first_test.id);
		put_label(b, out);
		return;
	}
	for (size_t i = 0; i < b->file_count && i < FILES_SHOWN; i++, more--) {
		buf_puts(out, i ? ", " : "");
		put_file(b, b->files[i], out);
	}
	if (more)
		buf_printf(out, " and %" PRIu64 " more %s", more, more == 1 ? "file" : "files");
}

static bool is_new(const struct markdown *m, const struct blocker *b)
{
	const struct blocker_list *come = &m->difference.come;

	for (size_t i = 0; m->difference.blockers_known && i < come->n; i++) {
		if (come->v[i] == b)
			return true;
	}
	return !m->has_before;
}

void markdown_blockers(struct markdown *m)
{
	static const struct page_words words = { "Blockers", "cause", "causes", "test", "tests",
		CAUSES_SHOWN };
	const struct area_verdict *project = m->v->areas;

	if (!m->v->area_count)
		return;
	buf_puts(page_block(&m->page, &words),
		"| Cause | Tests | Where | What mends it |\n| --- | --- | --- | --- |\n");
	page_more(&m->page, project->blockers_more, project->blockers_more_tests);
	for (size_t i = 0; i < project->blocker_count; i++) {
		const struct blocker *b = &project->blockers[i];
		enum keep keep = is_new(m, b) ? KEEP_NEW : KEEP_REST;
		struct buf *out = page_row(&m->page, keep, b->tests);

		buf_puts(out, "| ");
		markdown_text(out, b->text);
		buf_puts(out, " | ");
		blocker_say_tests(b, out);
		buf_puts(out, " | ");
		put_places(b, out);
		buf_puts(out, " | ");
		markdown_text(out, b->mend);
		buf_puts(out, " |\n");
	}
}
