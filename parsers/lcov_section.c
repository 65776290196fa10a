/*
 * The sections of a tracefile: which records there are, and where one may stand. A section runs from SF:
 * to end_of_record; one that is not closed is a cut file, since that is the only sign of a cut that the
 * format has.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "parsers/lcov_coverage_py.h"
#include "parsers/lcov_fast.h"
#include "parsers/lcov_state.h"

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

/* Where the section's hits go: over those of the last one, or behind them when these are wanted. */
static struct hits *room_for_hits(struct lcov *l)
{
	if (l->hits_count == l->hits_cap) {
		size_t cap = l->hits_cap ? l->hits_cap * 2 : 1;

		l->hits = memory_resize(l->hits, cap * sizeof(*l->hits));
		memset(l->hits + l->hits_cap, 0, (cap - l->hits_cap) * sizeof(*l->hits));
		l->hits_cap = cap;
	}
	return &l->hits[l->hits_count].hits;
}

/* SF:<path> */
static int on_source(struct lcov *l, struct str rest)
{
	int result = 0;

	if (l->open)
		result = diag_at(&l->diags, DIAG(LCOV_CUT), at_line(l, l->section_line),
			"the section has no end_of_record before the next SF:: the tracefile is"
			" damaged, write it again");
	if (!rest.n || rest.n > PATH_BYTES_MAX)
		result = diag_at(&l->diags, DIAG(LCOV_FIELDS), lcov_where(l, rest),
			rest.n ? "the path is longer than %d bytes"
			       : "SF: without a path (limit %d bytes)",
			PATH_BYTES_MAX);
	l->open = l->has_sections = true;
	l->section_count++;
	l->section_line = l->line_number;
	l->test_name_line = 0;
	l->source = rest;
	l->section = room_for_hits(l);
	hits_reset(l->section, &l->arena);
	function_find_reset(&l->find);
	l->line_zero = l->first_exit = (struct place){ 0 };
	l->exits.n = 0;
	l->exits.unordered = false;
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
	{ "VER:", 4, -1, false, lcov_on_version },
	{ "#", 1, -1, true, on_ignored },     /* a comment of lcov 2 */
};
/* clang-format on */

/* Totals are ours to compute: what the file claims is only kept for on_end() to compare. */
static int on_total(struct lcov *l, const struct record *r, struct str rest)
{
	uint64_t n;

	if (str_to_u64(rest, &n) < 0)
		return diag_at(&l->diags, DIAG(LCOV_NUMBER), lcov_where(l, rest),
			"'" STR_FMT "' is not a number", STR_ARG(diag_shown(rest)));
	l->claimed[r->total] = n;
	l->claimed_line[r->total] = l->line_number;
	return 0;
}

/* `bits`: of the section, unless counts are wanted. */
static void compare_totals(struct lcov *l, const struct file_coverage *bits)
{
	static const enum metric of[] = { METRIC_LINES, METRIC_BRANCHES, METRIC_FUNCTIONS,
		METRIC_MCDC };
	struct count counts[METRIC_COUNT];
	bool own_lines = false; /* LF: and LH: count other things */

	for (int m = 0; m < METRIC_COUNT; m++)
		counts[m] = l->wants_hits ? hits_count(l->section, (enum metric)m)
					  : file_coverage_count(bits, (enum metric)m);
	if (l->line_zero.line || l->claimed[TOTAL_LF] != counts[METRIC_LINES].total)
		own_lines = lcov_is_of_coverage_py(l, counts[METRIC_LINES]);
	if (l->line_zero.line && !own_lines)
		lcov_tell_line_zero(l, l->line_zero);
	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++) {
		int total = records[i].total;
		struct count count;
		uint64_t counted;

		if (total < 0 || !l->claimed_line[total] || (own_lines && total <= TOTAL_LH))
			continue;
		count = counts[of[total / 2]];
		counted = total % 2 ? count.covered : count.total;
		if (l->claimed[total] != counted)
			diag_at(&l->diags, DIAG(LCOV_TOTALS), at_line(l, l->claimed_line[total]),
				STR_FMT "%" PRIu64 " differs from its records, which say %" PRIu64,
				(int)records[i].length, records[i].tag, l->claimed[total], counted);
	}
}

static void tell_oddities(struct lcov *l)
{
	const struct hits_oddities *odd = &l->section->odd;

	if (odd->repeated)
		diag_at(&l->diags, DIAG(LCOV_REPEATED), at_line(l, l->section_line),
			"%zu %s twice in a section: merged", odd->repeated,
			odd->repeated == 1 ? "branch stands" : "branches stand");
	if (odd->undeclared)
		diag_at(&l->diags, DIAG(LCOV_UNDECLARED), at_line(l, l->section_line),
			"%zu %s FNDA: without FN:", odd->undeclared,
			odd->undeclared == 1 ? "function has" : "functions have");
	if (odd->conflicting)
		diag_at(&l->diags, DIAG(LCOV_CHECKSUM), at_line(l, l->section_line),
			"%zu %s in checksum or version: was the source changed between two runs?",
			odd->conflicting, odd->conflicting == 1 ? "line differs" : "lines differ");
}

static void keep_section(struct lcov *l)
{
	struct lcov_hits *hits = &l->hits[l->hits_count];
	struct lcov_bits *bits;

	if (l->wants_hits) {
		compare_totals(l, NULL);
		hits->path = l->source;
		hits->line = l->section_line;
		l->hits_count++;
		return;
	}
	bits = ARENA_PUSH(&l->arena, l->bits, l->bits_count, l->bits_cap);
	bits->file = file_coverage_of(l->source, l->section, &l->writer, &l->arena);
	bits->line = l->section_line;
	compare_totals(l, &bits->file);
}

static void take_exits(struct lcov *l)
{
	if (!l->exits.n || lcov_place_exits(l))
		return;
	/* Notes have the first place, and how many there are. */
	for (size_t i = 0; i < l->exits.n; i++)
		lcov_tell_line_zero(l, l->first_exit);
}

static int on_end(struct lcov *l, struct str rest)
{
	int result = 0;

	/* lcov takes anything here: two lines that ran together, as parallel writers make them */
	if (str_trim(rest).n)
		result = diag_at(&l->diags, DIAG(LCOV_JUNK), lcov_where(l, rest),
			"'" STR_FMT "' behind end_of_record: is the file damaged?",
			STR_ARG(diag_shown(rest)));
	take_exits(l);
	hits_settle(l->section);
	tell_oddities(l);
	l->has_lines |= l->section->lines.n > 0;
	l->open = false;
	if (l->source.n)
		keep_section(l);
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
		return diag_at(&l->diags, DIAG(LCOV_UNKNOWN), lcov_where(l, l->line),
			"'" STR_FMT "' is no record that lcov knows: left out",
			(int)str_index(l->line, ':'), l->line.p);
	return diag_at(&l->diags, DIAG(LCOV_JUNK), lcov_where(l, l->line),
		"'" STR_FMT "' is no record of a tracefile: is the file damaged or cut off?",
		STR_ARG(diag_shown(l->line)));
}

/* `ends`: LF follows. */
static int on_record(struct lcov *l, bool ends)
{
	const char *nul = l->has_nul ? memchr(l->line.p, '\0', l->line.n) : NULL;

	if (!ends && str_trim(l->line).n && !str_starts(l->line, STR("end_of_record")))
		l->cut_line = l->line_number;
	/* For portions.c, a section ends here. */
	if (nul && str_starts(l->line, STR("end_of_record")))
		l->open = false;
	if (nul)
		return diag_at(&l->diags, DIAG(LCOV_JUNK), lcov_where(l, (struct str){ nul, 1 }),
			"a NUL byte: the tracefile is damaged");
	for (const struct record *r = records; r < records + sizeof(records) / sizeof(records[0]);
		r++) {
		/* The first byte tells most of them apart. */
		if (l->line.n < r->length || *l->line.p != *r->tag ||
			memcmp(l->line.p, r->tag, r->length) != 0)
			continue;
		if (!l->open && !r->outside)
			return diag_at(&l->diags, DIAG(LCOV_ORPHAN), lcov_where(l, l->line),
				STR_FMT " before any SF:", (int)r->length, r->tag);
		if (r->total >= 0)
			return on_total(l, r, str_skip(l->line, r->length));
		return r->on(l, str_skip(l->line, r->length));
	}
	return on_other(l);
}

void lcov_lines(struct lcov *l, struct str bytes)
{
	const char *p = bytes.p, *end = bytes.p + bytes.n;

	l->has_nul = memchr(bytes.p, '\0', bytes.n);
	while (p < end) {
		const char *next = l->open ? lcov_fast(l, p, end) : p;
		struct str rest;

		if (next == p) {
			l->line_number++;
			rest = (struct str){ p, (size_t)(end - p) };
			str_line(&rest, &l->line);
			/* Files that were twice made for DOS; nothing of a record ends with CR. */
			while (l->line.n && l->line.p[l->line.n - 1] == '\r')
				l->line.n--;
			on_record(l, rest.p[-1] == '\n');
			next = rest.p;
		}
		p = next;
	}
}

void lcov_long_line(struct lcov *l, struct str bytes)
{
	l->line_number++;
	l->line = bytes;
	if (str_starts(bytes, STR("SF:")))
		on_source(l, str_skip(bytes, 3));
	else
		diag_at(&l->diags, DIAG(LCOV_JUNK), lcov_where(l, bytes),
			"the line is longer than %zu bytes: no tracefile has such lines", bytes.n);
}

void lcov_keep(struct lcov *l)
{
	if (!l->open)
		return;
	/* Once more for each portion is little: they are large. */
	l->source = arena_str(&l->arena, l->source);
	hits_keep_names(l->section, &l->arena);
}

void lcov_reset(struct lcov *l)
{
	arena_reset(&l->arena);
	l->diags = (struct diags){ .arena = &l->arena };
	l->line_number = l->test_name_line = l->cut_line = 0;
	l->has_sections = l->has_lines = false;
	l->bits = NULL;
	l->bits_count = l->bits_cap = l->hits_count = 0;
}

void lcov_release(struct lcov *l)
{
	for (size_t i = 0; i < l->hits_cap; i++)
		hits_release(&l->hits[i].hits);
	free(l->hits);
	free(l->leaders);
	free(l->exits.v);
	function_find_release(&l->find);
	keys_release(&l->writer);
	arena_release(&l->arena);
}
