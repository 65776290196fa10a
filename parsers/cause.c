#include "parsers/cause.h"

#include <string.h>

#include "gate/base/utf8.h"
#include "parsers/cause_row.h"

enum { KEY_BYTES = 3, BUCKETS = 512, ROWS_MAX = 255 };

/* Rows by the letters their pattern starts with. */
struct index {
	uint8_t first[BUCKETS]; /* row + 1, or 0 */
	uint8_t next[ROWS_MAX]; /* likewise */
};

static char folded(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | ('a' ^ 'A')) : c;
}

static unsigned bucket_of(const char *p)
{
	unsigned a = (unsigned char)folded(p[0]), b = (unsigned char)folded(p[1]);
	unsigned c = (unsigned char)folded(p[2]);

	return (a * 31 * 31 + b * 31 + c) % BUCKETS;
}

static void index_rows(struct index *ix)
{
	memset(ix, 0, sizeof(*ix));
	/* From the last row on, so that the first one of a bucket comes first. */
	for (size_t i = cause_row_count; i-- > 0;) {
		unsigned bucket = bucket_of(cause_rows[i].pattern);

		ix->next[i] = ix->first[bucket];
		ix->first[bucket] = (uint8_t)(i + 1);
	}
}

static bool starts(struct str s, struct str with)
{
	if (s.n < with.n)
		return false;
	for (size_t i = 0; i < with.n; i++) {
		if (folded(s.p[i]) != folded(with.p[i]))
			return false;
	}
	return true;
}

/* Where the word ends that starts here. */
static size_t word_end(struct str s)
{
	size_t n = 0;

	while (n < s.n && !strchr(" \t\r\n\"'`,;()<>", s.p[n]))
		n++;
	while (n && (s.p[n - 1] == '.' || s.p[n - 1] == ':'))
		n--;
	return n;
}

/* The literal up to the next sign of the pattern. */
static struct str literal(const char *pattern)
{
	return (struct str){ pattern, strcspn(pattern, "%~") };
}

/* Passes over what `sign` stands for, up to `stop`. False if there is none, or it is unlikely long. */
static bool pass(struct str *rest, char sign, struct str stop, struct str *passed)
{
	size_t n = 0;

	*passed = *rest;
	if (!stop.n) {
		passed->n = word_end(*rest);
	} else {
		while (n < CAUSE_WHAT_BYTES_MAX && n < rest->n && !starts(str_skip(*rest, n), stop))
			n++;
		if (n == CAUSE_WHAT_BYTES_MAX || n == rest->n)
			return false;
		passed->n = n;
	}
	*rest = str_skip(*rest, passed->n + stop.n);
	return sign == '~' || passed->n > 0;
}

/* Does the row hold at m->at? Each byte of the line is looked at a fixed number of times. */
static bool fits(struct cause_match *m)
{
	const char *pattern = m->row->pattern;
	struct str rest = str_skip(m->line, m->at), part = literal(pattern), passed;
	size_t captures = 0;

	if (!starts(rest, part))
		return false;
	rest = str_skip(rest, part.n);
	for (pattern += part.n; *pattern; pattern += part.n) {
		char sign = *pattern++;

		part = literal(pattern);
		if (!pass(&rest, sign, part, &passed))
			return false;
		if (sign == '%' && captures < 2)
			m->capture[captures++] = passed;
	}
	m->end = m->line.n - rest.n;
	return true;
}

struct search {
	struct index index;
	struct str text;
	bool chained; /* of two alike the last one counts: it ended the test */
	unsigned tries;
	unsigned rank;
	bool printed;        /* by the test, which tells of what it checks as well */
	struct str found_in; /* the line */
	enum cause_kind kind;
	struct cause_what what;
};

/* A text of nothing but phrases says no more than its start. */
enum { RANK_NONE = 2 * CAUSE_KINDS, TRIES_MAX = 64 };

static unsigned rank_of(const struct cause_row *row)
{
	return (unsigned)row->kind + (row->weak ? CAUSE_KINDS : 0);
}

enum next { NEXT_ROW, NEXT_PLACE, NEXT_LINE };

static enum next try_row(struct search *s, struct cause_match *m)
{
	unsigned rank = rank_of(m->row);
	struct cause_what what = { 0 };

	/* What a line says first, it says best. */
	if (rank > s->rank || (rank == s->rank && (!s->chained || m->line.p == s->found_in.p)))
		return NEXT_ROW;
	if (s->tries >= TRIES_MAX || !fits(m))
		return NEXT_ROW;
	s->tries++;
	if (m->row->kind == CAUSE_OTHER)
		return NEXT_LINE;
	if (!cause_take(&what, m))
		return NEXT_ROW;
	s->rank = rank;
	s->kind = m->row->kind;
	s->what = what;
	s->found_in = m->line;
	return NEXT_PLACE;
}

static void search_line(struct search *s, struct str line)
{
	struct cause_match m = { .text = s->text, .line = line };

	for (m.at = 0; m.at + KEY_BYTES <= line.n; m.at++) {
		uint8_t row = s->index.first[bucket_of(line.p + m.at)];
		enum next next = NEXT_ROW;

		for (; row && next == NEXT_ROW; row = s->index.next[row - 1]) {
			m.row = &cause_rows[row - 1];
			next = try_row(s, &m);
		}
		if (next == NEXT_LINE)
			return;
	}
}

/* Lines of source code and of stacks: what they quote did not happen. */
static bool is_frame(struct str line)
{
	struct str s = str_trim(line);
	size_t digits = 0;

	if (str_starts(s, STR("at ")) || str_starts(s, STR("> ")))
		return true;
	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	return digits && str_starts(str_skip(s, digits), STR(" | "));
}

static bool is_pytest(struct str text)
{
	return str_starts(text, STR("E  ")) || str_has(text, STR("\nE  "));
}

static struct str without_mark(struct str line)
{
	return str_trim(str_skip(line, str_starts(line, STR("E  "))));
}

static void search_text(struct search *s, struct str text)
{
	bool marked = is_pytest(text);
	struct str rest = text, line;

	s->text = text;
	s->chained = marked || str_has(text, STR("\nCaused by: "));
	while (str_line(&rest, &line)) {
		if (marked ? !str_starts(line, STR("E  ")) : is_frame(line))
			continue;
		if (!s->printed || !cause_is_assertion(STR(""), without_mark(line)))
			search_line(s, line);
	}
}

/* The message with the type before it, where it does not say it itself. */
static struct str headline(struct cause_what *w, const struct cause_text *t)
{
	struct str type = t->type, name = str_cut_last(&type, '.');

	if (!t->message.n)
		return t->type;
	if (str_has(t->message, name) ||
		!(str_ends(name, STR("Error")) || str_ends(name, STR("Exception"))))
		return t->message;
	cause_add(w, t->type);
	cause_add(w, STR(": "));
	cause_add(w, t->message);
	return cause_str(w);
}

static void shape_of(struct search *s, const struct cause_text *t)
{
	struct str line = cause_telling_line(t);
	struct cause_what whole = { 0 };

	s->kind = CAUSE_OTHER;
	if (str_eq(line, t->message))
		line = headline(&whole, t);
	cause_shape(&s->what, line, true);
	if (!s->what.n)
		cause_shape(&s->what, t->message.n ? t->message : t->type, true);
	if (t->set_up)
		s->kind = CAUSE_FIXTURE;
	else if (t->tear_down)
		s->kind = CAUSE_TEARDOWN;
	else if (str_has(t->text, STR("AssertionError"))) /* mocha and Node tell it below */
		s->kind = CAUSE_ASSERTION;
}

static const struct cause *interned(struct causes *causes, const struct search *s)
{
	struct arena *a = causes->names.arena;
	char key[1 + CAUSE_WHAT_BYTES_MAX];
	struct cause *cause;
	uint32_t id;

	key[0] = (char)s->kind;
	memcpy(key + 1, s->what.p, s->what.n);
	id = names_add(&causes->names, (struct str){ key, 1 + s->what.n });
	if (id < causes->n)
		return causes->v[id];
	cause = arena_alloc(a, sizeof(*cause));
	*cause = (struct cause){ s->kind, str_skip(causes->names.v[id], 1) };
	*ARENA_PUSH(a, causes->v, causes->n, causes->cap) = cause;
	return cause;
}

/* Whether a timeout or a crash shows in nothing but the type, as Criterion and CTest have it. */
static bool search_words(struct search *s, const struct cause_text *t)
{
	bool crash = str_eq_nocase(t->type, STR("crash"));

	if (!crash && !str_eq_nocase(t->type, STR("timeout")) &&
		!str_eq_nocase(t->message, STR("timeout")))
		return false;
	s->kind = crash ? CAUSE_CRASH : CAUSE_TIMEOUT;
	return true;
}

static bool search_printed(struct search *s, struct str text, struct str *line)
{
	if (text.n > CAUSE_TEXT_BYTES_MAX)
		text.n = CAUSE_TEXT_BYTES_MAX;
	s->printed = true;
	s->tries = 0;
	search_text(s, text);
	*line = without_mark(s->found_in);
	return s->rank != RANK_NONE;
}

static struct str ends_of(struct str text, char *room)
{
	const size_t half = CAUSE_TEXT_BYTES_MAX / 2;

	if (text.n <= CAUSE_TEXT_BYTES_MAX)
		return text;
	memcpy(room, text.p, half);
	room[half] = '\n';
	memcpy(room + half + 1, text.p + text.n - half, half);
	return (struct str){ room, CAUSE_TEXT_BYTES_MAX + 1 };
}

const struct cause *causes_find(struct causes *causes, const struct cause_text *t)
{
	struct str nothing = STR("");

	return causes_find_printed(causes, t, &nothing);
}

const struct cause *causes_find_printed(
	struct causes *causes, const struct cause_text *full, struct str *printed)
{
	char room[CAUSE_TEXT_BYTES_MAX + 1];
	struct search s = { .rank = RANK_NONE };
	struct cause_text t = *full;
	struct cause_what whole = { 0 };
	struct str output = *printed;
	bool silent;

	*printed = STR("");
	t.type = utf8_cut(str_trim(t.type), CAUSE_WHAT_BYTES_MAX);
	t.message = utf8_cut(str_trim(t.message), CAUSE_TEXT_BYTES_MAX / 4);
	t.text = ends_of(t.text, room);
	silent = !t.type.n && !t.message.n && !str_trim(t.text).n;
	if (silent && !output.n)
		return NULL;
	if (!t.set_up && !t.tear_down && cause_is_assertion(t.type, cause_telling_line(&t))) {
		s.kind = CAUSE_ASSERTION;
		cause_shape(&s.what, cause_telling_line(&t), false);
		return interned(causes, &s);
	}
	index_rows(&s.index);
	search_text(&s, t.text);
	s.text = headline(&whole, &t);
	search_line(&s, s.text);
	if (s.rank == RANK_NONE && !search_words(&s, &t) && !search_printed(&s, output, printed)) {
		if (silent)
			return NULL;
		shape_of(&s, &t);
	}
	return interned(causes, &s);
}
