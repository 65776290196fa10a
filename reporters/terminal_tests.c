#include <inttypes.h>

#include "gate/model/verdict.h"
#include "reporters/escape.h"
#include "reporters/terminal.h"
#include "reporters/wrap.h"

/* In a window, and elsewhere. */
enum { BLOCKERS_SHOWN = 3, BLOCKERS_LISTED = 5, NAMES_SHOWN = 5, NAMES_LISTED = 20 };

static void print_blocker(const struct blocker *b, const struct look *look, struct buf *out)
{
	struct buf line = { 0 }, text = { 0 };

	escape_terminal(&line, b->text);
	buf_puts(&line, ": ");
	blocker_say_tests(b, &line);
	wrap_print(out, look, 2, 4, buf_str(&line));
	buf_truncate(&line, 0);
	blocker_say_place(b, &text);
	escape_terminal(&line, buf_str(&text));
	buf_puts(&line, text.n ? ": " : "");
	escape_terminal(&line, b->mend);
	wrap_print(out, look, 4, 4, buf_str(&line));
	for (size_t i = 0; look->verbose && i < b->id_count; i++) {
		buf_truncate(&text, 0);
		named_test_say(&b->ids[i], &text);
		buf_puts(out, "      ");
		escape_terminal(out, buf_str(&text));
		buf_byte(out, '\n');
	}
	buf_release(&line);
	buf_release(&text);
}

static void print_blockers(const struct area_verdict *a, const struct look *look, struct buf *out)
{
	size_t shown = look->verbose ? BLOCKERS_KEPT
		: look->columns      ? BLOCKERS_SHOWN
				     : BLOCKERS_LISTED;
	uint64_t more = a->blockers_more, tests = a->blockers_more_tests;

	if (a->blocker_count)
		terminal_head("blockers", STYLE_DOUBT, look, out);
	for (size_t i = 0; i < a->blocker_count; i++) {
		if (i < shown) {
			print_blocker(&a->blockers[i], look, out);
		} else {
			more++;
			tests += a->blockers[i].tests;
		}
	}
	if (more)
		buf_printf(out, "  and %" PRIu64 " more %s: %" PRIu64 " %s\n", more,
			more == 1 ? "cause" : "causes", tests, tests == 1 ? "test" : "tests");
}

/* A list of names of several areas. */
struct name_list {
	const char *title;
	const struct look *look;
	struct buf *out;
	bool begun;
};

static void print_names(struct name_list *list, const struct area_verdict *a, const struct str *v,
	uint64_t n, uint64_t more)
{
	uint64_t most = list->look->columns ? NAMES_SHOWN : NAMES_LISTED;
	uint64_t shown = list->look->verbose || n <= most ? n : most;

	if (n && !list->begun)
		terminal_head(list->title, STYLE_DOUBT, list->look, list->out);
	list->begun |= n > 0;
	for (uint64_t i = 0; i < shown; i++) {
		buf_puts(list->out, "  ");
		escape_terminal(list->out, a->name);
		buf_puts(list->out, "  ");
		escape_terminal(list->out, v[i]);
		buf_byte(list->out, '\n');
	}
	if (n - shown + more) {
		buf_puts(list->out, "  ");
		escape_terminal(list->out, a->name);
		buf_printf(list->out, "  and %" PRIu64 " more\n", n - shown + more);
	}
}

static void print_flickered(const struct verdict *v, const struct look *look, struct buf *out)
{
	size_t shown = look->verbose || v->flickered_count <= NAMES_SHOWN ? v->flickered_count
									  : NAMES_SHOWN;
	uint64_t more = v->flickered_count - shown + v->flickered_more;
	struct buf text = { 0 };

	if (shown)
		terminal_head("same tree, different result", STYLE_DOUBT, look, out);
	for (size_t i = 0; i < shown; i++) {
		buf_truncate(&text, 0);
		flickered_say(&v->flickered[i], &text);
		buf_puts(out, "  ");
		escape_terminal(out, buf_str(&text));
		buf_byte(out, '\n');
	}
	if (more)
		buf_printf(out, "  and %" PRIu64 " more\n", more);
	buf_release(&text);
}

void terminal_tests(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct name_list missing = { "planned, but in no report", look, out, false };
	struct name_list not_run = { "declared, but never run", look, out, false };

	if (v->area_count)
		print_blockers(&v->areas[0], look, out);
	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		print_names(&missing, &v->areas[i], t->missing, t->missing_count, 0);
	}
	/* The project's are those of its areas; where it has none, they are its own. */
	for (size_t i = v->area_count > 1; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		print_names(&not_run, &v->areas[i], t->not_run, t->not_run_count, t->not_run_more);
	}
	print_flickered(v, look, out);
}
