#include "gate/base/diag.h"

#include "gate/base/utf8.h"

static struct diag *find_full(const struct diags *d, const struct diag_kind *kind, struct str file)
{
	unsigned kept = 0, most = kind->level <= DIAG_DOUBT ? 1 : DIAG_KEPT;
	struct diag *latest = NULL;

	for (struct diag *i = d->first; i; i = i->next) {
		if (i->kind == kind && str_eq(i->at.file, file)) {
			latest = i;
			kept++;
		}
	}
	return kept >= most ? latest : NULL;
}

static void append(struct diags *d, struct diag *new)
{
	if (d->last)
		d->last->next = new;
	else
		d->first = new;
	d->last = new;
}

int diag_at(struct diags *d, const struct diag_kind *kind, struct place at, const char *fmt, ...)
{
	struct diag *full = find_full(d, kind, at.file);
	int result = kind->level == DIAG_ERROR ? -1 : 0;
	struct diag *new;
	va_list args;

	d->count[kind->level]++;
	if (result < 0 && (!d->status || kind->status < d->status))
		d->status = kind->status;
	if (full) {
		full->more++;
		return result;
	}
	new = arena_alloc(d->arena, sizeof(*new));
	new->kind = kind;
	new->at = at;
	new->at.file = arena_str(d->arena, at.file);
	va_start(args, fmt);
	new->text = arena_vprintf(d->arena, fmt, args);
	va_end(args);
	append(d, new);
	return result;
}

static void merge_one(struct diags *into, const struct diag *d, uint32_t lines)
{
	struct diag *full = find_full(into, d->kind, d->at.file);
	struct diag *new;

	if (full) {
		full->more += 1 + d->more;
		return;
	}
	new = arena_alloc(into->arena, sizeof(*new));
	*new = *d;
	new->next = NULL;
	new->at.file = arena_str(into->arena, d->at.file);
	new->text = arena_str(into->arena, d->text);
	if (new->at.line)
		new->at.line += lines;
	append(into, new);
}

static void add_counts(struct diags *into, const struct diags *from)
{
	for (int level = 0; level < DIAG_LEVELS; level++)
		into->count[level] += from->count[level];
	if (from->status && (!into->status || from->status < into->status))
		into->status = from->status;
}

void diags_merge(struct diags *into, const struct diags *from, uint32_t lines)
{
	for (const struct diag *d = from->first; d; d = d->next)
		merge_one(into, d, lines);
	add_counts(into, from);
}

struct str diag_shown(struct str value)
{
	return utf8_cut(value, DIAG_SHOWN_BYTES_MAX);
}

void diags_move(struct diags *into, struct diags *from)
{
	if (from->first) {
		append(into, from->first);
		into->last = from->last;
	}
	add_counts(into, from);
	*from = (struct diags){ .arena = from->arena };
}
