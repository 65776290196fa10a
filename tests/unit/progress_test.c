#include "gate/progress.h"
#include "tests/unit/check.h"

static const char *said_of(const char *path, uint64_t bytes, uint64_t all, unsigned columns)
{
	struct buf out = { 0 };
	const char *text;

	progress_say(&out, str_of(path), bytes, all, columns);
	text = text_of_str(buf_str(&out));
	buf_release(&out);
	return text;
}

static void progress__tells_how_much_of_how_much(void **state)
{
	(void)state;
	assert_string_equal("reading build/cov.info, 340 of 1,024 MB",
		said_of("build/cov.info", 340999999, 1024000000, 80));
	assert_string_equal("reading pipe, 0 MB", said_of("pipe", 65536, 0, 80));
}

static void progress__stays_on_one_line(void **state)
{
	(void)state;
	assert_string_equal("reading build/jobs/...l/cov.info, 1 of 2 MB",
		said_of("build/jobs/linux/some/folder/level/cov.info", 1000000, 2000000, 44));
	assert_string_equal(
		"reading build...info, 1 MB", said_of("build/some/x.info", 1000000, 0, 8));
}

static void progress__a_hostile_path_stays_text(void **state)
{
	(void)state;
	assert_string_equal("reading a\\x1b[2J\\nb, 1 MB", said_of("a\x1b[2J\nb", 1000000, 0, 80));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(progress__tells_how_much_of_how_much),
		CHECK(progress__stays_on_one_line),
		CHECK(progress__a_hostile_path_stays_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
