#include "policies/codeowners.h"

#include <string.h>

#include "gate/base/buf.h"

const char *const codeowners_places[] = {
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS",
	".gitlab/CODEOWNERS",
	NULL,
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The next word, in which a backslash takes a blank for a letter. */
static struct str next_word(struct str *rest)
{
	struct str word;
	size_t n = 0;

	while (rest->n && is_blank(*rest->p))
		*rest = str_skip(*rest, 1);
	while (n < rest->n && !is_blank(rest->p[n]))
		n += rest->p[n] == '\\' && n + 1 < rest->n ? 2 : 1;
	word = (struct str){ rest->p, n };
	*rest = str_skip(*rest, n);
	return word;
}

/* A backslash before a blank or a number sign is CODEOWNERS' own; a bracket is a letter. */
static void add_pattern(struct buf *out, struct str pattern)
{
	for (size_t i = 0; i < pattern.n; i++) {
		if (pattern.p[i] == '\\' && i + 1 < pattern.n && strchr(" \t#", pattern.p[i + 1]))
			i++;
		buf_byte(out, pattern.p[i]);
	}
}

/*
 * What matches a folder matches all below it, but for a last part that is a star: that one stays in its
 * folder. A pattern without a slash but at its end is for any folder.
 */
static int add_globs(struct globs *into, struct str pattern, struct arena *a)
{
	struct buf text = { 0 };
	const char *why;
	bool folder = str_ends(pattern, STR("/"));
	bool star = str_ends(pattern, STR("/*"));
	int result = 0;

	if (folder)
		pattern.n--;
	if (str_index(pattern, '/') == pattern.n)
		buf_puts(&text, "**/");
	else if (*pattern.p == '/')
		pattern = str_skip(pattern, 1);
	add_pattern(&text, pattern);
	if (!folder)
		result = globs_add(into, a, buf_str(&text), &why);
	buf_puts(&text, "/**");
	if (result == 0 && !star)
		result = globs_add(into, a, buf_str(&text), &why);
	buf_release(&text);
	return result;
}

/* [Name], ^[Name], [Name][2] @default: the owners of rules that name none. */
static bool take_section(
	struct codeowners *c, struct str line, struct owner_list *usual, struct arena *a)
{
	size_t end = str_index(line, ']');
	struct str rest;

	if (str_starts(line, STR("^")))
		line = str_skip(line, 1), end--;
	if (!str_starts(line, STR("[")) || end >= line.n)
		return false;
	rest = str_skip(line, end + 1);
	if (str_starts(rest, STR("[")))
		rest = str_skip(rest, str_index(rest, ']') + 1);
	c->sections++;
	*usual = (struct owner_list){ 0 };
	for (struct str word = next_word(&rest); word.n && *word.p != '#'; word = next_word(&rest))
		owners_add(usual, word, a);
	return true;
}

static bool is_owner(struct str word)
{
	return str_index(word, '@') < word.n;
}

static void take_rule(
	struct codeowners *c, struct str line, const struct owner_list *usual, struct arena *a)
{
	struct owners_rule rule = { .section = c->sections };
	struct str pattern = next_word(&line);
	bool named = false;

	if (*pattern.p == '!' || str_index(pattern, '[') < pattern.n ||
		add_globs(&rule.globs, pattern, a) < 0) {
		globs_release(&rule.globs);
		return;
	}
	for (struct str word = next_word(&line); word.n && *word.p != '#';
		word = next_word(&line)) {
		named = true;
		if (is_owner(word))
			owners_add(&rule.owners, word, a);
	}
	if (!named)
		rule.owners = *usual;
	*ARENA_PUSH(a, c->v, c->n, c->cap) = rule;
}

void codeowners_parse(struct codeowners *out, struct str text, struct str file, struct arena *a)
{
	struct owner_list usual = { 0 };
	struct str line;

	*out = (struct codeowners){ .file = arena_str(a, file) };
	while (str_line(&text, &line)) {
		line = str_trim(line);
		if (!line.n || *line.p == '#' || str_eq(line, STR("/")) ||
			take_section(out, line, &usual, a))
			continue;
		if (out->n == CODEOWNERS_RULES_MAX) {
			out->cut = true;
			return;
		}
		take_rule(out, line, &usual, a);
	}
}

void codeowners_release(struct codeowners *c)
{
	for (size_t i = 0; i < c->n; i++)
		globs_release(&c->v[i].globs);
}

void codeowners_of(
	const struct codeowners *c, struct str path, struct owner_list *into, struct arena *a)
{
	unsigned below = c->sections + 1;

	/* Rules of a section stand together, so from the end on each is met once. */
	for (size_t i = c->n; i-- > 0;) {
		const struct owners_rule *rule = &c->v[i];

		if (rule->section >= below || !globs_match(&rule->globs, path))
			continue;
		below = rule->section;
		for (size_t j = 0; j < rule->owners.n; j++)
			owners_add(into, rule->owners.v[j], a);
	}
}

bool owners_have(const struct owner_list *list, struct str owner)
{
	for (size_t i = 0; i < list->n; i++) {
		/* GitHub's names have no case. */
		if (str_eq_nocase(list->v[i], owner))
			return true;
	}
	return false;
}

void owners_add(struct owner_list *list, struct str owner, struct arena *a)
{
	if (!owners_have(list, owner))
		*ARENA_PUSH(a, list->v, list->n, list->cap) = arena_str(a, owner);
}
