#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "gate/base/process.h"

static struct process run(const char *const *argv)
{
	struct process p = { .argv = argv };

	assert_int_equal(0, process_run(&p));
	return p;
}

static struct process run_shell(const char *script)
{
	const char *argv[] = { "sh", "-c", script, NULL };
	struct process p = run(argv);

	p.argv = NULL;
	return p;
}

static void process__both_outputs_and_the_status_are_read(void **state)
{
	struct process p = run_shell("echo out; echo err >&2; exit 7");

	(void)state;
	assert_string_equal("out\n", p.out.p);
	assert_string_equal("err\n", p.err.p);
	assert_int_equal(7, p.status);
	process_release(&p);
}

static void process__an_argument_is_never_more_than_that(void **state)
{
	const char *argv[] = { "printf", "%s|", "a b", "$(exit 3);*", "", NULL };
	struct process p = run(argv);

	(void)state;
	assert_string_equal("a b|$(exit 3);*||", p.out.p);
	process_release(&p);
}

static void process__a_program_that_is_not_there_is_an_errno(void **state)
{
	const char *argv[] = { "areagate-no-such-program", NULL };
	struct process p = { .argv = argv };

	(void)state;
	assert_int_equal(-1, process_run(&p));
	assert_int_equal(ENOENT, errno);
	process_release(&p);
}

static void process__what_is_too_long_is_read_and_not_kept(void **state)
{
	struct process p = run_shell("yes 0123456789 | head -c 3000000; echo end >&2");

	(void)state;
	assert_int_equal(PROCESS_BYTES_MAX, p.out.n);
	assert_string_equal("end\n", p.err.p);
	assert_int_equal(0, p.status);
	process_release(&p);
}

static void process__a_signal_is_told_from_an_exit_status(void **state)
{
	struct process p = run_shell("kill -KILL $$");

	(void)state;
	assert_int_equal(128 + SIGKILL, p.status);
	process_release(&p);
}

static void process__its_words_are_those_of_the_c_locale(void **state)
{
	struct process p;

	(void)state;
	setenv("LC_ALL", "de_DE.UTF-8", 1);
	p = run_shell("echo $LC_ALL; env | grep -c ^LC_ALL=");
	assert_string_equal("C\n1\n", p.out.p);
	process_release(&p);
}

static void process__it_has_no_stdin_and_the_usual_sigpipe(void **state)
{
	struct process p;

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	p = run_shell("cat; { yes; echo $? >&2; } | head -n 1");
	assert_string_equal("y\n", p.out.p);
	/* Killed by it: with it ignored `yes` would have complained of a broken pipe. */
	assert_null(strstr(p.err.p ? p.err.p : "", "roken pipe"));
	signal(SIGPIPE, SIG_DFL);
	process_release(&p);
}

static void process__what_it_leaves_behind_is_not_waited_for(void **state)
{
	time_t before = time(NULL);
	struct process p = run_shell("sleep 20 & echo $!");
	pid_t left = (pid_t)strtol(p.out.p, NULL, 10);

	(void)state;
	assert_in_range(time(NULL) - before, 0, 10);
	assert_true(left > 1);
	kill(left, SIGKILL);
	process_release(&p);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(process__both_outputs_and_the_status_are_read),
	cmocka_unit_test(process__an_argument_is_never_more_than_that),
	cmocka_unit_test(process__a_program_that_is_not_there_is_an_errno),
	cmocka_unit_test(process__what_is_too_long_is_read_and_not_kept),
	cmocka_unit_test(process__a_signal_is_told_from_an_exit_status),
	cmocka_unit_test(process__its_words_are_those_of_the_c_locale),
	cmocka_unit_test(process__it_has_no_stdin_and_the_usual_sigpipe),
	cmocka_unit_test(process__what_it_leaves_behind_is_not_waited_for),
};

int main(void)
{
	return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
