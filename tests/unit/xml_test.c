#include "tests/unit/xml_fixture.h"

static void xml__elements_know_the_line_their_start_tag_ends_on(void **state)
{
	(void)state;
	read_as("<a 2>\n<b 4 x=1 y=2>t</b>\n<c 5></c></a>",
		STR("<?xml version='1.0'?>\n<a>\n<b x='1'\n y='2'>t</b>\n<c/></a>\n"));
}

static void xml__references_are_read_in_attributes_and_text(void **state)
{
	(void)state;
	read_as("<a 1 b=a & b <A\">x > '<&</a>",
		STR("<a b='a &amp; b &lt;&#65;&quot;'>x &gt; &apos;<![CDATA[<&]]></a>"));
	read_as("<a 1 b=\xe2\x82\xac\xf0\x9f\x98\x80>\xc3\xa9\xc3\xa9\x7f</a>",
		STR("<a b='&#8364;&#x1F600;'>&#xe9;&#x00000000E9;&#127;</a>"));
}

static void xml__a_line_ends_with_a_line_feed_however_it_was_written(void **state)
{
	(void)state;
	read_as("<a 3>1\n2\n3\n\n\n4\r</a>", STR("<a\n\r\n>1\r\n2\n3\r\r\n\r4&#13;</a>"));
	read_as("<a 1>1\n2\n]\n</a>", STR("<a><![CDATA[1\r\n2\r]\r\n]]></a>"));
}

static void xml__blanks_of_an_attribute_are_spaces_and_references_stay(void **state)
{
	(void)state;
	read_as("<a 4 b=1 2 3 4 5>6\t</a>", STR("<a b='1\n2\t3\r\n4\r5'\n>6\t</a>"));
	read_as("<a 1 b=\n\t\r\n \r\r\r>\n</a>",
		STR("<a b='&#10;&#9;&#xD;&#10; &#13;&#13;&#13;'>&#10;</a>"));
}

static void xml__a_tag_may_have_blanks_and_either_quote(void **state)
{
	(void)state;
	read_as("<a 2 b=\" c='></a>", STR("<a b = '\"'\n\tc= \"'\" ></a >"));
	read_as("<a 1 b=>></a>", STR("<a b='>'/>"));
	read_as("<a 1></a>", STR("<a />"));
}

static void xml__comments_and_instructions_say_nothing(void **state)
{
	(void)state;
	read_as("<a 1>12345</a>",
		STR("<?xml-stylesheet href='<b>'?><!--<b>--><a>1<!-- </a> & -- -->2<?p <c?>3<!---->"
		    "4<?>?>5</a><!-- x --><?y?>\n"));
}

static void xml__a_comment_that_is_asked_for_is_given_if_it_is_short(void **state)
{
	struct buf text = { 0 };

	(void)state;
	comments = true;
	read_as("<!--1 a --><a 1>1\n<!--2 &amp;\n- -->2</a><!--3-->",
		STR("<!-- a --><a>1\n<!-- &amp;\n- -->2</a><!---->"));
	for (size_t n = XML_COMMENT_BYTES_MAX; n < XML_COMMENT_BYTES_MAX + 2; n++) {
		buf_truncate(&text, 0);
		buf_puts(&text, "<a><!--");
		buf_repeat(&text, 'x', n);
		buf_puts(&text, "--></a>");
		assert_int_equal(0, scan_bytes(buf_str(&text)));
		assert_int_equal(n == XML_COMMENT_BYTES_MAX, str_has(buf_str(&seen), STR("xx")));
	}
	buf_release(&text);
}

static void xml__cdata_ends_at_the_first_end_of_it(void **state)
{
	(void)state;
	read_as("<a 1>]]</a>", STR("<a><![CDATA[]]]]></a>"));
	read_as("<a 1>]]>x] ]></a>", STR("<a><![CDATA[]]]]><![CDATA[>x] ]]]><![CDATA[>]]></a>"));
	read_as("<a 1></a>", STR("<a><![CDATA[]]></a>"));
	read_as("<a 1>&amp;</b>&#x;</a>", STR("<a><![CDATA[&amp;</b>&#x;]]></a>"));
}

static void xml__text_that_is_not_wanted_is_not_looked_at(void **state)
{
	(void)state;
	unwanted = true;
	read_as("<a 1><b 2></b></a>", STR("<a>\x01 & \n\xff<b/><![CDATA[\x02]]></a>"));
}

static void xml__prefixes_are_left_aside_and_never_hide_an_attribute(void **state)
{
	(void)state;
	read_as("<a 1 n=2 m=4 n=1 n=3><b 1 c=></b></a>",
		STR("<p:a xmlns:p='u' p:n='1' n='2' q:n='3' m='4'><q:b q:c=''/></p:a>"));
	read_as("<a 1></a>", STR("<a xmlns='u'/>"));
}

static void xml__names_may_have_any_letters(void **state)
{
	(void)state;
	read_as("<_\xc3\xa9.1-x 1 \xe5\x90\x8d=1></_\xc3\xa9.1-x>",
		STR("<_\xc3\xa9.1-x \xe5\x90\x8d='1'></_\xc3\xa9.1-x>"));
}

static void xml__a_doctype_with_only_an_id_is_accepted_and_nothing_is_loaded(void **state)
{
	(void)state;
	read_as("<a 2></a>", STR("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n<a/>"));
	read_as("<a 1></a>", STR("<!DOCTYPE a PUBLIC '-//X//>' \"http://localhost:1/'\"><a/>"));
	read_as("<a 1></a>", STR("<!DOCTYPE a><a/>"));
}

/* Ends of elements that the text has: it has no such bytes anywhere else. */
static size_t ends_in(struct str s)
{
	size_t n = 0;

	for (bool in_end = false; s.n; s = str_skip(s, 1)) {
		in_end |= str_starts(s, STR("</"));
		if (str_starts(s, STR("/>")) || (in_end && *s.p == '>')) {
			n++;
			in_end = false;
		}
	}
	return n;
}

static void refuse_each_start(struct str whole)
{
	for (size_t n = 0; n < whole.n; n++) {
		char *copy = malloc(n + !n);

		memcpy(copy, whole.p, n);
		assert_int_equal(-1, scan_bytes((struct str){ copy, n }));
		assert_int_equal(1, diags.count[DIAG_ERROR]);
		for (const struct diag *d = diags.first; d; d = d->next)
			assert_true(d->kind == DIAG(XML_MENDED) || d->kind == DIAG(XML_CUT) ||
				(d->kind == DIAG(XML_SYNTAX) && !starts));
		if (starts)
			assert_int_equal(ends_in((struct str){ copy, n }), ends);
		forget_diags();
		free(copy);
	}
}

static void xml__a_file_is_refused_wherever_it_is_cut(void **state)
{
	struct str whole =
		STR("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'x'>\n<a b='1' c=\"2\">\n<!-- c -->"
		    "<b><![CDATA[d]]>&amp;\xe2\x82\xac\r\n</b><c/><?p x?><d e = '&lt;'></d ></a>");

	(void)state;
	assert_int_equal(0, scan_bytes(whole));
	assert_int_equal(4, ends);
	assert_silent();
	refuse_each_start(whole);
}

static void xml__a_cut_file_is_told_with_what_is_cut(void **state)
{
	(void)state;
	refuse(DIAG(XML_CUT), 4, "the file is cut off: <b> has no end",
		STR("<a>\n<b>\ntext\n<c/>"));
	refuse(DIAG(XML_CUT), 2, "cut off in a tag", STR("<a>\n<b c='"));
	refuse(DIAG(XML_CUT), 2, "cut off in a tag", STR("<a>\n<"));
	refuse(DIAG(XML_CUT), 2, "cut off in an end tag", STR("<a>\n</a"));
	refuse(DIAG(XML_CUT), 2, "cut off in a CDATA section", STR("<a>\n<![CDATA[x]]"));
	refuse(DIAG(XML_CUT), 1, "cut off in a comment", STR("<!-- <a/> --"));
	refuse(DIAG(XML_CUT), 1, "cut off in a processing instruction", STR("<?xml"));
	refuse(DIAG(XML_CUT), 1, "cut off in a DOCTYPE", STR("<!DOCTYPE a '>"));
}

static void xml__a_file_without_an_element_is_refused(void **state)
{
	(void)state;
	refuse(DIAG(XML_SYNTAX), 1, "no element is in the file", STR(""));
	refuse(DIAG(XML_SYNTAX), 2, "no element is in the file", STR("{ \"not\": \"XML\" }\n"));
	refuse(DIAG(XML_SYNTAX), 1, "no element is in the file", STR("<?xml version='1.0'?>"));
	refuse(DIAG(XML_SYNTAX), 1, "no element is in the file", STR("\0\0\0<\0\0\0a\0\0\0>"));
}

static void xml__a_message_is_one_clean_line(void **state)
{
	(void)state;
	pieces("<a>", "></a>", 1); /* fine so far */
	assert_silent();
	pieces("<a><b", ">text", 5000);
	assert_true(diags.first->text.n < 250);
	assert_int_equal(diags.first->text.n, str_index(diags.first->text, '\n'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		XML_TEST(xml__elements_know_the_line_their_start_tag_ends_on),
		XML_TEST(xml__references_are_read_in_attributes_and_text),
		XML_TEST(xml__a_line_ends_with_a_line_feed_however_it_was_written),
		XML_TEST(xml__blanks_of_an_attribute_are_spaces_and_references_stay),
		XML_TEST(xml__a_tag_may_have_blanks_and_either_quote),
		XML_TEST(xml__comments_and_instructions_say_nothing),
		XML_TEST(xml__a_comment_that_is_asked_for_is_given_if_it_is_short),
		XML_TEST(xml__cdata_ends_at_the_first_end_of_it),
		XML_TEST(xml__text_that_is_not_wanted_is_not_looked_at),
		XML_TEST(xml__prefixes_are_left_aside_and_never_hide_an_attribute),
		XML_TEST(xml__names_may_have_any_letters),
		XML_TEST(xml__a_doctype_with_only_an_id_is_accepted_and_nothing_is_loaded),
		XML_TEST(xml__a_file_is_refused_wherever_it_is_cut),
		XML_TEST(xml__a_cut_file_is_told_with_what_is_cut),
		XML_TEST(xml__a_file_without_an_element_is_refused),
		XML_TEST(xml__a_message_is_one_clean_line),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
