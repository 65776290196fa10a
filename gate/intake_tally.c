/* What merge reads: tracefiles one behind the other, so that no worker waits for one to end. */
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/intake.h"
#include "gate/progress.h"
#include "parsers/lcov.h"
#include "parsers/parser.h"

/* Read while others are: what there is to say of it stays with it until all are. */
struct shard {
	struct lcov_source source;
	struct progress progress;
	struct arena arena;
	struct diags diags;
};

struct shards {
	struct lcov_sources sources; /* the first, for next() */
	struct report into;
	char *const *paths;
	struct shard *v;
	size_t n, opened;
};

static int open_shard(struct shard *s)
{
	struct lcov_source *source = &s->source;
	const struct parser *parser;

	source->stream = stream_open(source->path.p, &s->diags, DIAG(REPORT_FILE));
	if (!source->stream)
		return -1;
	progress_watch(&s->progress, source->stream, source->path);
	parser = parser_of((struct input){ source->path, source->stream, 0 }, &s->diags);
	if (parser == &lcov_parser)
		return 0;
	if (parser)
		diag_at(&s->diags, DIAG(REPORT_FORMAT), (struct place){ .file = source->path },
			"is a report of tests (%s): merge adds up tracefiles", parser->name);
	stream_close(source->stream, NULL, &s->diags, DIAG(REPORT_FILE));
	return -1;
}

static struct lcov_source *next(struct lcov_sources *all)
{
	struct shards *shards = (struct shards *)all;

	while (shards->opened < shards->n) {
		struct shard *s = &shards->v[shards->opened];

		s->source.path = str_of(shards->paths[shards->opened++]);
		s->source.into = &shards->into;
		s->source.diags = &s->diags;
		s->diags.arena = &s->arena;
		if (open_shard(s) == 0)
			return &s->source;
	}
	return NULL;
}

static void done(struct lcov_sources *all, struct lcov_source *source)
{
	(void)all;
	stream_close(source->stream, NULL, source->diags, DIAG(REPORT_FILE));
}

int intake_tally(struct tally *t, char *const *paths, size_t n, unsigned threads, struct diags *d)
{
	struct shards all = { .sources = { next, done }, .into.tally = t, .paths = paths, .n = n };

	all.v = memory_get(n * sizeof(*all.v));
	memset(all.v, 0, n * sizeof(*all.v));
	lcov_read(&all.sources, threads);
	progress_end();
	for (size_t i = 0; i < n; i++) {
		diags_merge(d, &all.v[i].diags, 0);
		arena_release(&all.v[i].arena);
	}
	free(all.v);
	return d->count[DIAG_ERROR] ? -1 : 0;
}
