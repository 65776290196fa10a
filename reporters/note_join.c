#include "reporters/note.h"
#include "reporters/note_lines.h"

/* Takes the records older than that out of what was read, from the `first` on. How many went? */
static size_t drop_old(struct note_lines *m, size_t first, uint64_t oldest, struct names *dropped)
{
	size_t n = first;

	for (size_t i = first; i < m->there.n; i++) {
		if (m->there.v[i].v && m->there.v[i].v->time < oldest)
			names_add(dropped, m->there.v[i].line);
		else
			m->there.v[n++] = m->there.v[i];
	}
	first = m->there.n - n;
	m->there.n = n;
	return first;
}

/* Of the lines that are not ours, those from the `first` on that do not stand before it. */
static size_t drop_known(struct note_lines *m, size_t first)
{
	struct names known = { .arena = m->arena };
	size_t n = first;

	for (size_t i = 0; i < m->other_count; i++) {
		if (i < first)
			names_add(&known, m->others[i]);
		else if (!note_line_is_blank(m->others[i]) &&
			names_find(&known, m->others[i]) == NAMES_NONE &&
			names_find(&m->people, m->others[i]) == NAMES_NONE)
			m->others[n++] = m->others[i];
	}
	m->other_count = n;
	return n - first;
}

bool note_join(
	struct str there, struct str more, uint64_t oldest, struct names *dropped, struct buf *out)
{
	struct arena a = { 0 };
	struct diags ignored = { .arena = &a };
	struct note_lines m = note_lines_of(&a, &ignored);
	struct note_entries kept;
	size_t entries, others, old;
	bool adds;

	note_lines_read(&m, there);
	entries = m.there.n;
	others = m.other_count;
	note_lines_read(&m, more);
	old = drop_old(&m, entries, oldest, dropped);
	adds = drop_known(&m, others) > 0;
	kept = note_lines_choose(&m, NULL);
	for (size_t i = 0; i < kept.n; i++)
		adds |= kept.v[i].order >= entries;
	if (adds && !there.n && !old)
		buf_add(out, more);
	else if (adds)
		note_lines_write(&m, &kept, out);
	arena_release(&a);
	return adds;
}

bool note_drop(struct str there, uint64_t oldest, struct names *dropped, struct buf *out)
{
	struct arena a = { 0 };
	struct diags ignored = { .arena = &a };
	struct note_lines m = note_lines_of(&a, &ignored);
	struct note_entries kept;
	bool changed;

	note_lines_read(&m, there);
	changed = drop_old(&m, 0, oldest, dropped) > 0;
	kept = note_lines_choose(&m, NULL);
	if (changed)
		note_lines_write(&m, &kept, out);
	arena_release(&a);
	return changed;
}
