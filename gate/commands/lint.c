#include "gate/commands/command.h"

#include <inttypes.h>

#include "gate/exit.h"
#include "gate/outputs.h"
#include "gate/owning.h"
#include "gate/run.h"
#include "policies/lint.h"
#include "policies/ownership.h"

static int print_clean(const struct run *r)
{
	struct buf text = { 0 };
	size_t areas = r->policies.n - 1;
	uint64_t warnings = r->diags->count[DIAG_WARNING];
	int result;

	buf_printf(&text, STR_FMT ": project and %zu %s", STR_ARG(r->policies.folder), areas,
		areas == 1 ? "area" : "areas");
	if (warnings)
		buf_printf(&text, ", %" PRIu64 " %s\n", warnings,
			warnings == 1 ? "warning" : "warnings");
	else
		buf_puts(&text, ", nothing to mend\n");
	result = outputs_print(buf_str(&text), r->diags);
	buf_release(&text);
	return result;
}

/* Both, so that one run tells everything. */
static int lint_tree(struct run *r)
{
	int result = lint_all(&r->policies, &r->place.tree, r->diags);
	struct codeowners owners;

	if (owning_read(&owners, &r->place, r->diags) < 0)
		result = -1;
	else if (owners.file.n && !owners.cut)
		lint_ownership(&r->policies, &r->place.tree, &owners, r->diags);
	codeowners_release(&owners);
	return result;
}

static int lint(struct run *r)
{
	if (run_place(r) < 0 || run_policies(r) < 0 || run_dates(r) < 0 ||
		(r->place.repo && workplace_revision(&r->place, "HEAD", true, r->diags) < 0))
		return r->diags->status;
	if (r->place.repo && lint_tree(r) < 0)
		return r->diags->status;
	return print_clean(r) < 0 ? r->diags->status : EXIT_OPEN;
}

static int run(const struct options *o, struct diags *d)
{
	struct run r;
	int status;

	run_start(&r, o, d);
	status = lint(&r);
	run_end(&r);
	return status;
}

const struct command lint_command = {
	.name = "lint",
	.arguments = "",
	.about = "check the policies: mistakes, dead globs, overlaps, files in no area",
	.detail =
		"Reads every policy and compares it with the tree of HEAD, and owners with its CODEOWNERS.\n"
		"Everything found is told in one run; exit status 2 says there is something to mend.",
	.options = OPTION_POLICIES | OPTION_NO_GIT,
	.run = run,
};
