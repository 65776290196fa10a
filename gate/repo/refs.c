#include "gate/repo/refs.h"

#include "gate/repo/git.h"

static struct str short_name(struct str name)
{
	static const char *const folders[] = { "refs/remotes/", "refs/heads/" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		struct str folder = str_of(folders[i]);

		if (str_starts(name, folder))
			return str_skip(name, folder.n);
	}
	return name;
}

int repo_ref(struct repo *r, const char *name, struct arena *a, struct ref *out)
{
	git_reference *ref = NULL, *branch = NULL;
	git_object *commit = NULL;
	int result = -1;

	if (git_reference_lookup(&ref, r->git, name) < 0 || git_reference_resolve(&branch, ref) < 0)
		goto out;
	if (git_reference_peel(&commit, branch, GIT_OBJECT_COMMIT) < 0)
		goto out;
	git_oid_tostr(out->commit, sizeof(out->commit), git_object_id(commit));
	out->name = arena_str(a, short_name(str_of(git_reference_name(branch))));
	result = 0;
out:
	git_object_free(commit);
	git_reference_free(branch);
	git_reference_free(ref);
	return result;
}
