#include "gate/repo/hooks.h"

#include <errno.h>
#include <string.h>

#include "gate/base/path.h"
#include "gate/base/process.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/git.h"

bool repo_is_bare(struct repo *r)
{
	return !r->root.n;
}

static int fail(struct diags *d, struct str why)
{
	return diag_at(d, DIAG(HOOK_PLACE), (struct place){ 0 },
		"git does not say where its hooks are: " STR_FMT, STR_ARG(why));
}

int repo_hooks(struct repo *r, struct arena *a, struct str *folder, struct diags *d)
{
	/* Our folder may be another than the one that GIT_DIR was meant from. */
	struct str git_dir = arena_printf(a, "--git-dir=%s", git_repository_path(r->git));
	const char *argv[] = { "git", git_dir.p, "rev-parse", "--git-path", "hooks", NULL };
	struct process p = { .argv = argv };
	struct str said;
	int result = 0;

	if (process_run(&p) < 0)
		return fail(d, str_of(strerror(errno)));
	said = buf_str(&p.out);
	if (str_ends(said, STR("\n")))
		said.n--;
	if (p.status != 0 || !said.n)
		result = fail(d, str_trim(buf_str(&p.err)));
	else if (repo_is_bare(r) && !path_is_absolute(said))
		*folder = arena_printf(a, "%s" STR_FMT, git_repository_path(r->git), STR_ARG(said));
	else
		*folder = arena_str(a, said);
	process_release(&p);
	return result;
}
