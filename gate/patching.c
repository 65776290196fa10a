#include "gate/patching.h"

#include <inttypes.h>
#include <string.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/patch.h"
#include "policies/waivers.h"

struct wanted {
	const struct policies *policies;
	const struct evidence *evidence;
	const struct names *also;
};

static bool wants(void *user, struct str path)
{
	const struct wanted *w = user;

	return patched_wants(w->policies, w->evidence, path) || waivers_want(w->policies, path) ||
		(w->also && names_find(w->also, path) != NAMES_NONE);
}

/* The first limit about the patch; NULL if there is none. */
static const struct limit *first_limit(const struct policies *all)
{
	for (size_t i = 0; i < all->n; i++) {
		for (size_t j = 0; j < all->v[i].limit_count; j++) {
			if (rule_is_of_patch(all->v[i].limits[j].rule))
				return &all->v[i].limits[j];
		}
	}
	return NULL;
}

static struct revision revision_of(const struct base *base)
{
	struct revision r = { 0 };

	memcpy(r.commit, base->commit.p, REPO_ID_HEX);
	memcpy(r.tree, base->tree.p, REPO_ID_HEX);
	return r;
}

int patching_between(struct patch *out, const struct patching *p, const struct revision *from,
	const struct names *also, struct diags *d)
{
	struct workplace *w = p->place;
	struct wanted wanted = { p->policies, p->evidence, also };
	struct patch_request want = { from, &w->revision, wants, &wanted, p->threads };

	return repo_patch(w->repo, &want, out, w->arena, d);
}

static int read_patch(struct patch *out, const struct patching *p, struct diags *d)
{
	struct revision from = revision_of(p->base);

	if (patching_between(out, p, &from, NULL, d) < 0)
		return -1;
	if (out->unpaired)
		diag_at(d, DIAG(PATCH_UNPAIRED), (struct place){ .file = p->base->commit },
			"%" PRIu64
			" new files are too many to find out which of them were moved and"
			" edited: all their lines count as added",
			out->unpaired);
	return 1;
}

/* What is shown beside the verdict decides nothing: without it there is a verdict all the same. */
static int read_shown(struct patch *out, const struct patching *p, struct diags *d)
{
	struct diags ignored = { .arena = d->arena };

	if (read_patch(out, p, &ignored) > 0)
		return 1;
	return diag_at(d, DIAG(PATCH_UNREAD), ignored.first->at,
		"what the change added is not shown: " STR_FMT, STR_ARG(ignored.first->text));
}

int patching_read(struct patch *out, const struct patching *p, struct diags *d)
{
	const struct limit *limit = first_limit(p->policies);
	bool based = p->base->rule != BASE_NONE;

	if (limit && !based)
		return diag_at(d, DIAG(BASE_NONE), limit->at,
			"%s is about a change, and there is no base: " STR_FMT, limit->rule->id,
			STR_ARG(p->base->why));
	if (limit || (based && waivers_ended(p->policies, &p->time)))
		return read_patch(out, p, d);
	return based && p->shown ? read_shown(out, p, d) : 0;
}
