#include "reporters/note_lines.h"

#include <stdlib.h>

#include "gate/model/record.h"
#include "reporters/note.h"

struct note_lines note_lines_of(struct arena *a, struct diags *ignored)
{
	return (struct note_lines){ .arena = a,
		.ignored = ignored,
		.unreadable = { .arena = a },
		.people = { .arena = a } };
}

static struct str key_of(struct arena *a, const struct verdict *v)
{
	struct str *names = arena_alloc(a, v->area_count * sizeof(*names));
	struct buf key = { 0 };
	struct str copy;

	for (size_t i = 0; i < v->area_count; i++)
		names[i] = v->areas[i].name;
	if (v->area_count)
		qsort(names, v->area_count, sizeof(*names), str_cmp_qsort);
	buf_add(&key, v->job);
	for (size_t i = 0; i < v->area_count; i++) {
		buf_byte(&key, '\0'); /* in no text that came through JSON */
		buf_add(&key, names[i]);
	}
	copy = arena_str(a, buf_str(&key));
	buf_release(&key);
	return copy;
}

struct note_entry note_entry_of(struct note_lines *m, struct str line)
{
	struct note_entry e = { .line = line };

	e.v = record_parse(m->arena, line, (struct place){ 0 }, m->ignored);
	if (e.v)
		e.key = key_of(m->arena, e.v);
	return e;
}

/* Remembers the lines of `text`. */
static void remember(struct names *lines, struct str text)
{
	while (text.n)
		names_add(lines, str_cut(&text, '\n'));
}

static void add_entry(struct note_lines *m, struct str line)
{
	struct note_entry e = note_entry_of(m, line);
	size_t known = m->unreadable.n;
	struct buf people = { 0 };

	if (!e.v && names_add(&m->unreadable, line) < known)
		return;
	e.order = m->there.n;
	*ARENA_PUSH(m->arena, m->there.v, m->there.n, m->there.cap) = e;
	if (e.v)
		note_people(e.v, &people);
	remember(&m->people, buf_str(&people));
	buf_release(&people);
}

void note_lines_read(struct note_lines *m, struct str there)
{
	bool ours = false; /* below a first line of ours */

	while (there.n) {
		/* Not str_line(): a CR at the end belongs to what is kept. */
		struct str line = str_cut(&there, '\n');

		if (str_starts(line, STR("{"))) {
			add_entry(m, line);
			ours = false;
			continue;
		}
		ours = str_starts(line, STR(NOTE_GATE)) || str_starts(line, STR(NOTE_KEPT)) ||
			(ours && str_starts(line, STR("  ")));
		if (!ours)
			*ARENA_PUSH(m->arena, m->others, m->other_count, m->other_cap) = line;
	}
}

static int descending(uint64_t x, uint64_t y)
{
	return (x < y) - (x > y);
}

/* By time, then by the run and its attempt, which CI numbers. */
static int newer_first(const struct verdict *x, const struct verdict *y)
{
	uint64_t a = 0, b = 0;
	int order = descending(x->time, y->time);

	if (!order && str_to_u64(x->origin.run, &a) == 0 && str_to_u64(y->origin.run, &b) == 0)
		order = descending(a, b);
	return order ? order : descending(x->origin.attempt, y->origin.attempt);
}

/* What can be read by key, of one key what shall stay first; then the rest as it came. */
static int entry_order(const void *a, const void *b)
{
	const struct note_entry *x = a, *y = b;
	int order = !x->v - !y->v;

	if (!order && x->v)
		order = str_cmp(x->key, y->key);
	if (!order && x->v)
		order = newer_first(x->v, y->v);
	if (!order)
		order = y->fresh - x->fresh;
	/* By content, so that two notes that were joined either way round give the same. */
	if (!order && x->v)
		order = str_cmp(y->line, x->line);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

struct note_entries note_lines_choose(struct note_lines *m, const struct note_entry *fresh)
{
	struct note_entries all = { .n = m->there.n }, kept = { 0 };

	all.v = arena_alloc(m->arena, (all.n + 1) * sizeof(*all.v));
	for (size_t i = 0; i < m->there.n; i++)
		all.v[i] = m->there.v[i];
	if (fresh)
		all.v[all.n++] = *fresh;
	qsort(all.v, all.n, sizeof(*all.v), entry_order);
	for (size_t i = 0; i < all.n; i++) {
		if (i && all.v[i].v && str_eq(all.v[i].key, all.v[i - 1].key))
			continue;
		*ARENA_PUSH(m->arena, kept.v, kept.n, kept.cap) = all.v[i];
	}
	return kept;
}

static void write_people(const struct note_entries *kept, struct buf *out)
{
	size_t unreadable = 0;

	for (size_t i = 0; i < kept->n; i++) {
		if (kept->v[i].v)
			note_people(kept->v[i].v, out);
		else
			unreadable++;
	}
	if (unreadable)
		buf_printf(out, NOTE_KEPT "%zu %s of JSON that this version cannot read\n",
			unreadable, unreadable == 1 ? "line" : "lines");
}

bool note_line_is_blank(struct str line)
{
	return str_trim(line).n == 0;
}

/*
 * The lines that are not ours. A line for people stands among them, away from its first line,
 * after `git notes merge` with cat_sort_uniq: those of the records there and of the new note are
 * left out.
 */
static struct str *other_lines(struct note_lines *m, const struct names *people, size_t *n)
{
	struct str *v = arena_alloc(m->arena, m->other_count * sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < m->other_count; i++) {
		struct str line = m->others[i];

		if (!*n && note_line_is_blank(line))
			continue;
		if (names_find(&m->people, line) == NAMES_NONE &&
			names_find(people, line) == NAMES_NONE)
			v[(*n)++] = line;
	}
	while (*n && note_line_is_blank(v[*n - 1]))
		--*n;
	return v;
}

void note_lines_write(struct note_lines *m, const struct note_entries *kept, struct buf *out)
{
	struct names people = { .arena = m->arena };
	size_t n, from = out->n;
	struct str *others;

	write_people(kept, out);
	remember(&people, (struct str){ out->p + from, out->n - from });
	others = other_lines(m, &people, &n);
	/* Between empty lines, so that the next merge does not take them for ours. */
	buf_repeat(out, '\n', n > 0);
	for (size_t i = 0; i < n; i++) {
		buf_add(out, others[i]);
		buf_byte(out, '\n');
	}
	buf_repeat(out, '\n', n > 0);
	for (size_t i = 0; i < kept->n; i++) {
		buf_add(out, kept->v[i].line);
		buf_byte(out, '\n');
	}
}
