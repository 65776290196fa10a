#include <inttypes.h>

#include "gate/model/rule_text.h"
#include "reporters/escape.h"
#include "reporters/terminal.h"
#include "reporters/wrap.h"

enum { NOTES_SHOWN = 5 };

/* A list of notes about this and that. */
struct notes {
	const struct look *look;
	struct buf *out;
	uint64_t n;
};

static void note(struct notes *all, struct str who, struct str text)
{
	struct buf line = { 0 };

	if (all->n++ == 0)
		terminal_head("notes", STYLE_DOUBT, all->look, all->out);
	if (all->n > terminal_shown(all->look, SIZE_MAX, NOTES_SHOWN))
		return;
	escape_terminal(&line, who);
	buf_puts(&line, ": ");
	escape_terminal(&line, text);
	wrap_print(all->out, all->look, 2, 4, buf_str(&line));
	buf_release(&line);
}

/* Does an area say the very same? Then the project, whose part it is, need not. */
static bool is_said_by_area(const struct verdict *v, size_t kind, struct str text)
{
	struct buf of_area = { 0 };
	bool said = false;

	for (size_t i = 1; i < v->area_count && !said; i++) {
		buf_truncate(&of_area, 0);
		area_notes[kind](&v->areas[i], &of_area);
		said = str_eq(buf_str(&of_area), text);
	}
	buf_release(&of_area);
	return said;
}

static void note_areas(struct notes *all, const struct verdict *v)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < v->area_count; i++) {
		for (size_t kind = 0; kind < area_note_count; kind++) {
			buf_truncate(&text, 0);
			area_notes[kind](&v->areas[i], &text);
			if (text.n && (i || !is_said_by_area(v, kind, buf_str(&text))))
				note(all, v->areas[i].name, buf_str(&text));
		}
	}
	buf_release(&text);
}

/* That it is meant can only a person say. */
static void note_loosened(struct notes *all, const struct verdict *v)
{
	struct str rule = STR("policy.loosened");

	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (str_eq(f->rule, rule) && f->outcome != RULE_INFORMED) {
			note(all, rule, str_of(rule_texts[rule_text_find(rule)].help));
			return;
		}
	}
}

void terminal_notes(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct notes all = { look, out, 0 };
	size_t shown = terminal_shown(look, SIZE_MAX, NOTES_SHOWN);

	if (v->policies_note.n)
		note(&all, STR("policies"), v->policies_note);
	note_loosened(&all, v);
	for (size_t i = 0; i < v->report_count; i++) {
		for (size_t j = 0; j < v->reports[i].note_count; j++)
			note(&all, v->reports[i].path, v->reports[i].notes[j]);
	}
	note_areas(&all, v);
	if (all.n > shown)
		terminal_more(all.n - shown, "note", "notes", look, out);
}

/* Encoded text, faint. */
static void print_faint(struct str text, const struct look *look, struct buf *out)
{
	struct buf lines = { 0 };

	wrap_print(&lines, look, 0, 2, text);
	style_print(out, look, STYLE_FAINT, (struct str){ lines.p, lines.n - 1 });
	buf_byte(out, '\n');
	buf_release(&lines);
}

static void print_chosen(const char *what, struct str commit, struct str why,
	const struct look *look, struct buf *out)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s: ", what);
	escape_terminal(&line, short_id(commit));
	buf_byte(&line, ' ');
	escape_terminal(&line, why);
	print_faint(buf_str(&line), look, out);
	buf_release(&line);
}

static void print_judged(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct buf line = { 0 };
	struct str commit = short_id(v->commit);

	if (v->job.n) {
		buf_puts(&line, "job ");
		escape_terminal(&line, v->job);
		buf_puts(&line, ", ");
	}
	if (commit.n) {
		buf_puts(&line, "commit ");
		escape_terminal(&line, commit);
		verdict_say_head(v, &line);
		buf_puts(&line, ", ");
	}
	buf_printf(&line, "%zu %s, policies from ", v->report_count,
		v->report_count == 1 ? "report" : "reports");
	escape_terminal(&line, v->policies);
	buf_byte(&line, '/');
	print_faint(buf_str(&line), look, out);
	buf_release(&line);
}

void terminal_source(const struct verdict *v, const struct look *look, struct buf *out)
{
	buf_byte(out, '\n');
	print_judged(v, look, out);
	if (v->base.rule != BASE_NONE)
		print_chosen("base", v->base.commit, v->base.why, look, out);
	if (v->baseline.rule != BASELINE_NONE)
		print_chosen("baseline", v->baseline.commit, v->baseline.why, look, out);
}
