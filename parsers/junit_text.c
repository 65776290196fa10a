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

void junit_text_add(struct junit_text *t, struct str piece)
{
	size_t room = sizeof(t->p) - t->n;

	while (!t->n && piece.n && strchr(" \t\r\n", piece.p[0]))
		piece = str_skip(piece, 1);
	if (piece.n > room)
		piece.n = room;
	if (piece.n)
		memcpy(t->p + t->n, piece.p, piece.n);
	t->n += piece.n;
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
