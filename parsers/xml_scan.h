/*
 * XML while it is scanned: what text and markup (xml.c) and tags (xml_tag.c) share.
 */
#ifndef PARSERS_XML_SCAN_H
#define PARSERS_XML_SCAN_H

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
size_t xml_left(const struct xml *s);
bool xml_more(struct xml *s);

/* Only the first is kept. To count the lines before a million others would take hours. */
void xml_mended(struct xml *s, const char *p, const char *what);

void xml_tell_flaw(struct xml *s, const struct xml_flaw *flaw);

/* Nothing is read after it. */
void xml_stop(struct xml *s, const struct diag_kind *kind, const char *what);

/* The file ends, or the window is full, where something has begun that has no end. */
void xml_cut(struct xml *s, const char *what);

bool xml_is_blank(char c);
bool xml_starts_name(char c);

/* Behind the bytes that may be of a name, and behind blanks; the NUL byte behind the window is neither. */
const char *xml_past_name(const char *p);
const char *xml_past_blanks(const char *p);
struct str xml_without_prefix(const char *p, const char *end);

/* The tag that the window starts with: events are given, and it is behind us. */
void xml_read_start_tag(struct xml *s);
void xml_read_end_tag(struct xml *s);

#endif
