#include "tests/unit/file_fixture.h"

#include <signal.h>
#include <sys/resource.h>

static int add(const char *name, struct str bytes)
{
	return file_append(at(name), bytes, &diags, &bad);
}

static void append__what_was_there_stays_in_front(void **state)
{
	(void)state;
	sh("echo one >f; chmod 600 f");
	assert_int_equal(0, add("f", STR("two\n")));
	assert_int_equal(0, add("f", STR("three\n")));
	assert_string_equal("one\ntwo\nthree\n", content("f"));
	sh("test \"$(stat -c %a f)\" = 600 && test \"$(ls -A)\" = f");
}

static void append__a_file_that_is_not_there_is_made(void **state)
{
	(void)state;
	assert_int_equal(0, add("f", STR("one\n")));
	assert_string_equal("one\n", content("f"));
}

static void append__what_is_added_starts_on_a_line_of_its_own(void **state)
{
	(void)state;
	sh("printf x=1 >f; : >empty");
	assert_int_equal(0, add("f", STR("y=2\n")));
	assert_string_equal("x=1\ny=2\n", content("f"));
	assert_int_equal(0, add("empty", STR("y=2\n")));
	assert_string_equal("y=2\n", content("empty"));
}

static void append__a_link_stays_one(void **state)
{
	(void)state;
	sh("echo one >f; ln -s f link");
	assert_int_equal(0, add("link", STR("two\n")));
	assert_string_equal("one\ntwo\n", content("f"));
	sh("test -L link");
}

static void append__a_file_that_cannot_take_all_takes_nothing(void **state)
{
	struct rlimit before, small = { 4096, 4096 };
	struct buf large = { 0 };

	(void)state;
	sh("echo old >f");
	buf_repeat(&large, 'x', 100000);
	assert_int_equal(0, getrlimit(RLIMIT_FSIZE, &before));
	small.rlim_max = before.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(0, setrlimit(RLIMIT_FSIZE, &small));
	assert_int_equal(-1, add("f", buf_str(&large)));
	assert_int_equal(0, setrlimit(RLIMIT_FSIZE, &before));
	buf_release(&large);
	assert_string_equal(
		arena_printf(
			&arena, "%s:0:0: cannot be written: File too large [bad-file]\n", at("f"))
			.p,
		said());
	assert_string_equal("old\n", content("f"));
}

static void append__what_cannot_be_opened_is_told(void **state)
{
	(void)state;
	assert_int_equal(-1, add("none/f", STR("x\n")));
	assert_int_equal(-1, add(".", STR("x\n")));
	assert_string_equal(
		arena_printf(&arena,
			"%s/none/f:0:0: cannot be opened: No such file or directory [bad-file]\n"
			"%s/.:0:0: cannot be opened: Is a directory [bad-file]\n",
			top, top)
			.p,
		said());
}

static void append__a_device_takes_what_it_takes(void **state)
{
	(void)state;
	assert_int_equal(0, file_append("/dev/null", STR("x\n"), &diags, &bad));
	assert_int_equal(-1, file_append("/dev/full", STR("x\n"), &diags, &bad));
	assert_string_equal(
		"/dev/full:0:0: cannot be written: No space left on device [bad-file]\n", said());
}

static void append__a_file_that_may_only_be_written_is_added_to(void **state)
{
	bool root = geteuid() == 0;

	(void)state;
	sh("chmod 755 .; printf one >f; chmod 222 f");
	/* Root may read everything. */
	assert_true(!root || seteuid(65534) == 0);
	assert_int_equal(0, add("f", STR("two\n")));
	assert_true(!root || seteuid(0) == 0);
	sh("chmod 644 f; test \"$(cat f)\" = onetwo");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(append__what_was_there_stays_in_front),
		IN_FOLDER(append__a_file_that_is_not_there_is_made),
		IN_FOLDER(append__what_is_added_starts_on_a_line_of_its_own),
		IN_FOLDER(append__a_link_stays_one),
		IN_FOLDER(append__a_file_that_cannot_take_all_takes_nothing),
		IN_FOLDER(append__what_cannot_be_opened_is_told),
		IN_FOLDER(append__a_device_takes_what_it_takes),
		IN_FOLDER(append__a_file_that_may_only_be_written_is_added_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
