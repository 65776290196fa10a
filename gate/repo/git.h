/*
 * What the files of this room share: the handle, and libgit2's header, which no other room sees.
 */
#ifndef REPO_GIT_H
#define REPO_GIT_H

#include <git2.h>

#include "gate/repo/repo.h"

/* Who writes notes and reflog entries: nobody's configuration is asked for. */
#define REPO_IDENT_NAME "areagate"
#define REPO_IDENT_EMAIL "areagate@localhost"

struct held;

struct repo {
	git_repository *git;
	const struct held *held; /* objects that every handle finds as well, or NULL */
	struct arena arena;      /* of the texts below */
	struct str root;
	bool optional; /* the command could do without */
};

/* What libgit2 says of its latest failure; never NULL, and gone with the next call. */
const char *repo_why(void);

/* 40 hex digits, and nothing else. -1 without a diagnostic. */
int repo_id_parse(git_oid *out, const char *hex);

#endif
