#include "parsers/xml_scan.h"

#include <string.h>

#define AS_TEXT_(x) #x
#define AS_TEXT(x) AS_TEXT_(x)

/* A start tag while its attributes are read. */
struct tag {
	const char *p;           /* what is not read yet */
	const char *plain_until; /* up to there each value says itself */
	size_t front, back; /* of the attributes: those with a prefix stand behind all others */
	size_t count;       /* of all that are written, twice or not */
	bool may_have_tags; /* in some value */
	bool closed;        /* ends with /> */
};

enum progress { DONE, MORE, BROKEN };

static void give_end(struct xml *s)
{
	const struct open_element *e = &s->open[--s->depth];
	struct str name = { e->name, e->n < NAME_KEPT ? e->n : NAME_KEPT };

	s->events->end(s->events->user, name);
}

static bool is_open(const struct open_element *e, struct str name)
{
	return e->n == name.n && !memcmp(e->name, name.p, name.n < NAME_KEPT ? name.n : NAME_KEPT);
}

/* An end tag ends what is open inside of its element, too. */
static void close_element(struct xml *s, struct str name, const char *p)
{
	unsigned depth = s->depth;

	while (depth && !is_open(&s->open[depth - 1], name))
		depth--;
	if (!depth) {
		xml_mended(s, p, "an end tag without its start tag");
		return;
	}
	if (depth < s->depth)
		xml_mended(s, p, "an end tag is missing before this one");
	while (s->depth >= depth)
		give_end(s);
}

void xml_read_end_tag(struct xml *s)
{
	const char *p, *name_end;
	struct str name;

	while (!(p = memchr(s->in.p, '>', xml_left(s)))) {
		if (!xml_more(s)) {
			xml_cut(s, "an end tag");
			return;
		}
	}
	name_end = xml_past_name(s->in.p + 2);
	name = xml_without_prefix(s->in.p + 2, name_end);
	if (xml_past_blanks(name_end) != p) {
		xml_mended(s, s->in.p, "an end tag with more than a name");
		p = name_end - 1;
	}
	close_element(s, name, s->in.p);
	xml_advance(s, p + 1);
}

/* Namespaces are of no interest, and x:name must not stand before name: a reader may take the first. */
static enum progress add_attribute(
	struct xml *s, struct tag *t, const char *name, const char *name_end, struct str value)
{
	struct str full = { name, (size_t)(name_end - name) };
	struct str short_name = xml_without_prefix(name, name_end);
	bool has_prefix = short_name.n < full.n;

	if (str_eq(full, STR("xmlns")) || str_starts(full, STR("xmlns:")))
		return DONE;
	if (t->count++ == XML_ATTRIBUTES_MAX) {
		xml_stop(s, DIAG(XML_LIMIT),
			"more than " AS_TEXT(XML_ATTRIBUTES_MAX) " attributes on one element");
		return BROKEN;
	}
	for (size_t i = 0; i < t->front && !has_prefix; i++) {
		if (str_eq(s->attributes[i].name, full)) {
			xml_mended(
				s, name, "an attribute stands twice in a tag: the first is read");
			return DONE;
		}
	}
	s->attributes[has_prefix ? --t->back : t->front++] =
		(struct xml_attribute){ short_name, value };
	return DONE;
}

/* The value at `p`: where it ends, and what follows it. NULL: not in the window. */
static const char *find_value(struct xml *s, const char *p, const char **end)
{
	if (*p == '"' || *p == '\'') {
		*end = memchr(p + 1, *p, (size_t)(s->in.end - p - 1));
		return *end ? *end + 1 : NULL;
	}
	while (*p && !xml_is_blank(*p) && *p != '>' && *p != '<' && !(*p == '/' && p[1] == '>'))
		p++;
	*end = p;
	return p < s->in.end ? p : NULL;
}

/* Has the value perhaps come to an end at a quote of another tag? `a<b` has not; `a>\n<b c=` has. */
static bool may_have_tags(const char *p, const char *end)
{
	size_t n = (size_t)(end - p);

	return memchr(p, '<', n) && (memchr(p, '>', n) || end[-1] == '=');
}

/*
 * What stands where an attribute should. A quote inside of a value that is not written as &quot; leaves
 * words behind, which say nothing; but they may be what is left of other tags.
 */
static enum progress skip_garbage(struct xml *s, struct tag *t)
{
	if (t->may_have_tags) {
		xml_stop(s, DIAG(XML_SYNTAX),
			"not well-formed XML: a tag with < in a value and a quote too many or too few");
		return BROKEN;
	}
	xml_mended(s, t->p, "a tag with something else than attributes");
	t->p++;
	while (*t->p && !xml_is_blank(*t->p) && *t->p != '>' && *t->p != '/' && *t->p != '<')
		t->p++;
	return DONE;
}

static enum progress read_attribute(struct xml *s, struct tag *t)
{
	const char *name = t->p, *name_end = xml_past_name(name), *p = xml_past_blanks(name_end),
		   *end;
	struct xml_flaw flaw = { 0 };
	struct str value;
	bool quoted;

	if (name == name_end || (*p != '=' && p < s->in.end))
		return skip_garbage(s, t);
	p = xml_past_blanks(p + (p < s->in.end));
	if (p >= s->in.end)
		return MORE;
	quoted = *p == '"' || *p == '\'';
	t->p = find_value(s, p, &end);
	if (!t->p)
		return MORE;
	p += quoted;
	value = (struct str){ p, (size_t)(end - p) };
	if (!quoted)
		xml_mended(s, p, "a value without quotes");
	if (end > t->plain_until) {
		value = xml_decode(value, XML_IN_ATTRIBUTE, &s->values, &flaw);
		xml_tell_flaw(s, &flaw);
		t->may_have_tags |= flaw.what && may_have_tags(p, end);
	}
	return add_attribute(s, t, name, name_end, value);
}

/* Most tags have nothing that must be decoded: one look at all of it is quicker than one a value. */
static const char *plain_until(const struct xml *s)
{
	const char *p = s->in.p + 1, *end = memchr(p, '>', xml_left(s) - 1);

	return end && xml_is_plain(p, (size_t)(end - p)) ? end : p;
}

/* All attributes of the tag whose name ends at `t->p`. MORE: its end is not in the window. */
static enum progress read_attributes(struct xml *s, struct tag *t)
{
	t->front = 0;
	t->back = XML_ATTRIBUTES_MAX;
	for (;;) {
		enum progress result = DONE;

		t->p = xml_past_blanks(t->p);
		if (t->p + 1 >= s->in.end && *t->p != '>')
			return MORE;
		if (*t->p == '>') {
			t->p++;
			return DONE;
		}
		if (*t->p == '/' && t->p[1] == '>') {
			t->p += 2;
			t->closed = true;
			return DONE;
		}
		if (*t->p == '<') {
			xml_mended(s, t->p, "a start tag without its >");
			return DONE;
		}
		result = read_attribute(s, t);
		if (result != DONE)
			return result;
	}
}

/* Those with a prefix follow the others, in the order in which they were written. */
static size_t join_attributes(struct xml *s, const struct tag *t)
{
	size_t prefixed = XML_ATTRIBUTES_MAX - t->back;
	struct xml_attribute *from = s->attributes + t->back, swapped;

	for (size_t i = 0; i < prefixed / 2; i++) {
		swapped = from[i];
		from[i] = from[prefixed - 1 - i];
		from[prefixed - 1 - i] = swapped;
	}
	memmove(s->attributes + t->front, from, prefixed * sizeof(*from));
	return t->front + prefixed;
}

static void give_start(struct xml *s, const struct tag *t, struct str name)
{
	struct xml_element e = { .name = name, .attributes = s->attributes, .depth = s->depth };
	struct open_element *open = &s->open[s->depth];

	if (s->depth == XML_DEPTH_MAX) {
		xml_stop(s, DIAG(XML_LIMIT),
			"nested deeper than " AS_TEXT(XML_DEPTH_MAX) " elements");
		return;
	}
	if (!s->depth && s->any_root)
		xml_mended(s, s->in.p, "more than one root element");
	s->any_root = true;
	e.attribute_count = join_attributes(s, t);
	open->n = name.n;
	memcpy(open->name, name.p, name.n < NAME_KEPT ? name.n : NAME_KEPT);
	xml_advance(s, t->p);
	e.at = xml_at(s, s->in.p);
	s->depth++;
	s->events->start(s->events->user, &e);
	if (t->closed)
		give_end(s);
}

void xml_read_start_tag(struct xml *s)
{
	for (;;) {
		struct tag t = { .p = xml_past_name(s->in.p + 1), .plain_until = plain_until(s) };
		struct str name = xml_without_prefix(s->in.p + 1, t.p);
		enum progress result = t.p < s->in.end ? read_attributes(s, &t) : MORE;

		if (result == DONE)
			give_start(s, &t, name);
		arena_reset(&s->values);
		if (result != MORE)
			return;
		if (!xml_more(s)) {
			xml_cut(s, "a tag");
			return;
		}
	}
}

/* One with only an id is harmless, since nothing loads what it names. */
