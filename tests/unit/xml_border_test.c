/*
 * XML is read a window at a time: nothing that is said depends on where a window ends. And what other
 * encodings say is the same as in UTF-8.
 */
#include "tests/unit/xml_fixture.h"

enum { WINDOW = 64 * 1024 };

static const char *const items[] = { "&amp;", "&#65;", "&#x1F600;", "&#000000000000065;", "&q;",
	"&", "&verylongname;", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
	"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac",
	"\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80", "\xe2\x82", "\xf0\x9f\x98", "\xff",
	"\x80\x80\x80\x80\x80", "\r\n", "\r", "\r\r\n", "\xc3\xa9\r\n", "]", "]]", "]] >", "\x1b",
	"\t" };

static const char *const marks[] = { "<![CDATA[x]]>", "<![CDATA[]]]]]>", "<!-- - -- -->",
	"<?p ? ?>", "</b>", "<b>", "<b/>", "<b >", "<b\nc='1' d=\"2\" />", "<p:b c='&amp;'/>",
	"<b c=x/>", "<b c>", "<b c/ >", "< b>", "<", "<!x", "</b x>", "<b c='1'd='2'/>",
	"\n<b\n\n/>\n" };

/* The events of `before`, `pad` times x, `item` and `after`; the x are left out, and pieces joined. */
static struct str events_of(
	const char *before, size_t pad, const char *item, const char *after, bool in_pipe)
{
	struct buf text = { 0 };
	struct str all, without;

	buf_puts(&text, before);
	buf_repeat(&text, 'X', pad);
	buf_puts(&text, item);
	buf_puts(&text, after);
	if (in_pipe)
		scan_flow((struct flow){ .before = buf_str(&text) });
	else
		scan_bytes(buf_str(&text));
	buf_release(&text);
	all = buf_str(&seen);
	without = (struct str){ arena_alloc(&arena, all.n), 0 };
	for (size_t i = 0; i < all.n; i++) {
		if (all.p[i] != 'X')
			((char *)without.p)[without.n++] = all.p[i];
	}
	return without;
}

static void same_everywhere(const char *before, const char *item, const char *after)
{
	enum { AROUND = 24 };
	struct str wanted = arena_str(&arena, events_of(before, 1, item, after, false));
	uint64_t doubts = diags.count[DIAG_DOUBT];

	for (size_t i = 0; i < AROUND; i++) {
		size_t pad = WINDOW - strlen(before) - AROUND + 2 + i;

		forget_diags();
		assert_str(wanted.p, events_of(before, pad, item, after, i % 4 == 0));
		assert_int_equal(doubts > 0, diags.count[DIAG_DOUBT] > 0);
	}
	arena_reset(&arena);
	forget_diags();
}

static void xml__text_does_not_depend_on_where_a_window_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
		same_everywhere("<a>", items[i], "y;</a>");
		same_everywhere("<a><![CDATA[", items[i], "]]></a>");
		same_everywhere("<a><![CDATA[", items[i], "y]>]]></a>");
		same_everywhere("<a><!--", items[i], "--></a>");
	}
}

static void xml__an_attribute_does_not_depend_on_where_a_window_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
		same_everywhere("<a b='1' c='", items[i], "' d='2'>y</a>");
		same_everywhere("<a b='1'>text<b c='", items[i], "'/></a>");
	}
}

static void xml__markup_does_not_depend_on_where_a_window_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		same_everywhere("<a><b>", marks[i], "y</a>");
		same_everywhere("<a><c>t</c>", marks[i], "<b> y</b>\n</a>");
	}
	same_everywhere("<!--", "--><!DOCTYPE a SYSTEM 'x'>", "<a/>");
	same_everywhere("<!--", "--><a/>", "");
}

static void xml__a_comment_does_not_depend_on_where_a_window_ends(void **state)
{
	(void)state;
	comments = true;
	same_everywhere("<a>\n", "<!-- fail 1 -->", "<!---->y</a>\n<!-- - -->");
	same_everywhere("<a>", "<!-- fail", " 1 --></a>");
}

static void xml__later_windows_are_read_as_the_first(void **state)
{
	struct buf text = { 0 };
	struct str c = STR("\xe2\x82\xac\xc3\xa9&amp;\r\n]");

	(void)state;
	quiet = true;
	for (size_t shift = 0; shift < c.n + 3; shift++) {
		buf_truncate(&text, 0);
		buf_puts(&text, "<a><![CDATA[");
		buf_repeat(&text, 'x', shift);
		for (size_t i = 0; i < 20000; i++)
			buf_add(&text, c);
		buf_puts(&text, "]]>");
		for (size_t i = 0; i < 20000; i++)
			buf_add(&text, c);
		buf_puts(&text, "</a>");
		assert_int_equal(0, scan_bytes(buf_str(&text)));
		assert_int_equal(shift + 20000 * (c.n - 1) + 20000 * (c.n - 1 - 4), text_bytes);
		assert_silent();
	}
	buf_release(&text);
}

/* --- encodings -------------------------------------------------------------------------------- */

static void xml__other_encodings_are_read_as_utf8(void **state)
{
	(void)state;
	read_as("<a 1 b=\xc3\xa9>\xc3\xa8</a>",
		STR("<?xml version='1.0' encoding='ISO-8859-1'?><a b='\xe9'>\xe8</a>"));
	read_as("<a 1>\xe2\x82\xac\xc3\xbf\xe2\x80\x9c</a>",
		STR("<?xml version='1.0' encoding=\"Windows-1252\"?><a>\x80\xff\x93</a>"));
	read_as("<a 1 b=\xe2\x82\xac>\xc5\xa0\xc5\xa1\xc5\xbd\xc5\xbe\xc5\x92\xc5\x93\xc5\xb8</a>",
		STR("<?xml version='1.0' encoding='ISO-8859-15'?><a b='\xa4'>"
		    "\xa6\xa8\xb4\xb8\xbc\xbd\xbe</a>"));
	read_as("<a 1>\xc2\xa3\xc2\xa5\xc2\xa7\xc2\xbb\xc2\xbf\xc3\xa9</a>",
		STR("<?xml version='1.0' encoding='latin-9'?><a>\xa3\xa5\xa7\xbb\xbf\xe9</a>"));
	read_as("<a 1>\xc2\xa4</a>", STR("<?xml version='1.0' encoding='iso8859-1'?><a>\xa4</a>"));
	read_as("<a 1>\xc3\xa9</a>", STR("\xef\xbb\xbf<a>\xc3\xa9</a>"));
	read_as("<a 1>x</a>", STR("<?xml version='1.0' encoding='us-ascii'?><a>x</a>"));
}

static void xml__utf16_is_read_with_and_without_a_mark(void **state)
{
	/* PowerShell's redirection changes the bytes and not the declaration. */
	static const char text[] = "<?xml version='1.0' encoding='utf-8'?>\n<a b='1'>\n<c/>x</a>";

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct buf wide = { 0 };
		bool big_endian = i & 1;

		if (i < 2)
			buf_puts(&wide, big_endian ? "\xfe\xff" : "\xff\xfe");
		add_wide(&wide, text, big_endian);
		read_as("<a 2 b=1>\n<c 3></c>x</a>", buf_str(&wide));
		buf_release(&wide);
	}
	read_as("<a 1>\xc3\xa9</a>", STR("\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0"));
	read_as("<a 1>\xf0\x9f\x98\x80</a>", STR("\xff\xfe<\0a\0>\0\x3d\xd8\x00\xde<\0/\0a\0>\0"));
}

static void xml__pairs_of_utf16_are_whole_wherever_a_read_ends(void **state)
{
	struct buf wide = { 0 };

	(void)state;
	quiet = true;
	for (int shift = 0; shift < 8; shift++) {
		bool big_endian = shift & 1;

		buf_truncate(&wide, 0);
		buf_puts(&wide, big_endian ? "\xfe\xff" : "\xff\xfe");
		add_wide(&wide, "<a>", big_endian);
		add_wide(&wide, &"xxxxxxxx"[shift], big_endian);
		for (int i = 0; i < 100000; i++)
			buf_add(&wide,
				big_endian ? STR("\xd8\x3d\xde\x00") : STR("\x3d\xd8\x00\xde"));
		add_wide(&wide, "</a>", big_endian);
		assert_int_equal(0, scan_bytes(buf_str(&wide)));
		assert_int_equal(400000 + 8 - shift, text_bytes);
		assert_int_equal(0, scan_flow((struct flow){ .before = buf_str(&wide) }));
		assert_int_equal(400000 + 8 - shift, text_bytes);
	}
	assert_silent();
	buf_release(&wide);
}

static void xml__half_a_pair_is_replaced(void **state)
{
	(void)state;
	assert_int_equal(0, scan_bytes(STR("\xff\xfe<\0a\0>\0\x3d\xd8x\0<\0/\0a\0>\0")));
	assert_str("<a 1>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdx</a>", buf_str(&seen));
	assert_int_equal(0, scan_bytes(STR("\xff\xfe<\0a\0>\0\x00\xde<\0/\0a\0>\0\n")));
	assert_str("<a 1>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd</a>", buf_str(&seen));
	assert_said(DIAG(XML_MENDED), 1, "not UTF-8");
}

static void xml__a_byte_that_windows_1252_does_not_have_is_told(void **state)
{
	static const char bytes[] = "\x81\x8d\x8f\x90\x9d";

	(void)state;
	for (size_t i = 0; bytes[i]; i++) {
		set_up(NULL);
		assert_int_equal(0,
			scan_bytes(arena_printf(&arena,
				"<?xml version='1.0' encoding='windows-1252'?>\n<a>x%cy</a>",
				bytes[i])));
		assert_str("<a 2>x\xef\xbf\xbdy</a>", buf_str(&seen));
		assert_said(DIAG(XML_MENDED), 2, "not UTF-8");
	}
}

static void xml__latin1_grows_and_is_whole(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_puts(&text, "<?xml version='1.0' encoding='windows-1252'?><a b='");
	buf_repeat(&text, (char)0x80, 300000);
	buf_puts(&text, "'>");
	buf_repeat(&text, (char)0xe9, 300000);
	buf_puts(&text, "</a>");
	assert_int_equal(0, scan_bytes(buf_str(&text)));
	assert_int_equal(600000, text_bytes);
	assert_int_equal(900000 + 600000 + 12, seen.n);
	assert_silent();
	buf_release(&text);
}

static void xml__an_encoding_like_ascii_is_read_with_a_doubt(void **state)
{
	(void)state;
	assert_int_equal(0, scan("<?xml version='1.0' encoding='EUC-JP'?><a>x\xa4</a>"));
	assert_str("<a 1>x\xef\xbf\xbd</a>", buf_str(&seen));
	assert_said(DIAG(XML_MENDED), 1, "the encoding 'EUC-JP' is read as UTF-8");
}

static void xml__a_declared_encoding_without_a_name_is_told(void **state)
{
	static const char *const declarations[] = { "encoding=''", "encoding", "encoding='a b'" };

	(void)state;
	for (size_t i = 0; i < sizeof(declarations) / sizeof(*declarations); i++) {
		set_up(NULL);
		assert_int_equal(0,
			scan_bytes(arena_printf(&arena, "<?xml version='1.0' %s?><a>\xc3\xa9</a>",
				declarations[i])));
		assert_str("<a 1>\xc3\xa9</a>", buf_str(&seen));
		assert_said(DIAG(XML_MENDED), 1, "has no name");
	}
}

static void xml__an_encoding_that_is_not_like_ascii_is_refused(void **state)
{
	static const char *const names[] = { "UTF-7", "utf-7", "UTF-32LE", "UCS-4", "IBM037",
		"ISO-2022-JP", "HZ-GB-2312" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		refuse(DIAG(XML_SYNTAX), 1, "is not read: write the report in UTF-8",
			arena_printf(&arena, "<?xml version='1.0' encoding='%s'?><a/>", names[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		XML_TEST(xml__text_does_not_depend_on_where_a_window_ends),
		XML_TEST(xml__an_attribute_does_not_depend_on_where_a_window_ends),
		XML_TEST(xml__markup_does_not_depend_on_where_a_window_ends),
		XML_TEST(xml__a_comment_does_not_depend_on_where_a_window_ends),
		XML_TEST(xml__later_windows_are_read_as_the_first),
		XML_TEST(xml__other_encodings_are_read_as_utf8),
		XML_TEST(xml__utf16_is_read_with_and_without_a_mark),
		XML_TEST(xml__pairs_of_utf16_are_whole_wherever_a_read_ends),
		XML_TEST(xml__half_a_pair_is_replaced),
		XML_TEST(xml__latin1_grows_and_is_whole),
		XML_TEST(xml__a_byte_that_windows_1252_does_not_have_is_told),
		XML_TEST(xml__a_declared_encoding_without_a_name_is_told),
		XML_TEST(xml__an_encoding_like_ascii_is_read_with_a_doubt),
		XML_TEST(xml__an_encoding_that_is_not_like_ascii_is_refused),
	};

	return cmocka_run_group_tests_name("xml borders", tests, NULL, NULL);
}
