#include "tests/unit/check.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "gate/base/file.h"
#include "gate/base/gzip.h"
#include "gate/base/sha256.h"

static const struct diag_kind bad = { "bad-file", DIAG_ERROR, 3 };
static char top[64]; /* the test's folder */

static int set_up(void **state)
{
	check_set_up(state);
	memcpy(top, "/tmp/areagate-file-XXXXXX", 26);
	return mkdtemp(top) ? 0 : -1;
}

/* Runs a command in the test's folder. */
static void sh(const char *command)
{
	struct str all = arena_printf(&arena, "cd '%s' && { %s\n}", top, command);

	if (system(all.p) != 0)
		fail_msg("failed: %s", command);
}

static int tear_down(void **state)
{
	sh("chmod -R u+w . && rm -rf \"$PWD\"");
	return check_tear_down(state);
}

static const char *at(const char *name)
{
	return arena_printf(&arena, "%s/%s", top, name).p;
}

static const char *content(const char *name)
{
	struct file f;
	const char *text;

	assert_int_equal(0, file_read(&f, at(name), &diags, &bad));
	text = text_of_str(buf_str(&f.bytes));
	file_release(&f);
	return text;
}

static int put(const char *name, struct str bytes)
{
	return file_write(at(name), bytes, &diags, &bad);
}

static void assert_refused(const char *path, const char *what)
{
	struct file f;

	diags = (struct diags){ .arena = &arena };
	assert_int_equal(-1, file_read(&f, path, &diags, &bad));
	assert_null(f.bytes.p);
	assert_string_equal(arena_printf(&arena, "%s:0:0: %s [bad-file]\n", path, what).p, said());
}

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
	assert_string_equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		f.sha256);
	file_release(&f);
}

static void file__an_empty_file_is_read_as_nothing(void **state)
{
	struct file f;

	(void)state;
	sh(": >f");
	assert_int_equal(0, file_read(&f, at("f"), &diags, &bad));
	assert_int_equal(0, f.bytes.n + f.size);
	assert_string_equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		f.sha256);
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
	sh("mkfifo pipe; ln -s gone link; : >f");
	assert_refused(at("pipe"), "is a device or pipe, not a file: name the report itself");
	assert_refused("/dev/null", "is a device or pipe, not a file: name the report itself");
	assert_refused(at("link"), "no such file: was the step that writes it run?");
	assert_refused(at("f/x"), "cannot be opened: Not a directory");
}

static void file__what_may_not_be_read_is_refused(void **state)
{
	(void)state;
	sh(": >f; chmod 0 f");
	if (geteuid() == 0)
		skip();
	assert_refused(at("f"), "cannot be opened: Permission denied");
}

static void gzip__is_inflated_and_the_digest_is_of_the_disk(void **state)
{
	struct file f;
	char digest[SHA256_HEX + 1];

	(void)state;
	sh("seq 1 100000 >plain; gzip -nc plain >f.gz");
	assert_int_equal(0, file_read(&f, at("f.gz"), &diags, &bad));
	assert_int_equal(588895, f.bytes.n);
	assert_true(str_ends(buf_str(&f.bytes), STR("\n99999\n100000\n")));
	assert_true(f.size < 588895 / 2);
	sha256_hex(buf_str(&f.bytes), digest);
	assert_string_not_equal(digest, f.sha256);
	file_release(&f);
}

static void gzip__members_follow_each_other(void **state)
{
	(void)state;
	sh("{ printf a | gzip -n; printf '' | gzip -n; printf b | gzip -n; } >f.gz");
	assert_string_equal("ab", content("f.gz"));
}

static void gzip__of_nothing_is_nothing(void **state)
{
	struct file f;

	(void)state;
	sh("printf '' | gzip -n >f");
	assert_int_equal(0, file_read(&f, at("f"), &diags, &bad));
	assert_int_equal(0, f.bytes.n);
	assert_int_equal(20, f.size);
	file_release(&f);
}

static void gzip__every_cut_is_noticed(void **state)
{
	struct file f;
	struct str bytes;

	(void)state;
	sh("printf 'SF:a.c\\nend_of_record\\n' | gzip -nc >whole.gz; printf x | cat - whole.gz >padded");
	assert_int_equal(0, file_read(&f, at("padded"), &diags, &bad));
	bytes = arena_str(&arena, str_skip(buf_str(&f.bytes), 1));
	file_release(&f);
	for (size_t n = 2; n < bytes.n; n++) {
		struct buf out = { 0 };
		const char *why = gzip_inflate((struct str){ bytes.p, n }, 1000, &out);

		if (!why || strcmp(why, "the gzip data is cut off"))
			fail_msg("cut at %zu: %s", n, why ? why : "not noticed");
		buf_release(&out);
	}
	sh("head -c 30 whole.gz >cut.gz");
	assert_refused(at("cut.gz"), "the gzip data is cut off");
	sh("cat whole.gz cut.gz >second-cut.gz");
	assert_refused(at("second-cut.gz"), "the gzip data is cut off");
}

static void gzip__damage_and_strangers_are_refused(void **state)
{
	(void)state;
	sh("seq 1 1000 | gzip -nc >f.gz; cp f.gz crc.gz; cp f.gz tail.gz; echo x >>tail.gz");
	sh("printf '\\0\\0\\0\\0' | dd of=crc.gz bs=1 conv=notrunc seek=$(($(wc -c <f.gz) - 8))"
	   " 2>/dev/null");
	sh("printf '\\037\\213\\011xxxxxxxxxxxx' >method.gz");
	assert_refused(at("crc.gz"), "the gzip data is damaged");
	assert_refused(at("tail.gz"), "something that is not gzip follows the gzip data");
	assert_refused(at("method.gz"), "the gzip data is damaged");
}

static void gzip__a_bomb_stops_at_the_limit(void **state)
{
	struct file f;
	struct buf out = { 0 }, exact = { 0 };

	(void)state;
	sh("head -c 100000 /dev/zero | gzip -nc >f.gz; printf x | cat - f.gz >padded");
	assert_int_equal(0, file_read(&f, at("padded"), &diags, &bad));
	assert_string_equal("it inflates to more than the limit",
		gzip_inflate(str_skip(buf_str(&f.bytes), 1), 99999, &out));
	assert_true(out.n <= 99999);
	assert_null(gzip_inflate(str_skip(buf_str(&f.bytes), 1), 100000, &exact));
	assert_int_equal(100000, exact.n);
	buf_release(&out);
	buf_release(&exact);
	file_release(&f);
}

static void gzip__is_known_by_its_first_two_bytes(void **state)
{
	(void)state;
	assert_true(gzip_is(STR("\x1f\x8b")));
	assert_false(gzip_is(STR("\x1f")));
	assert_false(gzip_is(STR("SF:")));
	assert_false(gzip_is((struct str){ 0 }));
}

static void sha256__is_that_of_fips_180(void **state)
{
	char hex[SHA256_HEX + 1];

	(void)state;
	sha256_hex(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex);
	assert_string_equal("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", hex);
	sha256_hex((struct str){ 0 }, hex);
	assert_string_equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex);
}

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
	sh("umask 077; echo old >f; chmod 640 f");
	assert_int_equal(0, put("f", STR("new")));
	assert_string_equal("new", content("f"));
	sh("test \"$(ls -A)\" = f");
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
		arena_printf(&arena, "%s:0:0: cannot be written: File too large [bad-file]\n", at("f")).p,
		said());
	assert_string_equal("old\n", content("f"));
	sh("test \"$(ls -A)\" = f");
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
	assert_string_equal("/dev/full:0:0: cannot be written: No space left on device [bad-file]\n",
		said());
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

static void file__find_leaves_git_and_linked_folders_alone(void **state)
{
	(void)state;
	sh("mkdir -p .git/x d sub/.git; touch .git/x/a.xml d/a.xml sub/.git/b.xml; ln -s d link;"
	   " ln -s .. d/up; ln -s d/a.xml l.xml");
	assert_string_equal("d/a.xml\nl.xml\n", found(top));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
		IN_FOLDER(file__bytes_size_and_digest_are_read),
		IN_FOLDER(file__an_empty_file_is_read_as_nothing),
		IN_FOLDER(file__a_file_larger_than_one_piece_is_whole),
		IN_FOLDER(file__what_is_no_file_is_refused_at_once),
		IN_FOLDER(file__what_may_not_be_read_is_refused),
		IN_FOLDER(gzip__is_inflated_and_the_digest_is_of_the_disk),
		IN_FOLDER(gzip__members_follow_each_other),
		IN_FOLDER(gzip__of_nothing_is_nothing),
		IN_FOLDER(gzip__every_cut_is_noticed),
		IN_FOLDER(gzip__damage_and_strangers_are_refused),
		IN_FOLDER(gzip__a_bomb_stops_at_the_limit),
		CHECK(gzip__is_known_by_its_first_two_bytes),
		CHECK(sha256__is_that_of_fips_180),
		IN_FOLDER(file__a_new_file_is_whole_and_nothing_is_left_beside_it),
		IN_FOLDER(file__an_old_file_is_replaced),
		IN_FOLDER(file__a_write_that_fails_leaves_the_old_bytes),
		IN_FOLDER(file__behind_a_link_the_file_is_replaced),
		IN_FOLDER(file__a_full_device_is_noticed),
		IN_FOLDER(file__a_folder_cannot_be_written),
		IN_FOLDER(file__a_pipe_is_written_straight),
		IN_FOLDER(file__find_lists_what_is_accepted_in_order),
		IN_FOLDER(file__find_leaves_git_and_linked_folders_alone),
		IN_FOLDER(file__find_shows_what_reading_will_complain_about),
		IN_FOLDER(file__find_does_not_hide_what_lies_too_deep),
		IN_FOLDER(file__find_in_no_folder_finds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
