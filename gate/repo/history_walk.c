#include "gate/repo/history_walk.h"

/* How many stale commits older than all others are looked at before a clock counts as right; as in git. */
#define SLOP 5

struct commit *walk_at(struct history *h, uint32_t index)
{
	return &h->commits.v[index];
}

void walk_push(struct history *h, struct indices *into, uint32_t index)
{
	*ARENA_PUSH(&h->commits.arena, into->v, into->n, into->cap) = index;
}

static bool newer(struct history *h, uint32_t a, uint32_t b)
{
	uint64_t time = walk_at(h, a)->time, other = walk_at(h, b)->time;

	return time != other ? time > other : a < b;
}

static void swap(uint32_t *a, uint32_t *b)
{
	uint32_t kept = *a;

	*a = *b;
	*b = kept;
}

static void enqueue(struct history *h, uint32_t index)
{
	uint32_t *v;
	size_t i = h->queue.n;

	walk_push(h, &h->queue, index);
	v = h->queue.v;
	for (; i && newer(h, v[i], v[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&v[i], &v[(i - 1) / 2]);
	walk_at(h, index)->queued = true;
	h->pending += !(walk_at(h, index)->marks & STALE);
}

static uint32_t dequeue(struct history *h)
{
	uint32_t *v = h->queue.v, first = v[0];
	size_t n = --h->queue.n, i = 0, child;

	v[0] = v[n];
	for (; (child = 2 * i + 1) < n; i = child) {
		child += child + 1 < n && newer(h, v[child + 1], v[child]);
		if (!newer(h, v[child], v[i]))
			break;
		swap(&v[i], &v[child]);
	}
	walk_at(h, first)->queued = false;
	h->pending -= !(walk_at(h, first)->marks & STALE);
	return first;
}

static void touch(struct history *h, uint32_t index)
{
	if (walk_at(h, index)->walk == h->walk)
		return;
	commits_load(&h->commits, index);
	walk_at(h, index)->walk = h->walk;
	walk_at(h, index)->marks = 0;
	walk_at(h, index)->queued = false;
	walk_push(h, &h->touched, index);
	if (commit_ends_here(walk_at(h, index)))
		walk_push(h, &h->ends, index);
}

void walk_mark(struct history *h, uint32_t index, unsigned marks)
{
	struct commit *c;

	touch(h, index);
	c = walk_at(h, index);
	if ((c->marks & marks) == marks)
		return;
	if (c->queued && !(c->marks & STALE) && (marks & STALE))
		h->pending--;
	c->marks |= (uint8_t)marks;
	if (!c->queued && c->state == COMMIT_READ)
		enqueue(h, index);
}

/* Looks at the newest commit of the queue. */
static void step(struct history *h)
{
	uint32_t index = dequeue(h);
	unsigned marks = walk_at(h, index)->marks & (COLOURS | STALE);

	if (marks == COLOURS) {
		walk_at(h, index)->marks |= COMMON;
		marks |= STALE;
	}
	if (commit_ends_here(walk_at(h, index)))
		return;
	/* Parents may be new, and move the others. */
	for (uint32_t i = 0; i < walk_at(h, index)->parent_count; i++)
		walk_mark(h, h->commits.parents[walk_at(h, index)->parents + i], marks);
}

void walk_start(struct history *h)
{
	h->walk++;
	h->queue.n = h->touched.n = h->ends.n = h->pending = 0;
}

void walk_finish(struct history *h)
{
	while (h->pending)
		step(h);
}

void walk_both(struct history *h, uint32_t left, uint32_t right)
{
	walk_start(h);
	walk_mark(h, left, LEFT);
	walk_mark(h, right, RIGHT);
	walk_finish(h);
}

bool walk_is_of_one_side(const struct commit *c, unsigned sides)
{
	unsigned colours = c->marks & COLOURS;

	return (colours & sides) && colours != COLOURS;
}

static bool ends_on(struct history *h, unsigned sides)
{
	for (size_t i = 0; i < h->ends.n; i++) {
		if (walk_is_of_one_side(walk_at(h, h->ends.v[i]), sides)) {
			h->hidden = h->ends.v[i];
			return true;
		}
	}
	return false;
}

void walk_on(struct history *h)
{
	while (h->queue.n)
		step(h);
}

/* Behind an end that is common there are only ancestors of what is common. */
bool walk_hides(struct history *h, unsigned sides)
{
	if (!ends_on(h, sides))
		return false;
	walk_on(h);
	return ends_on(h, sides);
}

/* Commits whose clocks were wrong may turn out to be the base's as well. */
void walk_settle(struct history *h, uint64_t oldest)
{
	for (int slop = SLOP; h->queue.n && slop; slop--) {
		if (walk_at(h, h->queue.v[0])->time >= oldest)
			slop = SLOP + 1;
		step(h);
	}
}
