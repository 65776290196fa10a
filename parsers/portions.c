#define _GNU_SOURCE /* memrchr */
#include "parsers/portions.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

void portions_start(struct portions *all, struct portions_feed *feed, struct str last)
{
	*all = (struct portions){ .feed = feed, .last = last };
	pthread_mutex_init(&all->lock, NULL);
	all->left = memory_get(PORTION_BYTES);
	all->in = feed->next(feed, &all->of);
}

void portions_end(struct portions *all)
{
	pthread_mutex_destroy(&all->lock);
	free(all->left);
}

/* Where the line starts that the byte before `end` belongs to. */
static size_t line_start(const char *p, size_t end)
{
	const char *newline = memrchr(p, '\n', end);

	return newline ? (size_t)(newline + 1 - p) : 0;
}

/* Where the last unit ends, or 0: the last byte of `last` stands in few lines. */
static size_t last_unit(const struct portion *mine, struct str last)
{
	const char *p = mine->p, *at = p + mine->n, *start, *newline;

	while ((at = memrchr(p, last.p[last.n - 1], (size_t)(at - p)))) {
		start = at + 1 - last.n;
		if (start < p || (start > p && start[-1] != '\n') || memcmp(start, last.p, last.n))
			continue;
		newline = memchr(at, '\n', (size_t)(p + mine->n - at));
		if (newline)
			return (size_t)(newline + 1 - p);
	}
	return 0;
}

/* What goes before the rest of a line that is too long is done with. */
static void skip(struct portions *all, struct portion *mine)
{
	const char *newline;

	while (all->skips && mine->n) {
		newline = memchr(mine->p, '\n', mine->n);
		all->skips = !newline;
		mine->n = newline ? mine->n - (size_t)(newline + 1 - mine->p) : 0;
		memmove(mine->p, newline ? newline + 1 : mine->p, mine->n);
		mine->n += stream_read(all->in, mine->p + mine->n, PORTION_BYTES - mine->n);
	}
}

static void fill(struct portions *all, struct portion *mine)
{
	memcpy(mine->p, all->left, all->left_bytes);
	mine->n = all->left_bytes;
	mine->n += stream_read(all->in, mine->p + mine->n, PORTION_BYTES - mine->n);
	skip(all, mine);
	mine->of = all->of;
	mine->is_last = mine->n < PORTION_BYTES;
}

/* Keeps what follows the last whole unit, or the last whole line, for the next portion. */
static void cut(struct portions *all, struct portion *mine)
{
	size_t end = mine->n;

	mine->continues = mine->too_long = false;
	if (!mine->is_last) {
		end = last_unit(mine, all->last);
		mine->continues = end == 0;
	}
	if (mine->continues) {
		end = line_start(mine->p, mine->n);
		mine->too_long = all->skips = end == 0;
		if (mine->too_long)
			end = mine->n;
	}
	all->left_bytes = mine->n - end;
	memcpy(all->left, mine->p + end, all->left_bytes);
	mine->n = end;
	memset(mine->p + end, 0, PORTION_SLACK);
}

static void next_stream(struct portions *all)
{
	all->in = all->feed->next(all->feed, &all->of);
	all->skips = false;
}

static char *new_portion(void)
{
	char *room = memory_get(PORTION_SLACK + PORTION_BYTES + PORTION_SLACK);

	memset(room, 0, PORTION_SLACK);
	return room + PORTION_SLACK;
}

bool portions_next(struct portions *all, struct portion *mine)
{
	bool any;

	if (!mine->p)
		mine->p = new_portion();
	if (!mine->continues) {
		pthread_mutex_lock(&all->lock);
		mine->index = all->count++;
	}
	any = all->in;
	if (any) {
		fill(all, mine);
		cut(all, mine);
		if (mine->is_last)
			next_stream(all);
	}
	mine->continues &= any;
	if (!mine->continues)
		pthread_mutex_unlock(&all->lock);
	return any;
}

void portion_release(struct portion *mine)
{
	if (mine->p)
		free(mine->p - PORTION_SLACK);
}
