/*
 * An HTML page in the making. Markup is a literal in our own sources, or it does not compile; every
 * other text goes through the encoder. What has a `struct html` cannot reach the bytes in another way.
 */
#ifndef REPORTERS_HTML_WRITER_H
#define REPORTERS_HTML_WRITER_H

#include "gate/base/decimal.h"

#include "gate/model/count.h"

struct html {
	struct buf *out; /* of html_writer.c alone */
};

#define HTML(h, markup) html_markup((h), STR(markup))

/* Text between two pieces of markup. */
#define HTML_TEXT(h, before, text, after) \
	(HTML((h), before), html_text((h), (text)), HTML((h), after))
#define HTML_WORDS(h, before, words, after) HTML_TEXT((h), before, str_of(words), after)
#define HTML_NUMBER(h, before, number, after) \
	(HTML((h), before), html_number((h), (number)), HTML((h), after))

void html_markup(struct html *h, struct str literal);
void html_text(struct html *h, struct str s);
void html_number(struct html *h, uint64_t n);

/* A line of source: tabs stay. */
void html_source_text(struct html *h, struct str s);

/* As much of a text as a list has room for. */
void html_brief(struct html *h, struct str s);

/* "83.33 %"; nothing for nothing to cover. */
void html_percent(struct html *h, struct count c);
void html_decimal(struct html *h, struct decimal d);

/* "1 file", "2 files" */
void html_counted(struct html *h, uint64_t n, const char *one, const char *many);

/* The style of the page, and the digest of it that its policy allows. */
void html_style(struct html *h, const char *const *rules, size_t n);
void html_style_digest(struct html *h, const char *const *rules, size_t n);

/* A bar of how much is covered, with a line where its target is; a picture of what stands beside it. */
void html_bar(struct html *h, struct count c, const struct decimal *target);

#endif
