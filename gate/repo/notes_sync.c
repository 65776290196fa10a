#include "gate/repo/notes_sync.h"

#include "gate/model/diagnostics.h"
#include "gate/repo/notes.h"
#include "gate/repo/notes_join.h"
#include "gate/repo/notes_lock.h"
#include "gate/repo/remote.h"

/* Those who push by turns need their milliseconds; those who come again at once lose again. */
enum { ATTEMPTS_MAX = 10, SECONDS_MAX = 60, STEP_US = 100000 };

/*
 * What is at the remote, here. 1, 0 if nothing is there, -1 after a diagnostic. A remote that had notes
 * and refused ours has others by now: to fetch them at once leaves less time for a third.
 */
static int fetch(struct remote *m, bool refused, git_oid *tip)
{
	git_oid here;
	int there;

	if (refused)
		return remote_fetch(m, tip) < 0 ? -1 : 1;
	there = remote_tip(m, tip);

	if (there <= 0)
		return there;
	/* Our own tip is whole: it was made here, or fetched before. */
	if (git_reference_name_to_id(&here, m->repo->git, NOTES_REF) == 0 &&
		git_oid_equal(&here, tip))
		return 1;
	return remote_fetch(m, tip) < 0 ? -1 : 1;
}

/* 1 when both have the same, 0 to try again, -1 after a diagnostic. */
static int attempt(struct remote *m, const struct notes_sync *how, bool *had)
{
	struct notes_joined joined;
	git_oid tip;
	const git_oid *onto;
	int there = fetch(m, *had, &tip);

	if (there < 0)
		return -1;
	*had = there > 0;
	onto = *had ? &tip : NULL;
	if (notes_join(m->repo, how, onto, &joined, m->diags) < 0)
		return -1;
	if (!joined.any || (onto && git_oid_equal(&joined.tip, onto)))
		return 1;
	return remote_push(m, &joined.tip, joined.orphan ? &onto : NULL);
}

static int run_locked(struct remote *m, const struct notes_sync *how, unsigned *attempts)
{
	struct patience p = patience_of(SECONDS_MAX);
	bool had = false;
	int result;

	p.step_us = STEP_US;
	do {
		++*attempts;
		result = attempt(m, how, &had);
		if (result != 0)
			return result < 0 ? -1 : 0;
	} while (*attempts < ATTEMPTS_MAX && patience_wait(&p));
	return diag_at(m->diags, DIAG(SYNC_REMOTE), (struct place){ .file = STR(NOTES_REF) },
		"%u pushes were refused, the last one as " STR_FMT
		" (the records are kept here: sync again when fewer others push)",
		*attempts, STR_ARG(buf_str(&m->refusal)));
}

int notes_sync(struct repo *r, const struct notes_sync *how, unsigned *attempts, struct diags *d)
{
	struct remote m = { .repo = r, .name = how->remote, .diags = d };
	struct notes_lock lock;
	int result;

	*attempts = 0;
	/* Pushes of one clone at the same time can all fail: each has packs made against the other's. */
	if (notes_lock_take(&lock, r, &sync_turn, d) < 0)
		return -1;
	result = run_locked(&m, how, attempts);
	remote_forget(&m);
	notes_lock_release(&lock);
	remote_release(&m);
	return result;
}
