#include "gate/model/diagnostics.h"
#include "gate/model/record.h"
#include "reporters/note.h"
#include "reporters/note_lines.h"

static uint64_t time_of(const struct note_entries *kept, struct str key)
{
	for (size_t i = 0; i < kept->n; i++) {
		if (kept->v[i].v && str_eq(kept->v[i].key, key))
			return kept->v[i].v->time;
	}
	return 0;
}

/* Bytes of the note, or 0 if the record itself is too long to be one. */
static size_t attempt(struct note_lines *m, const struct verdict *v, enum left_out left_out,
	uint64_t *time, struct buf *out)
{
	struct buf record = { 0 };
	struct note_entries kept;
	struct note_entry fresh;
	size_t from = out->n;

	note_record(v, left_out, &record);
	fresh = note_entry_of(m, arena_str(m->arena, buf_str(&record)));
	fresh.fresh = true;
	buf_release(&record);
	if (!fresh.v)
		return 0;
	kept = note_lines_choose(m, &fresh);
	*time = time_of(&kept, fresh.key);
	note_lines_write(m, &kept, out);
	return out->n - from;
}

/* Of what is there, bytes that no job of this version wrote. */
static size_t bytes_of_others(const struct note_lines *m)
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

int note_merge(struct str there, const struct verdict *v, struct note_merged *merged,
	struct buf *out, struct diags *d)
{
	struct arena a = { 0 };
	struct diags ignored = { .arena = &a };
	struct note_lines m = note_lines_of(&a, &ignored);
	size_t from = out->n, bytes = 0, least = 0, others;

	note_lines_read(&m, there);
	for (enum left_out i = v->left_out; i < LEFT_OUT_LEVELS; i++) {
		buf_truncate(out, from);
		merged->left_out = i;
		bytes = attempt(&m, v, i, &merged->time, out);
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
