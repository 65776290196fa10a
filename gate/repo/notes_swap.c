#include "gate/repo/notes_swap.h"

#include "gate/model/diagnostics.h"
#include "gate/repo/notes.h"
#include "gate/repo/notes_lock.h"
#include "gate/repo/objects.h"

enum { TRY_SECONDS = 5, STALE_SECONDS = 30 };

static struct place ref_place(void)
{
	return (struct place){ .file = STR(NOTES_REF) };
}

int notes_swap_failed(const struct notes_swap *s, const char *what)
{
	return diag_at(s->diags, DIAG(RECORD_WRITE), ref_place(), "%s: %s", what, repo_why());
}

int notes_swap_commit(
	const struct notes_swap *s, const git_commit *parent, const git_oid *tree_id, git_oid *out)
{
	struct buf message = { 0 };
	git_signature *who = NULL;
	git_tree *tree = NULL;
	int code;

	buf_printf(&message, "%s\n", s->message);
	code = git_signature_new(&who, REPO_IDENT_NAME, REPO_IDENT_EMAIL, s->time, 0);
	if (code == 0)
		code = git_tree_lookup(&tree, s->repo->git, tree_id);
	if (code == 0)
		code = object_commit(out, who, message.p, tree, parent);
	git_tree_free(tree);
	git_signature_free(who);
	buf_release(&message);
	return code < 0 ? notes_swap_failed(s, "the records cannot be written") : 0;
}

/*
 * git_note_create() compares nothing: it sets the ref by force to what it made of a tip that may be
 * gone by then, and four such writers lose half of their notes.
 */
int notes_swap_move(const struct notes_swap *s, const struct notes_tip *from, const git_oid *to)
{
	git_reference *ref = NULL;
	int code;

	if (from->commit)
		code = git_reference_create_matching(
			&ref, from->git, NOTES_REF, to, 1, git_commit_id(from->commit), s->message);
	else
		code = git_reference_create(&ref, from->git, NOTES_REF, to, 0, s->message);
	git_reference_free(ref);
	if (code == 0)
		return 1;
	/* ENOTFOUND: the ref, or the folder for its lock file, was taken away just now. */
	if (code == GIT_EMODIFIED || code == GIT_ELOCKED || code == GIT_EEXISTS ||
		code == GIT_ENOTFOUND)
		return 0;
	/* What was just written is between two places while `git gc` packs it: the next look finds it. */
	if (code < 0 &&
		str_has(str_of(repo_why()), STR("target OID for the reference doesn't exist")))
		return 0;
	return notes_swap_failed(s, "the ref cannot be moved");
}

static int run_locked(const struct notes_swap *s, const struct notes_lock *lock,
	int (*attempt)(void *user), void *user)
{
	unsigned try_s = s->try_s ? s->try_s : TRY_SECONDS;
	unsigned stale_s = s->stale_s ? s->stale_s : STALE_SECONDS;
	/* Only under our flock does a stale lock file go: else there is nothing to wait for. */
	unsigned locked_s = lock->fd >= 0 ? stale_s + try_s : try_s;
	struct patience moving = patience_of(try_s), staling = patience_of(locked_s);
	bool locked;
	int result;

	do {
		locked = notes_lock_sweep(lock, stale_s);
		result = attempt(user);
		if (result != 0)
			return result < 0 ? -1 : 0;
		if (locked)
			moving = patience_of(try_s);
	} while (patience_wait(locked ? &staling : &moving));
	if (locked)
		return diag_at(s->diags, DIAG(RECORD_WRITE),
			(struct place){ .file = buf_str(&lock->ref) },
			"has been there for %u s: if no git is at work here, remove this file",
			locked_s);
	return diag_at(s->diags, DIAG(RECORD_WRITE), ref_place(),
		"could not be moved for %u s, as if another program kept changing it: try again (%s)",
		try_s, repo_why());
}

int notes_swap_run(const struct notes_swap *s, int (*attempt)(void *user), void *user)
{
	struct notes_lock lock;
	int result;

	if (notes_lock_take(&lock, s->repo, &notes_turn, s->diags) < 0)
		return -1;
	result = run_locked(s, &lock, attempt, user);
	notes_lock_release(&lock);
	return result;
}
