#include "gate/commands/command.h"

#include "gate/exit.h"
#include "gate/model/diagnostics.h"
#include "gate/outputs.h"
#include "gate/recording.h"

/* Those of the job that is asked for. */
static int choose(struct records *records, const struct options *o, const struct workplace *w,
	struct diags *d)
{
	size_t n = 0;

	for (size_t i = 0; i < records->n; i++) {
		if (!o->job || str_eq(records->v[i]->job, str_of(o->job)))
			records->v[n++] = records->v[i];
	}
	records->n = n;
	if (n)
		return 0;
	return diag_at(d, DIAG(RECORD_NONE), (struct place){ .file = str_of(w->revision.commit) },
		"no record of the job '%s': areagate show without --job shows those there are",
		o->job);
}

static int show(const struct options *o, struct arena *a, struct workplace *w, struct diags *d)
{
	const char *rev = o->argument_count ? o->arguments[0] : "HEAD";
	struct records records = { 0 };

	if (workplace_open(w, a, GIT_NEEDED, d) < 0 || workplace_revision(w, rev, false, d) < 0)
		return d->status;
	/* What can be read is shown, and what cannot is told: a newer areagate may have written it. */
	recording_read(w, &records, d);
	if (records.n && choose(&records, o, w, d) == 0)
		outputs_write((struct verdicts){ records.v, records.n }, o, w, d);
	return d->status;
}

static int run(const struct options *o, struct diags *d)
{
	struct arena arena = { 0 };
	struct workplace place = { 0 };
	int status = show(o, &arena, &place, d);

	workplace_close(&place);
	arena_release(&arena);
	return status;
}

const struct command show_command = {
	.name = "show",
	.arguments = "[REV]",
	.about = "print the verdict that was recorded on a commit",
	.detail =
		"Reads the records that `areagate check --record` left on the commit (default HEAD), one\n"
		"for each job, or that of --job. Its exit status says whether they could be shown, not what they say.",
	.options = OPTION_OUT | OPTION_JOB | OPTION_VERBOSE,
	.arguments_max = 1,
	.run = run,
};
