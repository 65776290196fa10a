/*
 * The repository, through libgit2: this room is its only user. Objects are only read; the one thing
 * ever written is a note (notes.h). No checkout, no filter of the user and no hook is used; what a
 * transport is needed for, git does (remote.h).
 */
#ifndef REPO_REPO_H
#define REPO_REPO_H

#include "gate/base/diag.h"
#include "gate/model/names.h"

#define REPO_ID_HEX 40

struct repo;

/*
 * The repository that `folder` lies in. -1 after a diagnostic [repo-open] that says how to mend it, and
 * that --no-git does without one, if the command is `optional` in that. So do later ones.
 */
int repo_open(struct repo **out, const char *folder, bool optional, struct diags *d);

/* Takes NULL. */
void repo_close(struct repo *r);

/* The work tree, absolute, without a slash at the end; empty in a bare repository. */
struct str repo_root(const struct repo *r);

struct revision {
	char commit[REPO_ID_HEX + 1], tree[REPO_ID_HEX + 1];
	int64_t time; /* the committer's, seconds since 1970 */
};

/* What `rev` names (a branch, a tag, an id, HEAD~2 ...), peeled to its commit. */
int repo_revision(struct repo *r, const char *rev, struct revision *out, struct diags *d);

/* Where the paths of a tree go. */
struct tree_paths {
	struct names *files;      /* links included */
	struct names *submodules; /* whose files belong to other repositories; or NULL */
};

/* Adds a path by its mode, as git has it. */
void tree_paths_add(const struct tree_paths *into, struct str path, unsigned mode);

/* Adds every path in the tree of the revision. */
int repo_paths(
	struct repo *r, const struct revision *rev, const struct tree_paths *into, struct diags *d);

/* What stands at a path of a tree: a file, a link, or a submodule. Texts last until the function returns. */
struct repo_entry {
	struct str path;
	struct str id; /* hex */
	unsigned mode; /* as git has it: 0100644, ... */
};

/* Gives each to `take`, in the order of paths. -1 after a diagnostic. */
int repo_entries(struct repo *r, const struct revision *rev,
	void (*take)(void *user, const struct repo_entry *e), void *user, struct diags *d);

/*
 * Adds the path of every file right in the folder ("" is the top), links included. 1, 0 if the tree of
 * the revision has no such folder, or -1 after a diagnostic.
 */
int repo_folder(struct repo *r, const struct revision *rev, struct str folder, struct names *into,
	struct diags *d);

/*
 * Where a path of the tree leads, links followed as in a checkout; with a NUL byte behind it. False if to
 * nothing in the tree: there is none, or it leads out of it, or round and round.
 */
bool repo_follow(struct repo *r, const struct revision *rev, struct str path, struct arena *a,
	struct str *out);

/* What reading a file gave: its text (until the function returns), or how large it is instead. */
struct repo_file {
	struct str path, text;
	uint64_t bytes;
	bool too_large;
};

/*
 * Gives each of the files, as it is in the tree of the revision, to `take`. Of one of more than `most`
 * bytes only the size is told; one that is no file there is left out. -1 after a diagnostic.
 */
int repo_read(struct repo *r, const struct revision *rev, const struct names *paths, size_t most,
	void (*take)(void *user, const struct repo_file *file), void *user, struct diags *d);

/* The id of what stands at the path in the tree of the revision; false if nothing does. */
bool repo_path_id(
	struct repo *r, const struct revision *rev, struct str path, char hex[REPO_ID_HEX + 1]);

/*
 * Is the file of the work tree, which is the current folder, what the tree of the revision has at its path,
 * with a NUL byte behind it? A link has to lead to the same place, and that has to be the same.
 */
bool repo_is_same(struct repo *r, const struct revision *rev, struct str path);

/* A file of a tree: its text (until the function returns), and why there may be none. */
struct repo_blob {
	struct str text;
	char id[REPO_ID_HEX + 1];
	bool missing;   /* it cannot be read, as in a partial clone */
	bool too_large; /* over 64 MiB */
};

struct blobs_request {
	const struct str *paths; /* each with a NUL byte behind it */
	size_t n;
	unsigned threads; /* at most; 0: as many as there are processors */

	/* By any of the threads, in any order, once for each path that is a file of the tree. */
	void (*take)(void *user, size_t index, const struct repo_blob *blob);
	void *user;
};

/* -1 after a diagnostic. */
int repo_blobs(struct repo *r, const struct revision *rev, const struct blobs_request *want,
	struct diags *d);

/* Whether a blob of this id is there. */
bool repo_has_blob(struct repo *r, const char *id);

/* "1.5.1" of the library that is linked. */
const char *repo_library_version(void);

#endif
