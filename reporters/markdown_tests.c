#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/markdown.h"

enum { BLOCKERS_SHOWN = 10, FILES_SHOWN = 3, NAMES_SHOWN = 50 };

struct str markdown_title(const struct area_verdict *a)
{
	return a->title.n && !str_eq(a->name, STR("project")) ? a->title : a->name;
}

const char *markdown_carried(const struct area_verdict *a)
{
	return !a->carried.commit.n ? "" : a->carried.areas ? " (partly carried)" : " (carried)";
}

static bool has_tests(const struct verdict *v)
{
	bool any = false;

	for (size_t i = 0; i < v->area_count; i++)
		any |= v->areas[i].tests.known;
	return any;
}

static void put_tests(const struct verdict *v, struct buf *out)
{
	if (!has_tests(v))
		return;
	buf_puts(out,
		"\n## Tests\n\n| Area | Planned | Created | Runnable | Passing | Failing | Blocked |"
		" Skipped | Seconds |\n| --- | --: | --: | --: | --: | --: | --: | --: | --: |\n");
	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_verdict *a = &v->areas[i];
		const struct area_tests *t = &a->tests;

		if (!t->has_plan && !t->counts.total)
			continue;
		buf_puts(out, "| ");
		escape_markdown(out, markdown_title(a));
		buf_puts(out, markdown_carried(a));
		buf_puts(out, " | ");
		if (t->has_plan)
			buf_printf(out, "%" PRIu64, t->planned);
		buf_printf(out,
			" | %" PRIu64 " | %" PRIu64 " | %" PRIu64 " | %" PRIu64 " | %" PRIu64
			" | %" PRIu64 " | %" PRIu64 ".%03" PRIu64 " |\n",
			t->created, t->runnable, t->passing, t->counts.state[TEST_FAILING],
			t->counts.state[TEST_BLOCKED], t->counts.state[TEST_SKIPPED],
			t->counts.time_us / 1000000, t->counts.time_us / 1000 % 1000);
	}
}

static void put_files(const struct blocker *b, struct buf *out)
{
	uint64_t shown = b->file_count < FILES_SHOWN ? b->file_count : FILES_SHOWN;
	uint64_t more = b->files_more + b->file_count - shown;

	for (uint64_t i = 0; i < shown; i++) {
		buf_puts(out, i ? ", " : "");
		escape_markdown_code(out, b->files[i]);
	}
	if (more)
		buf_printf(out, " and %" PRIu64 " more", more);
}

static void put_first(const struct blocker *b, struct buf *out)
{
	struct buf text = { 0 };

	named_test_say(&b->first_test, &text);
	escape_markdown_code(out, buf_str(&text));
	if (b->first.file.n && b->first.line) {
		buf_truncate(&text, 0);
		buf_add(&text, b->first.file);
		buf_printf(&text, ":%" PRIu32, b->first.line);
		buf_puts(out, ", ");
		escape_markdown_code(out, buf_str(&text));
	}
	buf_release(&text);
}

static void put_blocker(const struct blocker *b, struct buf *out)
{
	buf_puts(out, "| ");
	escape_markdown(out, b->text);
	buf_puts(out, " | ");
	blocker_say_tests(b, out);
	buf_puts(out, " | ");
	put_files(b, out);
	buf_puts(out, " | ");
	put_first(b, out);
	buf_puts(out, " | ");
	escape_markdown(out, b->mend);
	buf_puts(out, " |\n");
}

static void put_blockers(const struct area_verdict *a, struct buf *out)
{
	uint64_t more = a->blockers_more, tests = a->blockers_more_tests;

	if (a->blocker_count)
		buf_puts(out,
			"\n## Blockers\n\n| Cause | Tests | Files | First | Mend |\n| --- | --- | --- | --- | --- |\n");
	for (size_t i = 0; i < a->blocker_count; i++) {
		if (i < BLOCKERS_SHOWN) {
			put_blocker(&a->blockers[i], out);
		} else {
			more++;
			tests += a->blockers[i].tests;
		}
	}
	if (more)
		buf_printf(out, "\nAnd %" PRIu64 " more %s: %" PRIu64 " %s.\n", more,
			more == 1 ? "cause" : "causes", tests, tests == 1 ? "test" : "tests");
}

static void put_name(const struct area_verdict *a, struct buf *out)
{
	buf_puts(out, "- ");
	escape_markdown(out, markdown_title(a));
	buf_puts(out, ": ");
}

static void put_names(const struct area_verdict *a, const struct str *v, uint64_t n, uint64_t more,
	struct buf *out)
{
	uint64_t shown = n < NAMES_SHOWN ? n : NAMES_SHOWN;

	for (uint64_t i = 0; i < shown; i++) {
		put_name(a, out);
		escape_markdown_code(out, v[i]);
		buf_byte(out, '\n');
	}
	if (n - shown + more) {
		put_name(a, out);
		buf_printf(out, "and %" PRIu64 " more\n", n - shown + more);
	}
}

static void put_lists(const struct verdict *v, struct buf *out)
{
	bool head = false;

	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		if (t->missing_count && !head)
			buf_puts(out, "\n## Planned, but in no report\n\n");
		head |= t->missing_count > 0;
		put_names(&v->areas[i], t->missing, t->missing_count, 0, out);
	}
	head = false;
	/* The project's are those of its areas; where it has none, they are its own. */
	for (size_t i = v->area_count > 1; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		if (t->not_run_count && !head)
			buf_puts(out, "\n## Declared, but never run\n\n");
		head |= t->not_run_count > 0;
		put_names(&v->areas[i], t->not_run, t->not_run_count, t->not_run_more, out);
	}
}

static void put_flickered(const struct verdict *v, struct buf *out)
{
	size_t n = v->flickered_count < NAMES_SHOWN ? v->flickered_count : NAMES_SHOWN;
	uint64_t more = v->flickered_count - n + v->flickered_more;
	struct buf text = { 0 };

	if (n)
		buf_puts(out, "\n## Same tree, different result\n\n");
	for (size_t i = 0; i < n; i++) {
		buf_truncate(&text, 0);
		flickered_say(&v->flickered[i], &text);
		buf_puts(out, "- ");
		escape_markdown(out, buf_str(&text));
		buf_byte(out, '\n');
	}
	if (more)
		buf_printf(out, "- and %" PRIu64 " more\n", more);
	buf_release(&text);
}

void markdown_tests(const struct verdict *v, struct buf *out)
{
	put_tests(v, out);
	put_blockers(&v->areas[0], out);
	put_lists(v, out);
	put_flickered(v, out);
}
