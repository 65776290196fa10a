#include "gate/repo/trees.h"

#include <string.h>

#include "gate/base/buf.h"
#include "gate/model/diagnostics.h"

/*
 * A few hundred bytes of trees that name each other many times are a billion paths, so what counts
 * is how often an entry is met.
 */
enum { FOLDERS_DEEP_MAX = 128, ENTRIES_MAX = 1000000, PATH_BYTES_MAX = 4096 };
#define TREE_BYTES_MAX ((size_t)64 << 20)
#define PATHS_BYTES_MAX ((size_t)256 << 20) /* of all paths together */

enum side { OLD, NEW, SIDES };

struct walk {
	const struct trees *trees;
	const struct revision *of[SIDES];
	git_odb *odb;
	struct diags *diags;
	struct buf path; /* of the folder; with the name while an entry is looked at */
	size_t entries, bytes;
};

/* A folder of one side; without a tree it has no entries. */
struct folder {
	git_tree *tree;
	size_t n, next;
};

static int complain(struct walk *w, enum side side, const char *what)
{
	return diag_at(w->diags, DIAG(REPO_OBJECT), (struct place){ .file = buf_str(&w->path) },
		"the tree of commit %s %s", w->of[side]->commit, what);
}

static int no_tree(struct walk *w, enum side side, const git_oid *id, int code)
{
	char hex[REPO_ID_HEX + 1];

	git_oid_tostr(hex, sizeof(hex), id);
	if (code != GIT_ENOTFOUND)
		return diag_at(w->diags, DIAG(REPO_OBJECT),
			(struct place){ .file = buf_str(&w->path) }, "tree %s cannot be read: %s",
			hex, repo_why());
	return diag_at(w->diags, DIAG(REPO_OBJECT), (struct place){ .file = buf_str(&w->path) },
		"tree %s is not in this clone: `git ls-tree -r %s` fetches it into a partial one",
		hex, w->of[side]->commit);
}

static int open_folder(struct walk *w, enum side side, const git_oid *id, struct folder *out)
{
	git_object_t type;
	size_t bytes = 0;
	int code;

	*out = (struct folder){ 0 };
	if (!id)
		return 0;
	code = git_odb_read_header(&bytes, &type, w->odb, id);
	if (code == 0 && bytes > TREE_BYTES_MAX)
		return complain(w, side, "has a folder of more than 64 MiB");
	if (code == 0)
		code = git_tree_lookup(&out->tree, w->trees->repo->git, id);
	if (code < 0)
		return no_tree(w, side, id, code);
	out->n = git_tree_entrycount(out->tree);
	return 0;
}

static const git_tree_entry *entry_of(const struct folder *f)
{
	return f->next < f->n ? git_tree_entry_byindex(f->tree, f->next) : NULL;
}

/* As trees are sorted: by bytes, with a slash behind the name of a folder. */
static int order(const git_tree_entry *a, const git_tree_entry *b)
{
	const char *x = git_tree_entry_name(a), *y = git_tree_entry_name(b);
	size_t n = 0;
	int c, d;

	while (x[n] && x[n] == y[n])
		n++;
	c = (unsigned char)x[n];
	d = (unsigned char)y[n];
	if (!c && git_tree_entry_type(a) == GIT_OBJECT_TREE)
		c = '/';
	if (!d && git_tree_entry_type(b) == GIT_OBJECT_TREE)
		d = '/';
	return (c > d) - (c < d);
}

static int count_entry(struct walk *w, enum side side)
{
	if (++w->entries > ENTRIES_MAX)
		return complain(w, side, "has more than 1,000,000 entries");
	if (w->path.n > PATH_BYTES_MAX)
		return complain(w, side, "has a path of more than 4,096 bytes");
	w->bytes += w->path.n;
	if (w->bytes > PATHS_BYTES_MAX)
		return complain(w, side, "has paths of more than 256 MiB together");
	return 0;
}

static int walk_folders(
	struct walk *w, const git_oid *old_id, const git_oid *new_id, unsigned deep);

/* Of one name and kind, on both sides or on one. */
static int walk_entry(
	struct walk *w, const git_tree_entry *old, const git_tree_entry *new, unsigned deep)
{
	const git_tree_entry *any = new ? new : old;
	struct tree_entry sides[SIDES] = { 0 };

	if (old)
		sides[OLD] =
			(struct tree_entry){ git_tree_entry_id(old), git_tree_entry_filemode(old) };
	if (new)
		sides[NEW] =
			(struct tree_entry){ git_tree_entry_id(new), git_tree_entry_filemode(new) };
	if (old && new &&git_oid_equal(sides[OLD].id, sides[NEW].id) &&
		sides[OLD].mode == sides[NEW].mode)
		return 0;
	buf_puts(&w->path, git_tree_entry_name(any));
	if (count_entry(w, new ? NEW : OLD) < 0)
		return -1;
	if (git_tree_entry_type(any) != GIT_OBJECT_TREE)
		return w->trees->visit(w->trees->user, buf_str(&w->path), sides[OLD], sides[NEW]);
	buf_byte(&w->path, '/');
	return walk_folders(w, sides[OLD].id, sides[NEW].id, deep + 1);
}

static int walk_entries(struct walk *w, struct folder *old, struct folder *new, unsigned deep)
{
	const git_tree_entry *a, *b;
	size_t before = w->path.n;
	int result = 0;

	while (result == 0 && (a = entry_of(old), b = entry_of(new), a || b)) {
		int first = !a ? 1 : !b ? -1 : order(a, b);

		result = walk_entry(w, first <= 0 ? a : NULL, first >= 0 ? b : NULL, deep);
		old->next += first <= 0;
		new->next += first >= 0;
		buf_truncate(&w->path, before);
	}
	return result;
}

static int walk_folders(struct walk *w, const git_oid *old_id, const git_oid *new_id, unsigned deep)
{
	struct folder old, new = { 0 };
	int result = -1;

	if (deep > FOLDERS_DEEP_MAX)
		return complain(w, new_id ? NEW : OLD, "has folders more than 128 deep");
	if (open_folder(w, OLD, old_id, &old) == 0 && open_folder(w, NEW, new_id, &new) == 0)
		result = walk_entries(w, &old, &new, deep);
	git_tree_free(old.tree);
	git_tree_free(new.tree);
	return result;
}

int trees_compare(const struct trees *t, struct diags *d)
{
	struct walk w = { .trees = t, .of = { t->old, t->new }, .diags = d };
	git_oid ids[SIDES];
	int result = 0;

	for (int i = 0; i < SIDES; i++) {
		if (w.of[i] && repo_id_parse(&ids[i], w.of[i]->tree) < 0)
			return complain(&w, (enum side)i, "has no id");
	}
	if (git_repository_odb(&w.odb, t->repo->git) < 0)
		return no_tree(&w, NEW, &ids[NEW], -1);
	result = walk_folders(&w, t->old ? &ids[OLD] : NULL, &ids[NEW], 0);
	git_odb_free(w.odb);
	buf_release(&w.path);
	return result;
}
