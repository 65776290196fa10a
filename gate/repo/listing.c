#include "gate/repo/listing.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/buf.h"

static int by_path(const void *a, const void *b)
{
	return str_cmp(((const struct listed *)a)->path, ((const struct listed *)b)->path);
}

/* An index is in order already, unless it is one of core.ignoreCase. */
static void sort(struct listing *l)
{
	for (size_t i = 1; i < l->n; i++) {
		if (str_cmp(l->v[i - 1].path, l->v[i].path) > 0) {
			qsort(l->v, l->n, sizeof(*l->v), by_path);
			return;
		}
	}
}

static void open_folder(struct listing *l, size_t first, size_t bytes)
{
	struct listed_folder *f = ARENA_PUSH(l->arena, l->folders, l->folder_count, l->folder_cap);

	f->first = first;
	f->path = (struct str){ first < l->n ? l->v[first].path.p : "", bytes };
}

void listing_fold(struct listing *l)
{
	enum { DEEP_MAX = 4096 }; /* a path is no longer */
	size_t open[DEEP_MAX], deep = 0;

	sort(l);
	l->folder_count = 0;
	open_folder(l, 0, 0);
	open[deep++] = 0;
	for (size_t i = 0; i < l->n; i++) {
		struct str path = l->v[i].path;
		size_t at;

		while (!str_starts(path, l->folders[open[deep - 1]].path)) {
			l->folders[open[--deep]].end = i;
			l->folders[open[deep]].after = l->folder_count;
		}
		at = l->folders[open[deep - 1]].path.n;
		for (size_t j = at; j < path.n && deep < DEEP_MAX; j++) {
			if (path.p[j] != '/')
				continue;
			open[deep++] = l->folder_count;
			open_folder(l, i, j + 1);
		}
	}
	while (deep) {
		l->folders[open[--deep]].end = l->n;
		l->folders[open[deep]].after = l->folder_count;
	}
}

struct listing_at listing_start(const struct listing *l, size_t folder)
{
	return (struct listing_at){ l->folders[folder].first, folder + 1 };
}

bool listing_next(
	const struct listing *l, size_t folder, struct listing_at *at, struct listing_next *out)
{
	const struct listed_folder *of = &l->folders[folder];

	*out = (struct listing_next){ 0 };
	if (at->file == of->end)
		return false;
	out->file = &l->v[at->file];
	if (at->folder < of->after && l->folders[at->folder].first == at->file) {
		out->folder = &l->folders[at->folder];
		out->name = str_skip(out->folder->path, of->path.n);
		out->name.n--; /* the slash */
		at->file = out->folder->end;
		at->folder = out->folder->after;
		return true;
	}
	out->name = str_skip(out->file->path, of->path.n);
	at->file++;
	return true;
}

static struct str mode_text(uint32_t mode)
{
	switch (mode) {
	case GIT_FILEMODE_TREE:
		return STR("40000 ");
	case GIT_FILEMODE_BLOB_EXECUTABLE:
		return STR("100755 ");
	case GIT_FILEMODE_LINK:
		return STR("120000 ");
	case GIT_FILEMODE_COMMIT:
		return STR("160000 ");
	default:
		return STR("100644 ");
	}
}

static void write_entry(struct buf *tree, struct str name, uint32_t mode, const git_oid *id)
{
	buf_add(tree, mode_text(mode));
	buf_add(tree, name);
	buf_byte(tree, '\0');
	buf_add(tree, (struct str){ (const char *)id->id, GIT_OID_RAWSZ });
}

static int write_tree(
	const struct listing *l, size_t folder, git_oid *ids, struct buf *tree, struct held *h)
{
	struct listing_at at = listing_start(l, folder);
	struct listing_next next;

	buf_truncate(tree, 0);
	while (listing_next(l, folder, &at, &next)) {
		if (next.folder)
			write_entry(
				tree, next.name, GIT_FILEMODE_TREE, &ids[next.folder - l->folders]);
		else
			write_entry(tree, next.name, next.file->mode, &next.file->id);
	}
	return held_add(h, GIT_OBJECT_TREE, buf_str(tree), &ids[folder]);
}

int listing_trees(const struct listing *l, struct held *h, git_oid *out)
{
	struct arena scratch = { 0 };
	git_oid *ids = arena_alloc(&scratch, l->folder_count * sizeof(*ids));
	struct buf tree = { 0 };
	int result = 0;

	/* From the last to the top: what is in a folder comes behind it. */
	for (size_t i = l->folder_count; i-- > 0 && result == 0;)
		result = write_tree(l, i, ids, &tree, h);
	*out = ids[0];
	buf_release(&tree);
	arena_release(&scratch);
	return result;
}
