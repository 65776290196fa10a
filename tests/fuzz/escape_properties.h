/*
 * What must hold for the output of every encoder, whatever bytes went in. Models of the readers
 * that strangers aim at: written from their side, sharing no table with the encoders.
 */
#ifndef TESTS_ESCAPE_PROPERTIES_H
#define TESTS_ESCAPE_PROPERTIES_H

#include <string.h>

#include "gate/base/json.h"
#include "gate/base/utf8.h"
#include "gate/model/diagnostics.h"
#include "reporters/escape.h"
#include "tests/fuzz/markdown_model.h"
#include "tests/fuzz/runner_model.h"

static inline bool is_letter(struct str s, size_t i)
{
	return i < s.n && ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z'));
}

static inline bool may_stand(int32_t code)
{
	return code >= 0x20 && (code < 0x7f || code > 0x9f) && code != 0x200c && code != 0x200d &&
		code != 0x200e && code != 0x200f && (code < 0x2028 || code > 0x202e) &&
		(code < 0x2066 || code > 0x2069) && code != 0xfeff;
}

static inline const char *check_line(struct str out)
{
	for (struct str rest = out; rest.n;) {
		int32_t code = utf8_next(&rest);

		if (code < 0)
			return "not UTF-8";
		if (!may_stand(code))
			return "a control, bidi or zero-width character, or a line end";
	}
	return NULL;
}

/* The text as a comparison by culture sees it, which .NET makes by default: U+200B is not there. */
static inline struct str without_breaks(struct str s, struct buf *into)
{
	while (s.n) {
		if (str_starts(s, STR(BREAK))) {
			s = str_skip(s, 3);
			continue;
		}
		buf_byte(into, s.p[0]);
		s = str_skip(s, 1);
	}
	return buf_str(into);
}

/* As actions/runner reads a line: "##[" anywhere, "::" after white space; then the command's name. */
static inline const char *check_runner(struct str out)
{
	struct str trimmed = trim_unicode(out);
	struct buf seen = { 0 };
	const char *wrong = NULL;

	if (str_starts(trimmed, STR("::")))
		wrong = "a command of a runner: ::";
	if (str_starts(without_breaks(trimmed, &seen), STR("::")) && is_letter(trimmed, 2))
		wrong = "a command of a runner, by culture: ::";
	buf_release(&seen);
	for (size_t i = 0; i + 2 < out.n; i++) {
		if (out.p[i] == '#' && out.p[i + 1] == '#' &&
			(out.p[i + 2] == '[' || is_letter(out, i + 2)))
			wrong = "a command of a runner: ##";
	}
	return wrong;
}

/* A parser must read back what went in, but for what JSON cannot say. */
static inline const char *check_json(struct str in, struct str out)
{
	struct arena a = { 0 };
	struct diags d = { .arena = &a };
	const struct json *value =
		json_parse(&a, out, (struct place){ 0 }, JSON_STRICT, &d, DIAG(RECORD_BAD));
	struct buf expected = { 0 };
	const char *wrong = NULL;

	while (in.n) {
		struct str before = in;
		int32_t code = utf8_next(&in);

		before.n -= in.n;
		buf_add(&expected, code <= 0 ? STR("\xef\xbf\xbd") : before);
	}
	if (!value || value->type != JSON_STRING)
		wrong = "not a JSON string";
	else if (!str_eq(value->text, buf_str(&expected)))
		wrong = "another text when read back";
	buf_release(&expected);
	arena_release(&a);
	return wrong;
}

/* What the runner reads back is one line's worth of what it takes. */
static inline const char *check_github(struct str out, bool property)
{
	for (size_t i = 0; i < out.n; i++) {
		if (property && (out.p[i] == ':' || out.p[i] == ','))
			return "ends a property";
		if (out.p[i] == '%' && !str_starts(str_skip(out, i), STR("%25")) &&
			!str_starts(str_skip(out, i), STR("%0D")) &&
			!str_starts(str_skip(out, i), STR("%0A")) &&
			!(property && str_starts(str_skip(out, i), STR("%3A"))) &&
			!(property && str_starts(str_skip(out, i), STR("%2C"))))
			return "a % that codes nothing";
	}
	return out.n <= 3 * 4096 ? NULL : "too long";
}

static inline const char *check_columns(struct str in, struct str out)
{
	unsigned columns = 0;

	while (out.n)
		columns += utf8_columns(utf8_next(&out));
	return columns == escape_terminal_columns(in) ? NULL : "another number of columns";
}

/* In a JSON string it is given back as it is, and no log obeys it there. */
static inline const char *check_in_json(struct str out)
{
	struct buf json = { 0 };
	const char *wrong;

	escape_json(&json, out);
	wrong = check_json(out, buf_str(&json));
	if (!wrong)
		wrong = check_runner(buf_str(&json));
	buf_release(&json);
	return wrong;
}

/* SARIF 2.1.0, 3.11.6: a backslash before a bracket or a backslash; any other bracket is of a link. */
static inline const char *check_sarif(struct str in, struct str out)
{
	struct buf read = { 0 }, text = { 0 };
	const char *wrong = NULL;

	for (size_t i = 0; i < out.n && !wrong; i++) {
		bool escaped = out.p[i] == '\\' && ++i;

		if (i == out.n || (escaped && !strchr("[]\\", out.p[i])))
			wrong = "a backslash before nothing that needs one";
		else if (!escaped && strchr("[]", out.p[i]))
			wrong = "a link";
		else
			buf_byte(&read, out.p[i]);
	}
	escape_text(&text, in);
	if (!wrong && !str_eq(buf_str(&read), buf_str(&text)))
		wrong = "another text when read back";
	buf_release(&read);
	buf_release(&text);
	return wrong;
}

static inline int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* RFC 3986: a path without scheme, host, query or fragment, which is the bytes that went in. */
static inline const char *check_uri(struct str in, struct str out)
{
	size_t n = 0;

	if (str_starts(out, STR("/")))
		return "an absolute path";
	for (size_t i = 0; i < out.n; i++, n++) {
		char c = out.p[i];

		if (c == '%') {
			if (i + 2 >= out.n || hex_digit(out.p[i + 1]) < 0 ||
				hex_digit(out.p[i + 2]) < 0)
				return "a percent sign before no two digits";
			c = (char)(hex_digit(out.p[i + 1]) * 16 + hex_digit(out.p[i + 2]));
			i += 2;
		} else if (!is_letter(out, i) && !(c >= '0' && c <= '9') && !strchr("-._~/", c)) {
			return "a character that means something, or none of a URI";
		}
		if (n >= in.n || in.p[n] != c)
			return "another path when read back";
	}
	return n == in.n ? NULL : "another path when read back";
}

/* What an entity stands for, taken off the front; 0 if it is none. */
static inline char entity_next(struct str *s)
{
	static const struct {
		const char *text;
		char c;
	} entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		{ "&#39;", '\'' }, { "&#35;", '#' }, { "&#58;", ':' } };

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		if (str_starts(*s, str_of(entities[i].text))) {
			*s = str_skip(*s, strlen(entities[i].text));
			return entities[i].c;
		}
	}
	return '\0';
}

static inline const char *check_xml(struct str in, struct str out)
{
	struct buf read = { 0 }, text = { 0 };
	const char *wrong = str_has(out, STR("\xef\xbf\xbe")) || str_has(out, STR("\xef\xbf\xbf"))
		? "a character that no XML has"
		: NULL;

	while (out.n && !wrong) {
		char c = entity_next(&out);

		if (!c && strchr("&<>\"'", out.p[0]))
			wrong = "an active character of XML";
		buf_byte(&read, c ? c : out.p[0]);
		out = c ? out : str_skip(out, 1);
	}
	escape_text(&text, in);
	if (!wrong && !str_has(buf_str(&text), STR("\xef\xbf\xbe")) &&
		!str_has(buf_str(&text), STR("\xef\xbf\xbf")) &&
		!str_eq(buf_str(&read), buf_str(&text)))
		wrong = "another text when read back";
	buf_release(&read);
	buf_release(&text);
	return wrong;
}

static const struct encoder {
	const char *name;
	void (*escape)(struct buf *out, struct str s);
} encoders[] = {
	{ "terminal", escape_terminal },
	{ "markdown", escape_markdown },
	{ "code", escape_markdown_code },
	{ "json", escape_json },
	{ "note", escape_note },
	{ "github_data", escape_github_data },
	{ "github_property", escape_github_property },
	{ "html", escape_html },
	{ "html_source", escape_html_source },
	{ "text", escape_text },
	{ "sarif", escape_sarif },
	{ "uri", escape_uri },
	{ "xml", escape_xml },
};

/* What stands in a line behind something of ours, and may have a tab. */
static inline const char *check_part_of_line(struct str out)
{
	struct buf line = { 0 };
	const char *wrong;

	buf_puts(&line, "::error title=");
	for (size_t i = 0; i < out.n; i++)
		buf_byte(&line, out.p[i] == '\t' ? ' ' : out.p[i]);
	wrong = check_line(buf_str(&line));
	if (!wrong)
		wrong = check_runner(str_skip(buf_str(&line), 2));
	buf_release(&line);
	return wrong;
}

/* As an HTML parser reads text and quoted values: nothing in it is markup, and it reads as it should. */
static inline const char *check_html(struct str out)
{
	static const char *const whole[] = { "&amp;", "&lt;", "&gt;", "&#34;", "&#39;", "&#35;",
		"&#58;" };

	for (struct str rest = out; rest.n; rest = str_skip(rest, 1)) {
		bool known = false;

		if (strchr("<>\"'", rest.p[0]))
			return "an active character of HTML";
		for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
			known |= str_starts(rest, str_of(whole[i]));
		if (rest.p[0] == '&' && !known)
			return "a reference that is not ours";
	}
	return NULL;
}

/* A tab of a source may stand. */
static inline const char *check_source(struct str out)
{
	struct buf seen = { 0 };
	const char *wrong;

	buf_add(&seen, out);
	for (size_t i = 0; i < seen.n; i++)
		seen.p[i] = seen.p[i] == '\t' ? ' ' : seen.p[i];
	wrong = check_line(buf_str(&seen));
	buf_release(&seen);
	return wrong ? wrong : check_html(out);
}

static inline const char *check_encoder(const struct encoder *e, struct str in, struct str out)
{
	bool data = e->escape == escape_github_data, property = e->escape == escape_github_property;
	bool in_json = e->escape == escape_text || e->escape == escape_sarif;
	const char *wrong;

	if (data || property) {
		wrong = check_part_of_line(out);
		return wrong ? wrong : check_github(out, property);
	}
	wrong = in_json ? check_in_json(out) : check_runner(out);
	if (!wrong)
		wrong = e->escape == escape_html_source ? check_source(out) : check_line(out);
	if (!wrong && e->escape == escape_html)
		wrong = check_html(out);
	if (!wrong && e->escape == escape_terminal)
		wrong = check_columns(in, out);
	if (!wrong && e->escape == escape_markdown)
		wrong = check_markdown(out);
	if (!wrong && e->escape == escape_markdown_code)
		wrong = check_code(out);
	if (!wrong && e->escape == escape_json)
		wrong = check_json(in, out);
	if (!wrong && e->escape == escape_sarif)
		wrong = check_sarif(in, out);
	if (!wrong && e->escape == escape_uri)
		wrong = check_uri(in, out);
	if (!wrong && e->escape == escape_xml)
		wrong = check_xml(in, out);
	if (!wrong && e->escape == escape_note && str_starts(out, STR("{")))
		wrong = "a line of JSON";
	return wrong;
}

/* NULL, or what is wrong with what `encoder` (see there) makes of `in`. */
static inline const char *escape_violation(struct str in, const char **encoder)
{
	const char *wrong = NULL;

	for (size_t i = 0; i < sizeof(encoders) / sizeof(encoders[0]) && !wrong; i++) {
		struct buf out = { 0 };

		encoders[i].escape(&out, in);
		wrong = check_encoder(&encoders[i], in, buf_str(&out));
		*encoder = encoders[i].name;
		buf_release(&out);
	}
	return wrong;
}

#endif
