/* Encoders of what machines read and viewers show: SARIF, code quality, SVG. */
#include "tests/unit/escape_fixture.h"

static void text__one_line_on_which_nothing_is_hidden(void **state)
{
	(void)state;
	SHOWS(escape_text, "a\r\n\tb\x1b[0m \xe2\x80\xae\xff [x] \\",
		"a   b\\x1b[0m \\u{202e}\\xff [x] \\");
}

static void sarif__no_text_is_a_link(void **state)
{
	(void)state;
	SHOWS(escape_sarif, "see [x](1) at C:\\dir\xff", "see \\[x\\](1) at C:\\\\dir\\\\xff");
}

static void uri__any_path_is_a_relative_reference(void **state)
{
	(void)state;
	SHOWS(escape_uri, "src/a.c", "src/a.c");
	SHOWS(escape_uri, "a b/%20#?.c", "a%20b/%2520%23%3F.c");
	SHOWS(escape_uri, "javascript:x", "javascript%3Ax");
	SHOWS(escape_uri, "//host/x", "%2F/host/x");
	SHOWS(escape_uri, "\xc3\xbc\xff\0", "%C3%BC%FF%00");
}

static void xml__nothing_ends_the_text(void **state)
{
	(void)state;
	SHOWS(escape_xml, "<a b='c' d=\"e\">&amp;",
		"&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;");
	SHOWS(escape_xml, "a\nb\x1b\xff\xef\xbf\xbf", "a b\\x1b\\xff\xef\xbf\xbd");
	SHOWS(escape_xml, "::error::##[x]", "&#58;:error::&#35;#[x]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text__one_line_on_which_nothing_is_hidden),
		cmocka_unit_test(sarif__no_text_is_a_link),
		cmocka_unit_test(uri__any_path_is_a_relative_reference),
		cmocka_unit_test(xml__nothing_ends_the_text),
	};

	return cmocka_run_group_tests_name("escape_machine", tests, NULL, NULL);
}
