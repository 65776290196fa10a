#include "tests/unit/file_fixture.h"

static bool ends_in_xml(void *user, struct str path)
{
	(void)user;
	return str_ends(path, STR(".xml"));
}

/* The paths, one a line. */
static const char *found(const char *folder)
{
	struct file_list list = { 0 };
	struct buf out = { 0 };
	const char *text;

	assert_int_equal(0, file_find(&list, &arena, folder, ends_in_xml, NULL, &diags, &bad));
	for (size_t i = 0; i < list.n; i++)
		buf_printf(&out, STR_FMT "\n", STR_ARG(list.v[i]));
	text = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	return text;
}

static void file__find_lists_what_is_accepted_in_order(void **state)
{
	(void)state;
	sh("mkdir -p a/b c.xml; touch b.xml a/z.xml a/b/y.xml a/x.txt a.xml c.xml/q .h.xml");
	assert_string_equal(".h.xml\na.xml\na/b/y.xml\na/z.xml\nb.xml\n", found(top));
}

static void file__find_leaves_git_alone_and_follows_linked_folders(void **state)
{
	(void)state;
	sh("mkdir -p .git/x d sub/.git; touch .git/x/a.xml d/a.xml sub/.git/b.xml; ln -s d link;"
	   " ln -s .. d/up; ln -s d/a.xml l.xml");
	assert_string_equal("d/a.xml\nl.xml\nlink/a.xml\n", found(top));
}

static void file__find_shows_what_reading_will_complain_about(void **state)
{
	(void)state;
	sh("mkfifo pipe.xml; ln -s gone link.xml");
	assert_string_equal("link.xml\npipe.xml\n", found(top));
}

static void file__find_does_not_hide_what_lies_too_deep(void **state)
{
	struct file_list list = { 0 };

	(void)state;
	sh("d=.; for i in $(seq 1 70); do d=$d/d; done; mkdir -p $d; touch $d/a.xml");
	assert_int_equal(-1, file_find(&list, &arena, top, ends_in_xml, NULL, &diags, &bad));
	assert_non_null(strstr(said(), "d/d/:0:0: lies more than 64 folders deep [bad-file]\n"));
}

static void file__find_in_no_folder_finds_nothing(void **state)
{
	(void)state;
	assert_string_equal("", found(at("none")));
	sh("touch f.xml");
	assert_string_equal("", found(at("f.xml")));
	assert_true(file_is_folder(top));
	assert_false(file_is_folder(at("f.xml")));
	assert_false(file_is_folder(at("none")));
}

static void file__a_link_that_leads_back_ends_there(void **state)
{
	(void)state;
	sh("mkdir -p d/e; touch d/a.xml d/e/b.xml; ln -s .. d/e/up; ln -s . self; ln -s d/e two");
	assert_string_equal("d/a.xml\nd/e/b.xml\ntwo/b.xml\ntwo/up/a.xml\n", found(top));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(file__find_lists_what_is_accepted_in_order),
		IN_FOLDER(file__find_leaves_git_alone_and_follows_linked_folders),
		IN_FOLDER(file__a_link_that_leads_back_ends_there),
		IN_FOLDER(file__find_shows_what_reading_will_complain_about),
		IN_FOLDER(file__find_does_not_hide_what_lies_too_deep),
		IN_FOLDER(file__find_in_no_folder_finds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
