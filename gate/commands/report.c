#include "gate/commands/command.h"

#include "gate/exit.h"
#include "gate/model/diagnostics.h"
#include "gate/outputs.h"
#include "gate/recording.h"
#include "gate/reporting.h"
#include "gate/run.h"

/* Judged now: a rule that is broken is told, and no reason to fail; one without data is. */
static int report_now(struct run *r)
{
	const struct verdict *verdict = &r->verdict;
	struct reported reported = { &r->verdict, &r->policies, &r->evidence };

	if (run_verdict(r) < 0)
		return r->diags->status;
	if (r->options->job)
		r->verdict.job = str_of(r->options->job);
	if (reporting_prepare(&reported, &r->place, r->options, r->diags) < 0 ||
		outputs_write((struct verdicts){ &verdict, 1 }, r->options, &r->place, r->diags) <
			0)
		return r->diags->status;
	return verdict->gate == GATE_CANNOT_JUDGE ? verdict_exit(verdict) : EXIT_OPEN;
}

static int no_such_job(struct run *r)
{
	return diag_at(r->diags, DIAG(RECORD_NONE),
		(struct place){ .file = str_of(r->options->arguments[0]) },
		"no record of the job '%s' on this commit", r->options->job);
}

/* Those of the job that was asked for, else of all. */
static int choose(struct run *r, const struct records *all, struct verdicts *out)
{
	const struct verdict **v = arena_alloc(&r->arena, all->n * sizeof(struct verdict *));
	const char *job = r->options->job;

	*out = (struct verdicts){ v, 0 };
	for (size_t i = 0; i < all->n; i++) {
		struct verdict *copy;
		struct reported reported = { 0 };

		if (job && !str_eq(all->v[i]->job, str_of(job)))
			continue;
		copy = arena_alloc(&r->arena, sizeof(*copy));
		*copy = *all->v[i];
		reported.verdict = copy;
		if (reporting_prepare(&reported, &r->place, r->options, r->diags) < 0)
			return -1;
		v[out->n++] = copy;
	}
	return out->n || !all->n ? 0 : no_such_job(r);
}

/* Nothing is read but records. */
static int report_then(struct run *r, const char *rev)
{
	struct workplace *w = &r->place;
	struct records all = { 0 };
	struct verdicts verdicts;

	if (workplace_open(w, &r->arena, GIT_NEEDED, r->diags) < 0 ||
		workplace_revision(w, rev, false, r->diags) < 0)
		return r->diags->status;
	/* What can be read is told of, as `show` does. */
	recording_read(w, &all, r->diags);
	if (choose(r, &all, &verdicts) == 0 && verdicts.n)
		outputs_write(verdicts, r->options, w, r->diags);
	return r->diags->status;
}

static int run(const struct options *o, struct diags *d)
{
	struct run r;
	int status;

	run_start(&r, o, d);
	status = o->argument_count ? report_then(&r, o->arguments[0]) : report_now(&r);
	run_end(&r);
	return status;
}

const struct command report_command = {
	.name = "report",
	.arguments = "[REV]",
	.about = "the progress report: areas, blockers, next steps, criteria, evidence",
	.detail =
		"Judges the reports of the manifest as `areagate check` does and tells how it goes, with the\n"
		"trend of the records before it; or, with REV, tells it from the record of that commit alone.\n"
		"Its exit status is 0 once a report is written, whatever the gate says, and 2 to 5 as of check\n"
		"where something cannot be judged or read.",
	.usual = "markdown",
	.options = OPTION_POLICIES | OPTION_OUT | OPTION_BASE | OPTION_BASELINE |
		OPTION_NO_BASELINE | OPTION_ACCEPT | OPTION_NO_GIT | OPTION_JOB | OPTION_SINCE |
		OPTION_VERBOSE | OPTION_THREADS,
	.with_argument = OPTION_OUT | OPTION_JOB | OPTION_SINCE | OPTION_VERBOSE,
	.arguments_max = 1,
	.run = run,
};
