/* What is not well-formed and is read all the same, with a doubt. */
#include "tests/unit/xml_fixture.h"

/* Read like this, with a doubt on that line which says what was mended. */
static void mend(const char *events, uint32_t line, const char *what, struct str bytes)
{
	assert_int_equal(0, scan_bytes(bytes));
	assert_str(events, buf_str(&seen));
	assert_int_equal(0, diags.count[DIAG_ERROR]);
	assert_said(DIAG(XML_MENDED), line, what);
	forget_diags();
}

static void xml__several_roots_are_read(void **state)
{
	(void)state;
	mend("<a 1></a><b 2>x</b>", 2, "more than one root element", STR("<a/>\n<b>x</b>"));
	mend("<a 1></a><b 3></b>", 3, "more than one root element",
		STR("<?xml version='1.0'?><a/>\n<?xml version='1.0'?>\n<b/>\n"));
}

static void xml__text_around_the_root_is_left_out(void **state)
{
	(void)state;
	mend("<a 3>y</a>", 2, "text outside of the root", STR("\nnpm WARN x\n<a>y</a>"));
	mend("<a 1></a>", 3, "text outside of the root", STR("<a/>\n\nDone & gone > 5"));
	mend("<a 1></a>", 1, "text outside of the root", STR("<a/>\0\0\0"));
	mend("<a 1></a>", 1, "text outside of the root", STR("<![CDATA[x]]><a/>"));
}

static void xml__control_characters_are_replaced(void **state)
{
	(void)state;
	mend("<a 1>\n\xef\xbf\xbd[31m</a>", 2, "a character that XML does not have",
		STR("<a>\n\x1b[31m</a>"));
	mend("<a 1>\n\xef\xbf\xbd</a>", 2, "a character that XML", STR("<a>\n\0</a>"));
	mend("<a 2 b= \xef\xbf\xbd>x</a>", 2, "a character that XML", STR("<a b='\n\x08'>x</a>"));
	mend("<a 1>\xef\xbf\xbd\xef\xbf\xbd</a>", 1, "a character that XML",
		STR("<a><![CDATA[\x1b]]>\xef\xbf\xbf</a>"));
}

static void xml__references_to_no_character_are_replaced(void **state)
{
	static const char *const references[] = { "&#27;", "&#0;", "&#x1b;", "&#xD800;", "&#xFFFE;",
		"&#x110000;", "&#4294967361;", "&#999999999999;" };

	(void)state;
	for (size_t i = 0; i < sizeof(references) / sizeof(*references); i++) {
		const char *r = references[i];

		mend("<a 2 b=\xef\xbf\xbd>\xef\xbf\xbd[</a>", 2, "a reference to a character",
			arena_printf(&arena, "<a\nb='%s'>%s[</a>", r, r));
	}
}

static void xml__what_is_no_reference_is_text(void **state)
{
	static const char *const texts[] = { "&", "& ", "&&", "&;", "&q;", "&nbsp;", "&amp", "&#;",
		"&#x;", "&#xg;", "&#1a;", "&#X41;", "&a b;", "&AMP;", "a&b=c;d",
		"&verylongnameofanentity;", "?a=1&b=2" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const char *t = texts[i], *events;

		events = arena_printf(&arena, "<a 2 b=%s>%s</a>", t, t).p;
		mend(events, 2, "an & that is not written as &amp;",
			arena_printf(&arena, "<a\nb='%s'>%s</a>", t, t));
	}
	mend("<a 1>&q;</a>", 1, "an & that", STR("<!DOCTYPE a SYSTEM 'a.dtd'><a>&q;</a>"));
}

static void xml__a_bare_less_than_is_text(void **state)
{
	(void)state;
	mend("<a 1>\n1 < 2 <3 <= <<</a>", 2, "a < that is not written as &lt;",
		STR("<a>\n1 < 2 <3 <= <<</a>"));
	mend("<a 2 b=x < y <z>></a>", 2, "a < that is not", STR("<a\nb='x < y <z>'/>"));
	mend("<a 1><!</a>", 1, "a < that is not", STR("<a><!</a>"));
	mend("<a 1><![CDAT</a>", 1, "a < that is not", STR("<a><![CDAT</a>"));
}

static void xml__a_less_than_before_a_word_never_hides_what_follows(void **state)
{
	(void)state;
	mend("<a 1>x<y 1></y></a><b 1></b>", 1, "a start tag without its >", STR("<a>x<y</a><b/>"));
	mend("<r 1><a 1>if (x<y 1></y></a><b 1></b></r>", 1, "something else than attributes",
		STR("<r><a>if (x<y && z</a><b/></r>"));
	mend("<r 1><a 1>if (x<y 1></y></a><b 1></b></r>", 1, "something else than attributes",
		STR("<r><a>if (x<y)</a><b/></r>"));
}

static void xml__each_byte_that_is_not_utf8_is_replaced(void **state)
{
	(void)state;
	mend("<a 1>\n\xef\xbf\xbd\xef\xbf\xbdx</a>", 2, "not UTF-8", STR("<a>\n\xff\xfex</a>"));
	mend("<a 2 b= \xef\xbf\xbd(></a>", 2, "not UTF-8", STR("<a b='\n\xc3('/>"));
	mend("<a 1>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd</a>", 1, "not UTF-8",
		STR("<a><![CDATA[\xe2\x82]]>\xe9</a>"));
	mend("<a 1>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd</a>", 1, "not UTF-8",
		STR("<a>\xed\xa0\x80</a>"));
}

static void xml__a_missing_end_tag_ends_with_its_parent(void **state)
{
	(void)state;
	mend("<a 1>\n<b 2><c 2>\n</c></b></a>", 3, "an end tag is missing before this one",
		STR("<a>\n<b><c>\n</a>"));
	mend("<a 1><b 1></b><c 1></c></a>", 1, "an end tag without its start tag",
		STR("<a><b/></x><c/></b></a>"));
	mend("<a 1></a><b 2></b>", 1, "an end tag without its start tag", STR("<a/></a>\n<b/>"));
}

static void xml__a_wrong_end_tag_ends_what_it_names(void **state)
{
	(void)state;
	mend("<a 1><b 1><c 1></c></b><d 1></d></a>", 1, "an end tag is missing",
		STR("<a><b><c></b></c><d/></a>"));
	mend("<a 1><b 1></b> x></a>", 1, "an end tag with more than a name",
		STR("<a><b></b x></a>"));
	mend("<a 1></a><b 1></b>", 1, "an end tag with more than a name", STR("<a></a<b/>"));
}

static void xml__the_first_of_two_attributes_counts(void **state)
{
	(void)state;
	mend("<a 2 b=1 c=></a>", 2, "an attribute stands twice", STR("<a\nb='1' c='' b='2'/>"));
}

static void xml__values_without_quotes_are_read(void **state)
{
	(void)state;
	mend("<a 2 b=1 c=x/y></a>", 2, "a value without quotes", STR("<a\nb=1 c=x/y></a>"));
	mend("<a 1 b=1></a><c 1></c>", 1, "a value without quotes", STR("<a b=1/><c/>"));
	mend("<a 1 b=></a>", 1, "a value without quotes", STR("<a b=/>"));
}

static void xml__what_is_no_attribute_is_left_out(void **state)
{
	(void)state;
	mend("<a 1 b=1 c=2></a>", 1, "something else than attributes", STR("<a b='1'' c='2'/>"));
	mend("<a 2 b=1 d=2></a>", 2, "something else than", STR("<a\nb=\"1\"x\"2\" ! c d='2'/>"));
	mend("<a 1></a>", 1, "something else than attributes", STR("<a / b></a>"));
	mend("<a 1 b=x<y c=1></a>", 1, "a < that is not", STR("<a b='x<y' z' c='1'/>"));
	mend("<a 1 c=2></a>", 1, "something else than attributes", STR("<a \0 \x01 c='2'/>"));
}

static void xml__a_stray_quote_and_a_less_than_are_too_much_for_one_tag(void **state)
{
	(void)state;
	refuse(DIAG(XML_SYNTAX), 2, "a tag with < in a value and a quote too many or too few",
		STR("<a>\n<b n='x> <c n='y'/> <d n='z'/></a>"));
	assert_str("<a 1>\n", buf_str(&seen));
	refuse(DIAG(XML_SYNTAX), 1, "a tag with < in a value", STR("<a b='<b c=' '></a>"));
}

static void xml__the_declaration_may_come_late(void **state)
{
	(void)state;
	assert_int_equal(0, scan("\n<?xml version='1.0'?><a/>"));
	assert_str("<a 2></a>", buf_str(&seen));
	mend("<a 2></a>", 1, "text outside of the root", STR("log\n<?xml version='1.0'?><a/>"));
}

static void xml__one_doubt_is_kept_and_the_others_are_counted(void **state)
{
	(void)state;
	assert_int_equal(0, scan("<a>\n&<b>\n&</b>\n\x01<b/></a>\nx"));
	assert_int_equal(4, diags.count[DIAG_DOUBT]);
	assert_int_equal(2, diags.first->at.line);
	assert_int_equal(3, diags.first->more);
	assert_null(diags.first->next);
}

static void xml__lines_after_the_65535th_are_told(void **state)
{
	struct buf text = { 0 };

	(void)state;
	quiet = true;
	buf_puts(&text, "<a>");
	buf_repeat(&text, '\n', 70000);
	buf_puts(&text, "<b></a>");
	assert_int_equal(0, scan_bytes(buf_str(&text)));
	assert_said(DIAG(XML_MENDED), 70001, "an end tag is missing");
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		XML_TEST(xml__several_roots_are_read),
		XML_TEST(xml__text_around_the_root_is_left_out),
		XML_TEST(xml__control_characters_are_replaced),
		XML_TEST(xml__references_to_no_character_are_replaced),
		XML_TEST(xml__what_is_no_reference_is_text),
		XML_TEST(xml__a_bare_less_than_is_text),
		XML_TEST(xml__a_less_than_before_a_word_never_hides_what_follows),
		XML_TEST(xml__each_byte_that_is_not_utf8_is_replaced),
		XML_TEST(xml__a_missing_end_tag_ends_with_its_parent),
		XML_TEST(xml__a_wrong_end_tag_ends_what_it_names),
		XML_TEST(xml__the_first_of_two_attributes_counts),
		XML_TEST(xml__values_without_quotes_are_read),
		XML_TEST(xml__what_is_no_attribute_is_left_out),
		XML_TEST(xml__a_stray_quote_and_a_less_than_are_too_much_for_one_tag),
		XML_TEST(xml__the_declaration_may_come_late),
		XML_TEST(xml__one_doubt_is_kept_and_the_others_are_counted),
		XML_TEST(xml__lines_after_the_65535th_are_told),
	};

	return cmocka_run_group_tests_name("xml mended", tests, NULL, NULL);
}
