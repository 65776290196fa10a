/*
 * XML while it is scanned: what text and markup (xml.c) and tags (xml_tag.c) share.
 */
#ifndef PARSERS_XML_SCAN_H
#define PARSERS_XML_SCAN_H

#include <string.h>

#include "gate/model/diagnostics.h"
#include "parsers/xml.h"
#include "parsers/xml_decode.h"
#include "parsers/xml_source.h"

enum {
	NAME_KEPT = 64,  /* bytes of a name by which an end tag is known */
	LOOK_AHEAD = 32, /* what tells one kind of markup from another, and the longest reference */
};

struct open_element {
	char name[NAME_KEPT];
	size_t n; /* of all of the name */
};

struct xml {
	struct xml_source in;
	struct str path;
	struct xml_events *events;
	struct diags *diags;
	struct arena values; /* of one tag, or piece of text */
	uint32_t line;       /* of the start of the window */
	bool any_root, any_mended, stopped;
	unsigned depth;
	struct open_element open[XML_DEPTH_MAX];
	struct xml_attribute attributes[XML_ATTRIBUTES_MAX];
};

/* `p` is in the window, as in all of these. */
struct place xml_at(const struct xml *s, const char *p);

/* What stands before `p` has been read. */
void xml_advance(struct xml *s, const char *p);

/* How many bytes of the window are not read yet, and more of them; see xml_source_more(). */
static inline size_t xml_left(const struct xml *s)
{
	return (size_t)(s->in.end - s->in.p);
}

bool xml_more(struct xml *s);

/* Only the first is kept. To count the lines before a million others would take hours. */
void xml_mended(struct xml *s, const char *p, const char *what);

void xml_tell_flaw(struct xml *s, const struct xml_flaw *flaw);

/* Nothing is read after it. */
void xml_stop(struct xml *s, const struct diag_kind *kind, const char *what);

/* The file ends, or the window is full, where something has begun that has no end. */
void xml_cut(struct xml *s, const char *what);

static inline bool xml_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool xml_starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
		(unsigned char)c >= 0x80;
}

/* Behind the bytes that may be of a name, and behind blanks; the NUL byte behind the window is neither. */
static inline const char *xml_past_name(const char *p)
{
	while (xml_starts_name(*p) || (*p >= '0' && *p <= '9') || *p == '-' || *p == '.')
		p++;
	return p;
}

static inline const char *xml_past_blanks(const char *p)
{
	while (xml_is_blank(*p))
		p++;
	return p;
}

static inline struct str xml_without_prefix(const char *p, const char *end)
{
	const char *colon = memchr(p, ':', (size_t)(end - p));

	/* Of several the last counts, but there is none, as a rule. */
	while (colon) {
		p = colon + 1;
		colon = memchr(p, ':', (size_t)(end - p));
	}
	return (struct str){ p, (size_t)(end - p) };
}

/* The tag that the window starts with: events are given, and it is behind us. */
void xml_read_start_tag(struct xml *s);
void xml_read_end_tag(struct xml *s);

#endif
