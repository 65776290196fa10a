/*
 * For tests of gate/base/file and gzip: a folder of each test's own, with real files in it.
 */
#ifndef TESTS_FILE_FIXTURE_H
#define TESTS_FILE_FIXTURE_H

#include "tests/unit/check.h"

#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "gate/base/file.h"

static const struct diag_kind bad = { "bad-file", DIAG_ERROR, 3 };
static char top[64]; /* the test's folder */

static inline int set_up(void **state)
{
	check_set_up(state);
	memcpy(top, "/tmp/areagate-file-XXXXXX", 26);
	return mkdtemp(top) ? 0 : -1;
}

/* Runs a command in the test's folder. */
static inline void sh(const char *command)
{
	struct str all = arena_printf(&arena, "cd '%s' && { %s\n}", top, command);

	if (system(all.p) != 0)
		fail_msg("failed: %s", command);
}

static inline int tear_down(void **state)
{
	sh("chmod -R u+w . && rm -rf \"$PWD\"");
	return check_tear_down(state);
}

static inline const char *at(const char *name)
{
	return arena_printf(&arena, "%s/%s", top, name).p;
}

static inline const char *content(const char *name)
{
	struct file f;
	const char *text;

	assert_int_equal(0, file_read(&f, at(name), &diags, &bad));
	text = text_of_str(buf_str(&f.bytes));
	file_release(&f);
	return text;
}

static inline int put(const char *name, struct str bytes)
{
	return file_write(at(name), bytes, &diags, &bad);
}

static inline void assert_refused(const char *path, const char *what)
{
	struct file f;

	diags = (struct diags){ .arena = &arena };
	assert_int_equal(-1, file_read(&f, path, &diags, &bad));
	assert_null(f.bytes.p);
	assert_string_equal(arena_printf(&arena, "%s:0:0: %s [bad-file]\n", path, what).p, said());
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
