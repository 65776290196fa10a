/*
 * XML as events, through libxml2's SAX2 interface; this is its only user. Nothing is loaded from
 * outside, no entity is declared, depth and sizes have limits.
 */
#ifndef PARSERS_XML_H
#define PARSERS_XML_H

#include "gate/base/diag.h"

#define XML_DEPTH_MAX 64
#define XML_ATTRIBUTES_MAX 256
#define XML_BYTES_MAX ((size_t)1 << 30)
#define XML_NAMES_MAX 4096 /* different names of elements and attributes */
#define XML_NAMES_BYTES_MAX ((size_t)4 << 20)

/* A name (without prefix) and a value; both live until the callback returns. */
struct xml_attribute {
	struct str name, value;
};

struct xml_element {
	struct str name;
	const struct xml_attribute *attributes;
	size_t attribute_count;
	struct place at; /* the line on which the start tag ends; no column */
	unsigned depth;  /* 0 for the root */
	size_t offset;   /* how many of the bytes were taken so far, some thousand ahead */
};

struct xml_events {
	void *user;
	void (*start)(void *user, const struct xml_element *e);
	void (*end)(void *user, struct str name);
	void (*text)(void *user, struct str piece); /* text and CDATA, in pieces */
};

/*
 * -1 after a diagnostic; the events that came before it have been given. Reads UTF-8, ASCII,
 * ISO-8859-1 and -15, windows-1252, and UTF-16 with a byte order mark or an XML declaration.
 */
int xml_scan(struct str bytes, struct str path, const struct xml_events *events, struct diags *d);

/* The name (without prefix) of the root element as far as `head` shows it, or empty: skips the prolog. */
struct str xml_root(struct str head);

/* The encoding that the XML declaration names, or empty. Of bytes that are ASCII at least. */
struct str xml_encoding(struct str head);

/* "2.9.14" of the library that is linked. */
const char *xml_library_version(void);

#endif
