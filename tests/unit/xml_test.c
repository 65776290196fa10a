#include "tests/unit/xml_fixture.h"

#include <unistd.h>

static void xml__elements_know_the_line_their_start_tag_ends_on(void **state)
{
	(void)state;
	assert_int_equal(0, scan("<?xml version='1.0'?>\n<a>\n<b x='1'\n y='2'>t</b>\n<c/></a>\n"));
	assert_str("<a 2>\n<b 4 x=1 y=2>t</b>\n<c 5></c></a>", buf_str(&seen));
	assert_silent();
}

static void xml__predefined_entities_are_read_in_attributes_and_text(void **state)
{
	(void)state;
	assert_int_equal(
		0, scan("<a b='a &amp; b &lt;&#65;&quot;'>x &gt; &apos;<![CDATA[<&]]></a>"));
	assert_str("<a 1 b=a & b <A\">x > '<&</a>", buf_str(&seen));
}

static void xml__lines_after_the_65535th_are_told(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_puts(&text, "<a>");
	buf_repeat(&text, '\n', 70000);
	buf_puts(&text, "<b></a>");
	refuse(DIAG(XML_SYNTAX), 70001, "mismatch", buf_str(&text));
	buf_release(&text);
}

static void xml__prefixes_are_left_aside_and_never_hide_an_attribute(void **state)
{
	(void)state;
	assert_int_equal(0, scan("<p:a xmlns:p='u' p:n='1' n='2'><q:b q:c=''/></p:a>"));
	assert_str("<a 1 n=2 n=1><b 1 c=></b></a>", buf_str(&seen));
}

static void xml__a_doctype_with_only_an_id_is_accepted_and_nothing_is_loaded(void **state)
{
	(void)state;
	assert_int_equal(0, scan("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n<a/>"));
	assert_int_equal(0, scan("<!DOCTYPE a PUBLIC '-//X//Y' 'http://localhost:1/a.dtd'><a/>"));
	assert_int_equal(0, scan("<!DOCTYPE a><a/>"));
	assert_silent();
}

static void xml__a_cut_file_is_refused_wherever_it_is_cut(void **state)
{
	struct str whole =
		STR("<?xml version='1.0'?>\n<a b='1'>\n<!-- c --><![CDATA[d]]>&amp;</a>");

	(void)state;
	assert_int_equal(0, scan_bytes(whole));
	for (size_t n = 0; n < whole.n; n++) {
		struct str copy = arena_str(&arena, (struct str){ whole.p, n });

		assert_int_equal(-1, scan_bytes(copy));
		assert_true(diags.first->kind == DIAG(XML_SYNTAX));
		assert_int_equal(1, diags.count[DIAG_ERROR]);
		diags = (struct diags){ .arena = &arena };
	}
}

static void xml__events_before_a_mistake_are_given_and_none_after_it(void **state)
{
	(void)state;
	assert_int_equal(-1, scan("<a><b/><c></d><e/></a>"));
	assert_str("<a 1><b 1></b><c 1>", buf_str(&seen));
}

static void xml__mistakes_are_told_with_their_line(void **state)
{
	(void)state;
	refuse(DIAG(XML_SYNTAX), 3, "Opening and ending tag mismatch: b line 2 and a",
		STR("<a>\n<b>\n</a>"));
	refuse(DIAG(XML_SYNTAX), 2, "Extra content at the end of the document", STR("<a/>\nx"));
	refuse(DIAG(XML_SYNTAX), 2, "Extra content", STR("<a/>\n<a/>"));
	refuse(DIAG(XML_SYNTAX), 2, "Start tag expected", STR("\nx<a/>"));
	refuse(DIAG(XML_SYNTAX), 2, "redefined", STR("<a\nb='' b=''/>"));
	refuse(DIAG(XML_SYNTAX), 2, "not well-formed XML: ", STR("<a>\n\0</a>"));
	refuse(DIAG(XML_SYNTAX), 2, "not proper UTF-8", STR("<a>\n\xff\xfe</a>"));
	refuse(DIAG(XML_SYNTAX), 2, "not proper UTF-8", STR("<a b='\n\xc3('/>"));
	refuse(DIAG(XML_SYNTAX), 2, "PCDATA invalid Char value 27", STR("<a>\n\x1b[31m</a>"));
	refuse(DIAG(XML_SYNTAX), 2, "invalid xmlChar value 27", STR("<a>\n&#27;[31m</a>"));
	refuse(DIAG(XML_SYNTAX), 2, "invalid xmlChar value 0", STR("<a\nb='&#0;'/>"));
	refuse(DIAG(XML_SYNTAX), 2, "XML declaration allowed only",
		STR("\n<?xml version='1.0'?><a/>"));
}

static void xml__a_message_is_one_clean_line(void **state)
{
	(void)state;
	refuse(DIAG(XML_SYNTAX), 1, "indicate encoding ! Bytes: 0xFF", STR("<a>\xff\xfe\xfd</a>"));
	pieces("<a>", "></a>", 1); /* fine so far */
	pieces("<a><b>text</", "></a>", 5000);
	assert_true(diags.first->text.n < 250);
	assert_int_equal(diags.first->text.n, utf8_valid(diags.first->text));
}

static void xml__libxml2_prints_nothing_by_itself(void **state)
{
	char said[64];
	int save = dup(STDERR_FILENO), ends[2];
	ssize_t n;

	(void)state;
	assert_int_equal(0, pipe(ends));
	dup2(ends[1], STDERR_FILENO);
	scan("<a>");
	scan("<?xml version='1.0' encoding='windows-1252'?><a>\x81</a>");
	scan("<!DOCTYPE a SYSTEM 'x'><a xmlns='relative' xmlns:b='%%'><c:d/>&q;</a>");
	close(ends[1]);
	dup2(save, STDERR_FILENO);
	close(save);
	n = read(ends[0], said, sizeof(said));
	close(ends[0]);
	assert_int_equal(0, n);
}

static void xml__other_encodings_are_read_as_utf8(void **state)
{
	static const char utf16[] = "\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0";
	static const char mislabelled[] =
		"\xff\xfe<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0001\0.\0000\0'\0"
		" \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0u\0t\0f\0-\0008\0'\0?\0>\0<\0a\0/\0>\0";

	(void)state;
	assert_int_equal(
		0, scan("<?xml version='1.0' encoding='ISO-8859-1'?><a b='\xe9'>\xe8</a>"));
	assert_str("<a 1 b=\xc3\xa9>\xc3\xa8</a>", buf_str(&seen));
	assert_int_equal(0, scan("<?xml version='1.0' encoding=\"Windows-1252\"?><a>\x80</a>"));
	assert_str("<a 1>\xe2\x82\xac</a>", buf_str(&seen));
	assert_int_equal(0, scan_bytes((struct str){ utf16, sizeof(utf16) - 1 }));
	assert_str("<a 1>\xc3\xa9</a>", buf_str(&seen));
	/* PowerShell's redirection changes the bytes and not the declaration. */
	assert_int_equal(0, scan_bytes((struct str){ mislabelled, sizeof(mislabelled) - 1 }));
	assert_str("<a 1></a>", buf_str(&seen));
	assert_int_equal(0, scan("\xef\xbb\xbf<a/>"));
	assert_silent();
}

static void xml__an_encoding_nobody_writes_reports_in_is_named(void **state)
{
	(void)state;
	refuse(DIAG(XML_SYNTAX), 1, "the encoding 'UTF-7' is not read",
		STR("<?xml version='1.0' encoding='UTF-7'?><a/>"));
	refuse(DIAG(XML_SYNTAX), 1, "the encoding 'EUC-JP'",
		STR("<?xml version='1.0' encoding = \"EUC-JP\"?><a/>"));
}

static void xml__the_version_is_that_of_the_linked_library(void **state)
{
	struct str version = str_of(xml_library_version());
	uint64_t major, minor, patch;

	(void)state;
	assert_int_equal(0, str_to_u64(str_cut(&version, '.'), &major));
	assert_int_equal(0, str_to_u64(str_cut(&version, '.'), &minor));
	assert_int_equal(0, str_to_u64(version, &patch));
	assert_int_equal(2, major);
	assert_true(minor >= 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		XML_TEST(xml__elements_know_the_line_their_start_tag_ends_on),
		XML_TEST(xml__predefined_entities_are_read_in_attributes_and_text),
		XML_TEST(xml__lines_after_the_65535th_are_told),
		XML_TEST(xml__prefixes_are_left_aside_and_never_hide_an_attribute),
		XML_TEST(xml__a_doctype_with_only_an_id_is_accepted_and_nothing_is_loaded),
		XML_TEST(xml__a_cut_file_is_refused_wherever_it_is_cut),
		XML_TEST(xml__events_before_a_mistake_are_given_and_none_after_it),
		XML_TEST(xml__mistakes_are_told_with_their_line),
		XML_TEST(xml__a_message_is_one_clean_line),
		XML_TEST(xml__libxml2_prints_nothing_by_itself),
		XML_TEST(xml__other_encodings_are_read_as_utf8),
		XML_TEST(xml__an_encoding_nobody_writes_reports_in_is_named),
		XML_TEST(xml__the_version_is_that_of_the_linked_library),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
