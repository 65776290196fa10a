#include "gate/repo/history.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/buf.h"
#include "gate/base/memory.h"
#include "gate/repo/history_walk.h"

/* What is no id is no commit that is here, as is the id of all zeroes. */
static uint32_t find(struct history *h, const char *id)
{
	git_oid oid;
	uint32_t index;

	if (repo_id_parse(&oid, id) < 0)
		oid = (git_oid){ 0 };
	index = commits_of(&h->commits, &oid);
	commits_load(&h->commits, index);
	return index;
}

static bool find_both(
	struct history *h, const char *a, const char *b, uint32_t *left, uint32_t *right)
{
	*left = find(h, a);
	*right = find(h, b);
	h->hidden = walk_at(h, *left)->state == COMMIT_READ ? *right : *left;
	return walk_at(h, h->hidden)->state == COMMIT_READ;
}

bool history_is_shallow(const struct history *h)
{
	return h->commits.shallow;
}

enum history_answer history_is_ancestor(struct history *h, const char *ancestor, const char *commit)
{
	uint32_t left, right;

	if (!find_both(h, ancestor, commit, &left, &right))
		return HISTORY_HIDDEN;
	walk_both(h, left, right);
	if (walk_at(h, left)->marks & RIGHT)
		return HISTORY_YES;
	return walk_hides(h, RIGHT) ? HISTORY_HIDDEN : HISTORY_NO;
}

static struct indices candidates(struct history *h)
{
	struct indices found = { 0 };

	for (size_t i = 0; i < h->touched.n; i++) {
		uint32_t index = h->touched.v[i];

		if ((walk_at(h, index)->marks & (COMMON | STALE)) == COMMON)
			walk_push(h, &found, index);
	}
	return found;
}

/*
 * Those that are ancestors of another go. It takes a walk each, but only down to what they have in
 * common; there are rarely two.
 */
static bool reduce(struct history *h, struct indices *found)
{
	struct indices kept = { 0 };

	for (size_t i = 0; i < found->n && found->n > 1; i++) {
		walk_start(h);
		for (size_t j = 0; j < found->n; j++)
			walk_mark(h, found->v[j], j == i ? LEFT : RIGHT);
		walk_finish(h);
		if (walk_hides(h, COLOURS))
			return false;
		if (!(walk_at(h, found->v[i])->marks & RIGHT))
			walk_push(h, &kept, found->v[i]);
	}
	if (kept.n)
		*found = kept;
	return true;
}

static uint32_t best_of(struct history *h, struct indices found)
{
	uint32_t best = found.v[0];

	for (size_t i = 1; i < found.n; i++) {
		const struct commit *a = walk_at(h, found.v[i]), *b = walk_at(h, best);

		if (a->time > b->time ||
			(a->time == b->time && memcmp(&a->id, &b->id, sizeof(a->id)) < 0))
			best = found.v[i];
	}
	return best;
}

enum history_answer history_merge_base(struct history *h, const char *a, const char *b, char *out)
{
	struct indices found;
	uint32_t left, right;
	bool hidden;

	if (!find_both(h, a, b, &left, &right))
		return HISTORY_HIDDEN;
	walk_both(h, left, right);
	/* Nothing is better than one of the two, whatever is hidden. */
	if ((walk_at(h, left)->marks & RIGHT) || (walk_at(h, right)->marks & LEFT)) {
		git_oid_tostr(out, REPO_ID_HEX + 1,
			&walk_at(h, walk_at(h, left)->marks & RIGHT ? left : right)->id);
		return HISTORY_YES;
	}
	hidden = walk_hides(h, COLOURS);
	found = candidates(h);
	if (hidden || !reduce(h, &found))
		return HISTORY_HIDDEN;
	if (!found.n)
		return HISTORY_NO;
	git_oid_tostr(out, REPO_ID_HEX + 1, &walk_at(h, best_of(h, found))->id);
	return HISTORY_YES;
}

static uint64_t count_right(struct history *h, uint64_t *oldest)
{
	uint64_t n = 0;

	*oldest = UINT64_MAX;
	for (size_t i = 0; i < h->touched.n; i++) {
		const struct commit *c = walk_at(h, h->touched.v[i]);

		if (!walk_is_of_one_side(c, RIGHT) || c->state != COMMIT_READ)
			continue;
		n++;
		if (c->time < *oldest)
			*oldest = c->time;
	}
	return n;
}

enum history_answer history_distance(
	struct history *h, const char *base, const char *commit, uint64_t *out)
{
	uint64_t oldest;
	uint32_t left, right;
	bool hidden;

	*out = 0;
	if (!find_both(h, base, commit, &left, &right))
		return HISTORY_HIDDEN;
	walk_both(h, left, right);
	if (count_right(h, &oldest))
		walk_settle(h, oldest);
	hidden = walk_hides(h, RIGHT);
	*out = count_right(h, &oldest);
	return hidden ? HISTORY_HIDDEN : HISTORY_YES;
}

int history_commit(struct history *h, const char *id, struct history_commit *out)
{
	struct arena *a = &h->commits.arena;
	char hex[REPO_ID_HEX + 1];
	const struct commit *c;

	c = walk_at(h, find(h, id));
	if (c->state != COMMIT_READ)
		return -1;
	*out = (struct history_commit){ .time = c->time,
		.parents = arena_alloc(a, c->parent_count * sizeof(char *)),
		.parent_count = c->parent_count,
		.shallow = commit_ends_here(c) };
	out->id = arena_str(a, str_of(git_oid_tostr(hex, sizeof(hex), &c->id))).p;
	out->tree = arena_str(a, str_of(git_oid_tostr(hex, sizeof(hex), &c->tree))).p;
	for (uint32_t i = 0; i < c->parent_count; i++) {
		const git_oid *parent = &walk_at(h, h->commits.parents[c->parents + i])->id;

		out->parents[i] = arena_str(a, str_of(git_oid_tostr(hex, sizeof(hex), parent))).p;
	}
	return 0;
}

/* A blank line ends the headers, and lines before the first that has text are none of the message. */
static struct str subject_of(struct arena *a, struct str text)
{
	struct str out = STR(""), line;
	struct buf joined = { 0 };

	while (str_line(&text, &line) && line.n)
		;
	while (str_line(&text, &line) && joined.n <= HISTORY_SUBJECT_BYTES) {
		line = str_trim(line);
		if (!line.n && joined.n)
			break;
		if (joined.n)
			buf_byte(&joined, ' ');
		buf_add(&joined, line);
	}
	out = buf_str(&joined);
	if (out.n > HISTORY_SUBJECT_BYTES) {
		out.n = HISTORY_SUBJECT_BYTES;
		while (out.n && ((unsigned char)out.p[out.n] & 0xc0) == 0x80)
			out.n--;
	}
	out = arena_str(a, out);
	buf_release(&joined);
	return out;
}

struct str history_subject(struct history *h, const char *id, struct arena *a)
{
	const struct commit *c = walk_at(h, find(h, id));
	git_odb_object *object = NULL;
	struct str subject = STR("");

	if (c->state == COMMIT_READ && git_odb_read(&object, h->commits.odb, &c->id) == 0)
		subject = subject_of(a,
			(struct str){ git_odb_object_data(object), git_odb_object_size(object) });
	git_odb_object_free(object);
	return subject;
}

struct str history_hidden(struct history *h)
{
	const struct commit *c = walk_at(h, h->hidden);
	char hex[REPO_ID_HEX + 1];

	git_oid_tostr(hex, sizeof(hex), &c->id);
	if (!h->commits.shallow)
		return arena_printf(&h->commits.arena, "%.12s is not in this clone", hex);
	return arena_printf(&h->commits.arena,
		c->state == COMMIT_ABSENT
			? "%.12s is not in this clone, which is shallow" HISTORY_MEND
			: "this clone is shallow and ends at %.12s" HISTORY_MEND,
		hex);
}

int history_open(struct history **out, struct repo *r, struct diags *d)
{
	struct history *h = memory_get(sizeof(*h));

	*h = (struct history){ 0 };
	*out = h;
	if (commits_init(&h->commits, r, d) == 0)
		return 0;
	history_close(h);
	*out = NULL;
	return -1;
}

void history_close(struct history *h)
{
	if (!h)
		return;
	commits_release(&h->commits);
	free(h);
}
