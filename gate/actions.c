#include "gate/actions.h"

#include "gate/base/file.h"
#include "gate/ci.h"
#include "gate/commands/command.h"
#include "gate/model/diagnostics.h"
#include "gate/outputs.h"
#include "reporters/github.h"

static int add(const char *path, struct str bytes, struct diags *d)
{
	return path ? file_append(path, bytes, d, DIAG(OUTPUT_WRITE)) : 0;
}

int actions_tell(const struct verdict *v, const struct options *o, struct diags *d)
{
	struct ci_actions a = ci_actions();
	struct buf summary = { 0 }, output = { 0 };
	int result;

	if (!a.on || !outputs_want(o, &github_reporter))
		return 0;
	github_summary(v, &summary);
	github_outputs(v, &output);
	result = add(a.summary, buf_str(&summary), d);
	if (add(a.output, buf_str(&output), d) < 0)
		result = -1;
	buf_release(&summary);
	buf_release(&output);
	return result;
}

static bool has_failed(const char *path, const struct diags *d)
{
	for (const struct diag *i = d->first; i; i = i->next) {
		if (i->kind == DIAG(OUTPUT_WRITE) && str_eq(i->at.file, str_of(path)))
			return true;
	}
	return false;
}

/* What could not be written before is not told again. */
static void add_once(const char *path, struct str bytes, struct diags *d)
{
	if (path && !has_failed(path, d))
		add(path, bytes, d);
}

void actions_tell_failure(int status, const struct options *o, struct diags *d)
{
	struct ci_actions a = ci_actions();
	struct buf summary = { 0 }, output = { 0 };

	if (!a.on || !o->command || !o->command->judges || !outputs_want(o, &github_reporter))
		return;
	github_failure_summary(d, status, &summary);
	github_failure_outputs(status, &output);
	add_once(a.summary, buf_str(&summary), d);
	add_once(a.output, buf_str(&output), d);
	buf_release(&summary);
	buf_release(&output);
}
