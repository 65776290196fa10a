#include "gate/receiving.h"

#include "gate/comparing.h"
#include "gate/exit.h"
#include "gate/guarding.h"
#include "gate/hook_input.h"
#include "gate/model/diagnostics.h"
#include "gate/recording.h"

struct receiving {
	const struct options *options;
	struct arena arena;
	struct hook_input input;
	struct workplace place;
	const char *notes_at; /* what refs/notes/areagate will lead to, if that is pushed */
	struct diags *diags;
};

/* As comparing_at(), and 0 where there is no such revision yet. */
static int read_policies(
	struct receiving *r, const char *rev, struct policies *out, struct diags *said)
{
	struct diags unknown = { .arena = said->arena };
	struct revision at;

	*out = (struct policies){ .arena = &r->arena };
	if (repo_revision(r->place.repo, rev, &at, &unknown) < 0)
		return 0;
	return comparing_at(out, &at, &r->place, r->options, said);
}

/*
 * What is pushed must not decide whether it is judged: the policies of the branch as it is tell, for a new
 * one those of the default branch, and its own only where there are none yet. Those that cannot be read
 * did not come with this push, which may mend them. 1, 0 if there are none, -1 after a diagnostic.
 */
static int find_policies(struct receiving *r, const struct pushed_ref *ref, struct policies *out)
{
	const char *revs[] = { ref->from.p, "HEAD", ref->tip.p };
	struct diags said = { .arena = r->diags->arena };

	for (size_t i = 0; i < sizeof(revs) / sizeof(*revs); i++) {
		if (read_policies(r, revs[i], out, &said) > 0)
			return 1;
		policies_release(out);
	}
	if (!said.status)
		return 0;
	diags_move(r->diags, &said);
	return -1;
}

/* 1 if its branch needs records, 0 if not, -1 after a diagnostic. */
static int is_guarded(struct receiving *r, const struct pushed_ref *ref)
{
	struct policies policies;
	struct str branch;
	int found;

	if (push_is_zero(ref->tip) || !push_branch(ref, &branch))
		return 0;
	found = find_policies(r, ref, &policies);
	if (found > 0) {
		found = policies_record_branch(&policies, branch);
		policies_release(&policies);
	} else if (found == 0)
		diag_at(r->diags, DIAG(PUSH_UNJUDGED), (struct place){ 0 },
			"'" STR_FMT "' is taken unjudged: there are no policies yet",
			STR_ARG(branch));
	return found;
}

/* -1 after a diagnostic if it must not be taken. */
static int judge_ref(struct receiving *r, const struct pushed_ref *ref)
{
	struct recalled records;
	int found;

	if (workplace_revision(&r->place, ref->tip.p, false, r->diags) < 0)
		return -1;
	found = guarding_records(&records, &r->place, r->notes_at, r->diags);
	if (found < 0)
		return -1;
	if (found)
		return guarding_open(&records, guarding_name(ref), r->diags) ? 0 : -1;
	return diag_at(r->diags, DIAG(RECORD_NONE), (struct place){ .file = guarding_name(ref) },
		"there is no record of " GUARDING_ID
		" here: areagate check --record makes one; push it with areagate sync, or together"
		" with the branch, as " RECORD_REF,
		r->place.revision.commit);
}

static int receive(struct receiving *r)
{
	const struct push *push = &r->input.push;
	int result = 0;

	if (hook_input_received(&r->input, &r->arena, r->diags) < 0 ||
		workplace_open(&r->place, &r->arena, GIT_NEEDED, r->diags) < 0)
		return -1;
	for (size_t i = 0; i < push->n; i++) {
		if (str_eq(push->v[i].ref, STR(RECORD_REF)))
			r->notes_at = push->v[i].tip.p;
	}
	for (size_t i = 0; i < push->n; i++) {
		int guarded = is_guarded(r, &push->v[i]);

		if (guarded < 0 || (guarded > 0 && judge_ref(r, &push->v[i]) < 0))
			result = -1;
	}
	return result;
}

int receiving_run(const struct options *o, struct diags *d)
{
	struct receiving r = { .options = o, .diags = d };
	int result = receive(&r);

	workplace_close(&r.place);
	arena_release(&r.arena);
	return result < 0 ? d->status : EXIT_OPEN;
}
