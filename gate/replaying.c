#include "gate/replaying.h"

#include <inttypes.h>

#include "gate/comparing.h"
#include "gate/dating.h"
#include "gate/model/record_diff.h"
#include "gate/outputs.h"
#include "gate/recording.h"
#include "gate/version.h"
#include "policies/glide.h"
#include "policies/replay.h"
#include "policies/stricter.h"
#include "reporters/note.h"

/* One record being replayed. */
struct recorded {
	const struct verdict *verdict;
	struct str line;
};

static struct place place_of(const struct run *r)
{
	return (struct place){ .file = str_of(r->place.revision.commit) };
}

static int no_such_job(struct run *r, const struct records *all)
{
	struct str jobs = STR("");

	for (size_t i = 0; i < all->n; i++)
		jobs = arena_printf(&r->arena, STR_FMT "%s'" STR_FMT "'", STR_ARG(jobs),
			i ? ", " : "", STR_ARG(diag_shown(all->v[i]->job)));
	return diag_at(r->diags, DIAG(RECORD_NONE), place_of(r),
		"%s: --job names one of its records, which are of %s",
		r->options->job ? "no record of that job" : "records of several jobs",
		jobs.n ? jobs.p : "none");
}

static int find_record(struct run *r, struct recorded *out)
{
	const char *job = r->options->job;
	struct records all = { 0 };
	size_t found = 0;

	if (workplace_open(&r->place, &r->arena, GIT_NEEDED, r->diags) < 0 ||
		workplace_revision(&r->place, r->options->replay, false, r->diags) < 0 ||
		recording_read(&r->place, &all, r->diags) < 0)
		return -1;
	for (size_t i = 0; i < all.n; i++) {
		if (job && !str_eq(all.v[i]->job, str_of(job)))
			continue;
		*out = (struct recorded){ all.v[i], all.lines[i] };
		found++;
	}
	return found == 1 ? 0 : no_such_job(r, &all);
}

static bool was_accepted(const struct verdict *v)
{
	for (size_t i = 0; i < v->finding_count; i++) {
		if (!rule_find(v->findings[i].rule) && v->findings[i].outcome == RULE_INFORMED)
			return true;
	}
	return false;
}

/* What a record says may be anything: these ids are proved. */
static int find_base(struct run *r, const struct verdict *v)
{
	struct revision *base = arena_alloc(&r->arena, sizeof(*base));

	r->verdict.base = v->base;
	if (v->base.rule == BASE_NONE)
		return 0;
	if (repo_revision(r->place.repo, arena_str(&r->arena, v->base.commit).p, base, r->diags) <
		0)
		return -1;
	r->verdict.base.commit = str_of(base->commit);
	r->verdict.base.tree = str_of(base->tree);
	return 0;
}

/* The stricter of both sides again; what that tells is taken over with the record. */
static int read_base(struct run *r, const struct verdict *v)
{
	struct options options = { 0 };
	struct sides sides = { .head = &r->policies,
		.base = &r->base_policies,
		.evidence = &r->evidence,
		.tree = &r->place.tree,
		.accepted = was_accepted(v) };

	if (v->base.rule == BASE_NONE)
		return 0;
	/* Where no folder is named, that of the base is looked for as that of the commit was. */
	if (!str_eq(v->policies, STR(".areagate")) && !str_eq(v->policies, STR("policies")))
		options.policies = arena_str(&r->arena, v->policies).p;
	if (comparing_read(&r->base_policies, &r->verdict, &r->place, &options, r->diags) < 0)
		return -1;
	glide_settle(&r->base_policies, &r->time);
	policies_compare(&sides);
	return 0;
}

/* As they were judged by: those of the commit that was, not of the one that carries its record now. */
static int read_policies(struct run *r, const struct verdict *v)
{
	if (workplace_revision(&r->place, arena_str(&r->arena, v->commit).p, true, r->diags) < 0)
		return -1;
	r->place.prefix = STR(""); /* a record's paths start at the top */
	if (comparing_policies(&r->policies, &r->place.revision, v->policies, &r->place, r->diags) <
		0)
		return -1;
	if (find_base(r, v) < 0 ||
		dating_choose(&r->time, &r->place, &r->verdict.base, r->diags) < 0)
		return -1;
	glide_settle(&r->policies, &r->time);
	return read_base(r, v);
}

static void tell_taken(struct run *r, const struct taken_over *taken)
{
	struct str list = STR("");

	for (size_t i = 0; i < taken->n; i++)
		list = arena_printf(&r->arena, STR_FMT "%s" STR_FMT, STR_ARG(list), i ? ", " : "",
			STR_ARG(taken->v[i]));
	if (taken->n)
		diag_at(r->diags, DIAG(RECORD_TAKEN), place_of(r),
			"taken over as recorded, since a record does not hold what decides them:"
			" " STR_FMT,
			STR_ARG(list));
}

static int compare(struct run *r, const struct recorded *record, struct str line)
{
	struct str difference = record_difference(record->line, line, &r->arena);

	if (!str_eq(record->verdict->tool, STR(VERSION_TOOL)))
		diag_at(r->diags, DIAG(RECORD_TOOL), place_of(r),
			"recorded by " STR_FMT ", and replayed by " VERSION_TOOL,
			STR_ARG(diag_shown(record->verdict->tool)));
	if (!difference.n)
		return 0;
	return diag_at(r->diags, DIAG(RECORD_REPLAY), place_of(r),
		"comes to another record: " STR_FMT, STR_ARG(difference));
}

static int judge_again(struct run *r, const struct recorded *record)
{
	char id[REPO_ID_HEX + 1];
	struct taken_over taken = { 0 };
	struct buf line = { 0 };
	struct base base = r->verdict.base;
	int result;

	r->verdict = replay(record->verdict, &r->policies, &r->time, &taken, &r->arena);
	r->verdict.base = base;
	r->verdict.commit = str_of(r->place.revision.commit);
	r->verdict.tree = str_of(r->place.revision.tree);
	if (r->verdict.policies_id.n &&
		repo_path_id(r->place.repo, &r->place.revision, r->verdict.policies, id))
		r->verdict.policies_id = arena_str(&r->arena, str_of(id));
	note_record(&r->verdict, record->verdict->left_out, &line);
	tell_taken(r, &taken);
	result = compare(r, record, buf_str(&line));
	buf_byte(&line, '\n');
	if (outputs_print(buf_str(&line), r->diags) < 0)
		result = -1;
	buf_release(&line);
	return result;
}

int run_replay(struct run *r)
{
	struct recorded record;

	if (find_record(r, &record) < 0 || read_policies(r, record.verdict) < 0 ||
		judge_again(r, &record) < 0)
		return r->diags->status;
	return verdict_exit(&r->verdict);
}
