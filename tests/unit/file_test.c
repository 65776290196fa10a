#include "tests/unit/file_fixture.h"

#include <time.h>

static void file__bytes_size_and_digest_are_read(void **state)
{
	struct file f;

	(void)state;
	sh("printf 'abc' >f");
	assert_int_equal(0, file_read(&f, at("f"), &diags, &bad));
	assert_str("abc", buf_str(&f.bytes));
	assert_int_equal('\0', f.bytes.p[3]);
	assert_int_equal(3, f.size);
	assert_str(at("f"), f.path);
	assert_string_equal(
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", f.sha256);
	file_release(&f);
}

static void file__an_empty_file_is_read_as_nothing(void **state)
{
	struct file f;

	(void)state;
	sh(": >f");
	assert_int_equal(0, file_read(&f, at("f"), &diags, &bad));
	assert_int_equal(0, f.bytes.n + f.size);
	assert_string_equal(
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", f.sha256);
	file_release(&f);
}

static void file__a_file_larger_than_one_piece_is_whole(void **state)
{
	struct file f;

	(void)state;
	sh("head -c 1000003 /dev/zero | tr '\\0' x >f");
	assert_int_equal(0, file_read(&f, at("f"), &diags, &bad));
	assert_int_equal(1000003, f.bytes.n);
	assert_int_equal('x', f.bytes.p[1000002]);
	file_release(&f);
}

static void file__what_is_no_file_is_refused_at_once(void **state)
{
	(void)state;
	assert_refused(at("gone"), "no such file: was the step that writes it run?");
	assert_refused(top, "is a folder, not a file: name the report itself");
	sh("ln -s gone link; : >f");
	assert_refused("/dev/null", "is a device or socket, not a file: name the report itself");
	assert_refused(at("link"), "no such file: was the step that writes it run?");
	assert_refused(at("f/x"), "cannot be opened: Not a directory");
}

static void file__a_pipe_that_nobody_writes_to_is_refused_after_a_second(void **state)
{
	time_t start = time(NULL);

	(void)state;
	sh("mkfifo pipe");
	assert_refused(at("pipe"), "is a pipe that nobody writes to");
	assert_true(time(NULL) - start < 10);
}

static void file__what_may_not_be_read_is_refused(void **state)
{
	(void)state;
	sh(": >f; chmod 0 f");
	if (geteuid() == 0)
		skip();
	assert_refused(at("f"), "cannot be opened: Permission denied");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(file__bytes_size_and_digest_are_read),
		IN_FOLDER(file__an_empty_file_is_read_as_nothing),
		IN_FOLDER(file__a_file_larger_than_one_piece_is_whole),
		IN_FOLDER(file__what_is_no_file_is_refused_at_once),
		IN_FOLDER(file__a_pipe_that_nobody_writes_to_is_refused_after_a_second),
		IN_FOLDER(file__what_may_not_be_read_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
