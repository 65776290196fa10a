#include "gate/contrasting.h"

#include "gate/intake.h"
#include "policies/manifest.h"

static int read_manifests(struct sides *s, const struct workplace *w, struct diags *d)
{
	s->head_files = intake_named(s->head, w->arena, d);
	s->base_files = intake_named(s->base, w->arena, d);
	return s->head_files && s->base_files ? 0 : -1;
}

int contrasting_read(
	struct sides *s, const struct workplace *w, const struct options *o, struct diags *d)
{
	if (!s->base->n)
		return 0;
	if (!o->argument_count && !manifest_is_same(s->head, s->base) &&
		read_manifests(s, w, d) < 0)
		return -1;
	return 0;
}
