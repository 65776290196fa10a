/*
 * What a piece of XML says: references are resolved, and what XML does not allow is replaced, with a word
 * on the first place where that was so (XML 1.0, sections 2.2, 3.3.3 and 4.1).
 */
#ifndef PARSERS_XML_DECODE_H
#define PARSERS_XML_DECODE_H

#include "gate/base/arena.h"

enum xml_piece {
	XML_IN_TEXT,
	XML_IN_CDATA,     /* where & and < are what they are */
	XML_IN_ATTRIBUTE, /* where each blank is a space */
};

struct xml_flaw {
	const char *what; /* NULL: none */
	const char *at;
};

/* Has it only bytes that say themselves in any piece? */
bool xml_is_plain(const char *p, size_t n);

/* Itself where there is nothing to do, else a copy in the arena. A flaw that is there already stays. */
struct str xml_decode(struct str raw, enum xml_piece where, struct arena *a, struct xml_flaw *flaw);

#endif
