#include "reporters/limited.h"

static size_t lines_of_text(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

/* The end of the last line that ends within so many bytes. */
static size_t end_of_line(struct str s, size_t most)
{
	while (most > 0 && s.p[most - 1] != '\n')
		most--;
	return most;
}

void report_limited(
	const struct reporter *r, const struct verdict *v, size_t bytes, struct buf *out)
{
	enum { LAST_LINE_MAX = 100 };
	struct look look = { 0 };
	struct buf all = { 0 };
	struct str text;

	r->report(v, &look, &all);
	text = buf_str(&all);
	if (text.n > bytes)
		text.n = end_of_line(text, bytes > LAST_LINE_MAX ? bytes - LAST_LINE_MAX : 0);
	buf_add(out, text);
	/* Behind a blank line, which ends any table. */
	if (text.n < all.n)
		buf_printf(out, "\n%zu more lines are left out: --out %s=FILE writes all of them\n",
			lines_of_text(str_skip(buf_str(&all), text.n)), r->name);
	buf_release(&all);
}
