#include "tests/unit/parse_fixture.h"

#include "parsers/xml.h"

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
	assert_str(
		"", xml_encoding(STR("<?xml encoding='U\nTF\xff'?>"))); /* would go into messages */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(xml__the_root_is_found_behind_any_prolog),
		PARSE_TEST(xml__a_root_that_does_not_show_is_empty),
		PARSE_TEST(xml__the_encoding_is_found_only_in_the_declaration),
	};

	return cmocka_run_group_tests_name("xml prolog", tests, NULL, NULL);
}
