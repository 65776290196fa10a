#include "gate/model/roster.h"

#include <inttypes.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void write_rest(struct buf *out, struct str rest)
{
	for (size_t i = 0; i < rest.n; i++) {
		char c = rest.p[i];

		if (c == '~' || c == '|' || c == '\n' || (i == 0 && is_digit(c)))
			buf_byte(out, '~');
		buf_byte(out, c == '|' ? 'b' : c == '\n' ? 'n' : c);
	}
}

void roster_add(struct roster_writer *w, struct str id)
{
	size_t shared = str_shared(buf_str(&w->before), id);

	/* Not within a letter of UTF-8: each piece of the text is to be one. */
	while (shared && shared < id.n && (id.p[shared] & 0xc0) == 0x80)
		shared--;
	buf_printf(w->out, "%zu", shared);
	write_rest(w->out, str_skip(id, shared));
	buf_byte(w->out, '|');
	buf_truncate(&w->before, 0);
	buf_add(&w->before, id);
}

void roster_written(struct roster_writer *w)
{
	buf_release(&w->before);
}

void roster_write(struct buf *out, const struct str *ids, size_t n)
{
	struct roster_writer w = { .out = out };

	for (size_t i = 0; i < n; i++)
		roster_add(&w, ids[i]);
	roster_written(&w);
}

/* How many bytes are shared; more than there are if it is no number. */
static size_t read_shared(struct roster *r)
{
	uint64_t n = UINT64_MAX;
	size_t digits = 0;

	while (digits < r->left.n && is_digit(r->left.p[digits]))
		digits++;
	if (str_to_u64((struct str){ r->left.p, digits }, &n) < 0)
		return SIZE_MAX;
	r->left = str_skip(r->left, digits);
	return n;
}

bool roster_next(struct roster *r)
{
	size_t shared, i;

	if (!r->left.n || r->broken)
		return false;
	shared = read_shared(r);
	r->broken = shared > r->id.n;
	if (r->broken)
		return false;
	if (r->id.p)
		buf_truncate(&r->id, shared);
	for (i = 0; i < r->left.n && r->left.p[i] != '|'; i++) {
		char c = r->left.p[i];

		if (c == '~' && i + 1 < r->left.n) {
			c = r->left.p[++i];
			c = c == 'b' ? '|' : c == 'n' ? '\n' : c;
		}
		buf_byte(&r->id, c);
	}
	r->broken = i == r->left.n;
	r->left = str_skip(r->left, i + 1);
	return !r->broken;
}

void roster_end(struct roster *r)
{
	buf_release(&r->id);
}
