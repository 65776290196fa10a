#include "gate/dating.h"

#include "gate/base/date.h"
#include "gate/model/diagnostics.h"

int dating_choose(int64_t *out, struct workplace *w, const struct base *base, struct diags *d)
{
	struct revision r;

	*out = w->revision.time;
	if (base->rule == BASE_NONE)
		return 0;
	if (repo_revision(w->repo, base->commit.p, &r, d) < 0)
		return -1;
	if (r.time > *out)
		*out = r.time;
	return 0;
}

static bool has_dates(const struct policy *p)
{
	bool rises = false;

	for (size_t i = 0; i < p->limit_count; i++)
		rises |= p->limits[i].glide != NULL;
	return rises || p->waiver_count || p->carry.days;
}

void dating_tell(int64_t time, const struct workplace *w, const struct policies *p, struct diags *d)
{
	int32_t day = date_of(time), own = date_of(w->revision.time);
	struct buf days = { 0 };
	bool any = false;

	for (size_t i = 0; i < p->n; i++)
		any |= has_dates(&p->v[i]);
	if (!any || day == own)
		return;
	buf_puts(&days, "the judged commit is of ");
	date_print(&days, own);
	buf_puts(&days, ", and its base of ");
	date_print(&days, day);
	diag_at(d, DIAG(BASE_LATER), (struct place){ .file = str_of(w->revision.commit) },
		STR_FMT ": waivers, rising targets and carried figures are judged at the later day",
		STR_ARG(buf_str(&days)));
	buf_release(&days);
}
