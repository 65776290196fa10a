#include "gate/pushing.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "gate/exit.h"
#include "gate/guarding.h"
#include "gate/hook_input.h"
#include "gate/model/diagnostics.h"
#include "gate/recording.h"
#include "gate/run.h"

struct pushing {
	const struct options *options;
	struct arena arena;
	struct hook_input input;
	struct workplace place; /* at the tip that is judged */
	struct str head;        /* the commit of HEAD, or empty */
	struct diags *diags;
};

/* The commit in hex; empty, without a diagnostic, if it leads to none. */
static struct str commit_of(struct pushing *p, const char *rev)
{
	struct diags said = { .arena = p->diags->arena };
	struct revision r;

	if (repo_revision(p->place.repo, rev, &r, &said) < 0)
		return STR("");
	return arena_str(&p->arena, str_of(r.commit));
}

/* A hook that blocks without reason is taken out: what cannot be known passes, and that is said. */
static int pass_unjudged(struct pushing *p, const struct pushed_ref *ref, struct str why)
{
	return diag_at(p->diags, DIAG(PUSH_UNJUDGED), (struct place){ 0 },
		"'" STR_FMT "' is pushed unjudged: " GUARDING_ID
		" has no record (areagate check --record makes one, areagate sync fetches those of"
		" CI), and " STR_FMT,
		STR_ARG(guarding_name(ref)), p->place.revision.commit, STR_ARG(why));
}

static bool is_missing(const struct diag *said)
{
	struct arena scratch = { 0 };
	bool missing = said->kind == DIAG(REPORT_FILE) &&
		access(arena_str(&scratch, said->at.file).p, F_OK) < 0 && errno == ENOENT;

	arena_release(&scratch);
	return missing;
}

/* Why the reports say nothing of this tree; empty if they do. */
static struct str unproved(struct run *r, const struct diags *said)
{
	static const enum diagnostic kinds[] = { DIAGNOSTIC_REPORT_NONE, DIAGNOSTIC_REPORT_STALE,
		DIAGNOSTIC_REPORT_OLDER, DIAGNOSTIC_STAMP_BAD };

	if (r->without_policies)
		return STR("its tree has no policies");
	for (const struct diag *i = said->first; i; i = i->next) {
		bool found = is_missing(i);

		for (size_t j = 0; j < sizeof(kinds) / sizeof(*kinds); j++)
			found |= i->kind == &diagnostics[kinds[j]];
		if (found)
			return arena_printf(said->arena, "no fresh report: " STR_FMT ": " STR_FMT,
				STR_ARG(i->at.file), STR_ARG(i->text));
	}
	return STR("");
}

/* Tests are of the work tree. Where that is not what is pushed, only a stamp tells. */
static int find_changed(struct run *r, struct str *why)
{
	struct changed changed;
	bool stamped = true;

	for (size_t i = 0; i < r->evidence.report_count; i++)
		stamped &= r->evidence.reports[i]->stamped;
	if (stamped)
		return 0;
	if (recording_changed(&changed, &r->place, STR(""), &r->evidence, &r->policies, r->diags) <
		0)
		return -1;
	if (changed.n)
		*why = arena_printf(r->diags->arena,
			"no fresh report: '" STR_FMT
			"' is changed in the work tree, and without areagate stamp nothing proves what"
			" the reports are of",
			STR_ARG(changed.first));
	return 0;
}

static int tell_verdict(struct pushing *p, const struct pushed_ref *ref, struct run *r)
{
	struct str why = STR("");
	bool open;

	if (find_changed(r, &why) < 0) {
		diags_move(p->diags, r->diags);
		return -1;
	}
	if (why.n)
		return pass_unjudged(p, ref, why);
	open = guarding_tell(&r->verdict, guarding_name(ref),
		STR("the gate on the reports that are here"), p->diags);
	return open ? 0 : -1;
}

/* Where the range starts, as an id: pre-commit may be given a name. */
static struct str start_of(struct pushing *p, const struct pushed_ref *ref)
{
	if (!ref->from.n || push_is_zero(ref->from))
		return ref->from;
	return commit_of(p, ref->from.p);
}

static int judge_reports(struct pushing *p, const struct pushed_ref *ref)
{
	struct options options = { .command = p->options->command,
		.policies = p->options->policies,
		.has_head = true,
		.head = HEAD_COMMIT };
	struct pushed_range range = { .from = start_of(p, ref), .remote = p->input.remote };
	struct diags said = { .arena = p->diags->arena };
	struct run r;
	struct str why;
	int result;

	run_start(&r, &options, &said);
	run_push(&r, &p->place, &range);
	result = run_verdict(&r);
	why = unproved(&r, &said);
	if (why.n)
		result = pass_unjudged(p, ref, why);
	else if (result < 0)
		diags_move(p->diags, &said);
	else
		result = tell_verdict(p, ref, &r);
	run_end(&r);
	return result;
}

/* HEAD that nobody names as pushed may lead to nothing: of an empty repository nothing can be pushed. */
static bool is_unborn(const struct pushing *p, const struct pushed_ref *ref)
{
	return str_eq(ref->ref, STR("HEAD")) && str_eq(ref->tip, STR("HEAD")) && !p->head.n;
}

/* -1 if it must not be pushed, after diagnostics. */
static int judge_ref(struct pushing *p, const struct pushed_ref *ref)
{
	struct recalled records;
	int found;

	if (is_unborn(p, ref))
		return diag_at(p->diags, DIAG(PUSH_UNJUDGED), (struct place){ 0 },
			"HEAD leads to no commit, so there is nothing to push");
	if (workplace_revision(&p->place, ref->tip.p, false, p->diags) < 0)
		return -1;
	found = guarding_records(&records, &p->place, NULL, p->diags);
	if (found < 0)
		return -1;
	if (found)
		return guarding_open(&records, guarding_name(ref), p->diags) ? 0 : -1;
	if (!str_eq(p->head, str_of(p->place.revision.commit)))
		return pass_unjudged(
			p, ref, STR("is not HEAD, the only commit whose reports may be here"));
	if (!repo_root(p->place.repo).n)
		return pass_unjudged(p, ref, STR("there is no work tree with reports"));
	return judge_reports(p, ref);
}

static bool is_any_judged(const struct push *push)
{
	for (size_t i = 0; i < push->n; i++) {
		if (push_is_judged(&push->v[i]))
			return true;
	}
	return false;
}

static int judge_all(struct pushing *p)
{
	const struct push *push = &p->input.push;
	int result = 0;

	if (!is_any_judged(push))
		return 0;
	if (workplace_open(&p->place, &p->arena, GIT_NEEDED, p->diags) < 0)
		return -1;
	p->head = commit_of(p, "HEAD");
	for (size_t i = 0; i < push->n; i++) {
		if (push_is_judged(&push->v[i]) && judge_ref(p, &push->v[i]) < 0)
			result = -1;
	}
	return result;
}

static int push(struct pushing *p, int argument_count, char **arguments)
{
	if (hook_input_sent(&p->input, &p->arena, argument_count, arguments, p->diags) < 0)
		return -1;
	if (p->input.skip)
		return diag_at(p->diags, DIAG(PUSH_SKIPPED), (struct place){ 0 },
			"AREAGATE_SKIP is set, so what is pushed is not judged");
	return judge_all(p);
}

int pushing_run(const struct options *o, int argument_count, char **arguments, struct diags *d)
{
	struct pushing p = { .options = o, .diags = d };
	int result = push(&p, argument_count, arguments);

	if (result < 0)
		diag_at(d, DIAG(PUSH_STOPPED), (struct place){ 0 },
			"nothing is pushed; to push all the same: git push --no-verify, or"
			" AREAGATE_SKIP=1 git push");
	workplace_close(&p.place);
	arena_release(&p.arena);
	return result < 0 ? d->status : EXIT_OPEN;
}
