/*
 * Where a command works: the repository it was called in, moved to its top, so that every path that
 * is read, judged or printed is the repository's. Paths on the command line are the caller's.
 */
#ifndef GATE_WORKPLACE_H
#define GATE_WORKPLACE_H

#include "gate/model/names.h"
#include "gate/options.h"
#include "gate/repo/head.h"

struct wanting;

/* What a command can do without a repository. */
enum workplace_git {
	GIT_NEEDED,
	GIT_OPTIONAL, /* --no-git would do without */
	GIT_LEFT_OUT,
};

struct workplace {
	struct arena *arena;
	struct repo *repo; /* NULL with --no-git */
	struct revision revision;
	struct names tree;       /* its files */
	struct names submodules; /* their paths */
	/* By heading_take(): what the tree of the revision is of, and what its commit has otherwise. */
	enum head head;
	enum head asked; /* the side that was meant to be judged, changed or not */
	struct changed_files changed;
	struct wanting *wanting; /* heading.c's own */
	struct str here;         /* with --no-git: the current folder, absolute */
	struct str prefix; /* where the command was called, below the top; "" or ends in a slash */
};

/* Opens the repository and moves to its top. -1 after a diagnostic. */
int workplace_open(struct workplace *w, struct arena *a, enum workplace_git git, struct diags *d);

/* Takes the commit that `rev` names, with its tree if `with_tree`. */
int workplace_revision(struct workplace *w, const char *rev, bool with_tree, struct diags *d);

void workplace_close(struct workplace *w);

/* A path of the command line, from the top, which is "."; there is a NUL byte behind it. */
struct str workplace_path(const struct workplace *w, const char *path);

/* The other way round: how somebody who stands where the command was called would write a path from the top. */
struct str workplace_shown(const struct workplace *w, struct str path);

/* The folder of policies: the option's, else .areagate, else policies. */
struct str workplace_policies(const struct workplace *w, const struct options *o);

#endif
