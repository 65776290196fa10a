#include "reporters/note.h"

#include <stdlib.h>

#include "gate/model/diagnostics.h"
#include "gate/model/names.h"
#include "gate/model/record.h"

/* One line of JSON. */
struct entry {
	struct str line;         /* byte for byte */
	const struct verdict *v; /* NULL if this version cannot read it */
	struct str key;          /* job and areas */
	size_t order;            /* in the note */
	bool fresh;              /* the one to be added */
};

struct entries {
	struct entry *v;
	size_t n, cap;
};

struct merge {
	struct arena *arena;
	struct diags *ignored; /* why a line is not readable */
	struct entries there;
	struct names unreadable; /* lines of JSON, each once */
	struct str *others;      /* lines that are not ours */
	size_t other_count, other_cap;
	struct names people; /* lines for people, of the records there */
};

static struct merge merge_of(struct arena *a, struct diags *ignored)
{
	return (struct merge){ .arena = a,
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

static struct entry entry_of(struct merge *m, struct str line)
{
	struct entry e = { .line = line };

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

static void add_entry(struct merge *m, struct str line)
{
	struct entry e = entry_of(m, line);
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

/* Takes the note apart. */
static void read_note(struct merge *m, struct str there)
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

/* What can be read by key, of one key what shall stay first; then the rest as it came. */
static int entry_order(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = !x->v - !y->v;

	if (!order && x->v)
		order = str_cmp(x->key, y->key);
	if (!order && x->v)
		order = (x->v->time < y->v->time) - (x->v->time > y->v->time);
	if (!order)
		order = y->fresh - x->fresh;
	/* By content, so that two notes that were joined either way round give the same. */
	if (!order && x->v)
		order = str_cmp(y->line, x->line);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* The entries that stay, sorted; `fresh` may be NULL. */
static struct entries choose(struct merge *m, const struct entry *fresh)
{
	struct entries all = { .n = m->there.n }, kept = { 0 };

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

static void write_people(const struct entries *kept, struct buf *out)
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

static bool is_blank(struct str line)
{
	return str_trim(line).n == 0;
}

/*
 * The lines that are not ours. A line for people stands among them, away from its first line,
 * after `git notes merge` with cat_sort_uniq: those of the records there and of the new note are
 * left out.
 */
static struct str *other_lines(struct merge *m, const struct names *people, size_t *n)
{
	struct str *v = arena_alloc(m->arena, m->other_count * sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < m->other_count; i++) {
		struct str line = m->others[i];

		if (!*n && is_blank(line))
			continue;
		if (names_find(&m->people, line) == NAMES_NONE &&
			names_find(people, line) == NAMES_NONE)
			v[(*n)++] = line;
	}
	while (*n && is_blank(v[*n - 1]))
		--*n;
	return v;
}

static uint64_t time_of(const struct entries *kept, struct str key)
{
	for (size_t i = 0; i < kept->n; i++) {
		if (kept->v[i].v && str_eq(kept->v[i].key, key))
			return kept->v[i].v->time;
	}
	return 0;
}

static void write_note(struct merge *m, const struct entries *kept, struct buf *out)
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

/* Bytes of the note, or 0 if the record itself is too long to be one. */
static size_t attempt(struct merge *m, const struct verdict *v, enum left_out left_out,
	uint64_t *time, struct buf *out)
{
	struct buf record = { 0 };
	struct entries kept;
	struct entry fresh;
	size_t from = out->n;

	note_record(v, left_out, &record);
	fresh = entry_of(m, arena_str(m->arena, buf_str(&record)));
	fresh.fresh = true;
	buf_release(&record);
	if (!fresh.v)
		return 0;
	kept = choose(m, &fresh);
	*time = time_of(&kept, fresh.key);
	write_note(m, &kept, out);
	return out->n - from;
}

/* Of what is there, bytes that no job of this version wrote. */
static size_t bytes_of_others(const struct merge *m)
{
	size_t bytes = 0;

	for (size_t i = 0; i < m->other_count; i++)
		bytes += m->others[i].n + 1;
	for (size_t i = 0; i < m->there.n; i++) {
		if (!m->there.v[i].v)
			bytes += m->there.v[i].line.n + 1;
	}
	return bytes;
}

static int does_not_fit(size_t others, struct diags *d)
{
	struct place place = { .file = STR(RECORD_REF) };
	const char *without = left_out_names[LEFT_OUT_LEVELS - 1];

	if (others)
		return diag_at(d, DIAG(RECORD_WRITE), place,
			"the note does not fit into %u bytes, even without %s; %zu bytes in it are not"
			" ours: git notes --ref=areagate edit takes them out",
			NOTE_BYTES_MAX, without, others);
	return diag_at(d, DIAG(RECORD_WRITE), place,
		"the note does not fit into %u bytes, even without %s; judge fewer areas in one job",
		NOTE_BYTES_MAX, without);
}

int note_merge(
	struct str there, const struct verdict *v, uint64_t *time, struct buf *out, struct diags *d)
{
	struct arena a = { 0 };
	struct diags ignored = { .arena = &a };
	struct merge m = merge_of(&a, &ignored);
	size_t from = out->n, bytes = 0, least = 0, others;

	read_note(&m, there);
	for (enum left_out i = v->left_out; i < LEFT_OUT_LEVELS; i++) {
		buf_truncate(out, from);
		bytes = attempt(&m, v, i, time, out);
		if (bytes && bytes <= NOTE_BYTES_MAX)
			break;
		least = bytes;
		bytes = 0;
	}
	others = bytes_of_others(&m);
	/* Where the record alone is too long, it is no help to take other lines out. */
	if (least > NOTE_BYTES_MAX + others || !least)
		others = 0;
	arena_release(&a);
	if (bytes)
		return 0;
	buf_truncate(out, from);
	return does_not_fit(others, d);
}

/* Takes the records older than that out of what was read, from the `first` on. How many went? */
static size_t drop_old(struct merge *m, size_t first, uint64_t oldest, struct names *dropped)
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
static size_t drop_known(struct merge *m, size_t first)
{
	struct names known = { .arena = m->arena };
	size_t n = first;

	for (size_t i = 0; i < m->other_count; i++) {
		if (i < first)
			names_add(&known, m->others[i]);
		else if (!is_blank(m->others[i]) &&
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
	struct merge m = merge_of(&a, &ignored);
	struct entries kept;
	size_t entries, others, old;
	bool adds;

	read_note(&m, there);
	entries = m.there.n;
	others = m.other_count;
	read_note(&m, more);
	old = drop_old(&m, entries, oldest, dropped);
	adds = drop_known(&m, others) > 0;
	kept = choose(&m, NULL);
	for (size_t i = 0; i < kept.n; i++)
		adds |= kept.v[i].order >= entries;
	if (adds && !there.n && !old)
		buf_add(out, more);
	else if (adds)
		write_note(&m, &kept, out);
	arena_release(&a);
	return adds;
}

bool note_drop(struct str there, uint64_t oldest, struct names *dropped, struct buf *out)
{
	struct arena a = { 0 };
	struct diags ignored = { .arena = &a };
	struct merge m = merge_of(&a, &ignored);
	struct entries kept;
	bool changed;

	read_note(&m, there);
	changed = drop_old(&m, 0, oldest, dropped) > 0;
	kept = choose(&m, NULL);
	if (changed)
		write_note(&m, &kept, out);
	arena_release(&a);
	return changed;
}
