/*
 * What stands before the root element: enough to tell whose file it is from the first bytes. Nothing
 * here decides whether the XML is good.
 */
#include "parsers/xml.h"

/* Past the first `end`; all of it if there is none. */
static struct str past(struct str s, struct str end)
{
	while (s.n && !str_starts(s, end)) {
		s = str_skip(s, 1);
		s = str_skip(s, str_index(s, end.p[0]));
	}
	return str_skip(s, end.n);
}

/* Past the '>' of a DOCTYPE; quotes and the brackets of a subset may hold others. */
static struct str past_doctype(struct str s)
{
	unsigned brackets = 0;

	for (; s.n; s = str_skip(s, 1)) {
		char c = s.p[0];

		if (c == '"' || c == '\'')
			s = str_skip(s, 1 + str_index(str_skip(s, 1), c));
		else if (c == '[')
			brackets++;
		else if (c == ']' && brackets)
			brackets--;
		else if (c == '>' && !brackets)
			return str_skip(s, 1);
	}
	return s;
}

static struct str past_space(struct str s)
{
	while (s.n && (s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n'))
		s = str_skip(s, 1);
	return s;
}

static struct str past_prolog(struct str s)
{
	if (str_starts(s, STR("\xef\xbb\xbf")))
		s = str_skip(s, 3);
	for (;;) {
		s = past_space(s);
		if (str_starts(s, STR("<?")))
			s = past(s, STR("?>"));
		else if (str_starts(s, STR("<!--")))
			s = past(s, STR("-->"));
		else if (str_starts(s, STR("<!DOCTYPE")))
			s = past_doctype(s);
		else
			return s;
	}
}

struct str xml_root(struct str head)
{
	struct str s = past_prolog(head), name = STR("");

	if (s.n < 2 || s.p[0] != '<')
		return name;
	name = str_skip(s, 1);
	for (size_t i = 0; i < name.n; i++) {
		if (str_index(STR(" \t\r\n/>"), name.p[i]) < 6) {
			name.n = i;
			return str_cut_last(&name, ':');
		}
	}
	return STR(""); /* cut off by the end of the head */
}

static bool is_encoding_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '.' || c == '_' || c == '-';
}

struct str xml_encoding(struct str head)
{
	struct str word = STR("encoding"), s = head;

	if (!str_starts(s, STR("<?xml")))
		return STR("");
	s.n = str_index(s, '>');
	s = past_space(past(s, word));
	if (!s.n || s.p[0] != '=')
		return STR("");
	s = past_space(str_skip(s, 1));
	if (!s.n)
		return STR("");
	word = str_skip(s, 1);
	word = str_cut(&word, s.p[0]);
	for (size_t i = 0; i < word.n; i++) {
		if (!is_encoding_byte(word.p[i]))
			return STR(""); /* no name, and it would go into messages */
	}
	return word;
}
