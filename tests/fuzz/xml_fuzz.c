/*
 * Any bytes as XML: read without a crash; what ends was started, with the same name; text is UTF-8; and
 * whether text is wanted changes nothing but the text.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/utf8.h"
#include "gate/model/diagnostics.h"
#include "parsers/xml.h"

enum { NAME_BYTES = 64 };

struct seen {
	unsigned depth;
	char open[XML_DEPTH_MAX][NAME_BYTES];
	uint64_t starts, lines;
};

static void hold(bool property, const char *what)
{
	if (property)
		return;
	fprintf(stderr, "xml: %s\n", what);
	abort();
}

static void keep_name(char *to, struct str name)
{
	memset(to, 0, NAME_BYTES);
	memcpy(to, name.p, name.n < NAME_BYTES ? name.n : NAME_BYTES);
}

static void on_start(void *user, const struct xml_element *e)
{
	struct seen *s = user;

	hold(e->depth == s->depth && e->depth < XML_DEPTH_MAX, "a wrong depth");
	hold(e->attribute_count <= XML_ATTRIBUTES_MAX, "too many attributes");
	hold(e->at.line > 0, "no line");
	for (size_t i = 0; i < e->attribute_count; i++) {
		struct str value = e->attributes[i].value;

		hold(utf8_valid(value) == value.n, "a value that is no UTF-8");
	}
	keep_name(s->open[s->depth++], e->name);
	s->starts++;
	s->lines += e->at.line;
}

static void on_end(void *user, struct str name)
{
	char copy[NAME_BYTES];
	struct seen *s = user;

	hold(s->depth > 0, "an end without its start");
	keep_name(copy, name);
	hold(!memcmp(copy, s->open[--s->depth], NAME_BYTES), "the end of another element");
}

static void on_text(void *user, struct str piece)
{
	struct seen *s = user;

	hold(s->depth > 0, "text outside");
	hold(utf8_valid(piece) == piece.n, "text that is no UTF-8");
}

static int read_xml(struct str bytes, bool wants_text, struct seen *seen)
{
	struct arena arena = { 0 };
	struct diags d = { .arena = &arena };
	struct stream *in = stream_of(bytes);
	struct xml_events events = { .user = seen,
		.start = on_start,
		.end = on_end,
		.text = on_text,
		.wants_text = wants_text };
	int result = xml_scan(in, STR("report.xml"), &events, &d);

	hold((result < 0) == (d.count[DIAG_ERROR] > 0), "refused without a word");
	hold(result < 0 || (seen->depth == 0 && seen->starts > 0), "accepted without an end");
	for (const struct diag *i = d.first; i; i = i->next)
		hold(str_index(i->text, '\n') == i->text.n, "a diagnostic of several lines");
	stream_close(in, NULL, &d, DIAG(REPORT_FILE));
	arena_release(&arena);
	return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen with_text = { 0 }, without = { 0 };
	struct str bytes = { (const char *)data, size };

	hold(read_xml(bytes, true, &with_text) == read_xml(bytes, false, &without),
		"text decides whether it is read");
	hold(with_text.starts == without.starts && with_text.lines == without.lines &&
			with_text.depth == without.depth,
		"text decides what is read");
	return 0;
}
