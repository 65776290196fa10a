#include "tests/unit/parse_fixture.h"

#include <unistd.h>

#include "parsers/xml.h"

static struct buf seen; /* the events: <name line a=v>text</name> */
static size_t text_bytes;
static bool quiet; /* only count text */

static void on_start(void *user, const struct xml_element *e)
{
	(void)user;
	if (quiet)
		return;
	buf_printf(&seen, "<" STR_FMT " %u", STR_ARG(e->name), e->at.line);
	for (size_t i = 0; i < e->attribute_count; i++)
		buf_printf(&seen, " " STR_FMT "=" STR_FMT, STR_ARG(e->attributes[i].name),
			STR_ARG(e->attributes[i].value));
	buf_puts(&seen, ">");
}

static void on_end(void *user, struct str name)
{
	(void)user;
	if (!quiet)
		buf_printf(&seen, "</" STR_FMT ">", STR_ARG(name));
}

static void on_text(void *user, struct str piece)
{
	(void)user;
	text_bytes += piece.n;
	if (!quiet)
		buf_add(&seen, piece);
}

static const struct xml_events events = { NULL, on_start, on_end, on_text };

static int scan_bytes(struct str bytes)
{
	buf_truncate(&seen, 0);
	text_bytes = 0;
	return xml_scan(bytes, STR("report.xml"), &events, &diags);
}

static int scan(const char *text)
{
	return scan_bytes(str_of(text));
}

static int forget(void **state)
{
	buf_release(&seen);
	quiet = false;
	return tear_down(state);
}

static void refuse(const struct diag_kind *kind, uint32_t line, const char *what, struct str bytes)
{
	assert_int_equal(-1, scan_bytes(bytes));
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_said(kind, line, what);
	diags = (struct diags){ .arena = &arena };
}

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

static void xml__get_tells_absent_from_empty(void **state)
{
	static const struct xml_attribute attributes[] = { { { "a", 1 }, { "", 0 } },
		{ { "ab", 2 }, { "x", 1 } } };
	struct xml_element e = { .attributes = attributes, .attribute_count = 2 };
	bool has;

	(void)state;
	assert_str("x", xml_get(&e, "ab", &has));
	assert_true(has);
	assert_str("", xml_get(&e, "a", &has));
	assert_true(has);
	assert_str("", xml_get(&e, "abc", &has));
	assert_false(has);
	assert_str("", xml_get(&e, "b", NULL));
}

static void xml__a_doctype_with_only_an_id_is_accepted_and_nothing_is_loaded(void **state)
{
	(void)state;
	assert_int_equal(0, scan("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n<a/>"));
	assert_int_equal(0, scan("<!DOCTYPE a PUBLIC '-//X//Y' 'http://localhost:1/a.dtd'><a/>"));
	assert_int_equal(0, scan("<!DOCTYPE a><a/>"));
	assert_silent();
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

static void xml__billion_laughs_cost_nothing(void **state)
{
	struct watch w = watch_start();
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
	refuse(DIAG(XML_DECLARATION), 1, "declares", buf_str(&text));
	watch_end(w, 1, 64);
	buf_release(&text);
}

static void xml__quadratic_entities_cost_nothing(void **state)
{
	struct watch w = watch_start();
	struct buf text = { 0 };

	(void)state;
	buf_puts(&text, "<!DOCTYPE a [<!ENTITY q '");
	buf_repeat(&text, 'x', 100000);
	buf_puts(&text, "'>]><a>");
	for (int i = 0; i < 20000; i++)
		buf_puts(&text, "&q;");
	buf_puts(&text, "</a>");
	refuse(DIAG(XML_DECLARATION), 1, "declares", buf_str(&text));
	watch_end(w, 1, 64);
	buf_release(&text);
}

static void nested(struct buf *text, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_puts(text, "<a>\n");
	for (int i = 0; i < depth; i++)
		buf_puts(text, "</a>");
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
	struct watch w = watch_start();
	struct buf text = { 0 };

	(void)state;
	nested(&text, 100000);
	refuse(DIAG(XML_LIMIT), 65, "nested deeper", buf_str(&text));
	watch_end(w, 0.5, 64);
	buf_release(&text);
}

static void with_attributes(struct buf *text, int count)
{
	buf_puts(text, "<a\n");
	for (int i = 0; i < count; i++)
		buf_printf(text, " n%d=''", i);
	buf_puts(text, "/>");
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
	struct watch w = watch_start();
	struct buf text = { 0 };

	(void)state;
	with_attributes(&text, 1000000);
	refuse(DIAG(XML_LIMIT), 2, "more than 256 attributes", buf_str(&text));
	buf_truncate(&text, 0);
	buf_puts(&text, "<a");
	for (int i = 0; i < 1000000; i++)
		buf_puts(&text, " n=''");
	buf_puts(&text, "/>");
	refuse(DIAG(XML_LIMIT), 1, "more than 256 attributes", buf_str(&text));
	watch_end(w, 1, 64);
	buf_release(&text);
}

static void xml__a_million_different_names_are_refused_at_once(void **state)
{
	struct watch w = watch_start();
	struct buf text = { 0 };

	(void)state;
	quiet = true;
	buf_puts(&text, "<a>");
	for (int i = 0; i < 1000000; i++)
		buf_printf(&text, "<n%d/>", i);
	buf_puts(&text, "</a>");
	refuse(DIAG(XML_LIMIT), 1, "different names", buf_str(&text));
	buf_truncate(&text, 0);
	buf_puts(&text, "<a");
	for (int i = 0; i < 1000000; i++)
		buf_printf(&text, " xmlns:n%d='u'", i);
	buf_puts(&text, "/>");
	refuse(DIAG(XML_LIMIT), 1, "different names", buf_str(&text));
	watch_end(w, 1, 128); /* 32 MB of it are the text itself */
	buf_release(&text);
}

static void xml__a_report_over_a_gibibyte_is_refused_unread(void **state)
{
	(void)state;
	refuse(DIAG(XML_LIMIT), 0, "larger than 1024 MiB",
		(struct str){ "<a/>", XML_BYTES_MAX + 1 });
}

static void pieces(const char *before, const char *after, size_t bytes)
{
	struct buf text = { 0 };

	quiet = true;
	buf_puts(&text, before);
	buf_repeat(&text, 'x', bytes);
	buf_puts(&text, after);
	scan_bytes(buf_str(&text));
	buf_release(&text);
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

static void xml__the_root_is_found_behind_any_prolog(void **state)
{
	(void)state;
	assert_str("a", xml_root(STR("<a>")));
	assert_str("a", xml_root(STR("<a/>")));
	assert_str("a", xml_root(STR("<a b='c'")));
	assert_str("a", xml_root(STR("<p:a\n")));
	assert_str("a", xml_root(STR("\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- <b> -- > --><a>")));
	assert_str("a",
		xml_root(STR("<!DOCTYPE a SYSTEM \">\" [<!ENTITY b '<c>]'> ]> <?p <d> ?><a>")));
}

static void xml__a_root_that_does_not_show_is_empty(void **state)
{
	(void)state;
	assert_str("", xml_root(STR("")));
	assert_str("", xml_root(STR("<")));
	assert_str("", xml_root(STR("<tests"))); /* testsuites, testsuite, or what else */
	assert_str("", xml_root(STR("text <a>")));
	assert_str("", xml_root(STR("<!-- <a> ")));
	assert_str("", xml_root(STR("<!DOCTYPE a [ > <a>")));
	assert_str("", xml_root(STR("<?xml <a>")));
}

static void xml__the_encoding_is_found_only_in_the_declaration(void **state)
{
	(void)state;
	assert_str("UTF-8", xml_encoding(STR("<?xml version='1.0' encoding='UTF-8'?><a/>")));
	assert_str("x", xml_encoding(STR("<?xml encoding = \"x\" ?>")));
	assert_str("", xml_encoding(STR("<?xml version='1.0'?><a encoding='x'/>")));
	assert_str("", xml_encoding(STR("<a encoding='x'/>")));
	assert_str("", xml_encoding(STR("<?xml encoding")));
	assert_str("", xml_encoding(STR("<?xml encoding=")));
}

static void xml__the_version_is_that_of_the_linked_library(void **state)
{
	int major, minor, patch;

	(void)state;
	assert_int_equal(3, sscanf(xml_library_version(), "%d.%d.%d", &major, &minor, &patch));
	assert_int_equal(2, major);
	assert_true(minor >= 9);
}

#define XML_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, forget)

int main(void)
{
	const struct CMUnitTest tests[] = {
		XML_TEST(xml__elements_know_the_line_their_start_tag_ends_on),
		XML_TEST(xml__predefined_entities_are_read_in_attributes_and_text),
		XML_TEST(xml__lines_after_the_65535th_are_told),
		XML_TEST(xml__prefixes_are_left_aside_and_never_hide_an_attribute),
		XML_TEST(xml__get_tells_absent_from_empty),
		XML_TEST(xml__a_doctype_with_only_an_id_is_accepted_and_nothing_is_loaded),
		XML_TEST(xml__every_declaration_is_refused_where_it_stands),
		XML_TEST(xml__an_undeclared_entity_is_refused_with_or_without_a_doctype),
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
		XML_TEST(xml__a_cut_file_is_refused_wherever_it_is_cut),
		XML_TEST(xml__events_before_a_mistake_are_given_and_none_after_it),
		XML_TEST(xml__mistakes_are_told_with_their_line),
		XML_TEST(xml__a_message_is_one_clean_line),
		XML_TEST(xml__libxml2_prints_nothing_by_itself),
		XML_TEST(xml__other_encodings_are_read_as_utf8),
		XML_TEST(xml__an_encoding_nobody_writes_reports_in_is_named),
		XML_TEST(xml__the_root_is_found_behind_any_prolog),
		XML_TEST(xml__a_root_that_does_not_show_is_empty),
		XML_TEST(xml__the_encoding_is_found_only_in_the_declaration),
		XML_TEST(xml__the_version_is_that_of_the_linked_library),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
