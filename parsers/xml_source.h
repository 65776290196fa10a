/*
 * The text of an XML file, a window of it at a time, as UTF-8: the encoding is told by its first bytes.
 * Nothing is checked here: what is not UTF-8 in a file that should be is passed on.
 */
#ifndef PARSERS_XML_SOURCE_H
#define PARSERS_XML_SOURCE_H

#include "gate/base/diag.h"
#include "gate/base/stream.h"

enum xml_encoding {
	XML_UTF8,
	XML_LATIN1,
	XML_LATIN9,
	XML_WINDOWS_1252,
	XML_UTF16_LE,
	XML_UTF16_BE,
};

/* Starts as all zeroes but for `in`. Ends with xml_source_release(). */
struct xml_source {
	struct stream *in;
	char *p, *end; /* the window; a NUL byte stands behind it */
	char *room;    /* malloc'd; where the window may be */
	size_t room_bytes;
	bool ended; /* nothing comes behind the window */
	enum xml_encoding encoding;
	char raw[4]; /* the start of a character whose rest is not read yet */
	size_t raw_bytes;
};

/*
 * The encoding, by a byte order mark (which is taken) or the XML declaration. -1 after a diagnostic
 * [xml-syntax] about one that nobody can read; a doubt [xml-mended] about one that is read as far as it is
 * like ASCII.
 */
int xml_source_start(struct xml_source *s, struct str path, struct diags *d);
void xml_source_release(struct xml_source *s);

/*
 * More bytes behind those of the window, which moves: pointers into it are invalid after it. False at the
 * end of the file, or when the window has `most` bytes already.
 */
bool xml_source_more(struct xml_source *s, size_t most);

#endif
