/*
 * What git tells a hook of a push: a line a ref, on its stdin (githooks(5)).
 */
#ifndef MODEL_PUSH_H
#define MODEL_PUSH_H

#include "gate/base/diag.h"

struct pushed_ref {
	struct str ref;  /* where it goes: "refs/heads/main"; "HEAD" where nobody said */
	struct str tip;  /* the id that the ref gets; or a revision that leads to it */
	struct str from; /* the id that it has there; zeros: it is new; empty: not known */
};

/* Starts with the arena; texts have a NUL byte behind them. */
struct push {
	struct arena *arena;
	struct pushed_ref *v;
	size_t n, cap;
};

/*
 * pre-push: "<what was named> <id> <ref there> <id there>" a line; what was named may be HEAD~1, a search in
 * messages with spaces in it, or (delete). -1 after a diagnostic [push-input] for each line that is none.
 */
int push_parse_sent(struct push *into, struct str text, struct diags *d);

/* pre-receive: "<id there> <id> <ref>" a line. */
int push_parse_received(struct push *into, struct str text, struct diags *d);

/* No object: of a ref that is new, or of one that goes. */
bool push_is_zero(struct str id);

/* "main" of a branch; false for any other ref. */
bool push_branch(const struct pushed_ref *r, struct str *branch);

/*
 * Is there something to judge? Branches, and what Gerrit makes changes of, that do not go. Tags name commits
 * that were judged, and notes are no code: our own come by a push, too.
 */
bool push_is_judged(const struct pushed_ref *r);

#endif
