#include "parsers/xml_scan.h"

#include <string.h>

static uint32_t lines_in(const char *p, const char *end)
{
	uint32_t n = 0;

	while ((p = memchr(p, '\n', (size_t)(end - p)))) {
		n++;
		p++;
	}
	return n;
}

struct place xml_at(const struct xml *s, const char *p)
{
	return (struct place){ .file = s->path, .line = s->line + lines_in(s->in.p, p) };
}

void xml_advance(struct xml *s, const char *p)
{
	s->line += lines_in(s->in.p, p);
	s->in.p = (char *)p;
}

bool xml_more(struct xml *s)
{
	return xml_source_more(&s->in, XML_TAG_BYTES_MAX);
}

void xml_mended(struct xml *s, const char *p, const char *what)
{
	struct place here = { .file = s->path };

	if (!s->any_mended)
		here = xml_at(s, p);
	s->any_mended = true;
	diag_at(s->diags, DIAG(XML_MENDED), here, "not well-formed: %s", what);
}

void xml_tell_flaw(struct xml *s, const struct xml_flaw *flaw)
{
	if (flaw->what)
		xml_mended(s, flaw->at, flaw->what);
}

void xml_stop(struct xml *s, const struct diag_kind *kind, const char *what)
{
	diag_at(s->diags, kind, xml_at(s, s->in.p), "%s", what);
	s->stopped = true;
}

void xml_cut(struct xml *s, const char *what)
{
	if (s->in.ended)
		diag_at(s->diags, DIAG(XML_CUT), xml_at(s, s->in.p),
			"the file is cut off in %s: write the report again", what);
	else
		diag_at(s->diags, DIAG(XML_LIMIT), xml_at(s, s->in.p),
			"%s goes on for more than %zu MiB: no report has one like that", what,
			XML_TAG_BYTES_MAX >> 20);
	s->stopped = true;
}
