#include <string.h>

#include "gate/base/path.h"
#include "policies/blockers.h"

/* "app" of app.models.user, app/models, app::models and app\models. */
static struct str root_of(struct str module)
{
	size_t n = 0;

	while (n < module.n && !strchr("./:\\", module.p[n]))
		n++;
	return (struct str){ module.p, n };
}

static bool has_part(struct str path, struct str part)
{
	while (path.n) {
		struct str one = str_cut(&path, '/');

		if (!path.n)
			one.n -= path_extension(one).n;
		if (str_eq(one, part))
			return true;
	}
	return false;
}

/* Does the first part of its name stand for something of this tree, or does it name a file of ours? */
static bool is_ours(struct str module, const struct names *tree)
{
	struct str root = root_of(module);

	if (path_is_absolute(module) || str_starts(module, STR(".")))
		return true;
	for (size_t i = 0; tree && root.n && i < tree->n; i++) {
		if (has_part(tree->v[i], root))
			return true;
	}
	return false;
}

static struct str mend_module(const struct cause *cause, const struct names *tree, struct arena *a)
{
	if (!cause->what.n)
		return STR("install what is missing or fix the import");
	if (is_ours(cause->what, tree))
		return STR("create the module or fix the import");
	if (!tree)
		return STR("create or install the module, or fix the import");
	return arena_printf(a, "install '" STR_FMT "' or fix the import", STR_ARG(cause->what));
}

static struct str with(struct arena *a, const char *before, struct str what, const char *after,
	const char *otherwise)
{
	if (!what.n)
		return str_of(otherwise);
	return arena_printf(a, "%s" STR_FMT "%s", before, STR_ARG(what), after);
}

struct str blocker_mend(const struct cause *cause, const struct names *tree, struct arena *a)
{
	switch (cause->kind) {
	case CAUSE_MISSING_MODULE:
		return mend_module(cause, tree, a);
	case CAUSE_SYNTAX_ERROR:
		return with(a, "mend the first error in ", cause->what, "",
			"mend the first error that the build or the interpreter shows");
	case CAUSE_MISSING_EXECUTABLE:
		return with(a, "build or install ", cause->what, ", or put it on PATH",
			"build the test programs before the tests are run");
	case CAUSE_FIXTURE:
		return STR("mend the fixture or hook: its tests could not start");
	case CAUSE_TEARDOWN:
		return STR("mend the fixture or hook that cleans up: its tests ran");
	case CAUSE_REFUSED_CONNECTION:
		return with(a, "start the service on ", cause->what, " or skip these tests",
			"start the service that the tests need, or skip them");
	case CAUSE_TIMEOUT:
		return STR("find what the first test waits for, or raise its limit");
	case CAUSE_CRASH:
		return STR("run the first test under a debugger or a sanitizer");
	case CAUSE_ASSERTION:
		return STR("run the first test alone; mend the code or what is expected of it");
	case CAUSE_INTERRUPTED:
		return STR("run pytest with --continue-on-collection-errors");
	case CAUSE_OTHER:
	case CAUSE_KINDS:
		break;
	}
	return STR("run the first test alone and read its whole output");
}
