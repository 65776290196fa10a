#include "parsers/junit.h"

#include <string.h>

#include "gate/base/utf8.h"

struct junit_word junit_word(struct str s)
{
	struct junit_word w;

	s = utf8_cut(str_trim(s), sizeof(w.p));
	w.n = s.n;
	if (w.n)
		memcpy(w.p, s.p, w.n);
	return w;
}

struct str junit_word_str(const struct junit_word *w)
{
	return (struct str){ w->p, w->n };
}

void junit_text_start(struct junit_text *t, struct str type)
{
	type = utf8_cut(type, sizeof(t->type));
	if (type.n)
		memcpy(t->type, type.p, type.n);
	t->type_bytes = type.n;
	t->head_bytes = t->tail_bytes = 0;
	t->cut = false;
}

static void add_to_tail(struct junit_text *t, struct str piece)
{
	const size_t most = JUNIT_TEXT_END_BYTES;

	if (piece.n > most) {
		piece = str_skip(piece, piece.n - most);
		t->cut = true;
	}
	if (t->tail_bytes + piece.n > sizeof(t->tail)) {
		memmove(t->tail, t->tail + t->tail_bytes - most, most);
		t->tail_bytes = most;
		t->cut = true;
	}
	memcpy(t->tail + t->tail_bytes, piece.p, piece.n);
	t->tail_bytes += piece.n;
}

void junit_text_add(struct junit_text *t, struct str piece)
{
	size_t n = sizeof(t->head) - t->head_bytes;

	while (!t->head_bytes && piece.n && strchr(" \t\r\n", piece.p[0]))
		piece = str_skip(piece, 1);
	n = piece.n < n ? piece.n : n;
	if (n)
		memcpy(t->head + t->head_bytes, piece.p, n);
	t->head_bytes += n;
	if (n < piece.n)
		add_to_tail(t, str_skip(piece, n));
}

struct str junit_text_head(const struct junit_text *t)
{
	return (struct str){ t->head, t->head_bytes };
}

struct str junit_text_ends(const struct junit_text *t, char *room)
{
	struct str tail = { t->tail, t->tail_bytes };
	bool cut = t->cut || tail.n > JUNIT_TEXT_END_BYTES;
	size_t n = t->head_bytes;

	if (tail.n > JUNIT_TEXT_END_BYTES)
		tail = str_skip(tail, tail.n - JUNIT_TEXT_END_BYTES);
	/* A character whose first byte is left out is no part of a line that may be shown. */
	while (cut && tail.n && ((unsigned char)tail.p[0] & 0xc0) == 0x80)
		tail = str_skip(tail, 1);
	memcpy(room, t->head, n);
	if (cut)
		room[n++] = '\n';
	memcpy(room + n, tail.p, tail.n);
	return (struct str){ room, n + tail.n };
}

const struct cause *junit_cause(struct causes *causes, const struct test *test,
	const struct junit_text *t, bool of_suite, struct str *printed)
{
	char room[JUNIT_TEXT_ROOM_BYTES];
	struct cause_text said = { .type = { t->type, t->type_bytes }, .message = test->message };

	if (test->state != TEST_FAILING && test->state != TEST_BLOCKED) {
		*printed = STR("");
		return NULL;
	}
	said.text = junit_text_ends(t, room);
	/* mocha's '"before each" hook for "x"' */
	said.tear_down = str_has(test->name, STR("\"after each\" hook")) ||
		str_has(test->name, STR("\"after all\" hook"));
	said.set_up = (test->state == TEST_BLOCKED && !test->module && !of_suite) ||
		(str_has(test->name, STR("\" hook")) && !said.tear_down);
	return causes_find_printed(causes, &said, printed);
}

struct str junit_headline(struct str text, bool place_first)
{
	struct str rest = str_trim(text), line = STR(""), second;

	if (!str_line(&rest, &line))
		return line;
	rest = str_trim(rest);
	if (place_first && str_line(&rest, &second))
		line = second;
	return str_trim(line);
}
