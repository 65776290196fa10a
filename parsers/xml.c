#include "parsers/xml.h"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/base/utf8.h"
#include "gate/model/diagnostics.h"

#define AS_TEXT_(x) #x
#define AS_TEXT(x) AS_TEXT_(x)

enum { NAME_SLOTS = 64 };

struct scan {
	struct str rest; /* what libxml2 has not taken yet */
	size_t bytes;
	struct str path;
	const struct xml_events *events;
	struct diags *diags;
	xmlParserCtxtPtr ctx;
	unsigned depth;
	bool failed; /* one diagnostic was given; nothing more is said, and no event */
	struct xml_attribute attributes[XML_ATTRIBUTES_MAX];
	struct str names[NAME_SLOTS]; /* lengths of names seen before: libxml2 has each name once */
};

#if LIBXML_VERSION >= 21200
typedef const xmlError *library_error;
#else
typedef xmlErrorPtr library_error;
#endif

static struct place here(const struct scan *s)
{
	return (struct place){ .file = s->path, .line = (uint32_t)xmlSAX2GetLineNumber(s->ctx) };
}

static struct str name_of(struct scan *s, const xmlChar *name)
{
	struct str *slot = &s->names[(uintptr_t)name / 8 % NAME_SLOTS];

	if (slot->p != (const char *)name)
		*slot = str_of((const char *)name);
	return *slot;
}

static void refuse(struct scan *s, const struct diag_kind *kind, const char *what)
{
	if (!s->failed)
		diag_at(s->diags, kind, here(s), "%s", what);
	s->failed = true;
}

/* For SAX2 callbacks only: libxml2 looks at its state again after each of them. */
static void stop(struct scan *s, const struct diag_kind *kind, const char *what)
{
	refuse(s, kind, what);
	xmlStopParser(s->ctx);
}

/*
 * Names and attributes cost libxml2 2.9 quadratic time before it calls back, so they are watched each
 * time it asks for more bytes. Its array has five pointers an attribute and grows to twice what it needs.
 */
static void watch(struct scan *s)
{
	if (xmlDictSize(s->ctx->dict) > XML_NAMES_MAX ||
		xmlDictGetUsage(s->ctx->dict) > XML_NAMES_BYTES_MAX)
		refuse(s, DIAG(XML_LIMIT),
			"too many different names: no report format has so many");
#if LIBXML_VERSION < 21200
	if (s->ctx->maxatts > 5 * 2 * (XML_ATTRIBUTES_MAX + 1))
		refuse(s, DIAG(XML_LIMIT),
			"more than " AS_TEXT(XML_ATTRIBUTES_MAX) " attributes on one element");
#endif
}

static int on_read(void *user, char *into, int room)
{
	struct scan *s = user;
	size_t n = s->rest.n < (size_t)room ? s->rest.n : (size_t)room;

	if (s->ctx)
		watch(s);
	if (s->failed || !n)
		return 0;
	memcpy(into, s->rest.p, n);
	s->rest = str_skip(s->rest, n);
	return (int)n;
}

static int on_close(void *user)
{
	(void)user;
	return 0;
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int namespace_count, const xmlChar **namespaces, int count, int defaulted,
	const xmlChar **attributes)
{
	struct scan *s = user;
	struct xml_element e = { .attributes = s->attributes, .depth = s->depth++ };
	size_t front = 0, back = (size_t)count;

	(void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
	if (s->failed)
		return;
	if (e.depth >= XML_DEPTH_MAX) {
		stop(s, DIAG(XML_LIMIT), "nested deeper than " AS_TEXT(XML_DEPTH_MAX) " elements");
		return;
	}
	if (count > XML_ATTRIBUTES_MAX) {
		stop(s, DIAG(XML_LIMIT),
			"more than " AS_TEXT(XML_ATTRIBUTES_MAX) " attributes on one element");
		return;
	}
	/* x:name must not stand before name, or a reader that takes the first would take it. */
	for (const xmlChar **a = attributes; front < back; a += 5)
		s->attributes[a[1] ? --back : front++] = (struct xml_attribute){
			name_of(s, a[0]),
			{ (const char *)a[3], (size_t)(a[4] - a[3]) },
		};
	e.name = name_of(s, name);
	e.attribute_count = (size_t)count;
	e.at = here(s);
	e.offset = s->bytes - s->rest.n;
	if (s->events->start)
		s->events->start(s->events->user, &e);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct scan *s = user;

	(void)prefix, (void)uri;
	s->depth--;
	if (!s->failed && s->events->end)
		s->events->end(s->events->user, name_of(s, name));
}

static void on_text(void *user, const xmlChar *text, int n)
{
	struct scan *s = user;

	if (!s->failed && s->events->text)
		s->events->text(s->events->user, (struct str){ (const char *)text, (size_t)n });
}

static const char declares[] = "a DOCTYPE that declares something is not read: take it out";

/*
 * Called for every DOCTYPE, before its declarations. One with only an id is harmless: nothing loads
 * what it names. The bracket is still to be read, and stopping here leaves it unread: libxml2 keeps
 * entities by itself, whatever entityDecl says.
 */
static void on_doctype(
	void *user, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	struct scan *s = user;

	(void)name, (void)public_id, (void)system_id;
	if (s->ctx->input->cur < s->ctx->input->end && *s->ctx->input->cur == '[')
		stop(s, DIAG(XML_DECLARATION), declares);
}

static void on_entity(void *user, const xmlChar *name, int type, const xmlChar *public_id,
	const xmlChar *system_id, xmlChar *content)
{
	(void)name, (void)type, (void)public_id, (void)system_id, (void)content;
	stop(user, DIAG(XML_DECLARATION), declares);
}

static void on_attribute_list(void *user, const xmlChar *element, const xmlChar *name, int type,
	int def, const xmlChar *value, xmlEnumerationPtr tree)
{
	(void)element, (void)name, (void)type, (void)def, (void)value;
	xmlFreeEnumeration(tree); /* the callback owns it */
	stop(user, DIAG(XML_DECLARATION), declares);
}

static void on_element_declaration(
	void *user, const xmlChar *name, int type, xmlElementContentPtr content)
{
	(void)name, (void)type, (void)content;
	stop(user, DIAG(XML_DECLARATION), declares);
}

static void on_notation(
	void *user, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	(void)name, (void)public_id, (void)system_id;
	stop(user, DIAG(XML_DECLARATION), declares);
}

static void on_unparsed(void *user, const xmlChar *name, const xmlChar *public_id,
	const xmlChar *system_id, const xmlChar *notation)
{
	(void)name, (void)public_id, (void)system_id, (void)notation;
	stop(user, DIAG(XML_DECLARATION), declares);
}

/* After a DOCTYPE with an id, an unknown &entity; is no more than a warning to libxml2. */
static void on_reference(void *user, const xmlChar *name)
{
	(void)name;
	stop(user, DIAG(XML_DECLARATION), "a reference to an entity that nothing declares");
}

static xmlParserInputPtr on_load(const char *url, const char *id, xmlParserCtxtPtr ctx)
{
	(void)url, (void)id, (void)ctx;
	return NULL;
}

/* One clean line of at most `room - 1` bytes. */
static void one_line(const char *text, char *into, size_t room)
{
	struct str s = str_trim(str_of(text ? text : "not well-formed"));
	size_t n = 0;

	for (; s.n && n < room - 1; s = str_skip(s, 1)) {
		char c = (unsigned char)s.p[0] < ' ' ? ' ' : s.p[0];

		if (c != ' ' || (n && into[n - 1] != ' '))
			into[n++] = c;
	}
	into[utf8_valid((struct str){ into, n })] = '\0';
}

/* libxml2 has several codes for "too much", and uses each of them for something else as well. */
static bool is_limit(const char *text)
{
	static const char *const limits[] = { "too big", "too long", "Huge input",
		"XML_PARSE_HUGE" };

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		if (strstr(text, limits[i]))
			return true;
	}
	return false;
}

static void on_error(void *user, library_error e)
{
	struct scan *s = user;
	char text[200];

	/* A prefix without a namespace is of no interest here: names are taken without. */
	if (!s || s->failed || e->level < XML_ERR_ERROR || e->domain == XML_FROM_NAMESPACE)
		return;
	if (e->code == XML_ERR_NO_MEMORY)
		memory_exhausted();
	one_line(e->message, text, sizeof(text));
	s->failed = true;
	if (is_limit(text))
		diag_at(s->diags, DIAG(XML_LIMIT), here(s), "more than is read in one piece: %s",
			text);
	else
		diag_at(s->diags, DIAG(XML_SYNTAX), here(s), "not well-formed XML: %s", text);
}

static const xmlSAXHandler handlers = {
	.initialized = XML_SAX2_MAGIC,
	.startElementNs = on_start,
	.endElementNs = on_end,
	.characters = on_text,
	.ignorableWhitespace = on_text, /* the same, or libxml2 looks at every blank */
	.cdataBlock = on_text,
	.serror = on_error,
	.internalSubset = on_doctype,
	.entityDecl = on_entity,
	.attributeDecl = on_attribute_list,
	.elementDecl = on_element_declaration,
	.notationDecl = on_notation,
	.unparsedEntityDecl = on_unparsed,
	.reference = on_reference,
	/* no externalSubset: it is called for every DOCTYPE, and without one nothing is loaded */
};

/* iconv knows hundreds more, and nobody writes reports in them. */
static bool encoding_is_read(struct str name)
{
	static const char *const names[] = { "UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE",
		"ASCII", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1252" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_eq_nocase(name, str_of(names[i])))
			return true;
	}
	return !name.n;
}

static int check_bytes(const struct scan *s)
{
	struct place top = { .file = s->path, .line = 1 };
	struct str encoding = xml_encoding(s->rest);

	if (s->rest.n > XML_BYTES_MAX)
		return diag_at(s->diags, DIAG(XML_LIMIT), (struct place){ .file = s->path },
			"larger than %zu MiB: split the report", XML_BYTES_MAX >> 20);
	if (!encoding_is_read(encoding))
		return diag_at(s->diags, DIAG(XML_SYNTAX), top,
			"the encoding '" STR_FMT "' is not read: write the report in UTF-8",
			STR_ARG(diag_shown(encoding)));
	return 0;
}

int xml_scan(struct str bytes, struct str path, const struct xml_events *events, struct diags *d)
{
	struct scan s = {
		.rest = bytes, .bytes = bytes.n, .path = path, .events = events, .diags = d
	};
	xmlSAXHandler sax = handlers;
	int result;

	if (check_bytes(&s) < 0)
		return -1;
	xmlInitParser();
	xmlSetExternalEntityLoader(on_load);
	xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
	xmlSetStructuredErrorFunc(&s, on_error); /* decoders complain to this one only */
	s.ctx = xmlCreateIOParserCtxt(&sax, &s, on_read, on_close, &s, XML_CHAR_ENCODING_NONE);
	if (!s.ctx)
		memory_exhausted();
	/*
	 * NOENT looks like the dangerous switch and is the safe one here: without it the SAX2 interface
	 * hands out "&#38;" for "&amp;" in attributes. There are no other entities to expand, since
	 * on_doctype() ends the scan before one is declared.
	 */
	xmlCtxtUseOptions(s.ctx, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_BIG_LINES);
	result = xmlParseDocument(s.ctx);
	if (result != 0 || !s.ctx->wellFormed)
		refuse(&s, DIAG(XML_SYNTAX), "not well-formed XML");
	xmlFreeDoc(s.ctx->myDoc); /* made by libxml2 for declarations, whatever the handlers are */
	xmlFreeParserCtxt(s.ctx);
	xmlSetStructuredErrorFunc(NULL, on_error);
	return s.failed ? -1 : 0;
}

const char *xml_library_version(void)
{
	static char text[32];
	long n = strtol(xmlParserVersion, NULL, 10); /* "20914", perhaps with more behind it */

	snprintf(text, sizeof(text), "%ld.%ld.%ld", n / 10000, n / 100 % 100, n % 100);
	return text;
}
