#define _GNU_SOURCE /* O_TMPFILE */
#include "tests/unit/file_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static void file__a_new_file_is_whole_and_nothing_is_left_beside_it(void **state)
{
	(void)state;
	assert_int_equal(0, put("f", STR("a\0b")));
	sh("test \"$(ls -A)\" = f && test $(wc -c <f) = 3");
	assert_int_equal(0, put("empty", (struct str){ 0 }));
	sh("test -f empty && ! test -s empty");
}

static void file__an_old_file_is_replaced(void **state)
{
	(void)state;
	sh("echo old >f");
	assert_int_equal(0, put("f", STR("new")));
	assert_string_equal("new", content("f"));
	sh("test \"$(ls -A)\" = f");
}

static void file__a_new_file_has_the_mode_of_the_umask(void **state)
{
	mode_t before = umask(027);

	(void)state;
	assert_int_equal(0, put("f", STR("new")));
	umask(before);
	sh("test \"$(stat -c %a f)\" = 640");
}

static void file__an_old_file_keeps_its_mode_and_its_owner(void **state)
{
	(void)state;
	sh("echo old >f; chmod 600 f; echo old >g; chmod 664 g");
	if (geteuid() == 0)
		sh("chown 1234:5678 f");
	sh("stat -c '%a %u %g' f g >before");
	assert_int_equal(0, put("f", STR("new")));
	assert_int_equal(0, put("g", STR("new")));
	sh("stat -c '%a %u %g' f g | cmp - before && test $(cat f) = new");
}

static void file__a_folder_that_is_not_writable_is_told(void **state)
{
	bool root = geteuid() == 0;

	(void)state;
	sh("chmod 755 .; mkdir d; echo old >d/f; chmod 666 d/f; chmod 555 d");
	/* Root may write everywhere. */
	assert_true(!root || seteuid(65534) == 0);
	assert_int_equal(-1, put("d/f", STR("new")));
	assert_int_equal(-1, put("d/g", STR("new")));
	assert_true(!root || seteuid(0) == 0);
	assert_string_equal(
		arena_printf(&arena,
			"%s/d/f:0:0: cannot be replaced, for which its folder must be writable:"
			" Permission denied [bad-file]\n"
			"%s/d/g:0:0: cannot be created: Permission denied [bad-file]\n",
			top, top)
			.p,
		said());
	assert_string_equal("old\n", content("d/f"));
}

static void file__a_write_that_fails_leaves_the_old_bytes(void **state)
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
	assert_int_equal(-1, put("f", buf_str(&large)));
	assert_int_equal(0, setrlimit(RLIMIT_FSIZE, &before));
	buf_release(&large);
	assert_string_equal(
		arena_printf(
			&arena, "%s:0:0: cannot be written: File too large [bad-file]\n", at("f"))
			.p,
		said());
	assert_string_equal("old\n", content("f"));
	sh("test \"$(ls -A)\" = f");
}

static int ending; /* the signal that comes while a file is written */

static void raise_ending(int signal)
{
	(void)signal;
	raise(ending);
}

/* The kernel says SIGXFSZ in the middle of the write; what it meets there is `ending`. */
static void write_and_end(const char *path)
{
	struct rlimit small;
	struct buf large = { 0 };

	buf_repeat(&large, 'x', 100000);
	signal(ending, SIG_DFL);
	signal(SIGXFSZ, raise_ending);
	if (getrlimit(RLIMIT_FSIZE, &small) < 0)
		_exit(100);
	small.rlim_cur = 4096;
	if (setrlimit(RLIMIT_FSIZE, &small) < 0)
		_exit(101);
	(void)file_write(path, buf_str(&large), &diags, &bad);
	_exit(102);
}

/* In the middle of the write. */
static void end_writer_by(int signal)
{
	const char *path = at("f");
	int status = 0;
	pid_t child;

	ending = signal;
	child = fork();
	if (child == 0)
		write_and_end(path);
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(signal, WTERMSIG(status));
	sh("test \"$(ls -A)\" = f && test $(cat f) = old");
}

static void file__a_signal_ends_the_writer_and_leaves_nothing_behind(void **state)
{
	(void)state;
	sh("echo old >f");
	end_writer_by(SIGHUP);
	end_writer_by(SIGINT);
	end_writer_by(SIGTERM);
}

static void file__who_is_killed_leaves_nothing_behind(void **state)
{
	int fd = open(top, O_TMPFILE | O_WRONLY, 0600);

	(void)state;
	if (fd < 0)
		skip();
	close(fd);
	sh("echo old >f");
	end_writer_by(SIGKILL);
}

static void file__what_a_killed_one_left_is_not_in_the_way(void **state)
{
	const char *left = arena_printf(&arena, "f.%jd-0", (intmax_t)getpid()).p;

	(void)state;
	sh(arena_printf(&arena, "echo left >%s", left).p);
	assert_int_equal(0, put("f", STR("new")));
	assert_string_equal("new", content("f"));
	assert_string_equal("left\n", content(left));
	sh("test $(ls -A | wc -l) = 2");
}

static void file__signals_are_as_they_were_after_a_write(void **state)
{
	sigset_t before, after;

	(void)state;
	assert_int_equal(0, sigprocmask(SIG_BLOCK, NULL, &before));
	assert_int_equal(0, put("f", STR("new")));
	assert_int_equal(-1, put("none/f", STR("new")));
	assert_int_equal(0, sigprocmask(SIG_BLOCK, NULL, &after));
	for (int i = 1; i < 32; i++)
		assert_int_equal(sigismember(&before, i), sigismember(&after, i));
}

static void file__a_link_that_leads_nowhere_is_refused(void **state)
{
	(void)state;
	sh("ln -s gone link; ln -s loop loop");
	assert_int_equal(-1, put("link", STR("x")));
	assert_int_equal(-1, put("loop", STR("x")));
	assert_string_equal(
		arena_printf(&arena,
			"%s/link:0:0: is a link that leads nowhere: remove it, or make what it"
			" points to [bad-file]\n"
			"%s/loop:0:0: is a link that leads nowhere: remove it, or make what it"
			" points to [bad-file]\n",
			top, top)
			.p,
		said());
	sh("test \"$(ls -Am)\" = 'link, loop'");
}

static void file__behind_a_link_the_file_is_replaced(void **state)
{
	(void)state;
	sh("mkdir d; echo old >d/f; ln -s d/f link; ln -s link twice");
	assert_int_equal(0, put("twice", STR("new")));
	assert_string_equal("new", content("d/f"));
	sh("test -L twice && test -L link && test \"$(ls -A d)\" = f");
}

static void file__a_full_device_is_noticed(void **state)
{
	(void)state;
	assert_int_equal(-1, file_write("/dev/full", STR("x"), &diags, &bad));
	assert_string_equal(
		"/dev/full:0:0: cannot be written: No space left on device [bad-file]\n", said());
	assert_int_equal(0, file_write("/dev/null", STR("x"), &diags, &bad));
}

static void file__a_folder_cannot_be_written(void **state)
{
	(void)state;
	assert_int_equal(-1, file_write(top, STR("x"), &diags, &bad));
	assert_int_equal(-1, put("none/f", STR("x")));
	assert_string_equal(arena_printf(&arena,
				    "%s:0:0: cannot be opened: Is a directory [bad-file]\n"
				    "%s/none/f:0:0: cannot be created: No such file or directory"
				    " [bad-file]\n",
				    top, top)
				    .p,
		said());
	sh("test -z \"$(ls -A)\"");
}

static void file__a_pipe_is_written_straight(void **state)
{
	char got[8] = "";
	int fd;

	(void)state;
	sh("mkfifo pipe");
	fd = open(at("pipe"), O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(0, put("pipe", STR("abc")));
	assert_int_equal(3, read(fd, got, sizeof(got)));
	assert_string_equal("abc", got);
	close(fd);
	sh("test -p pipe");
}

static void file__one_file_has_many_names(void **state)
{
	(void)state;
	sh("mkdir d; : >f; : >g; ln -s f link; ln f hard; mkfifo pipe");
	assert_true(file_is_same(at("f"), at("d/../f")));
	assert_true(file_is_same(at("f"), at("link")));
	assert_true(file_is_same(at("hard"), at("f")));
	assert_false(file_is_same(at("f"), at("g")));
	assert_false(file_is_same(at("f"), at("gone")));
	assert_false(file_is_same(at("gone"), at("gone")));
	assert_false(file_is_same(at("pipe"), at("pipe")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(file__a_new_file_is_whole_and_nothing_is_left_beside_it),
		IN_FOLDER(file__an_old_file_is_replaced),
		IN_FOLDER(file__a_new_file_has_the_mode_of_the_umask),
		IN_FOLDER(file__an_old_file_keeps_its_mode_and_its_owner),
		IN_FOLDER(file__a_folder_that_is_not_writable_is_told),
		IN_FOLDER(file__a_write_that_fails_leaves_the_old_bytes),
		IN_FOLDER(file__a_signal_ends_the_writer_and_leaves_nothing_behind),
		IN_FOLDER(file__who_is_killed_leaves_nothing_behind),
		IN_FOLDER(file__what_a_killed_one_left_is_not_in_the_way),
		IN_FOLDER(file__signals_are_as_they_were_after_a_write),
		IN_FOLDER(file__a_link_that_leads_nowhere_is_refused),
		IN_FOLDER(file__behind_a_link_the_file_is_replaced),
		IN_FOLDER(file__a_full_device_is_noticed),
		IN_FOLDER(file__a_folder_cannot_be_written),
		IN_FOLDER(file__a_pipe_is_written_straight),
		IN_FOLDER(file__one_file_has_many_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
