#include "gate/contrasting.h"

#include "gate/declaring.h"
#include "gate/intake.h"
#include "policies/manifest.h"
#include "policies/stricter_framework.h"

static int read_manifests(struct sides *s, const struct workplace *w, struct diags *d)
{
	s->head_files = intake_named(s->head, w->arena, d);
	s->base_files = intake_named(s->base, w->arena, d);
	return s->head_files && s->base_files ? 0 : -1;
}

static int read_declared(struct sides *s, const struct workplace *w, struct diags *d)
{
	struct declared_side *v = arena_alloc(w->arena, s->base->n * sizeof(*v));

	for (size_t i = 0; i < s->base->n; i++) {
		if (framework_is_other(s, i) && declaring_side(&v[i], &s->base->v[i], w, d) < 0)
			return -1;
	}
	s->declared = v;
	return 0;
}

int contrasting_read(
	struct sides *s, const struct workplace *w, const struct options *o, struct diags *d)
{
	if (!s->base->n)
		return 0;
	if (!o->argument_count && !manifest_is_same(s->head, s->base) &&
		read_manifests(s, w, d) < 0)
		return -1;
	return read_declared(s, w, d);
}
