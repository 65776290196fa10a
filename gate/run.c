#include "gate/run.h"

#include <unistd.h>

#include "gate/actions.h"
#include "gate/baselining.h"
#include "gate/basing.h"
#include "gate/carrying.h"
#include "gate/classing.h"
#include "gate/commands/command.h"
#include "gate/comparing.h"
#include "gate/contrasting.h"
#include "gate/dating.h"
#include "gate/declaring.h"
#include "gate/exit.h"
#include "gate/flickering.h"
#include "gate/heading.h"
#include "gate/intake.h"
#include "gate/model/diagnostics.h"
#include "gate/outliving.h"
#include "gate/outputs.h"
#include "gate/patching.h"
#include "gate/progress.h"
#include "gate/proving.h"
#include "gate/recording.h"
#include "gate/sourcing.h"
#include "gate/trending.h"
#include "gate/version.h"
#include "policies/carry.h"
#include "policies/detail.h"
#include "policies/glide.h"
#include "policies/inherited.h"
#include "policies/lint.h"
#include "policies/stricter.h"
#include "policies/waivers.h"

void run_start(struct run *r, const struct options *o, struct diags *d)
{
	*r = (struct run){ .options = o, .diags = d };
	evidence_init(&r->evidence, &r->arena);
}

void run_end(struct run *r)
{
	if (!r->borrowed)
		workplace_close(&r->place);
	policies_release(&r->policies);
	policies_release(&r->base_policies);
	policies_release(&r->inherited);
	arena_release(&r->arena);
}

void run_push(struct run *r, const struct workplace *w, const struct pushed_range *pushed)
{
	r->place = (struct workplace){ .arena = &r->arena,
		.repo = w->repo,
		.tree = { .arena = &r->arena },
		.submodules = { .arena = &r->arena },
		.here = w->here,
		.prefix = w->prefix };
	r->borrowed = true;
	r->pushed = pushed;
}

/* .git: which commit HEAD is. */
int run_place(struct run *r)
{
	const struct options *o = r->options;
	bool can_leave = o->command && (o->command->options & OPTION_NO_GIT);
	enum workplace_git git = o->no_git ? GIT_LEFT_OUT : can_leave ? GIT_OPTIONAL : GIT_NEEDED;

	if (!r->borrowed && workplace_open(&r->place, &r->arena, git, r->diags) < 0)
		return -1;
	return o->no_git ? 0 : workplace_revision(&r->place, "HEAD", false, r->diags);
}

/* The folder of policies, of the work tree or of what is pushed: areas and rules. */
int run_policies(struct run *r)
{
	struct str folder = workplace_policies(&r->place, r->options);
	int found;

	if (!r->pushed)
		return policies_load(&r->policies, &r->arena, folder.p, r->diags);
	found = comparing_at(&r->policies, &r->place.revision, &r->place, r->options, r->diags);
	r->without_policies = found == 0;
	if (r->without_policies)
		return diag_at(r->diags, DIAG(POLICY_FILE),
			(struct place){ .file = r->policies.folder },
			"no policies in the tree of this commit");
	return found;
}

static int read_named_reports(struct run *r)
{
	const struct options *o = r->options;
	int result = 0;

	for (int i = 0; i < o->argument_count; i++) {
		struct str path = workplace_path(&r->place, o->arguments[i]);

		if (intake_file(&r->evidence, NULL, path, o->threads, r->diags) < 0)
			result = -1;
	}
	return result;
}

/* Reports: those of the command line, else those of the manifest. */
static int run_reports(struct run *r)
{
	const struct options *o = r->options;
	int result = o->argument_count
		? read_named_reports(r)
		: intake_manifest(&r->evidence, &r->policies, o->threads, r->diags);

	progress_end();
	return result;
}

/* The head: what is judged, and which files it has. */
int run_head(struct run *r)
{
	return heading_take(&r->place, &r->evidence, &r->policies, r->options, r->diags);
}

/* The policies: are they those of the head? */
static int run_policies_of_head(struct run *r)
{
	return r->pushed ? 0 : comparing_judged(&r->verdict, &r->policies, &r->place, r->diags);
}

/* The base: what the change is judged against. */
static int run_base(struct run *r)
{
	return basing_choose(&r->verdict.base, &r->place, r->options, r->pushed, r->diags);
}

/* The dates: which waivers have ended, and where targets are on their way. */
int run_dates(struct run *r)
{
	if (!r->place.repo) {
		glide_settle(&r->policies, NULL);
		return 0;
	}
	if (dating_choose(&r->time, &r->place, &r->verdict.base, r->diags) < 0)
		return -1;
	dating_tell(r->time, &r->place, &r->policies, r->diags);
	glide_settle(&r->policies, &r->time);
	waivers_warn(&r->policies, r->time, r->diags);
	return 0;
}

/* The sources: tests that are declared, whether or not a report has them. */
int run_declared(struct run *r)
{
	return declaring_read(&r->evidence, &r->policies, &r->place, r->diags);
}

static bool is_there(struct str path)
{
	return access(path.p, F_OK) == 0;
}

/* Which files of the tree the reports are about. */
int run_resolve(struct run *r)
{
	const struct policies *p = &r->policies;

	r->paths = (struct path_rules){ .strip = p->strip,
		.strip_count = p->strip_count,
		.root = r->place.here,
		.exclude = p->exclude,
		.max_unmatched = p->max_unmatched };
	if (r->place.repo) {
		r->paths.tree = &r->place.tree;
		r->paths.submodules = &r->place.submodules;
		r->paths.root = repo_root(r->place.repo);
		r->paths.is_there = r->paths.root.n ? is_there : NULL;
		if (lint_sources(p, r->paths.tree, r->diags) < 0)
			return -1;
	}
	evidence_resolve(&r->evidence, &r->paths);
	return 0;
}

/* Earlier runs of the same tree: which tests had another result there. */
static int run_flicker(struct run *r)
{
	return flickering_find(&r->evidence, &r->place, r->options, r->diags);
}

/* The seal: paths and freshness are proved, reports are joined; nobody changes evidence after it. */
int run_seal(struct run *r)
{
	int fresh = proving_reports(&r->evidence, &r->place, r->options->threads, r->diags);

	outliving_tell(&r->evidence, &r->policies, &r->place, r->diags);
	return evidence_seal(&r->evidence, r->diags) < 0 ? -1 : fresh;
}

/* Where a change has made areas of other files, those of the base are judged on theirs as well. */
static int inherit(struct run *r)
{
	if (!inherited_differ(&r->base_policies, &r->policies))
		return 0;
	if (comparing_read(&r->inherited, &r->verdict, &r->place, r->options, r->diags) < 0)
		return -1;
	glide_settle(&r->inherited, &r->time);
	if (comparing_files(&r->base_files, &r->verdict, &r->place, r->diags) < 0)
		return -1;
	inherited_settle(&r->inherited, &r->policies, &r->base_files);
	r->policies.inherited = &r->inherited;
	return 0;
}

/* The other side: a change is judged by the stricter of its own policies and its base's. */
static int run_compare(struct run *r)
{
	struct sides sides = { .head = &r->policies,
		.base = &r->base_policies,
		.evidence = &r->evidence,
		.tree = &r->place.tree,
		.accepted = r->options->accept_loosening,
		.paths = &r->paths };

	if (r->verdict.base.rule == BASE_NONE)
		return comparing_unseen(&r->verdict, &r->place, r->options, r->diags);
	if (comparing_read(&r->base_policies, &r->verdict, &r->place, r->options, r->diags) < 0)
		return -1;
	glide_settle(&r->base_policies, &r->time);
	if (r->base_policies.n && comparing_again(&sides.lost, &r->place, r->options, r->diags) < 0)
		return -1;
	if (contrasting_read(&sides, &r->place, r->options, r->diags) < 0)
		return -1;
	policies_compare(&sides);
	return inherit(r);
}

static struct patching patching_of(struct run *r)
{
	return (struct patching){ .policies = &r->policies,
		.evidence = &r->evidence,
		.base = &r->verdict.base,
		.baseline = &r->verdict.baseline,
		.place = &r->place,
		.time = r->time,
		.threads = r->options->threads,
		.shown = outputs_want_detail(r->options) };
}

/* The patch: which lines the change added, if a rule or an output asks for them. */
static int run_patch(struct run *r)
{
	struct patching patching = patching_of(r);
	int result = patching_read(&r->patch, &patching, r->diags);

	r->has_patch = result > 0;
	return result < 0 ? -1 : 0;
}

/* The baseline: the record that the change is compared with, if a rule or an area without data asks. */
static int run_baseline(struct run *r)
{
	struct baseline_wanted wanted = { &r->policies, &r->verdict.base,
		carry_is_wanted_by_any(&r->policies, &r->evidence) };

	return baselining_find(&r->verdict.baseline, &wanted, &r->place, r->options, r->diags);
}

/* What figures depend on: whether those of the baseline may stand for an area without data. */
static int run_carry(struct run *r)
{
	struct carrying c = { &r->policies, &r->evidence, &r->verdict.baseline,
		r->options->record };

	return carrying_find(&r->carry, &c, &r->place, r->diags);
}

/* The lines: what changed since the baseline, if that has the lines of its time. */
static int run_lines(struct run *r)
{
	struct patching patching = patching_of(r);

	r->has_since = classing_read(&r->since, &r->since_why, &patching, r->diags);
	return 0;
}

void run_judge(struct run *r)
{
	r->grounds = (struct grounds){ .evidence = &r->evidence,
		.tree = r->place.repo ? &r->place.tree : NULL,
		.patch = r->has_patch ? &r->patch : NULL,
		.time = r->place.repo ? &r->time : NULL,
		.baseline = &r->verdict.baseline,
		.since = r->has_since ? &r->since : NULL,
		.since_why = r->since_why,
		.carry = r->carry };
	r->verdict.tool = STR(VERSION_TOOL);
	r->verdict.job = str_of(r->options->job ? r->options->job : "");
	if (r->place.repo) {
		r->verdict.commit = str_of(r->place.revision.commit);
		r->verdict.tree = str_of(r->place.revision.tree);
		r->verdict.head = r->place.head;
		r->verdict.changed_files = r->place.changed.n;
	}
	if (r->evidence.flicker)
		flicker_tell(r->evidence.flicker, &r->verdict);
	judge(&r->verdict, &r->policies, &r->grounds, &r->arena);
	if (outputs_want_detail(r->options))
		r->verdict.detail = r->detail = detail_of(&r->policies, &r->grounds, &r->arena);
}

/* Sources, and what records before say: nothing is judged by them, some outputs show them. */
static int run_shown(struct run *r)
{
	if (!r->detail || !outputs_want_sources(r->options))
		return 0;
	trending_read(r->detail, &r->verdict, &r->place, r->options);
	return sourcing_read(r->detail, &r->place, r->options->threads, r->diags);
}

static int run_outputs(struct run *r)
{
	const struct verdict *verdict = &r->verdict;

	if (outputs_write((struct verdicts){ &verdict, 1 }, r->options, &r->place, r->diags) < 0)
		return -1;
	return actions_tell(verdict, r->options, r->diags);
}

/* What has to be known before anything is judged, in this order; each -1 after a diagnostic. */
static int (*const steps[])(struct run *r) = {
	run_place,
	run_policies,
	run_reports,
	run_head,
	run_policies_of_head,
	run_base,
	run_dates,
	run_declared,
	run_resolve,
	run_flicker,
	run_seal,
	run_compare,
	run_patch,
	run_baseline,
	run_lines,
	run_carry,
};

int run_verdict(struct run *r)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (steps[i](r) < 0)
			return -1;
	}
	run_judge(r);
	return 0;
}

int run_check(struct run *r)
{
	if (run_verdict(r) < 0)
		return r->diags->status;
	if (r->options->record &&
		recording_prepare(&r->place, &r->verdict, &r->grounds, &r->policies, r->options,
			r->diags) < 0)
		return r->diags->status;
	if (run_shown(r) < 0 || run_outputs(r) < 0)
		return r->diags->status;
	/* Last: what is on record was told as well. */
	if (r->options->record && recording_write(&r->place, &r->verdict, r->diags) < 0)
		return r->diags->status;
	return verdict_exit(&r->verdict);
}
