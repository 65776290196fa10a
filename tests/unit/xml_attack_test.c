#include "tests/unit/xml_fixture.h"

/* What an attack may cost: well under a second, and 64 MB. */
static void refuse_cheaply(
	const struct diag_kind *kind, uint32_t line, const char *what, const struct buf *text)
{
	struct watch w = watch_start();

	refuse(kind, line, what, buf_str(text));
	watch_end(w, 0.5, 64);
}

static void nested(struct buf *text, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_puts(text, "<a>\n");
	for (int i = 0; i < depth; i++)
		buf_puts(text, "</a>");
}

static void with_attributes(struct buf *text, int count)
{
	buf_puts(text, "<a\n");
	for (int i = 0; i < count; i++)
		buf_printf(text, " n%d=''", i);
	buf_puts(text, "/>");
}

static void xml__every_declaration_is_refused_where_it_stands(void **state)
{
	static const char *const texts[] = {
		"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY q 'x'>]><a>&q;</a>",
		"\n<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://localhost:1/'> %p;]><a/>",
		"\n<!DOCTYPE a [<!ENTITY q SYSTEM 'file:///etc/passwd'>]><a>&q;</a>",
		"\n<!DOCTYPE a [<!ENTITY q SYSTEM 'file:///etc/passwd'>]><a b='&q;'/>",
		"\n<!DOCTYPE a [<!ATTLIST a failures CDATA '0'>]><a/>",
		"\n<!DOCTYPE a [<!ATTLIST a b (x|y) 'x'>]><a/>",
		"\n<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
		"\n<!DOCTYPE a [<!NOTATION n SYSTEM 'x'>]><a/>",
		"\n<!DOCTYPE a [<!NOTATION n SYSTEM 'x'><!ENTITY u SYSTEM 'x' NDATA n>]><a/>",
		"\n<!DOCTYPE a SYSTEM 'a.dtd' [ ]><a/>",
		"\n<!DOCTYPE a []><a/>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		refuse(DIAG(XML_DECLARATION), 2, "declares something", str_of(texts[i]));
		assert_int_equal(0, seen.n);
	}
}

static void xml__an_undeclared_entity_is_refused_with_or_without_a_doctype(void **state)
{
	static const char *const texts[] = {
		"<a>\n&q;</a>",
		"<!DOCTYPE a SYSTEM 'a.dtd'><a>\n&q;</a>",
		"<!DOCTYPE a SYSTEM 'a.dtd'><a\nb='&q;'/>",
		"<a\nb='&q;'/>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		refuse(DIAG(XML_SYNTAX), 2, "Entity 'q' not defined", str_of(texts[i]));
}

static void xml__declarations_do_not_hide_in_utf16(void **state)
{
	static const char text[] = "<!DOCTYPE a [<!ENTITY q 'x'>]><a>&q;</a>";
	struct buf wide = { 0 };

	(void)state;
	buf_puts(&wide, "\xff\xfe");
	for (const char *p = text; *p; p++) {
		buf_byte(&wide, *p);
		buf_byte(&wide, '\0');
	}
	refuse(DIAG(XML_DECLARATION), 1, "declares something", buf_str(&wide));
	assert_int_equal(0, seen.n);
	buf_release(&wide);
}

static void xml__billion_laughs_cost_nothing(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_puts(&text, "<!DOCTYPE a [<!ENTITY l0 'lol'>");
	for (int i = 1; i < 10; i++) {
		buf_printf(&text, "<!ENTITY l%d '", i);
		for (int k = 0; k < 10; k++)
			buf_printf(&text, "&l%d;", i - 1);
		buf_puts(&text, "'>");
	}
	buf_puts(&text, "]><a b='&l9;'>&l9;</a>");
	refuse_cheaply(DIAG(XML_DECLARATION), 1, "declares", &text);
	buf_release(&text);
}

static void xml__quadratic_entities_cost_nothing(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_puts(&text, "<!DOCTYPE a [<!ENTITY q '");
	buf_repeat(&text, 'x', 100000);
	buf_puts(&text, "'>]><a>");
	for (int i = 0; i < 20000; i++)
		buf_puts(&text, "&q;");
	buf_puts(&text, "</a>");
	refuse_cheaply(DIAG(XML_DECLARATION), 1, "declares", &text);
	buf_release(&text);
}

static void xml__nesting_is_refused_at_the_limit_and_not_before(void **state)
{
	struct buf text = { 0 };

	(void)state;
	nested(&text, XML_DEPTH_MAX);
	assert_int_equal(0, scan_bytes(buf_str(&text)));
	buf_truncate(&text, 0);
	nested(&text, XML_DEPTH_MAX + 1);
	refuse(DIAG(XML_LIMIT), XML_DEPTH_MAX + 1, "nested deeper than 64", buf_str(&text));
	buf_release(&text);
}

static void xml__a_hundred_thousand_levels_are_refused_at_once(void **state)
{
	struct buf text = { 0 };

	(void)state;
	nested(&text, 100000);
	refuse_cheaply(DIAG(XML_LIMIT), 65, "nested deeper", &text);
	buf_release(&text);
}

static void xml__attributes_are_refused_past_the_limit(void **state)
{
	struct buf text = { 0 };

	(void)state;
	with_attributes(&text, XML_ATTRIBUTES_MAX);
	assert_int_equal(0, scan_bytes(buf_str(&text)));
	buf_truncate(&text, 0);
	with_attributes(&text, XML_ATTRIBUTES_MAX + 1);
	refuse(DIAG(XML_LIMIT), 2, "more than 256 attributes", buf_str(&text));
	buf_release(&text);
}

static void xml__a_million_attributes_are_refused_at_once(void **state)
{
	struct buf text = { 0 };

	(void)state;
	with_attributes(&text, 1000000);
	refuse_cheaply(DIAG(XML_LIMIT), 2, "more than 256 attributes", &text);
	buf_truncate(&text, 0);
	buf_puts(&text, "<a");
	for (int i = 0; i < 1000000; i++)
		buf_puts(&text, " n=''");
	buf_puts(&text, "/>");
	refuse_cheaply(DIAG(XML_LIMIT), 1, "more than 256 attributes", &text);
	buf_release(&text);
}

static void xml__a_million_different_names_are_refused_at_once(void **state)
{
	struct buf text = { 0 };

	(void)state;
	quiet = true;
	buf_puts(&text, "<a>");
	for (int i = 0; i < 1000000; i++)
		buf_printf(&text, "<n%d/>", i);
	buf_puts(&text, "</a>");
	refuse_cheaply(DIAG(XML_LIMIT), 1, "different names", &text);
	buf_truncate(&text, 0);
	buf_puts(&text, "<a");
	for (int i = 0; i < 1000000; i++)
		buf_printf(&text, " xmlns:n%d='u'", i);
	buf_puts(&text, "/>");
	refuse_cheaply(DIAG(XML_LIMIT), 1, "different names", &text);
	buf_release(&text);
}

static void xml__a_report_over_a_gibibyte_is_refused_unread(void **state)
{
	(void)state;
	refuse(DIAG(XML_LIMIT), 0, "larger than 1024 MiB",
		(struct str){ "<a/>", XML_BYTES_MAX + 1 });
}

static void xml__long_text_comes_in_pieces(void **state)
{
	(void)state;
	pieces("<a>", "</a>", 20000000);
	assert_int_equal(20000000, text_bytes);
	pieces("<a><![CDATA[", "]]></a>", 9900000);
	assert_int_equal(9900000, text_bytes);
	assert_silent();
}

static void xml__what_is_too_long_for_one_piece_is_a_limit_not_a_mistake(void **state)
{
	(void)state;
	pieces("<a>\n<![CDATA[", "]]></a>", 11000000);
	assert_said(DIAG(XML_LIMIT), 2, "CData section too big");
	pieces("<a>\n<b c='", "'/></a>", 11000000);
	assert_said(DIAG(XML_LIMIT), 2, "AttValue length too long");
	assert_int_equal(2, diags.count[DIAG_ERROR]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		XML_TEST(xml__every_declaration_is_refused_where_it_stands),
		XML_TEST(xml__an_undeclared_entity_is_refused_with_or_without_a_doctype),
		XML_TEST(xml__declarations_do_not_hide_in_utf16),
		XML_TEST(xml__billion_laughs_cost_nothing),
		XML_TEST(xml__quadratic_entities_cost_nothing),
		XML_TEST(xml__nesting_is_refused_at_the_limit_and_not_before),
		XML_TEST(xml__a_hundred_thousand_levels_are_refused_at_once),
		XML_TEST(xml__attributes_are_refused_past_the_limit),
		XML_TEST(xml__a_million_attributes_are_refused_at_once),
		XML_TEST(xml__a_million_different_names_are_refused_at_once),
		XML_TEST(xml__a_report_over_a_gibibyte_is_refused_unread),
		XML_TEST(xml__long_text_comes_in_pieces),
		XML_TEST(xml__what_is_too_long_for_one_piece_is_a_limit_not_a_mistake),
	};

	return cmocka_run_group_tests_name("xml attacks", tests, NULL, NULL);
}
