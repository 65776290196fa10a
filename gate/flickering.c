#include "gate/flickering.h"

#include "gate/model/record.h"
#include "gate/repo/notes.h"
#include "gate/repo/states.h"

/* What cannot be read is no record. */
static int read_records(struct flicker *f, struct workplace *w, struct str job, struct diags *d)
{
	struct diags ignored = { .arena = w->arena };
	struct records records;
	struct str text;
	int found = notes_read(w->repo, w->revision.tree, w->arena, &text, d);

	if (found <= 0)
		return found;
	records_parse(&records, w->arena, text, str_of(NOTES_REF), &ignored);
	for (size_t i = 0; i < records.n; i++) {
		if (str_eq(records.v[i]->job, job))
			flicker_add(f, records.v[i]);
	}
	return 0;
}

/* 1 if it was the tree, 0 if not, -1 after a diagnostic. */
static int was_the_tree(struct workplace *w, struct diags *d)
{
	struct file_states changed = { .paths = { .arena = w->arena } };

	if (!repo_root(w->repo).n)
		return 1;
	if (repo_states_of_work(w->repo, &w->revision, &changed, d) < 0)
		return -1;
	return changed.paths.n == 0;
}

int flickering_find(
	struct evidence *e, struct workplace *w, const struct options *o, struct diags *d)
{
	struct flicker *f;
	int same = 1;

	/* A record says that none of its tests ran, too: those that it carries did not. */
	if (!w->repo || !(o->record || e->report_count))
		return 0;
	f = arena_alloc(w->arena, sizeof(*f));
	*f = (struct flicker){ .arena = w->arena, .keys.arena = w->arena };
	if (read_records(f, w, o->job ? str_of(o->job) : STR(""), d) < 0)
		return -1;
	if (f->n)
		same = was_the_tree(w, d);
	if (same < 0)
		return -1;
	f->changed = !same;
	if (f->n || o->record)
		e->flicker = f;
	return 0;
}
