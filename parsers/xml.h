/*
 * XML as events, from a stream and in bounded memory. Reports are written by many hands, and a good part
 * of them is not well-formed: what can be understood is read all the same, and told as a doubt
 * [xml-mended] (several roots, text around them, raw < and &, control characters, other bytes, an
 * end tag that is missing). Nothing is ever loaded, no entity is declared, depth and sizes have limits.
 *
 * libxml2 and its like stop at the first mistake, or go on in ways that lose elements; and a filter before
 * them would have to know tags, quotes and CDATA as well as they do. That is why this is ours.
 */
#ifndef PARSERS_XML_H
#define PARSERS_XML_H

#include "gate/base/diag.h"
#include "gate/base/stream.h"

#define XML_DEPTH_MAX 64
#define XML_ATTRIBUTES_MAX 256
#define XML_COMMENT_BYTES_MAX 256
#define XML_TAG_BYTES_MAX ((size_t)16 << 20)

/* A name without prefix (those that had one stand last) and a value, until the callback returns. */
struct xml_attribute {
	struct str name, value;
};

struct xml_element {
	struct str name;
	const struct xml_attribute *attributes;
	size_t attribute_count;
	struct place at; /* the line on which the start tag ends; no column */
	unsigned depth;  /* 0 for a root */
};

struct xml_events {
	void *user;
	void (*start)(void *user, const struct xml_element *e);
	void (*end)(void *user, struct str name);   /* at most its first 64 bytes */
	void (*text)(void *user, struct str piece); /* text and CDATA, in pieces */

	/* As it is written; a longer one than XML_COMMENT_BYTES_MAX is passed over. NULL: none is wanted. */
	void (*comment)(void *user, struct str text, struct place at);

	uint32_t line; /* of the first byte; 0 means 1 */

	/* The callbacks' to set: no text is given, nor looked at, while it is false. */
	bool wants_text;
};

/*
 * -1 after a diagnostic; the events that came before it have been given. An element that is cut off by
 * the end of the file has no end event. Reads UTF-8, ISO-8859-1 and -15, windows-1252, UTF-16, and other
 * encodings as far as they are ASCII, which is told.
 */
int xml_scan(struct stream *in, struct str path, struct xml_events *events, struct diags *d);

/* The name (without prefix) of the root element as far as `head` shows it, or empty: skips the prolog. */
struct str xml_root(struct str head);

/* The encoding that the XML declaration names, or empty. Of bytes that are ASCII at least. */
struct str xml_encoding(struct str head);

#endif
