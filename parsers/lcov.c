/*
 * lcov tracefiles, as geninfo(1) describes them under FILES (lcov 1.x and 2.x), and as other tools
 * write them. A section runs from SF: to end_of_record; one that is not closed is a cut file, since
 * that is the only sign of a cut that the format has.
 */
#include <inttypes.h>
#include <string.h>

#include "parsers/lcov_fast.h"
#include "parsers/lcov_state.h"
#include "parsers/parser.h"

enum { PATH_BYTES_MAX = 16 * 1024 };

static struct place at_line(const struct lcov *l, uint32_t line)
{
	return (struct place){ l->path, line, 1 };
}

static int on_ignored(struct lcov *l, struct str rest)
{
	(void)l;
	(void)rest;
	return 0;
}

/* TN:<test name> */
static int on_test_name(struct lcov *l, struct str rest)
{
	(void)rest;
	if (!l->open)
		l->test_name_line = l->line_number;
	return 0;
}

/* SF:<path> */
static int on_source(struct lcov *l, struct str rest)
{
	int result = 0;

	if (l->open)
		result = diag_at(l->diags, DIAG(LCOV_CUT), at_line(l, l->section_line),
			"the section has no end_of_record before the next SF: (line %" PRIu32
			"): the tracefile is damaged, write it again",
			l->line_number);
	if (!rest.n || rest.n > PATH_BYTES_MAX)
		result = diag_at(l->diags, DIAG(LCOV_FIELDS), lcov_where(l, rest),
			rest.n ? "the path is longer than %d bytes"
			       : "SF: without a path (limit %d bytes)",
			PATH_BYTES_MAX);
	l->open = true;
	l->section_count++;
	l->section_line = l->line_number;
	l->test_name_line = 0;
	arena_reset(&l->scratch);
	l->section = (struct file_coverage){ .path = rest };
	l->next_function = 0;
	memset(l->claimed_line, 0, sizeof(l->claimed_line));
	return result;
}

static int on_end(struct lcov *l, struct str rest);

/* What is ignored stands here too, with the reason. */
/* clang-format off */
static const struct record {
	const char *tag;
	unsigned char length;
	signed char total; /* enum total, or -1 */
	bool outside;      /* may stand outside a section */
	int (*on)(struct lcov *l, struct str rest);
} records[] = {
	{ "DA:", 3, -1, false, lcov_on_line },
	{ "BRDA:", 5, -1, false, lcov_on_branch },
	{ "FNDA:", 5, -1, false, lcov_on_function_count },
	{ "FN:", 3, -1, false, lcov_on_function },
	{ "FNA:", 4, -1, false, lcov_on_alias },
	{ "FNL:", 4, -1, false, lcov_on_leader },
	{ "MCDC:", 5, -1, false, lcov_on_mcdc },
	{ "SF:", 3, -1, true, on_source },
	{ "end_of_record", 13, -1, false, on_end },
	{ "TN:", 3, -1, true, on_test_name },
	{ "LF:", 3, TOTAL_LF, false, NULL },
	{ "LH:", 3, TOTAL_LH, false, NULL },
	{ "BRF:", 4, TOTAL_BRF, false, NULL },
	{ "BRH:", 4, TOTAL_BRH, false, NULL },
	{ "FNF:", 4, TOTAL_FNF, false, NULL },
	{ "FNH:", 4, TOTAL_FNH, false, NULL },
	{ "MCF:", 4, TOTAL_MCF, false, NULL },
	{ "MCH:", 4, TOTAL_MCH, false, NULL },
	{ "VER:", 4, -1, false, on_ignored }, /* a version of the source, in the tool's own terms */
	{ "#", 1, -1, true, on_ignored },     /* a comment of lcov 2 */
};
/* clang-format on */

/* Totals are ours to compute: what the file claims is only kept for on_end() to compare. */
static int on_total(struct lcov *l, const struct record *r, struct str rest)
{
	uint64_t n;

	if (str_to_u64(rest, &n) < 0)
		return diag_at(l->diags, DIAG(LCOV_NUMBER), lcov_where(l, rest),
			"'" STR_FMT "' is not a number", STR_ARG(diag_shown(rest)));
	l->claimed[r->total] = n;
	l->claimed_line[r->total] = l->line_number;
	return 0;
}

static void compare_totals(struct lcov *l)
{
	static const enum metric of[] = { METRIC_LINES, METRIC_BRANCHES, METRIC_FUNCTIONS,
		METRIC_MCDC };
	struct count counts[METRIC_COUNT];

	for (int m = 0; m < METRIC_COUNT; m++)
		counts[m] = file_coverage_count(&l->section, (enum metric)m);
	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++) {
		int total = records[i].total;
		struct count count;
		uint64_t counted;

		if (total < 0 || !l->claimed_line[total])
			continue;
		count = counts[of[total / 2]];
		counted = total % 2 ? count.covered : count.total;
		if (l->claimed[total] != counted)
			diag_at(l->diags, DIAG(LCOV_TOTALS), at_line(l, l->claimed_line[total]),
				STR_FMT "%" PRIu64 " differs from its records, which say %" PRIu64,
				(int)records[i].length, records[i].tag, l->claimed[total], counted);
	}
}

static int on_end(struct lcov *l, struct str rest)
{
	size_t repeated, undeclared;
	int result = 0;

	/* lcov takes anything here: two lines that ran together, as parallel writers make them */
	if (str_trim(rest).n)
		result = diag_at(l->diags, DIAG(LCOV_JUNK), lcov_where(l, rest),
			"'" STR_FMT "' behind end_of_record: is the file damaged?",
			STR_ARG(diag_shown(rest)));
	file_coverage_settle(&l->section);
	repeated = l->section.branches.joined;
	undeclared = functions_undeclared(&l->section.functions);
	if (repeated)
		diag_at(l->diags, DIAG(LCOV_REPEATED), at_line(l, l->section_line),
			"%zu %s twice in a section: merged", repeated,
			repeated == 1 ? "branch stands" : "branches stand");
	if (undeclared)
		diag_at(l->diags, DIAG(LCOV_UNDECLARED), at_line(l, l->section_line),
			"%zu %s FNDA: without FN:", undeclared,
			undeclared == 1 ? "function has" : "functions have");
	compare_totals(l);
	l->has_lines |= l->section.lines.n > 0;
	l->open = false;
	if (l->section.path.n)
		coverage_add(l->into, &l->section);
	arena_reset(&l->scratch);
	return result;
}

/* XYZ: of another tool, or of a later lcov. */
static bool looks_like_record(struct str line)
{
	size_t colon = str_index(line, ':');

	if (colon < 2 || colon > 12 || colon == line.n)
		return false;
	for (size_t i = 0; i < colon; i++) {
		if (line.p[i] < 'A' || line.p[i] > 'Z')
			return false;
	}
	return true;
}

static int on_other(struct lcov *l)
{
	if (!str_trim(l->line).n)
		return 0;
	if (looks_like_record(l->line))
		return diag_at(l->diags, DIAG(LCOV_UNKNOWN), lcov_where(l, l->line),
			"'" STR_FMT "' is no record that lcov knows: left out",
			(int)str_index(l->line, ':'), l->line.p);
	return diag_at(l->diags, DIAG(LCOV_JUNK), lcov_where(l, l->line),
		"'" STR_FMT "' is no record of a tracefile: is the file damaged or cut off?",
		STR_ARG(diag_shown(l->line)));
}

static int on_record(struct lcov *l)
{
	for (const struct record *r = records; r < records + sizeof(records) / sizeof(records[0]);
		r++) {
		if (l->line.n < r->length || memcmp(l->line.p, r->tag, r->length) != 0)
			continue;
		if (!l->open && !r->outside)
			return diag_at(l->diags, DIAG(LCOV_ORPHAN), lcov_where(l, l->line),
				STR_FMT " before any SF:", (int)r->length, r->tag);
		if (r->total >= 0)
			return on_total(l, r, str_skip(l->line, r->length));
		return r->on(l, str_skip(l->line, r->length));
	}
	return on_other(l);
}

static int at_end_of_file(struct lcov *l, bool refused)
{
	if (l->open)
		return diag_at(l->diags, DIAG(LCOV_CUT), at_line(l, l->section_line),
			"the last section has no end_of_record: the tracefile is cut off, write it again");
	if (l->test_name_line && l->section_count)
		return diag_at(l->diags, DIAG(LCOV_CUT), at_line(l, l->test_name_line),
			"no section follows the last TN: the tracefile is cut off, write it again");
	/* Where records were refused, that there are none left is no news. */
	if ((!l->section_count || !l->has_lines) && !refused)
		return diag_at(l->diags, DIAG(LCOV_EMPTY), (struct place){ .file = l->path },
			l->section_count
				? "no section has a line record (DA): nothing was measured"
				: "no section (SF) in the tracefile: nothing was measured");
	return 0;
}

/* Every line; -1 if any was refused. */
static int read_lines(struct lcov *l, struct str rest)
{
	const char *nul = memchr(rest.p, '\0', rest.n);
	int result = 0;

	while (rest.n) {
		const char *next = l->open && !nul ? lcov_fast(l, rest.p, rest.p + rest.n) : NULL;

		l->line_number++;
		if (next) {
			rest = str_skip(rest, (size_t)(next - rest.p));
			continue;
		}
		str_line(&rest, &l->line);
		if (nul && nul >= l->line.p && nul < l->line.p + l->line.n)
			return diag_at(l->diags, DIAG(LCOV_JUNK),
				lcov_where(l, (struct str){ nul, 1 }),
				"a NUL byte: the tracefile is damaged");
		if (on_record(l) < 0)
			result = -1;
	}
	return at_end_of_file(l, result < 0) < 0 ? -1 : result;
}

static int lcov_parse(struct input in, struct report *into, struct diags *d)
{
	struct lcov l = { .into = &into->coverage, .diags = d, .path = in.path };
	int result = read_lines(&l, in.bytes);

	coverage_settle(&into->coverage);
	arena_release(&l.scratch);
	return result;
}

static bool lcov_sniff(struct str head)
{
	static const char *const firsts[] = {
		"TN:", "SF:", "DA:", "FN:", "BRDA:", "LF:", "VER:", "end_of_record"
	};
	struct str line;

	while (str_line(&head, &line)) {
		if (!str_trim(line).n || line.p[0] == '#')
			continue;
		for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
			if (str_starts(line, str_of(firsts[i])))
				return true;
		}
		return false;
	}
	return false;
}

const struct parser lcov_parser = {
	.name = "lcov",
	.about = "lcov tracefile (geninfo, llvm-cov, coverage.py, jest, c8, ...)",
	.sniff = lcov_sniff,
	.parse = lcov_parse,
};
