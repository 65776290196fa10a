#include <string.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/git.h"

#define REVISION_BYTES_MAX 256

/*
 * revparse can also search messages by pattern, which nobody means here, and for which libgit2 1.5
 * loses 20 KB with each commit that does not match.
 */
static int revparse(git_object **out, git_repository *git, const char *rev)
{
	if (rev[0] == ':' || str_has(str_of(rev), STR("{/")))
		return GIT_EINVALIDSPEC;
	return git_revparse_single(out, git, rev);
}

/* Ids and names of refs come first: they are what a revision nearly always is. */
static int look_up(git_object **out, git_repository *git, const char *rev)
{
	git_reference *ref = NULL;
	git_oid id;
	int code;

	if (repo_id_parse(&id, rev) == 0)
		return git_object_lookup(out, git, &id, GIT_OBJECT_ANY);
	if (git_reference_dwim(&ref, git, rev) < 0)
		return revparse(out, git, rev);
	code = git_reference_peel(out, ref, GIT_OBJECT_ANY);
	git_reference_free(ref);
	return code;
}

static bool of_head(const char *rev)
{
	return rev[0] == '@' || (!strncmp(rev, "HEAD", 4) && (!rev[4] || strchr("~^@", rev[4])));
}

static int explain(struct repo *r, const char *rev, int code, struct diags *d)
{
	struct place at = { .file = str_of(rev) };
	const struct diag_kind *kind = DIAG(REPO_REVISION);

	if (code == GIT_EAMBIGUOUS)
		return diag_at(d, kind, at, "is the start of more than one id: give more digits");
	if (code != GIT_ENOTFOUND && code != GIT_EINVALIDSPEC)
		return diag_at(d, kind, at, "cannot be resolved: %s", repo_why());
	if (of_head(rev) && git_repository_head_unborn(r->git) == 1)
		return diag_at(d, kind, at, "there is no commit yet: commit first%s",
			r->optional ? ", or judge without git by --no-git" : "");
	/* A fetch of records alone can make a clone shallow, so it is only said where it may matter. */
	if (git_repository_is_shallow(r->git) == 1)
		return diag_at(d, kind, at,
			"names no commit of this clone, which is shallow: fetch more history "
			"(git fetch --unshallow; fetch-depth: 0 for actions/checkout)");
	return diag_at(
		d, kind, at, "names no commit of this repository: is it fetched, and spelt so?");
}

int repo_revision(struct repo *r, const char *rev, struct revision *out, struct diags *d)
{
	struct str text = str_of(rev);
	git_object *object = NULL, *commit = NULL;
	int code, result = -1;

	if (text.n == 0 || text.n > REVISION_BYTES_MAX)
		return diag_at(d, DIAG(REPO_REVISION), (struct place){ 0 },
			"a revision has 1 to %d bytes, not %zu", REVISION_BYTES_MAX, text.n);
	code = look_up(&object, r->git, rev);
	if (code < 0) {
		explain(r, rev, code, d);
		goto out;
	}
	code = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
	if (code < 0) {
		diag_at(d, DIAG(REPO_REVISION), (struct place){ .file = text },
			"names a %s, which leads to no commit of this repository",
			git_object_type2string(git_object_type(object)));
		goto out;
	}
	git_oid_tostr(out->commit, sizeof(out->commit), git_object_id(commit));
	git_oid_tostr(out->tree, sizeof(out->tree), git_commit_tree_id((git_commit *)commit));
	out->time = git_commit_time((git_commit *)commit);
	result = 0;
out:
	git_object_free(commit);
	git_object_free(object);
	return result;
}
