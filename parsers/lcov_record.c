#include "parsers/lcov_state.h"

#include <inttypes.h>
#include <string.h>

#include "gate/base/memory.h"
#include "parsers/lcov_count.h"
#include "parsers/lcov_coverage_py.h"

enum { FUNCTION_INDEX_MAX = 1000000 }; /* of FNL: and FNA: */

struct place lcov_where(const struct lcov *l, struct str part)
{
	return (struct place){ l->path, l->line_number, (uint32_t)(part.p - l->line.p) + 1 };
}

void lcov_tell_line_zero(struct lcov *l, struct place at)
{
	diag_at(&l->diags, DIAG(LCOV_LINE_ZERO), at, "line 0 does not exist: left out");
}

/* A line number, or 0, which some tools write and mean no line. */
static int read_line_or_zero(struct lcov *l, struct str s, uint32_t *out)
{
	uint64_t n;

	if (str_to_u64(s, &n) < 0)
		return diag_at(&l->diags, DIAG(LCOV_NUMBER), lcov_where(l, s),
			"'" STR_FMT "' is not a line number", STR_ARG(diag_shown(s)));
	if (n > LINE_MAX_NUMBER)
		return diag_at(&l->diags, DIAG(LCOV_NUMBER), lcov_where(l, s),
			"line " STR_FMT " is over %u, which no source file reaches",
			STR_ARG(diag_shown(s)), LINE_MAX_NUMBER);
	*out = (uint32_t)n;
	return 0;
}

static int read_line_number(struct lcov *l, struct str s, uint32_t *out)
{
	if (read_line_or_zero(l, s, out) < 0)
		return -1;
	if (*out == 0)
		lcov_tell_line_zero(l, lcov_where(l, s));
	return 0;
}

static int read_count(struct lcov *l, struct str s, uint64_t *count)
{
	switch (lcov_count(s, count)) {
	case LCOV_COUNT_PLAIN:
		return 0;
	case LCOV_COUNT_HUGE:
		return diag_at(&l->diags, DIAG(LCOV_HUGE), lcov_where(l, s),
			"a count over 2^64 is read as 2^64-1");
	case LCOV_COUNT_NEGATIVE:
		return diag_at(&l->diags, DIAG(LCOV_NEGATIVE), lcov_where(l, s),
			"a negative count is read as 0: was it counted with threads and without"
			" -fprofile-update=atomic?");
	case LCOV_COUNT_FLOAT:
		return diag_at(&l->diags, DIAG(LCOV_FLOAT), lcov_where(l, s),
			"'" STR_FMT "' is a count with a fraction or exponent",
			STR_ARG(diag_shown(s)));
	case LCOV_COUNT_BAD:
		break;
	}
	return diag_at(&l->diags, DIAG(LCOV_NUMBER), lcov_where(l, s),
		"'" STR_FMT "' is not an execution count", STR_ARG(diag_shown(s)));
}

static bool all_digits(struct str s)
{
	return s.n && lcov_digits(s) == s.n;
}

/* DA:<line>,<count>[,<checksum>] */
int lcov_on_line(struct lcov *l, struct str rest)
{
	struct str line = str_cut(&rest, ',');
	struct str count = str_cut(&rest, ',');
	uint32_t number = 0, checksum = 0;
	uint64_t n = 0;

	if (read_line_or_zero(l, line, &number) < 0 || read_count(l, count, &n) < 0)
		return -1;
	if (rest.n)
		checksum = names_add(&l->section->words, rest) + 1;
	if (number)
		hits_line(l->section, (struct line_hits){ n, number, checksum });
	else if (n == 1 && checksum && !l->line_zero.line)
		l->line_zero = lcov_where(l, line);
	else
		lcov_tell_line_zero(l, lcov_where(l, line));
	return 0;
}

/* FN:<line>[,<last line>],<name>: lcov 2 added the last line; a name may start with digits. */
int lcov_on_function(struct lcov *l, struct str rest)
{
	struct str line = str_cut(&rest, ',');
	struct str name = rest;
	uint32_t number = 0;

	if (read_line_number(l, line, &number) < 0)
		return -1;
	if (all_digits((struct str){ name.p, str_index(name, ',') }) &&
		str_index(name, ',') < name.n)
		str_cut(&name, ',');
	if (!name.n)
		return diag_at(
			&l->diags, DIAG(LCOV_FIELDS), lcov_where(l, rest), "FN: without a name");
	hits_function(l->section, (struct function_hits){ 0, name, number, true });
	return 0;
}

/* FNDA:<count>,<name> */
int lcov_on_function_count(struct lcov *l, struct str rest)
{
	struct str count = str_cut(&rest, ',');
	uint64_t n = 0;

	if (read_count(l, count, &n) < 0)
		return -1;
	if (!rest.n)
		return diag_at(
			&l->diags, DIAG(LCOV_FIELDS), lcov_where(l, rest), "FNDA: without a name");
	hits_function(l->section, (struct function_hits){ n, rest, 0, false });
	return 0;
}

static int read_index(struct lcov *l, struct str s, uint32_t *out)
{
	uint64_t n;

	if (str_to_u64(s, &n) < 0 || n >= FUNCTION_INDEX_MAX)
		return diag_at(&l->diags, DIAG(LCOV_NUMBER), lcov_where(l, s),
			"'" STR_FMT "' is not a function index below %d", STR_ARG(diag_shown(s)),
			FUNCTION_INDEX_MAX);
	*out = (uint32_t)n;
	return 0;
}

/* FNL:<index>,<line>[,<last line>]: lcov 2.2 declares the place once and its names by FNA: */
int lcov_on_leader(struct lcov *l, struct str rest)
{
	struct str index = str_cut(&rest, ',');
	struct str line = str_cut(&rest, ',');
	uint32_t at = 0, number = 0;

	if (read_index(l, index, &at) < 0 || read_line_number(l, line, &number) < 0)
		return -1;
	if (at >= l->leader_cap) {
		size_t cap = at + at / 2 + 16;

		l->leaders = memory_resize(l->leaders, cap * sizeof(*l->leaders));
		memset(l->leaders + l->leader_cap, 0, (cap - l->leader_cap) * sizeof(*l->leaders));
		l->leader_cap = cap;
	}
	if (l->leaders[at].section == l->section_count)
		return diag_at(&l->diags, DIAG(LCOV_FIELDS), lcov_where(l, index),
			"function index %" PRIu32 " stands twice in this section", at);
	l->leaders[at] = (struct leader){ l->section_count, number };
	return 0;
}

/* FNA:<index>,<count>,<name> */
int lcov_on_alias(struct lcov *l, struct str rest)
{
	struct str index = str_cut(&rest, ',');
	struct str count = str_cut(&rest, ',');
	uint32_t at = 0;
	uint64_t n = 0;

	if (read_index(l, index, &at) < 0 || read_count(l, count, &n) < 0)
		return -1;
	if (at >= l->leader_cap || l->leaders[at].section != l->section_count)
		return diag_at(&l->diags, DIAG(LCOV_FIELDS), lcov_where(l, index),
			"function index %" PRIu32 " has no FNL: in this section", at);
	if (!rest.n)
		return diag_at(
			&l->diags, DIAG(LCOV_FIELDS), lcov_where(l, rest), "FNA: without a name");
	hits_function(l->section, (struct function_hits){ n, rest, l->leaders[at].line, true });
	return 0;
}

/*
 * e: an exception's branch, f: a fall-through's; both count. U: it cannot be reached, and lcov 2
 * leaves it out of its totals. The mark that is kept, 0 for none.
 */
static char take_marks(struct str *block)
{
	size_t marks = 0;
	char mark = 0;

	while (marks < block->n && strchr("efU", block->p[marks]))
		marks++;
	if (lcov_digits(str_skip(*block, marks)) == 0)
		return 0;
	for (size_t i = 0; i < marks; i++) {
		if (mark != 'U')
			mark = block->p[i];
	}
	*block = str_skip(*block, marks);
	return mark;
}

static void keep_exit(struct lcov *l, struct outcome_hits branch, struct place at)
{
	if (!lcov_branch_leads_out(&branch)) {
		lcov_tell_line_zero(l, at);
		return;
	}
	if (!l->exits.n)
		l->first_exit = at;
	hits_outcome(l->section, &l->exits, branch);
}

/* BRDA:<line>,[<mark>]<block>,<branch>,<taken> */
int lcov_on_branch(struct lcov *l, struct str rest)
{
	/*
	 * lcov 2 lets the branch be any string, source text included. A comma in it is ours to
	 * survive, so the fields are cut from both ends.
	 */
	struct str taken = str_cut_last(&rest, ',');
	struct str line = str_cut(&rest, ',');
	struct str block = str_cut(&rest, ',');
	struct outcome_hits branch = { .reached = !str_eq(taken, STR("-")) };

	if (!block.n || !rest.n)
		return diag_at(&l->diags, DIAG(LCOV_FIELDS), lcov_where(l, line),
			"BRDA: needs a line, a block, a branch and a count");
	if (read_line_or_zero(l, line, &branch.line) < 0)
		return -1;
	if (branch.reached && read_count(l, taken, &branch.count) < 0)
		return -1;
	branch.mark = take_marks(&block);
	if (!all_digits(block))
		diag_at(&l->diags, DIAG(LCOV_TOKEN), lcov_where(l, block),
			"block '" STR_FMT "' is not a number: taken as a name",
			STR_ARG(diag_shown(block)));
	branch.group = hits_token(l->section, block);
	branch.index = hits_token(l->section, rest);
	if (!branch.line)
		keep_exit(l, branch, lcov_where(l, line));
	else if (branch.mark != 'U')
		hits_outcome(l->section, &l->section->branches, branch);
	return 0;
}

/* MCDC:<line>,<group size>,<sense t or f>,<taken>,<index>,<expression> */
int lcov_on_mcdc(struct lcov *l, struct str rest)
{
	struct str line = str_cut(&rest, ',');
	struct str size = str_cut(&rest, ',');
	struct str sense = str_cut(&rest, ',');
	struct str taken = str_cut(&rest, ',');
	struct str index = str_cut(&rest, ',');
	struct outcome_hits condition = { .reached = true };
	uint64_t group, at;

	if (read_line_number(l, line, &condition.line) < 0 ||
		read_count(l, taken, &condition.count) < 0)
		return -1;
	if (str_to_u64(size, &group) < 0 || group > LINE_MAX_NUMBER || str_to_u64(index, &at) < 0 ||
		at > LINE_MAX_NUMBER || (!str_eq(sense, STR("t")) && !str_eq(sense, STR("f"))))
		return diag_at(&l->diags, DIAG(LCOV_FIELDS), lcov_where(l, size),
			"MCDC: needs a line, a group size, t or f, a count and an index");
	if (!condition.line)
		return 0;
	condition.group = (uint32_t)group;
	condition.index = (uint32_t)at * 2 + (sense.p[0] == 't');
	if (rest.n)
		condition.text = names_add(&l->section->words, rest) + 1;
	hits_outcome(l->section, &l->section->conditions, condition);
	return 0;
}

/* VER:<version of the source>, in the tool's own terms */
int lcov_on_version(struct lcov *l, struct str rest)
{
	struct str *known = &l->section->version;

	if (str_eq(rest, *known))
		return 0;
	l->section->odd.conflicting += known->n > 0;
	/* The smaller of two, so that the order does not matter; nor does memory grow with each. */
	if (!known->n || str_cmp(rest, *known) < 0)
		*known = arena_str(&l->arena, rest);
	return 0;
}
