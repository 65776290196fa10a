#include <string.h>

#include "parsers/declared_scan.h"

/* Longer lines are no declarations, and a pattern's steps over them may each look at all of it. */
enum { LINE_BYTES_MAX = 4096 };

/* "name" { or name {, behind @test: empty if there is no such thing. */
static struct str bats_name(struct str rest)
{
	char quote = rest.n ? rest.p[0] : '\0';
	size_t n = 1;

	if (quote != '"' && quote != '\'')
		return str_trim((struct str){ rest.p, str_last_index(rest, '{') });
	while (n < rest.n && rest.p[n] != quote)
		n += rest.p[n] == '\\' ? 2 : 1;
	return n < rest.n ? (struct str){ rest.p + 1, n - 1 } : STR("");
}

/* @test "name" {  -- here documents are not told apart. */
void scan_bats(struct scan *s)
{
	struct str rest = s->text, line;

	for (uint32_t number = 1; str_line(&rest, &line); number++) {
		struct token t = { .kind = TOKEN_STRING };
		struct str name = str_trim(line);

		if (!str_starts(name, STR("@test")) || name.n < 6 || !strchr(" \t", name.p[5]) ||
			str_index(name, '{') == name.n)
			continue;
		t.text = bats_name(str_trim(str_skip(name, 5)));
		if (t.text.n)
			scan_add(s, STR(""), scan_unquote(s, &t), number);
	}
}

/* Cells end at a tab or two blanks. */
static struct str first_cell(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] != '\t' &&
		!(line.p[n] == ' ' && (n + 1 == line.n || line.p[n + 1] == ' ')))
		n++;
	return (struct str){ line.p, n };
}

/* What starts a line of the section of test cases. Tables between bars are not read. */
void scan_robot(struct scan *s)
{
	struct str rest = s->text, line;
	bool inside = false;

	for (uint32_t number = 1; str_line(&rest, &line); number++) {
		if (str_starts(line, STR("*"))) {
			while (line.n && (line.p[0] == '*' || line.p[0] == ' '))
				line = str_skip(line, 1);
			inside = (line.n >= 9 &&
					 str_eq_nocase(
						 (struct str){ line.p, 9 }, STR("test case"))) ||
				(line.n >= 4 &&
					str_eq_nocase((struct str){ line.p, 4 }, STR("task")));
		} else if (inside && first_cell(line).n && line.p[0] != '#' &&
			!str_starts(line, STR("..."))) {
			scan_add(s, STR(""), first_cell(line), number);
		}
	}
}

/* The policy's own expression, once a line. */
void scan_pattern(struct scan *s)
{
	const struct pattern *p = s->framework->pattern;
	unsigned named = pattern_group(p, "name"), name = named ? named : 1;
	unsigned suite = pattern_group(p, "suite");
	uint64_t steps = 1000000 + (uint64_t)s->text.n * 16;
	struct str rest = s->text, line, found[PATTERN_GROUPS_MAX + 1];

	for (uint32_t number = 1; str_line(&rest, &line); number++) {
		if (line.n > LINE_BYTES_MAX ||
			!pattern_find(p, line, found, PATTERN_GROUPS_MAX + 1, &steps))
			continue;
		if (found[name].n)
			scan_add(s, suite ? found[suite] : STR(""), found[name], number);
	}
	s->gave_up = !steps;
}
