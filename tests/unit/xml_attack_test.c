#include "tests/unit/xml_fixture.h"

/* What an attack may cost: well under a second, and 64 MB. */
static void refuse_cheaply(
	const struct diag_kind *kind, uint32_t line, const char *what, const struct buf *text)
{
	struct watch w = watch_start();

	refuse(kind, line, what, buf_str(text));
	watch_end(w, 0.5, 64);
}

static void accept_cheaply(const struct buf *text)
{
	struct watch w = watch_start();

	assert_int_equal(0, scan_bytes(buf_str(text)));
	watch_end(w, 2, 64);
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

static void xml__declarations_do_not_hide_in_utf16(void **state)
{
	static const char text[] = "<!DOCTYPE a [<!ENTITY q 'x'>]><a>&q;</a>";
	struct buf wide = { 0 };

	(void)state;
	buf_puts(&wide, "\xff\xfe");
	add_wide(&wide, text, false);
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
	refuse(DIAG(XML_LIMIT), 1, "more than 256 attributes", buf_str(&text));
	buf_release(&text);
}

static void xml__a_million_attributes_are_refused_at_once(void **state)
{
	struct buf text = { 0 };

	(void)state;
	with_attributes(&text, 1000000);
	refuse_cheaply(DIAG(XML_LIMIT), 1, "more than 256 attributes", &text);
	buf_truncate(&text, 0);
	buf_puts(&text, "<a");
	for (int i = 0; i < 1000000; i++)
		buf_puts(&text, " n=''");
	buf_puts(&text, "/>");
	refuse_cheaply(DIAG(XML_LIMIT), 1, "more than 256 attributes", &text);
	buf_release(&text);
}

static void xml__a_million_names_cost_nothing(void **state)
{
	struct buf text = { 0 };

	(void)state;
	quiet = true;
	buf_puts(&text, "<a>");
	for (int i = 0; i < 1000000; i++)
		buf_printf(&text, "<n%d/>", i);
	buf_puts(&text, "</a>");
	accept_cheaply(&text);
	assert_int_equal(1000001, ends);
	buf_truncate(&text, 0);
	buf_puts(&text, "<a");
	for (int i = 0; i < 500000; i++)
		buf_printf(&text, " xmlns:n%d='u'", i);
	buf_puts(&text, "/>");
	accept_cheaply(&text);
	assert_silent();
	buf_release(&text);
}

static void xml__a_million_mistakes_cost_nothing(void **state)
{
	static const char *const mistakes[] = { "<", "&", "\x01\n", "</b>", "</ \n", "<b",
		"<b c=", "&#0;", "]]>", "<!\n" };
	struct buf text = { 0 };

	(void)state;
	quiet = true;
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
		struct watch w = watch_start();

		buf_truncate(&text, 0);
		buf_puts(&text, "<a>");
		for (int k = 0; k < 300000; k++)
			buf_puts(&text, mistakes[i]);
		scan_bytes(buf_str(&text));
		watch_end(w, 3, 64);
		forget_diags();
	}
	buf_release(&text);
}

static void xml__a_million_words_in_one_tag_cost_nothing(void **state)
{
	static const char *const words[] = { "!\n", "x ", "/ ", "xmlns=u\n", "'\n", "\x01 ", "x=" };
	struct buf text = { 0 };

	(void)state;
	quiet = true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct watch w = watch_start();

		buf_truncate(&text, 0);
		buf_puts(&text, "<a ");
		for (int k = 0; k < 1000000; k++)
			buf_puts(&text, words[i]);
		buf_puts(&text, ">");
		scan_bytes(buf_str(&text));
		watch_end(w, 3, 64);
		forget_diags();
	}
	buf_release(&text);
}

static void xml__long_text_comes_in_pieces(void **state)
{
	(void)state;
	assert_int_equal(0, pieces("<a>", "</a>", 40000000));
	assert_int_equal(40000000, text_bytes);
	assert_int_equal(0, pieces("<a><![CDATA[", "]]></a>", 40000000));
	assert_int_equal(40000000, text_bytes);
	assert_int_equal(0, pieces("<a><!--", "--></a>", 40000000));
	assert_int_equal(0, pieces("<a b='", "'/>", 10000000));
	assert_silent();
}

/* Text that comes for as long as somebody writes takes no more room than a little of it. */
static void xml__endless_text_takes_no_room(void **state)
{
	struct flow flows[] = {
		{ STR("<a>"), STR(""), STR("</a>"), 2000, 0 },
		{ STR("<a><![CDATA["), STR(""), STR("]]></a>"), 2000, 0 },
		{ STR("<a><!-- "), STR(""), STR("--></a>"), 2000, 0 },
		{ STR("<a><![CDATA["), STR(""), STR("]]></a>"), 400, 0 },
	};
	struct buf page = { 0 };

	(void)state;
	quiet = true;
	while (page.n < 50000)
		buf_puts(&page, "a line of some log, & < > ] -\n");
	for (size_t i = 0; i < sizeof(flows) / sizeof(*flows); i++) {
		struct flow f = flows[i];
		struct watch w = watch_start();

		f.middle = buf_str(&page);
		unwanted = i < 3;
		assert_int_equal(0, scan_flow(f));
		assert_int_equal(unwanted ? 0 : f.times * page.n, text_bytes);
		watch_end(w, unwanted ? 5 : 20, 8);
	}
	buf_release(&page);
}

static void xml__a_tag_without_an_end_is_a_limit(void **state)
{
	static const char *const starts_of[] = { "<a>\n<b c='", "<a>\n<", "<a>\n</", "<a>\n<b ",
		"\n<!DOCTYPE " };

	(void)state;
	for (size_t i = 0; i < sizeof(starts_of) / sizeof(*starts_of); i++) {
		struct watch w = watch_start();

		assert_int_equal(-1, pieces(starts_of[i], ">", 40000000));
		assert_said(DIAG(XML_LIMIT), 2, "goes on for more than 16 MiB");
		forget_diags();
		watch_end(w, 3, 192);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		XML_TEST(xml__every_declaration_is_refused_where_it_stands),
		XML_TEST(xml__declarations_do_not_hide_in_utf16),
		XML_TEST(xml__billion_laughs_cost_nothing),
		XML_TEST(xml__quadratic_entities_cost_nothing),
		XML_TEST(xml__nesting_is_refused_at_the_limit_and_not_before),
		XML_TEST(xml__a_hundred_thousand_levels_are_refused_at_once),
		XML_TEST(xml__attributes_are_refused_past_the_limit),
		XML_TEST(xml__a_million_attributes_are_refused_at_once),
		XML_TEST(xml__a_million_names_cost_nothing),
		XML_TEST(xml__a_million_mistakes_cost_nothing),
		XML_TEST(xml__a_million_words_in_one_tag_cost_nothing),
		XML_TEST(xml__long_text_comes_in_pieces),
		XML_TEST(xml__endless_text_takes_no_room),
		XML_TEST(xml__a_tag_without_an_end_is_a_limit),
	};

	return cmocka_run_group_tests_name("xml attacks", tests, NULL, NULL);
}
