/*
 * History, walked on raw commit objects: what is asked for is read once and kept, so that the cost is
 * linear in the part that is walked. Commits listed in `shallow` have parents whose ids are known and
 * that cannot be read, as git has it; replacements and grafts (refs/replace, info/grafts) are not
 * followed. Ids are hex and of a full length; times are seconds since 1970, the committer's.
 *
 * Committer times only say what to look at first: clocks that are wrong change no answer but a distance,
 * which they can make too large, as they can git's.
 */
#ifndef REPO_HISTORY_H
#define REPO_HISTORY_H

#include "gate/repo/repo.h"

/* How to get the rest of a shallow clone, behind what is missing. */
#define HISTORY_MEND \
	": git fetch --unshallow (fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 on GitLab)"

struct history;

enum history_answer {
	HISTORY_NO,
	HISTORY_YES,
	HISTORY_HIDDEN, /* the commits that would tell are not here: history_hidden() says so */
};

/* A repository is open as long as its history. -1 after a diagnostic [repo-object]. */
int history_open(struct history **out, struct repo *r, struct diags *d);

/* Takes NULL. */
void history_close(struct history *h);

/* Whether some commits have parents that are not here, on purpose. */
bool history_is_shallow(const struct history *h);

/* Texts live as long as the history. */
struct history_commit {
	const char *id, *tree;
	uint64_t time;        /* 0 where the commit has none that can be read */
	const char **parents; /* as the commit names them, whether or not they can be read */
	size_t parent_count;
	bool shallow; /* the clone ends here */
};

/* -1, without a diagnostic, for what is no id, no commit, not in this clone or cannot be read. */
int history_commit(struct history *h, const char *id, struct history_commit *out);

#define HISTORY_SUBJECT_BYTES 200

/*
 * The first paragraph of the commit's message in one line, of which the first HISTORY_SUBJECT_BYTES are
 * taken; any bytes, as a stranger wrote them. Empty for what history_commit() does not know.
 */
struct str history_subject(struct history *h, const char *id, struct arena *a);

/* Is `ancestor` one of `commit`, or `commit` itself? */
enum history_answer history_is_ancestor(
	struct history *h, const char *ancestor, const char *commit);

/*
 * The best common ancestor: one that is an ancestor of no other. Of several (criss-cross merges) it is
 * the newest; of those as new, the one with the least id. NO says that both have nothing in common.
 */
enum history_answer history_merge_base(struct history *h, const char *a, const char *b, char *out);

/*
 * How many commits are reachable from `commit` and not from `base`, by whichever parent: what
 * `git rev-list --count base..commit` says. HIDDEN: there are more than can be counted here.
 */
enum history_answer history_distance(
	struct history *h, const char *base, const char *commit, uint64_t *out);

/*
 * Why the latest answer is HIDDEN, and what to do, for the end of a sentence: "this clone is shallow and
 * ends at 1a2b3c4d5e6f: git fetch --unshallow (...)". As long as the history.
 */
struct str history_hidden(struct history *h);

#endif
