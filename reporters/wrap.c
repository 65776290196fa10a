#include "reporters/wrap.h"

#include "gate/base/utf8.h"

unsigned wrap_columns(struct str text)
{
	unsigned columns = 0;

	while (text.n)
		columns += utf8_columns(utf8_next(&text));
	return columns;
}

void wrap_print(
	struct buf *out, const struct look *look, unsigned first, unsigned rest, struct str text)
{
	unsigned at = first;

	buf_repeat(out, ' ', first);
	for (bool begun = false; text.n; begun = true) {
		struct str word = str_cut(&text, ' ');
		unsigned columns = wrap_columns(word);

		if (begun && look->columns && at + 1 + columns > look->columns) {
			buf_byte(out, '\n');
			buf_repeat(out, ' ', rest);
			at = rest;
		} else if (begun) {
			buf_byte(out, ' ');
			at++;
		}
		buf_add(out, word);
		at += columns;
	}
	buf_byte(out, '\n');
}

/* As many characters as fit, from the front. */
static struct str front(struct str text, unsigned columns)
{
	struct str rest = text;

	while (rest.n) {
		struct str next = rest;
		unsigned wide = utf8_columns(utf8_next(&next));

		if (wide > columns)
			break;
		columns -= wide;
		rest = next;
	}
	return (struct str){ text.p, text.n - rest.n };
}

void wrap_cut(struct buf *out, struct str text, unsigned columns)
{
	static const struct str gap = { "...", 3 };
	unsigned all = wrap_columns(text), room;

	if (all <= columns) {
		buf_add(out, text);
		return;
	}
	room = columns > gap.n ? columns - (unsigned)gap.n : 0;
	buf_add(out, front(text, room - room / 2));
	buf_add(out, gap);
	while (all > room / 2)
		all -= utf8_columns(utf8_next(&text));
	buf_add(out, text);
}
