#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gate/base/path.h"
#include "gate/repo/work_blob.h"

static bool is_id_of(struct repo *r, const struct revision *rev, struct str path, const git_oid *id)
{
	char there[REPO_ID_HEX + 1], here[REPO_ID_HEX + 1];

	git_oid_tostr(here, sizeof(here), id);
	return repo_path_id(r, rev, path, there) && !strcmp(here, there);
}

/* The bytes that lie there, or where a link leads to. */
static bool has_same_bytes(
	struct repo *r, const struct revision *rev, struct str path, uint32_t mode)
{
	struct buf bytes = { 0 };
	git_oid id;
	bool same = work_read(AT_FDCWD, path.p, mode, &bytes) == WORK_READ &&
		git_odb_hash(&id, bytes.p ? bytes.p : "", bytes.n, GIT_OBJECT_BLOB) == 0 &&
		is_id_of(r, rev, path, &id);

	buf_release(&bytes);
	return same;
}

static bool is_same_file(struct repo *r, const struct revision *rev, const char *real)
{
	struct str below;
	git_oid id;

	if (!path_below(str_of(real), repo_root(r), &below))
		return false;
	if (has_same_bytes(r, rev, below, GIT_FILEMODE_BLOB))
		return true;
	/* By the rules of .gitattributes, as git would commit it, for which libgit2 needs an index. */
	return git_repository_hashfile(&id, r->git, below.p, GIT_OBJECT_BLOB, NULL) == 0 &&
		is_id_of(r, rev, below, &id);
}

bool repo_is_same(struct repo *r, const struct revision *rev, struct str path)
{
	char *real = realpath(path.p, NULL);
	struct stat st;
	bool same = real && is_same_file(r, rev, real);

	free(real);
	if (!same || lstat(path.p, &st) < 0)
		return false;
	return !S_ISLNK(st.st_mode) || has_same_bytes(r, rev, path, GIT_FILEMODE_LINK);
}
