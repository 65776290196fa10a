#include "parsers/xml.h"

#include <string.h>

#include "parsers/xml_scan.h"

static void give_text(struct xml *s, const char *p, const char *end, enum xml_piece where)
{
	struct str piece = { p, (size_t)(end - p) };
	struct xml_flaw flaw = { 0 };

	if (p == end)
		return;
	if (!s->depth) {
		if (xml_past_blanks(p) < end)
			xml_mended(s, xml_past_blanks(p), "text outside of the root element");
		return;
	}
	if (!s->events->wants_text)
		return;
	piece = xml_decode(piece, where, &s->values, &flaw);
	xml_tell_flaw(s, &flaw);
	s->events->text(s->events->user, piece);
	arena_reset(&s->values);
}

/* Where a reference, a character or the end of a line may begin that goes on behind the window. */
static const char *whole_until(const struct xml *s)
{
	const char *end = s->in.end, *from = xml_left(s) > LOOK_AHEAD ? end - LOOK_AHEAD : s->in.p;
	const char *p = end;

	while (p > from && end - p < 3 && ((unsigned char)p[-1] & 0xc0) == 0x80)
		p--;
	if (p > from && ((unsigned char)p[-1] >= 0xc0 || p[-1] == '\r'))
		end = p - 1;
	for (p = end; p > from; p--) {
		if (p[-1] == ';')
			break;
		if (p[-1] == '&')
			return p - 1;
	}
	return end;
}

/* To the next <, which stays. False at the end of the file. */
static bool read_text(struct xml *s)
{
	const char *p;

	while (!(p = memchr(s->in.p, '<', xml_left(s)))) {
		p = s->in.ended ? s->in.end : whole_until(s);
		give_text(s, s->in.p, p, XML_IN_TEXT);
		xml_advance(s, p);
		if (!xml_more(s)) {
			give_text(s, s->in.p, s->in.end, XML_IN_TEXT);
			xml_advance(s, s->in.end);
			return false;
		}
	}
	give_text(s, s->in.p, p, XML_IN_TEXT);
	xml_advance(s, p);
	return true;
}

/* The same for where `last` may begin: all but its last byte are one and the same. */
static const char *whole_before(const struct xml *s, struct str last)
{
	const char *p = whole_until(s);

	while (p > s->in.p && s->in.end - p < (ptrdiff_t)last.n - 1 && p[-1] == last.p[0])
		p--;
	return p;
}

/* Where `what` is from `p` on, or NULL. */
static const char *find(const char *p, const char *end, struct str what)
{
	while (end - p >= (ptrdiff_t)what.n) {
		p = memchr(p, what.p[0], (size_t)(end - p) - what.n + 1);
		if (!p || !memcmp(p, what.p, what.n))
			return p;
		p++;
	}
	return NULL;
}

/* Past `start` and all up to and with `last`; what is between is text if it is of CDATA. */
static void read_until(struct xml *s, size_t start, struct str last, const char *what)
{
	enum xml_piece piece = XML_IN_CDATA;
	bool is_text = last.p[0] == ']';
	const char *p;

	xml_advance(s, s->in.p + start);
	while (!(p = find(s->in.p, s->in.end, last))) {
		p = whole_before(s, last);
		if (is_text)
			give_text(s, s->in.p, p, piece);
		xml_advance(s, p);
		if (!xml_more(s)) {
			xml_cut(s, what);
			return;
		}
	}
	if (is_text)
		give_text(s, s->in.p, p, piece);
	xml_advance(s, p + last.n);
}

static void read_comment(struct xml *s)
{
	enum { START = 4, MOST = START + XML_COMMENT_BYTES_MAX + 3 };
	const char *from, *end;
	struct place at;

	while (s->events->comment && xml_left(s) < MOST && xml_more(s))
		;
	from = s->in.p + START;
	end = find(from, xml_left(s) < MOST ? s->in.end : s->in.p + MOST, STR("-->"));
	at = xml_at(s, s->in.p);
	if (s->events->comment && end)
		s->events->comment(s->events->user, (struct str){ from, (size_t)(end - from) }, at);
	read_until(s, START, STR("-->"), "a comment");
}

static void read_doctype(struct xml *s)
{
	const char *p = s->in.p;

	while (*p != '>') {
		const char *end = *p == '"' || *p == '\''
			? memchr(p + 1, *p, (size_t)(s->in.end - p - 1))
			: p;

		if (*p == '[') {
			xml_stop(s, DIAG(XML_DECLARATION),
				"a DOCTYPE that declares something is not read: take it out");
			return;
		}
		if (end && p < s->in.end) {
			p = end + 1;
			continue;
		}
		if (!xml_more(s)) {
			xml_cut(s, "a DOCTYPE");
			return;
		}
		p = s->in.p;
	}
	xml_advance(s, p + 1);
}

/* Is it the start of something, as far as it goes? */
static bool is_cut_markup(struct str head)
{
	return str_starts(STR("<!DOCTYPE"), head) || str_starts(STR("<![CDATA["), head) ||
		str_starts(STR("<!--"), head);
}

static void read_markup(struct xml *s)
{
	struct str head;

	while (xml_left(s) < LOOK_AHEAD && xml_more(s))
		;
	head = (struct str){ s->in.p, xml_left(s) };
	if (str_starts(head, STR("</")))
		xml_read_end_tag(s);
	else if (str_starts(head, STR("<!--")))
		read_comment(s);
	else if (str_starts(head, STR("<![CDATA[")))
		read_until(s, 9, STR("]]>"), "a CDATA section");
	else if (str_starts(head, STR("<!DOCTYPE")))
		read_doctype(s);
	else if (str_starts(head, STR("<?")))
		read_until(s, 2, STR("?>"), "a processing instruction");
	else if (head.n > 1 && xml_starts_name(head.p[1]))
		xml_read_start_tag(s);
	else if (is_cut_markup(head))
		xml_cut(s, "a tag");
	else {
		xml_mended(s, s->in.p, "a < that is not written as &lt;");
		give_text(s, s->in.p, s->in.p + 1, XML_IN_CDATA);
		xml_advance(s, s->in.p + 1);
	}
}

static void check_end(struct xml *s)
{
	const struct open_element *e = &s->open[s->depth ? s->depth - 1 : 0];
	struct str name = { e->name, e->n < NAME_KEPT ? e->n : NAME_KEPT };

	if (s->depth)
		diag_at(s->diags, DIAG(XML_CUT), xml_at(s, s->in.p),
			"the file is cut off: <" STR_FMT "> has no end; write the report again",
			STR_ARG(diag_shown(name)));
	else if (!s->any_root)
		diag_at(s->diags, DIAG(XML_SYNTAX), xml_at(s, s->in.p),
			"no element is in the file: is it XML?");
}

int xml_scan(struct stream *in, struct str path, struct xml_events *events, struct diags *d)
{
	struct xml s = { .in.in = in,
		.path = path,
		.events = events,
		.diags = d,
		.line = events->line ? events->line : 1 };
	uint64_t errors = d->count[DIAG_ERROR];

	if (xml_source_start(&s.in, path, d) == 0) {
		while (!s.stopped && read_text(&s))
			read_markup(&s);
		if (!s.stopped && !stream_failed(in))
			check_end(&s);
	}
	arena_release(&s.values);
	xml_source_release(&s.in);
	return d->count[DIAG_ERROR] > errors || stream_failed(in) ? -1 : 0;
}
