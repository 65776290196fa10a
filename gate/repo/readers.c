#include "gate/repo/readers.h"

#include <pthread.h>
#include <stdio.h>

#include "gate/base/threads.h"
#include "gate/repo/held.h"

struct readers {
	const struct reading *what;
	struct reading_failure *failure;
	pthread_mutex_t lock; /* of the rest */
	size_t next;
	bool failed;
};

struct worker {
	struct readers *all;
	struct reader reader; /* git is NULL: to be opened */
};

/* False at the end, or when another worker failed. */
static bool take(struct readers *all, size_t *item)
{
	bool more;

	pthread_mutex_lock(&all->lock);
	more = !all->failed && all->next < all->what->n;
	if (more)
		*item = all->next++;
	pthread_mutex_unlock(&all->lock);
	return more;
}

static void fail(struct readers *all, size_t item)
{
	pthread_mutex_lock(&all->lock);
	if (!all->failed) {
		all->failed = true;
		all->failure->item = item;
		snprintf(all->failure->why, sizeof(all->failure->why), "%s", repo_why());
	}
	pthread_mutex_unlock(&all->lock);
}

static int open_handles(struct reader *r, const struct repo *first)
{
	if (!r->git) {
		if (git_repository_open_ext(&r->git, git_repository_path(first->git),
			    GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) < 0 ||
			(first->held && held_show(first->held, r->git) < 0))
			return -1;
	}
	return git_repository_odb(&r->odb, r->git);
}

static void work(void *worker)
{
	struct worker *w = worker;
	const struct repo *first = w->all->what->repo;
	size_t item = 0;

	if (open_handles(&w->reader, first) < 0) {
		/* The others do its work; without any, there is the first. */
		if (w->reader.git == first->git)
			fail(w->all, 0);
		return;
	}
	while (take(w->all, &item)) {
		if (w->all->what->read(w->all->what->user, &w->reader, item) < 0)
			fail(w->all, item);
	}
}

int readers_run(const struct reading *what, struct reading_failure *out)
{
	struct worker workers[THREADS_MAX] = { { 0 } };
	struct readers all = { .what = what, .failure = out };
	size_t worth = what->n / what->worth + 1;
	unsigned threads = threads_wanted(what->threads);

	if (!what->n)
		return 0;
	if (worth < threads)
		threads = (unsigned)worth;
	pthread_mutex_init(&all.lock, NULL);
	for (unsigned i = 0; i < threads; i++)
		workers[i].all = &all;
	workers[0].reader.git = what->repo->git;
	/* As git itself, which checks what it reads only when asked to: half of the time went there. */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	threads_run(work, workers, threads, sizeof(*workers));
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	for (unsigned i = 0; i < threads; i++) {
		git_odb_free(workers[i].reader.odb);
		if (i)
			git_repository_free(workers[i].reader.git);
	}
	pthread_mutex_destroy(&all.lock);
	return all.failed ? -1 : 0;
}

int reader_blob(struct reader *r, const git_oid *id, struct reader_blob *out)
{
	git_object_t type;

	*out = (struct reader_blob){ .text = STR("") };
	if (git_odb_read_header(&out->bytes, &type, r->odb, id) < 0)
		return -1;
	out->too_large = out->bytes > READERS_TEXT_BYTES_MAX;
	if (out->too_large)
		return 0;
	if (git_blob_lookup(&out->blob, r->git, id) < 0)
		return -1;
	out->text = (struct str){ git_blob_rawcontent(out->blob), out->bytes };
	return 0;
}
