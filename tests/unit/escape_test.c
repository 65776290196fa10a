#include "tests/unit/attacks.h"
#include "tests/unit/escape_fixture.h"

static void terminal__names_of_every_day_stay_as_they_are(void **state)
{
	(void)state;
	SHOWS(escape_terminal, "", "");
	SHOWS(escape_terminal, "tests/test_a.py::test_b[x-1]", "tests/test_a.py::test_b[x-1]");
	SHOWS(escape_terminal,
		"pr\xc3\xbc"
		"ft \xe6\xbc\xa2\xe5\xad\x97 \xf0\x9f\x98\x80",
		"pr\xc3\xbc"
		"ft \xe6\xbc\xa2\xe5\xad\x97 \xf0\x9f\x98\x80");
	SHOWS(escape_terminal, "C# ## x: # [1] C:\\dir", "C# ## x: # [1] C:\\dir");
}

static void terminal__controls_are_shown_and_stay_on_one_line(void **state)
{
	(void)state;
	SHOWS(escape_terminal, "a\nb\tc\rd\0e", "a\\nb\\tc\\x0dd\\x00e");
	SHOWS(escape_terminal, "\x1b[2J\x1b]52;c;eA==\x07\x7f",
		"\\x1b[2J\\x1b]52;c;eA==\\x07\\x7f");
	SHOWS(escape_terminal,
		"\xc2\x9b"
		"31m\x9b"
		"31m",
		"\\x9b31m\\x9b31m");
}

static void terminal__what_cannot_be_seen_is_shown(void **state)
{
	(void)state;
	SHOWS(escape_terminal,
		"a\xe2\x80\xae"
		"b\xe2\x81\xa6"
		"c",
		"a\\u{202e}b\\u{2066}c");
	SHOWS(escape_terminal, "\xe2\x80\x8b\xe2\x80\x8f\xef\xbb\xbf\xe2\x80\xa8\xe2\x80\xa9",
		"\\u{200b}\\u{200f}\\u{feff}\\u{2028}\\u{2029}");
	SHOWS(escape_terminal, "\xc2\xad\xd8\x9c\xf3\xa0\x81\x81", "\\u{00ad}\\u{061c}\\u{e0041}");
}

static void terminal__bytes_that_are_not_utf8_are_shown_one_by_one(void **state)
{
	(void)state;
	SHOWS(escape_terminal, "\xff\xc0\xaf\xed\xa0\x80\xf0\x9f\x98",
		"\\xff\\xc0\\xaf\\xed\\xa0\\x80\\xf0\\x9f\\x98");
}

static void terminal__commands_of_runners_are_broken(void **state)
{
	(void)state;
	SHOWS(escape_terminal, "::error::x", ":" BREAK ":error::x");
	SHOWS(escape_terminal, "  \xc2\xa0\xe3\x80\x80::add-mask::x",
		"  \xc2\xa0\xe3\x80\x80:" BREAK ":add-mask::x");
	SHOWS(escape_terminal, ":::", ":" BREAK "::");
	SHOWS(escape_terminal, "x ##[error]y", "x #" BREAK "#[error]y");
	SHOWS(escape_terminal, "##vso[task.x]##teamcity[x]",
		"#" BREAK "#vso[task.x]#" BREAK "#teamcity[x]");
	SHOWS(escape_terminal, "####[group]", "###" BREAK "#[group]");
	SHOWS(escape_terminal, "a\n::error::x", "a\\n::error::x");
}

static void terminal__columns_are_those_of_what_is_shown(void **state)
{
	(void)state;
	assert_int_equal(0, escape_terminal_columns(STR("")));
	assert_int_equal(4, escape_terminal_columns(STR("\xe6\xbc\xa2\xe5\xad\x97")));
	assert_int_equal(4, escape_terminal_columns(STR("\x1b")));
	assert_int_equal(8, escape_terminal_columns(STR("\xe2\x80\xae")));
	assert_int_equal(3, escape_terminal_columns(STR("::a")));
}

static void note__a_line_for_people_is_never_json(void **state)
{
	(void)state;
	SHOWS(escape_note, "{\"schema\":1}", BREAK "{\"schema\":1}");
	SHOWS(escape_note, "a{b}\x1b", "a{b}\\x1b");
}

static void markdown__names_of_every_day_stay_as_they_are(void **state)
{
	(void)state;
	SHOWS(escape_markdown, "", "");
	SHOWS(escape_markdown, "No module named 'workers.report', line 3 (x-1)",
		"No module named 'workers.report', line 3 (x-1)");
	SHOWS(escape_markdown, "a::b() 3.5 % 10", "a::b() 3.5 % 10");
}

static void markdown__no_character_is_markup(void **state)
{
	(void)state;
	SHOWS(escape_markdown, "`a` *b* _c_ ~d~ [e](f) ![g](h)",
		"\\`a\\` \\*b\\* \\_c\\_ \\~d\\~ \\[e\\](f) \\!\\[g\\](h)");
	SHOWS(escape_markdown, "a | b \\| c", "a \\| b &#92;\\| c");
	SHOWS(escape_markdown, "<img src=x> &amp; <!-- x",
		"&lt;img src=x&gt; &amp;amp; &lt;\\!-- x");
	SHOWS(escape_markdown, "it costs $x$", "it costs <span>$</span>x<span>$</span>");
	SHOWS(escape_markdown, "\x1b\xe2\x80\xae\xff", "\\x1b\\u{202e}\\xff");
}

static void markdown__no_line_starts_a_block(void **state)
{
	(void)state;
	SHOWS(escape_markdown, "# x", "\\#" BREAK " x");
	SHOWS(escape_markdown, "- x", "\\- x");
	SHOWS(escape_markdown, "+ x", "\\+ x");
	SHOWS(escape_markdown, "12. x", "12\\. x");
	SHOWS(escape_markdown, "1) x", "1\\) x");
	SHOWS(escape_markdown, "===", "\\===");
	SHOWS(escape_markdown, "---", "\\---");
	SHOWS(escape_markdown, ":-:", "\\:" BREAK "-:");
	SHOWS(escape_markdown, "> x", "&gt; x");
	SHOWS(escape_markdown, "~~~ x", "\\~\\~\\~ x");
	SHOWS(escape_markdown, " \n\t    x  \n", "x");
	SHOWS(escape_markdown, "a\n# b\r\n- c", "a \\#" BREAK " b  - c");
}

static void markdown__nothing_becomes_a_link_or_calls_a_person(void **state)
{
	(void)state;
	SHOWS(escape_markdown, "@team fixes #12, see GH-3",
		"@" BREAK "team fixes \\#" BREAK "12, see GH" BREAK "-3");
	SHOWS(escape_markdown, "https://e.com WWW.e.com a@e.com gh-pages",
		"https:" BREAK "//e.com WWW" BREAK ".e.com a@" BREAK "e.com gh-pages");
	SHOWS(escape_markdown,
		":x: a:white_check_mark:", "\\:" BREAK "x: a:" BREAK "white\\_check\\_mark:");
	SHOWS(escape_markdown, "://x", "\\:" BREAK "//x");
}

static void code__the_fence_is_longer_than_any_inside(void **state)
{
	(void)state;
	SHOWS(escape_markdown_code, "", "");
	SHOWS(escape_markdown_code, "a", "`a`");
	SHOWS(escape_markdown_code, "a`b``c", "```a`b``c```");
	SHOWS(escape_markdown_code, "`", "`` ` ``");
	SHOWS(escape_markdown_code, "`a", "`` `a ``");
	SHOWS(escape_markdown_code, " a", "`  a `");
	SHOWS(escape_markdown_code, "  ", "`  `");
	SHOWS(escape_markdown_code, "a\\", "`a\\`");
}

static void code__bars_mentions_and_line_ends_are_inert(void **state)
{
	(void)state;
	SHOWS(escape_markdown_code, "a|b", "`a\\|b`");
	SHOWS(escape_markdown_code, "a\\|b", "`a\\" BREAK "\\|b`");
	SHOWS(escape_markdown_code, "@a #1", "`@" BREAK "a #" BREAK "1`");
	SHOWS(escape_markdown_code, "a\nb\x1b", "`a b\\x1b`");
	SHOWS(escape_markdown_code, "<b>*x*&amp;", "`<b>*x*&amp;`");
}

static void html__no_character_is_markup(void **state)
{
	(void)state;
	SHOWS(escape_html, "a < b && \"c\" > 'd'",
		"a &lt; b &amp;&amp; &#34;c&#34; &gt; &#39;d&#39;");
	SHOWS(escape_html, "</code><script>&lt;", "&lt;/code&gt;&lt;script&gt;&amp;lt;");
	SHOWS(escape_html, "tests/a.py::b `x` {y} 50 %", "tests/a.py::b `x` {y} 50 %");
}

static void html__what_cannot_be_seen_is_shown(void **state)
{
	(void)state;
	SHOWS(escape_html, "a\nb\tc\rd\x1b\0", "a\\nb\\tc\\x0dd\\x1b\\x00");
	SHOWS(escape_html, "\xff\xe2\x80\xae\xe2\x80\x8b", "\\xff\\u{202e}\\u{200b}");
	SHOWS(escape_html, "##[error]::", "&#35;#[error]::");
	SHOWS(escape_html, " ::error::", " &#58;:error::");
}

static void html__a_line_of_source_keeps_its_tabs(void **state)
{
	(void)state;
	SHOWS(escape_html_source, "\tif (a < b && c)\t// x", "\tif (a &lt; b &amp;&amp; c)\t// x");
	SHOWS(escape_html_source, "\xc3\xbc\xff\x01\xe2\x80\xae", "\xc3\xbc\\xff\\x01\\u{202e}");
	SHOWS(escape_html_source, "\t::warning::", "\t&#58;:warning::");
}

static void json__strings_are_quoted_and_controls_escaped(void **state)
{
	(void)state;
	SHOWS(escape_json, "", "\"\"");
	SHOWS(escape_json, "a\"b\\c/</d", "\"a\\\"b\\\\c/</d\"");
	SHOWS(escape_json, "\n\t\r\x1b\x7f\xc2\x9b", "\"\\n\\t\\u000d\\u001b\\u007f\\u009b\"");
	SHOWS(escape_json, "\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xae", "\"\\u2028\\u2029\\u202e\"");
	SHOWS(escape_json, "\xf3\xa0\x81\x81\xf0\x9f\x98\x80",
		"\"\\udb40\\udc41\xf0\x9f\x98\x80\"");
}

static void json__what_json_cannot_say_is_a_replacement_character(void **state)
{
	(void)state;
	SHOWS(escape_json, "\xff\xed\xa0\x80\0",
		"\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void json__no_log_obeys_it(void **state)
{
	(void)state;
	SHOWS(escape_json, "##[error]x", "\"\\u0023#[error]x\"");
}

static void every_encoder__holds_against_known_attacks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		const char *encoder;
		const char *wrong = escape_violation(str_of(attacks[i]), &encoder);

		if (wrong)
			fail_msg("%s of attack %zu (%s): %s", encoder, i, attacks[i], wrong);
	}
}

static void every_encoder__holds_for_any_bytes(void **state)
{
	uint64_t random = 0x2545f4914f6cdd1d;
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 20000; i++) {
		const char *encoder, *wrong;

		random_text(&text, &random);
		wrong = escape_violation(buf_str(&text), &encoder);
		if (wrong)
			fail_msg("%s of text %d (%s): %s", encoder, i, text.p, wrong);
	}
	buf_release(&text);
}

/* A model that finds nothing proves nothing. */
static void models__find_what_they_are_for(void **state)
{
	(void)state;
	assert_non_null(check_line(STR("a\xe2\x80\xae")));
	assert_non_null(check_line(STR("\xff")));
	assert_non_null(check_line(STR("a\nb")));
	assert_non_null(check_runner(STR(" \xc2\xa0::error::x")));
	assert_non_null(check_runner(STR("x##[error]")));
	assert_non_null(check_cell(STR("a|b")));
	assert_non_null(check_cell(STR("a\\")));
	assert_non_null(check_cell(STR("a\\\\|b")));
	assert_non_null(check_markdown(STR("a*b")));
	assert_non_null(check_markdown(STR("- a")));
	assert_non_null(check_markdown(STR("https://a")));
	assert_non_null(check_code(STR("`a`b`")));
	assert_non_null(check_code(STR("``a`")));
	assert_non_null(check_code(STR("`@a`")));
	assert_non_null(check_html(STR("a<b")));
	assert_non_null(check_html(STR("a&b")));
	assert_non_null(check_html(STR("a\"b")));
	assert_non_null(check_source(STR("a\nb")));
	assert_null(check_source(STR("a\tb")));
	assert_non_null(check_json(STR("a"), STR("\"b\"")));
	assert_non_null(check_sarif(STR("[a]"), STR("[a]")));
	assert_non_null(check_sarif(STR("a"), STR("\\a")));
	assert_non_null(check_sarif(STR("\\"), STR("\\")));
	assert_non_null(check_uri(STR("/a"), STR("/a")));
	assert_non_null(check_uri(STR("a:b"), STR("a:b")));
	assert_non_null(check_uri(STR("a"), STR("%6")));
	assert_non_null(check_uri(STR("a"), STR("%62")));
	assert_non_null(check_xml(STR("<"), STR("<")));
	assert_non_null(check_xml(STR("a"), STR("&copy;")));
	assert_non_null(check_xml(STR("a"), STR("b")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terminal__names_of_every_day_stay_as_they_are),
		cmocka_unit_test(terminal__controls_are_shown_and_stay_on_one_line),
		cmocka_unit_test(terminal__what_cannot_be_seen_is_shown),
		cmocka_unit_test(terminal__bytes_that_are_not_utf8_are_shown_one_by_one),
		cmocka_unit_test(terminal__commands_of_runners_are_broken),
		cmocka_unit_test(terminal__columns_are_those_of_what_is_shown),
		cmocka_unit_test(note__a_line_for_people_is_never_json),
		cmocka_unit_test(markdown__names_of_every_day_stay_as_they_are),
		cmocka_unit_test(markdown__no_character_is_markup),
		cmocka_unit_test(markdown__no_line_starts_a_block),
		cmocka_unit_test(markdown__nothing_becomes_a_link_or_calls_a_person),
		cmocka_unit_test(code__the_fence_is_longer_than_any_inside),
		cmocka_unit_test(code__bars_mentions_and_line_ends_are_inert),
		cmocka_unit_test(html__no_character_is_markup),
		cmocka_unit_test(html__what_cannot_be_seen_is_shown),
		cmocka_unit_test(html__a_line_of_source_keeps_its_tabs),
		cmocka_unit_test(json__strings_are_quoted_and_controls_escaped),
		cmocka_unit_test(json__what_json_cannot_say_is_a_replacement_character),
		cmocka_unit_test(json__no_log_obeys_it),
		cmocka_unit_test(every_encoder__holds_against_known_attacks),
		cmocka_unit_test(every_encoder__holds_for_any_bytes),
		cmocka_unit_test(models__find_what_they_are_for),
	};

	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
