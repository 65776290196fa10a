#include "policies/members.h"

#include "gate/model/diagnostics.h"

/* "rule, reason and until, and perhaps since" */
static void list_keys(struct buf *b, const struct members *m, bool optional)
{
	size_t left = 0, n = 0;

	for (size_t i = 0; i < m->n; i++)
		left += m->v[i].optional == optional;
	for (size_t i = 0; i < m->n; i++) {
		if (m->v[i].optional != optional)
			continue;
		left--;
		buf_printf(b, "%s%s", !n++ ? "" : left ? ", " : " and ", m->v[i].key);
	}
}

static struct str say_keys(const struct members *m, struct arena *a)
{
	struct buf needed = { 0 }, optional = { 0 };
	struct str text;

	list_keys(&needed, m, false);
	list_keys(&optional, m, true);
	text = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(buf_str(&needed)),
		optional.n ? ", and perhaps " : "", STR_ARG(buf_str(&optional)));
	buf_release(&needed);
	buf_release(&optional);
	return text;
}

static int load_member(struct load *l, const struct json *j, const struct members *m, void *into)
{
	for (size_t i = 0; i < m->n; i++) {
		if (str_eq(j->key, str_of(m->v[i].key)))
			return m->v[i].load(l, j, into);
	}
	return diag_at(l->diags, DIAG(POLICY_KEY), j->key_at,
		"%s has no key '" STR_FMT "': it has " STR_FMT, m->what,
		STR_ARG(diag_shown(j->key)), STR_ARG(say_keys(m, l->diags->arena)));
}

int members_load(struct load *l, const struct json *j, const struct members *m, void *into)
{
	int result = 0;

	if (j->type != JSON_OBJECT)
		return field_wrong_type(l, j,
			arena_printf(l->diags->arena, "an object with " STR_FMT,
				STR_ARG(say_keys(m, l->diags->arena)))
				.p);
	for (const struct json *i = j->child; i; i = i->next) {
		if (load_member(l, i, m, into) < 0)
			result = -1;
	}
	for (size_t i = 0; result == 0 && i < m->n; i++) {
		if (!m->v[i].optional && !json_get(j, m->v[i].key))
			result = diag_at(l->diags, DIAG(POLICY_KEY), j->at, "%s needs '%s'",
				m->what, m->v[i].key);
	}
	return result;
}
