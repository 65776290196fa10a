#include "gate/model/source_cursor.h"

struct source_cursor source_cursor_of(const struct file_detail *file)
{
	struct source_cursor s = { .file = file, .rest = file->source };

	if (file->coverage) {
		s.branches.keys = &file->coverage->branches;
		s.more_branches = outcomes_next(&s.branches);
	}
	return s;
}

static bool is_added(struct source_cursor *s)
{
	const struct patch_file *patch = s->file->patch;
	uint32_t line = s->at.number;

	while (patch && s->range < patch->n && patch->ranges[s->range].last < line)
		s->range++;
	return patch && s->range < patch->n && patch->ranges[s->range].first <= line;
}

static void count_branches(struct source_cursor *s)
{
	while (s->more_branches && s->branches.at.line <= s->at.number) {
		if (s->branches.at.line == s->at.number) {
			s->at.branches++;
			s->at.taken += s->branches.at.taken;
		}
		s->more_branches = outcomes_next(&s->branches);
	}
}

static enum line_state state_of(const struct source_cursor *s)
{
	const struct file_coverage *coverage = s->file->coverage;
	const struct source_line *at = &s->at;

	/* What was added to a file that no report knows counts as uncovered. */
	if (!coverage)
		return at->added && str_trim(at->text).n ? LINE_UNCOVERED : LINE_NO_CODE;
	if (!lines_instrumented(&coverage->lines, at->number))
		return LINE_NO_CODE;
	return lines_covered(&coverage->lines, at->number) ? LINE_COVERED : LINE_UNCOVERED;
}

bool source_cursor_next(struct source_cursor *s)
{
	uint32_t number = s->at.number + 1;

	s->at = (struct source_line){ .number = number };
	if (!str_line(&s->rest, &s->at.text))
		return false;
	s->at.added = is_added(s);
	count_branches(s);
	s->at.state = state_of(s);
	s->at.partly = s->at.state == LINE_COVERED && s->at.taken < s->at.branches;
	return true;
}
