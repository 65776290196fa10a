#include "gate/patching.h"

#include <inttypes.h>
#include <string.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/patch.h"
#include "policies/waivers.h"

struct wanted {
	const struct policies *policies;
	const struct evidence *evidence;
};

static bool wants(void *user, struct str path)
{
	const struct wanted *w = user;

	return patched_wants(w->policies, w->evidence, path) || waivers_want(w->policies, path);
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

int patching_read(struct patch *out, const struct policies *p, const struct evidence *e,
	const struct base *base, struct workplace *w, unsigned threads, struct diags *d)
{
	const struct limit *limit = first_limit(p);
	struct wanted wanted = { p, e };
	struct revision from;

	if (!limit && (base->rule == BASE_NONE || !waivers_ended(p, &w->revision.time)))
		return 0;
	if (base->rule == BASE_NONE)
		return diag_at(d, DIAG(BASE_NONE), limit->at,
			"%s is about a change, and there is no base: " STR_FMT, limit->rule->id,
			STR_ARG(base->why));
	from = revision_of(base);
	if (repo_patch(w->repo,
		    &(struct patch_request){ &from, &w->revision, wants, &wanted, threads }, out,
		    w->arena, d) < 0)
		return -1;
	if (out->unpaired)
		diag_at(d, DIAG(PATCH_UNPAIRED), (struct place){ .file = base->commit },
			"%" PRIu64
			" new files are too many to find out which of them were moved and"
			" edited: all their lines count as added",
			out->unpaired);
	return 1;
}
