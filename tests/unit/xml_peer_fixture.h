/*
 * The same XML read by libxml2 and by ours: what both say, as text that can be compared.
 */
#ifndef TESTS_XML_PEER_FIXTURE_H
#define TESTS_XML_PEER_FIXTURE_H

#include "tests/unit/parse_fixture.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "parsers/xml.h"

/* In `text`: \1 name \2 line, \3 name \4 value of each attribute, \5 and text, \6 name. */
struct telling {
	struct buf text;
	char open[XML_DEPTH_MAX][64]; /* names */
	unsigned depth;
};

static struct telling peer, ours;

static inline void tell_attribute(struct telling *t, struct str name, struct str value)
{
	buf_printf(&t->text, "\3" STR_FMT "\4", STR_ARG(name));
	buf_add(&t->text, value);
}

/* --- libxml2 ---------------------------------------------------------------------------------- */

static inline struct str str_of_xml(const xmlChar *p)
{
	return str_of((const char *)p);
}

static inline void peer_attributes(const xmlChar **v, int n, bool with_prefix)
{
	for (int i = 0; i < n; i++, v += 5) {
		if ((v[1] != NULL) == with_prefix)
			tell_attribute(&peer, str_of_xml(v[0]),
				(struct str){ (const char *)v[3], (size_t)(v[4] - v[3]) });
	}
}

static inline void peer_start(void *user, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int spaces, const xmlChar **namespaces, int attributes, int defaulted,
	const xmlChar **v)
{
	(void)prefix, (void)uri, (void)spaces, (void)namespaces, (void)defaulted;
	buf_printf(&peer.text, "\1%s\2%d", (const char *)name, xmlSAX2GetLineNumber(user));
	peer_attributes(v, attributes, false);
	peer_attributes(v, attributes, true);
	buf_byte(&peer.text, '\5');
}

static inline void peer_end(
	void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)user, (void)prefix, (void)uri;
	buf_printf(&peer.text, "\6%s", (const char *)name);
}

static inline void peer_text(void *user, const xmlChar *p, int n)
{
	(void)user;
	buf_add(&peer.text, (struct str){ (const char *)p, (size_t)n });
}

/* Whether libxml2 calls it well-formed. */
static inline bool read_by_peer(struct str bytes)
{
	xmlParserCtxt *ctx;
	bool good;

	buf_truncate(&peer.text, 0);
	if (!bytes.n)
		return false;
	ctx = xmlCreateMemoryParserCtxt(bytes.p, (int)bytes.n);
	assert_non_null(ctx);
	xmlCtxtUseOptions(ctx,
		XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_HUGE | XML_PARSE_NOERROR |
			XML_PARSE_NOWARNING);
	ctx->sax->startElementNs = peer_start;
	ctx->sax->endElementNs = peer_end;
	ctx->sax->characters = ctx->sax->ignorableWhitespace = ctx->sax->cdataBlock = peer_text;
	ctx->sax->comment = NULL;
	ctx->sax->processingInstruction = NULL;
	xmlParseDocument(ctx);
	good = ctx->wellFormed && ctx->nsWellFormed;
	xmlFreeDoc(ctx->myDoc);
	xmlFreeParserCtxt(ctx);
	return good;
}

/* --- ours ------------------------------------------------------------------------------------- */

/* What is open is what was started: each end is that of the latest start. */
static inline void our_start(void *user, const struct xml_element *e)
{
	(void)user;
	assert_int_equal(ours.depth, e->depth);
	assert_true(e->depth < XML_DEPTH_MAX);
	snprintf(ours.open[ours.depth++], sizeof(ours.open[0]), STR_FMT, STR_ARG(e->name));
	buf_printf(&ours.text, "\1" STR_FMT "\2%u", STR_ARG(e->name), e->at.line);
	for (size_t i = 0; i < e->attribute_count; i++)
		tell_attribute(&ours, e->attributes[i].name, e->attributes[i].value);
	buf_byte(&ours.text, '\5');
}

static inline void our_end(void *user, struct str name)
{
	char copy[sizeof(ours.open[0])];

	(void)user;
	assert_true(ours.depth > 0);
	snprintf(copy, sizeof(copy), STR_FMT, STR_ARG(name));
	assert_string_equal(ours.open[--ours.depth], copy);
	buf_printf(&ours.text, "\6" STR_FMT, STR_ARG(name));
}

static inline void our_text(void *user, struct str piece)
{
	(void)user;
	assert_true(ours.depth > 0);
	assert_int_equal(piece.n, utf8_valid(piece));
	buf_add(&ours.text, piece);
}

static inline bool read_by_us(struct str bytes)
{
	struct xml_events events = {
		.start = our_start, .end = our_end, .text = our_text, .wants_text = true
	};
	struct stream *in = stream_of(bytes);
	int result;

	arena_reset(&arena);
	diags = (struct diags){ .arena = &arena };
	buf_truncate(&ours.text, 0);
	ours.depth = 0;
	result = xml_scan(in, STR("report.xml"), &events, &diags);
	stream_close(in, NULL, &diags, DIAG(REPORT_FILE));
	if (result == 0)
		assert_int_equal(0, ours.depth);
	assert_int_equal(result<0, diags.count[DIAG_ERROR]> 0);
	return result == 0;
}

/* --- both ------------------------------------------------------------------------------------- */

static inline void show(const char *who, struct str s, size_t from)
{
	from = from > 60 ? from - 60 : 0;
	s = str_skip(s, from > s.n ? s.n : from);
	s.n = s.n > 120 ? 120 : s.n;
	print_message("%s: ...", who);
	for (size_t i = 0; i < s.n; i++)
		print_message(s.p[i] >= ' ' && s.p[i] <= '~' ? "%c" : "\\x%02x", s.p[i] & 0xff);
	print_message("\n");
}

/* What libxml2 calls well-formed is read by us without a word, and says the same. */
static inline void compare(struct str bytes, const char *which)
{
	struct str a = buf_str(&peer.text), b = buf_str(&ours.text);

	if (str_eq(a, b) && !diags.first)
		return;
	show("libxml2", a, str_shared(a, b));
	show("ours", b, str_shared(a, b));
	for (const struct diag *d = diags.first; d; d = d->next)
		print_message("line %u: " STR_FMT "\n", d->at.line, STR_ARG(d->text));
	if (bytes.n < 2000)
		print_message("<<<" STR_FMT ">>>\n", STR_ARG(bytes));
	fail_msg("%s is read in two ways", which);
}

static inline int release_both(void **state)
{
	buf_release(&peer.text);
	buf_release(&ours.text);
	peer = ours = (struct telling){ 0 };
	xmlCleanupParser();
	return tear_down(state);
}

#define PEER_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, release_both)

#endif
