#include "gate/repo/changes.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/path.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/trees.h"

/* The work of finding what is similar is the product of both sides. */
enum { SIMILAR_MAX = 200 };

static bool is_file(struct tree_entry e)
{
	return e.id && (e.mode == GIT_FILEMODE_BLOB || e.mode == GIT_FILEMODE_BLOB_EXECUTABLE);
}

static int add_change(void *user, struct str path, struct tree_entry old, struct tree_entry new)
{
	struct changes *c = user;
	struct change change = { .path = path };
	bool was = is_file(old), is = is_file(new);

	/* Another mode alone changes no line. */
	if ((!was && !is) || (was && is && git_oid_equal(old.id, new.id)))
		return 0;
	change.path = arena_str(c->arena, path);
	change.has_old = was;
	if (was)
		change.old = *old.id;
	if (!is) {
		*ARENA_PUSH(c->arena, c->gone, c->gone_count, c->gone_cap) = change;
		return 0;
	}
	change.new = *new.id;
	if (was)
		change.from = change.path;
	*ARENA_PUSH(c->arena, c->v, c->n, c->cap) = change;
	return 0;
}

static int by_path(const void *a, const void *b)
{
	return str_cmp(((const struct change *)a)->path, ((const struct change *)b)->path);
}

int changes_find(struct changes *c, struct repo *r, const struct revision *base,
	const struct revision *head, struct diags *d)
{
	struct trees t = { .repo = r, .old = base, .new = head, .visit = add_change, .user = c };

	if (trees_compare(&t, d) < 0)
		return -1;
	if (c->n)
		qsort(c->v, c->n, sizeof(*c->v), by_path);
	return 0;
}

static void pair(struct change *to, struct change *gone, bool guessed)
{
	to->from = gone->path;
	to->old = gone->old;
	to->has_old = true;
	to->guessed = guessed;
	gone->has_old = false;
}

/* Both sides sorted alike, by what pairs them and then by path. */
struct sides {
	struct change **gone, **new;
	size_t gone_count, new_count;
};

static int by_bytes(const void *a, const void *b)
{
	const struct change *x = *(const struct change *const *)a;
	const struct change *y = *(const struct change *const *)b;
	/* A file that is new has no old id, and one that is gone no new one. */
	int order = memcmp(
		x->has_old ? &x->old : &x->new, y->has_old ? &y->old : &y->new, sizeof(git_oid));

	return order ? order
		: str_cmp(path_base(x->path), path_base(y->path))
		? str_cmp(path_base(x->path), path_base(y->path))
		: str_cmp(x->path, y->path);
}

static int by_base(const void *a, const void *b)
{
	const struct change *x = *(const struct change *const *)a;
	const struct change *y = *(const struct change *const *)b;
	int order = str_cmp(path_base(x->path), path_base(y->path));

	return order ? order : str_cmp(x->path, y->path);
}

static void list_sides(
	struct sides *s, struct changes *c, int (*order)(const void *a, const void *b))
{
	s->gone_count = s->new_count = 0;
	for (size_t i = 0; i < c->gone_count; i++) {
		if (c->gone[i].has_old)
			s->gone[s->gone_count++] = &c->gone[i];
	}
	for (size_t i = 0; i < c->n; i++) {
		if (!c->v[i].has_old)
			s->new[s->new_count++] = &c->v[i];
	}
	if (s->gone_count)
		qsort(s->gone, s->gone_count, sizeof(*s->gone), order);
	if (s->new_count)
		qsort(s->new, s->new_count, sizeof(*s->new), order);
}

static bool same_base(const struct change *a, const struct change *b)
{
	return str_eq(path_base(a->path), path_base(b->path));
}

/* Of several with the same bytes, those with the same base name belong together; then the order decides. */
static void pair_bytes(struct sides *s)
{
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0, j = 0; i < s->gone_count && j < s->new_count;) {
			struct change *gone = s->gone[i], *new = s->new[j];
			int order;

			if (!gone->has_old || new->has_old) {
				i += !gone->has_old;
				j += new->has_old;
				continue;
			}
			order = memcmp(&gone->old, &new->new, sizeof(git_oid));
			if (order == 0 && pass == 0)
				order = str_cmp(path_base(gone->path), path_base(new->path));
			if (order == 0)
				pair(new, gone, false);
			i += order <= 0;
			j += order >= 0;
		}
	}
}

static bool is_only(struct change **v, size_t n, size_t i)
{
	return (i == 0 || !same_base(v[i - 1], v[i])) && (i + 1 == n || !same_base(v[i], v[i + 1]));
}

static void pair_bases(struct sides *s)
{
	for (size_t i = 0, j = 0; i < s->gone_count && j < s->new_count;) {
		int order = str_cmp(path_base(s->gone[i]->path), path_base(s->new[j]->path));

		if (order == 0 && is_only(s->gone, s->gone_count, i) &&
			is_only(s->new, s->new_count, j))
			pair(s->new[j], s->gone[i], true);
		i += order <= 0;
		j += order >= 0;
	}
}

static struct change *find_path(struct change **v, size_t n, const char *path)
{
	for (size_t i = 0; i < n; i++) {
		if (!strcmp(v[i]->path.p, path))
			return v[i];
	}
	return NULL;
}

static void take_similar(struct sides *s, git_diff *diff)
{
	for (size_t i = 0; i < git_diff_num_deltas(diff); i++) {
		const git_diff_delta *delta = git_diff_get_delta(diff, i);
		struct change *gone, *new;

		if (delta->status != GIT_DELTA_RENAMED)
			continue;
		gone = find_path(s->gone, s->gone_count, delta->old_file.path);
		new = find_path(s->new, s->new_count, delta->new_file.path);
		if (gone && new)
			pair(new, gone, true);
	}
}

static int diff_rest(git_diff **out, struct sides *s, struct repo *r, const struct revision *base,
	const struct revision *head)
{
	git_diff_find_options similar = GIT_DIFF_FIND_OPTIONS_INIT;
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	char *paths[2 * SIMILAR_MAX];
	git_tree *old = NULL, *new = NULL;
	git_oid id;
	int code = -1;

	options.flags =
		GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_IGNORE_SUBMODULES | GIT_DIFF_FORCE_TEXT;
	options.pathspec.strings = paths;
	for (size_t i = 0; i < s->gone_count; i++)
		paths[options.pathspec.count++] = (char *)s->gone[i]->path.p;
	for (size_t i = 0; i < s->new_count; i++)
		paths[options.pathspec.count++] = (char *)s->new[i]->path.p;
	similar.flags = GIT_DIFF_FIND_RENAMES;
	/* It estimates otherwise than git: who is taken is decided by similar(). */
	similar.rename_threshold = 40;
	similar.rename_limit = SIMILAR_MAX;
	if (repo_id_parse(&id, base->tree) == 0 && git_tree_lookup(&old, r->git, &id) == 0 &&
		repo_id_parse(&id, head->tree) == 0 && git_tree_lookup(&new, r->git, &id) == 0)
		code = git_diff_tree_to_tree(out, r->git, old, new, &options);
	if (code == 0)
		code = git_diff_find_similar(*out, &similar);
	git_tree_free(old);
	git_tree_free(new);
	return code;
}

static int pair_similar(struct changes *c, struct sides *s, struct repo *r,
	const struct revision *base, const struct revision *head, struct diags *d)
{
	git_diff *diff = NULL;
	int result = 0;

	if (!s->gone_count || !s->new_count)
		return 0;
	if (s->gone_count > SIMILAR_MAX || s->new_count > SIMILAR_MAX) {
		c->unpaired = s->new_count;
		return 0;
	}
	if (diff_rest(&diff, s, r, base, head) == 0)
		take_similar(s, diff);
	else
		result = diag_at(d, DIAG(REPO_OBJECT), (struct place){ 0 },
			"the change since %s cannot be read: %s", base->commit, repo_why());
	git_diff_free(diff);
	return result;
}

int changes_pair(struct changes *c, struct repo *r, const struct revision *base,
	const struct revision *head, struct diags *d)
{
	struct sides s = { arena_alloc(c->arena, (c->gone_count + 1) * sizeof(*s.gone)),
		arena_alloc(c->arena, (c->n + 1) * sizeof(*s.new)), 0, 0 };

	list_sides(&s, c, by_bytes);
	pair_bytes(&s);
	list_sides(&s, c, by_base);
	pair_bases(&s);
	list_sides(&s, c, by_base);
	return pair_similar(c, &s, r, base, head, d);
}
