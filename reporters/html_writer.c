#include "reporters/html_writer.h"

#include "gate/base/digest.h"
#include "gate/base/utf8.h"
#include "reporters/escape.h"

enum { BRIEF_BYTES = 600, BAR_UNITS = 100 };

void html_markup(struct html *h, struct str literal)
{
	buf_add(h->out, literal);
}

void html_text(struct html *h, struct str s)
{
	escape_html(h->out, s);
}

/* Of every line of every source: printf() took half of the time of a page. */
void html_number(struct html *h, uint64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(h->out, (struct str){ digits + at, sizeof(digits) - at });
}

void html_source_text(struct html *h, struct str s)
{
	escape_html_source(h->out, s);
}

void html_brief(struct html *h, struct str s)
{
	escape_html(h->out, utf8_cut(s, BRIEF_BYTES));
	if (s.n > BRIEF_BYTES)
		buf_puts(h->out, "…");
}

void html_percent(struct html *h, struct count c)
{
	if (!c.total)
		return;
	ratio_print(h->out, c.covered, c.total);
	buf_puts(h->out, " %");
}

void html_decimal(struct html *h, struct decimal d)
{
	decimal_print(h->out, d);
	buf_puts(h->out, " %");
}

void html_counted(struct html *h, uint64_t n, const char *one, const char *many)
{
	html_number(h, n);
	HTML_WORDS(h, " ", n == 1 ? one : many, "");
}

static void add_rules(struct buf *out, const char *const *rules, size_t n)
{
	buf_byte(out, '\n');
	for (size_t i = 0; i < n; i++)
		buf_puts(out, rules[i]);
}

void html_style(struct html *h, const char *const *rules, size_t n)
{
	HTML(h, "<style>");
	add_rules(h->out, rules, n);
	HTML(h, "</style>\n");
}

void html_style_digest(struct html *h, const char *const *rules, size_t n)
{
	char digest[SHA256_BASE64 + 1];
	struct buf style = { 0 };

	add_rules(&style, rules, n);
	sha256_base64(buf_str(&style), digest);
	buf_puts(h->out, digest);
	buf_release(&style);
}

void html_bar(struct html *h, struct count c, const struct decimal *target)
{
	uint64_t full = c.total ? ratio_of((struct ratio){ c.covered, c.total }, BAR_UNITS) : 0;

	HTML(h, "<svg viewBox=\"0 0 100 6\" aria-hidden=\"true\">");
	HTML_NUMBER(h, "<path d=\"M0 0h", full, "v6H0z\"/>");
	if (target) {
		uint64_t at = target->digits;

		for (unsigned i = 0; i < target->scale; i++)
			at /= 10;
		HTML_NUMBER(h, "<path class=\"t\" d=\"M", at, " 0v6\"/>");
	}
	HTML(h, "</svg>");
}
