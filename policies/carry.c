#include "policies/carry.h"

#include <inttypes.h>

#include "gate/model/diagnostics.h"
#include "policies/members.h"

enum { DAYS_MAX = 3650, EXCLUDED = 8 };

static int on_days(struct load *l, const struct json *j, void *carry)
{
	struct decimal n;

	if (field_whole(l, j, &n) < 0)
		return -1;
	if (n.digits < 1 || n.digits > DAYS_MAX)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'days' must be a number of days from 1 to %d", DAYS_MAX);
	((struct carry *)carry)->days = (uint32_t)n.digits;
	return 0;
}

static int each_input(struct load *l, const struct json *j)
{
	struct carry *c = &l->policy->carry;
	size_t n = c->inputs.n;

	if (field_glob(l, &c->inputs, j) < 0)
		return -1;
	*ARENA_PUSH(l->all->arena, c->input_at, n, c->input_at_cap) = j->at;
	return 0;
}

static int on_inputs(struct load *l, const struct json *j, void *carry)
{
	(void)carry;
	return field_list(l, j, each_input);
}

/* Inputs are never optional: that there are no others is for a person to say. */
static const struct member keys[] = {
	{ "days", false, on_days },
	{ "inputs", false, on_inputs },
};

static const struct members members = { "what is carried", keys, sizeof(keys) / sizeof(keys[0]) };

int carry_load(struct load *l, const struct json *j)
{
	return members_load(l, j, &members, &l->policy->carry);
}

bool carry_is_wanted(const struct policy *p, const struct evidence *e)
{
	if (!p->carry.days)
		return false;
	for (size_t i = 0; i < coverage_files(&e->coverage); i++) {
		if (policy_owns(p, e->coverage.files[i].path))
			return false;
	}
	for (size_t i = 0; i < e->tests.n; i++) {
		if (!e->tests.v[i].unreported && policy_has_test(p, &e->tests.v[i]))
			return false;
	}
	return true;
}

bool carry_is_wanted_by_any(const struct policies *all, const struct evidence *e)
{
	for (size_t i = 0; i < all->n; i++) {
		if (carry_is_wanted(&all->v[i], e))
			return true;
	}
	return false;
}

/* A test may be a folder, and so may an input: a case with its files, a submodule. */
static bool match_with_folders(const struct globs *g, struct str path)
{
	for (; path.n; str_cut_last(&path, '/')) {
		if (globs_match(g, path))
			return true;
	}
	return false;
}

static unsigned parts_of(const struct policy *p, struct str path)
{
	unsigned parts = globs_match(&p->sources, path) ? CARRY_SOURCE : 0;

	parts |= match_with_folders(&p->tests, path) ? CARRY_TEST : 0;
	return parts | (match_with_folders(&p->carry.inputs, path) ? CARRY_INPUT : 0);
}

const char *carry_part(const struct policy *p, struct str path)
{
	unsigned parts = parts_of(p, path);

	return parts & CARRY_SOURCE   ? "sources"
		: parts & CARRY_TEST  ? "tests.files"
		: parts & CARRY_INPUT ? "carry.inputs"
				      : NULL;
}

/* With its length before it, no text can run into the next. */
static void add(struct sha256 *s, struct str text)
{
	struct buf b = { 0 };

	buf_printf(&b, "%zu:", text.n);
	buf_add(&b, text);
	sha256_add(s, buf_str(&b));
	buf_release(&b);
}

static void add_number(struct sha256 *s, uint64_t n)
{
	struct buf b = { 0 };

	buf_printf(&b, "%" PRIu64, n);
	add(s, buf_str(&b));
	buf_release(&b);
}

static void add_ids(struct sha256 *s, const struct test_ids *ids)
{
	add_number(s, ids->n);
	for (size_t i = 0; i < ids->n; i++)
		add(s, ids->v[i]);
}

void carry_digest_counting(struct sha256 *s, const struct policy *p)
{
	add(s, STR("areagate/inputs/1"));
	/* Globs of tests may be meant for suites and names, which no file shows. */
	add_number(s, p->tests.n);
	for (size_t i = 0; i < p->tests.n; i++)
		add(s, p->tests.v[i].text);
	if (framework_names[p->framework.kind])
		add(s, str_of(framework_names[p->framework.kind]));
	add(s, p->framework.regex);
	add_number(s, p->flaky_fails ? 2 : 0); /* 1: before records told how many */
	add_number(s, p->one_job_passes);
	add_ids(s, &p->ids);
	add_ids(s, &p->required);
}

unsigned carry_digest_file(struct sha256 *s, const struct policy *p, const struct policies *all,
	const struct carry_file *f)
{
	unsigned parts = parts_of(p, f->path);

	if (!parts)
		return 0;
	add_number(s, parts | (globs_match(&all->exclude, f->path) ? EXCLUDED : 0));
	add(s, f->path);
	add_number(s, f->mode);
	add(s, f->id);
	return parts;
}
