#include "policies/ownership.h"

#include <inttypes.h>

#include "gate/base/path.h"
#include "gate/model/diagnostics.h"

static bool are_same(const struct policy *p, const struct owner_list *owners, struct arena *a)
{
	struct owner_list own = { 0 };

	for (size_t i = 0; i < p->owner_count; i++) {
		owners_add(&own, p->owners[i], a);
		if (!owners_have(owners, p->owners[i]))
			return false;
	}
	return own.n == owners->n;
}

static void say_owners(struct buf *out, const struct owner_list *owners)
{
	for (size_t i = 0; i < owners->n; i++)
		buf_printf(out, "%s" STR_FMT, i ? ", " : "", STR_ARG(owners->v[i]));
	if (!owners->n)
		buf_puts(out, "nobody");
}

static void lint_area(const struct policy *p, const struct names *tree, const struct codeowners *c,
	struct arena *a, struct diags *d)
{
	struct owner_list owners = { 0 };
	struct buf text = { 0 };

	for (size_t i = 0; i < tree->n; i++) {
		if (path_is_source(tree->v[i]) && policy_owns(p, tree->v[i]))
			codeowners_of(c, tree->v[i], &owners, a);
	}
	if (are_same(p, &owners, a))
		return;
	say_owners(&text, &owners);
	diag_at(d, DIAG(LINT_OWNERS), policy_place(p, "owners"),
		STR_FMT " gives the sources of '" STR_FMT "' to " STR_FMT
			": write the same owners here and there",
		STR_ARG(c->file), STR_ARG(p->name), STR_ARG(diag_shown(buf_str(&text))));
	buf_release(&text);
}

/* Whoever may change a policy may change what is judged. */
static void lint_files(const struct policies *p, const struct codeowners *c, struct diags *d)
{
	struct str first = STR("");
	uint64_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct owner_list owners = { 0 };

		if (!p->v[i].file.n)
			continue;
		codeowners_of(c, p->v[i].file, &owners, p->arena);
		if (!owners.n && n++ == 0)
			first = p->v[i].file;
	}
	if (n)
		diag_at(d, DIAG(LINT_UNOWNED), (struct place){ .file = c->file },
			"%" PRIu64 " %s nobody's here, such as " STR_FMT
			": anybody may change what is judged; add a line such as '/" STR_FMT
			"/ @your/team'",
			n, n == 1 ? "policy is" : "policies are", STR_ARG(first),
			STR_ARG(p->folder));
}

void lint_ownership(const struct policies *p, const struct names *tree, const struct codeowners *c,
	struct diags *d)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].owner_count)
			lint_area(&p->v[i], tree, c, p->arena, d);
	}
	if (!path_is_absolute(p->folder) && !str_starts(p->folder, STR("../")))
		lint_files(p, c, d);
}
