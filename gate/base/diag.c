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
	for (int level = 0; level < DIAG_LEVELS; level++)
		into->count[level] += from->count[level];
	if (from->status && (!into->status || from->status < into->status))
		into->status = from->status;
	*from = (struct diags){ .arena = from->arena };
}
