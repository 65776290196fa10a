/*
 * libxml2 reads only what is well-formed, and nobody doubts how. Ours reads all of that in the same way;
 * and what is damaged it reads to an end.
 */
#include "tests/unit/xml_peer_fixture.h"
#include "tests/unit/xml_random.h"

#include <ftw.h>

/* --- both read the same ----------------------------------------------------------------------- */

static void same(struct str bytes, const char *which)
{
	bool good = read_by_peer(bytes);

	if (!good)
		print_message("<<<" STR_FMT ">>>\n", STR_ARG(bytes));
	assert_true(good);
	read_by_us(bytes);
	compare(bytes, which);
}

static void xml__what_is_well_formed_is_read_as_by_libxml2(void **state)
{
	static const char *const prologs[] = { "", "<?xml version='1.0'?>", "\xef\xbb\xbf",
		"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes' ?>\r\n",
		"<!DOCTYPE root PUBLIC '-//X//Y' \"x'>\">\n",
		"\xef\xbb\xbf<?xml version='1.0'?>\n" };

	(void)state;
	most = 0x10ffff;
	for (uint32_t i = 1; i <= 4000; i++) {
		seed = i * 2654435761u | 1;
		make_document(prologs[i % 6]);
		same(buf_str(&doc), "a document");
	}
}

static void xml__long_documents_are_read_as_by_libxml2(void **state)
{
	(void)state;
	most = 0x10ffff;
	for (uint32_t i = 1; i <= 12; i++) {
		seed = i * 2246822519u | 1;
		buf_truncate(&doc, 0);
		buf_puts(&doc, "<all xmlns:p='urn:p' xmlns:q='urn:q'>");
		while (doc.n < 400000)
			put_content(0);
		buf_puts(&doc, "</all>");
		same(buf_str(&doc), "a long document");
	}
}

static void xml__other_encodings_are_read_as_by_libxml2(void **state)
{
	struct buf bytes = { 0 };

	(void)state;
	for (uint32_t i = 1; i <= 1200; i++) {
		static const char *const names[] = { "ISO-8859-1", "ISO-8859-15", "windows-1252" };
		bool latin1 = i % 3 == 0;

		seed = i * 3266489917u | 1;
		most = latin1 ? 0xff : 0x10ffff;
		buf_truncate(&bytes, 0);
		make_document(arena_printf(&arena, "<?xml version='1.0' encoding='%s'?>\n",
			latin1 ? names[i / 3 % 3] : "UTF-16")
				      .p);
		if (latin1)
			to_bytes(&bytes);
		else
			to_utf16(&bytes, i % 3 == 1);
		same(buf_str(&bytes), "a document in other bytes");
	}
	buf_release(&bytes);
}

/* --- fixtures --------------------------------------------------------------------------------- */

static unsigned fixtures;

static int compare_fixture(const char *path, const struct stat *st, int type)
{
	struct file f = { 0 };

	(void)st;
	if (type != FTW_F || !str_ends(str_of(path), STR(".xml")))
		return 0;
	assert_int_equal(0, file_read(&f, path, &diags, DIAG(REPORT_FILE)));
	if (read_by_peer(buf_str(&f.bytes))) {
		fixtures++;
		read_by_us(buf_str(&f.bytes));
		compare(buf_str(&f.bytes), path);
	} else {
		read_by_us(buf_str(&f.bytes));
		assert_non_null(diags.first);
	}
	file_release(&f);
	return 0;
}

static void xml__the_reports_of_test_runners_are_read_as_by_libxml2(void **state)
{
	(void)state;
	fixtures = 0;
	assert_int_equal(0, ftw("tests/fixtures/junit", compare_fixture, 16));
	assert_true(fixtures > 30);
}

/* --- damage ----------------------------------------------------------------------------------- */

static void xml__what_is_damaged_is_read_to_an_end(void **state)
{
	unsigned good = 0;

	(void)state;
	most = 0x10ffff;
	for (uint32_t i = 1; i <= 15000; i++) {
		struct str exact;

		seed = i * 668265263u | 1;
		make_document("");
		for (uint32_t k = 1 + below(3); k; k--)
			damage(&doc);
		/* As long as it is and no longer, so that ASan sees each byte too far. */
		exact = (struct str){ malloc(doc.n + !doc.n), doc.n };
		memcpy((char *)exact.p, doc.p, doc.n);
		if (read_by_peer(exact)) {
			good++;
			read_by_us(exact);
			compare(exact, "a damaged document");
		} else {
			read_by_us(exact);
		}
		free((char *)exact.p);
	}
	assert_true(good > 1000);
}

/* Of an element whose end is not there, no end is told; what was before is as in the whole. */
static void xml__a_document_is_refused_wherever_it_is_cut(void **state)
{
	struct buf whole = { 0 };

	(void)state;
	most = 0x10ffff;
	for (uint32_t i = 1; i <= 4000; i++) {
		struct str cut, told;
		size_t shared;

		seed = i * 1597334677u | 1;
		make_document("");
		assert_true(read_by_us(buf_str(&doc)));
		buf_truncate(&whole, 0);
		buf_add(&whole, buf_str(&ours.text));
		cut = buf_str(&doc);
		while (!str_starts(str_skip(buf_str(&doc), cut.n), STR("</root")))
			cut.n--;
		cut.n = below((uint32_t)cut.n + 1);
		assert_false(read_by_us(cut));
		told = buf_str(&ours.text);
		shared = str_shared(told, buf_str(&whole));
		told = str_skip(told, shared);
		assert_int_equal(told.n, str_index(told, '\1'));
		assert_int_equal(told.n, str_index(told, '\6'));
	}
	buf_release(&whole);
}

static int forget_document(void **state)
{
	(void)state;
	buf_release(&doc);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PEER_TEST(xml__what_is_well_formed_is_read_as_by_libxml2),
		PEER_TEST(xml__long_documents_are_read_as_by_libxml2),
		PEER_TEST(xml__other_encodings_are_read_as_by_libxml2),
		PEER_TEST(xml__the_reports_of_test_runners_are_read_as_by_libxml2),
		PEER_TEST(xml__what_is_damaged_is_read_to_an_end),
		PEER_TEST(xml__a_document_is_refused_wherever_it_is_cut),
	};

	return cmocka_run_group_tests_name("xml peer", tests, NULL, forget_document);
}
