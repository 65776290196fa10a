#include "gate/classing.h"

#include <string.h>

#include "gate/model/line_sets.h"

/* Files of the record are wanted wherever they stand now. */
static struct names recorded_files(struct str line_sets, struct arena *a)
{
	struct line_sets sets = { .roster = { .left = line_sets } };
	struct names names = { .arena = a };

	while (line_sets_next(&sets))
		names_add(&names, sets.path);
	line_sets_end(&sets);
	return names;
}

/* What a record says may be anything. */
static bool is_id(struct str id)
{
	return id.n == REPO_ID_HEX && strspn(id.p, "0123456789abcdef") >= id.n;
}

bool classing_read(struct patch *out, struct str *why, const struct patching *p, struct diags *d)
{
	const struct verdict *record = p->baseline->record;
	struct arena *a = p->place->arena;
	struct diags ignored = { .arena = d->arena };
	struct names files;
	struct revision from;

	*why = STR("there is no baseline");
	if (!record)
		return false;
	*why = record->left_out >= LEFT_OUT_LINES
		? STR("the record of the baseline has no lines: its note had no room for them")
		: STR("the record of the baseline has no lines: --record-lines keeps them");
	if (!record->line_sets.n || !is_id(record->tree))
		return false;
	from = (struct revision){ 0 };
	memcpy(from.commit, record->tree.p, REPO_ID_HEX);
	memcpy(from.tree, record->tree.p, REPO_ID_HEX);
	files = recorded_files(record->line_sets, a);
	if (patching_between(out, p, &from, &files, &ignored) == 0)
		return true;
	*why = arena_printf(a, "what changed since the baseline cannot be read: " STR_FMT,
		STR_ARG(ignored.first->text));
	return false;
}
