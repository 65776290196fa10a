#include "reporters/symbol.h"

#include "gate/base/utf8.h"

static const struct {
	int32_t first, last;
} hidden[] = {
	{ 0x0000, 0x001f },   /* C0 */
	{ 0x007f, 0x009f },   /* DEL, C1 */
	{ 0x00ad, 0x00ad },   /* soft hyphen */
	{ 0x061c, 0x061c },   /* Arabic letter mark: a bidi control that came late */
	{ 0x180e, 0x180e },   /* Mongolian vowel separator */
	{ 0x200b, 0x200f },   /* zero width; left-to-right and right-to-left marks */
	{ 0x2028, 0x202e },   /* line and paragraph separators; embeddings, overrides */
	{ 0x2060, 0x206f },   /* word joiner, invisible operators, isolates */
	{ 0xfeff, 0xfeff },   /* byte order mark */
	{ 0xfff9, 0xfffb },   /* interlinear annotation */
	{ 0xe0000, 0xe007f }, /* tags: ASCII that only a machine reads */
};

struct symbol symbol_next(struct str *s)
{
	struct symbol c = { .bytes = *s };

	c.code = utf8_next(s);
	c.bytes.n -= s->n;
	return c;
}

bool symbol_hidden(struct symbol c)
{
	if (c.code < 0)
		return true;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		if (c.code >= hidden[i].first && c.code <= hidden[i].last)
			return true;
	}
	return false;
}

void symbol_show(struct buf *out, struct symbol c)
{
	if (!symbol_hidden(c))
		buf_add(out, c.bytes);
	else if (c.code < 0)
		buf_printf(out, "\\x%02x", (unsigned)(unsigned char)c.bytes.p[0]);
	else if (c.code < 0xa0)
		buf_printf(out, "\\x%02x", (unsigned)c.code);
	else
		buf_printf(out, "\\u{%04x}", (unsigned)c.code);
}

bool symbol_blank(struct symbol c)
{
	return c.code == '\n' || c.code == '\r' || c.code == '\t';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool symbol_space(struct symbol c)
{
	return c.code == ' ' || c.code == 0xa0 || c.code == 0x1680 ||
		(c.code >= 0x2000 && c.code <= 0x200a) || c.code == 0x202f || c.code == 0x205f ||
		c.code == 0x3000;
}

bool symbol_starts_command(struct symbol c, struct str rest, bool start)
{
	if (c.code == ':')
		return start && str_starts(rest, STR(":"));
	return c.code == '#' && rest.n > 1 && rest.p[0] == '#' &&
		(rest.p[1] == '[' || is_letter(rest.p[1]));
}
