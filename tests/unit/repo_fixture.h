/*
 * For tests of gate/repo: a folder of its own for each test, real git in it, and an environment in
 * which nobody's configuration counts.
 */
#ifndef TESTS_REPO_FIXTURE_H
#define TESTS_REPO_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "gate/base/buf.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/repo.h"

static char top[64]; /* the test's folder */
static struct arena arena;
static struct diags diags;
static struct repo *repo;
static struct revision revision; /* of the last resolve() */

/*
 * libgit2 1.5 does not give back its match data where a pattern does not match: 20 KB for each
 * variable in the configuration of a repository of format version 1.
 */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2-8";
}

static inline char *text_of(const char *fmt, va_list args) __attribute__((format(printf, 1, 0)));
static inline void sh(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static inline const char *ask(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static inline const char *at(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static inline char *text_of(const char *fmt, va_list args)
{
	/* The command runs in the test's folder. */
	struct str text = arena_vprintf(&arena, fmt, args);

	return (char *)(uintptr_t)arena_printf(&arena, "cd '%s' && { %s\n}", top, text.p).p;
}

static inline void sh(const char *fmt, ...)
{
	va_list args;
	char *command;

	va_start(args, fmt);
	command = text_of(fmt, args);
	va_end(args);
	if (system(command) != 0)
		fail_msg("failed: %s", command);
}

/* What the command says, without the line end. */
static inline const char *ask(const char *fmt, ...)
{
	struct buf said = { 0 };
	char piece[4096];
	va_list args;
	char *command;
	FILE *in;
	size_t n;

	va_start(args, fmt);
	command = text_of(fmt, args);
	va_end(args);
	in = popen(command, "r");
	assert_non_null(in);
	while ((n = fread(piece, 1, sizeof(piece), in)) > 0)
		buf_add(&said, (struct str){ piece, n });
	if (pclose(in) != 0)
		fail_msg("failed: %s", command);
	while (said.n && said.p[said.n - 1] == '\n')
		buf_truncate(&said, said.n - 1);
	command = (char *)(uintptr_t)arena_str(&arena, buf_str(&said)).p;
	buf_release(&said);
	return command;
}

/* A path below the test's folder. */
static inline const char *at(const char *fmt, ...)
{
	struct str below;
	va_list args;

	va_start(args, fmt);
	below = arena_vprintf(&arena, fmt, args);
	va_end(args);
	return arena_printf(&arena, "%s/%s", top, below.p).p;
}

static inline int fixture_set_up(void **state)
{
	static const char *const unset[] = { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
		"GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "XDG_CONFIG_HOME", "SUDO_UID" };
	static const char *const set[][2] = {
		{ "GIT_CONFIG_NOSYSTEM", "1" },
		{ "GIT_CONFIG_GLOBAL", "/dev/null" },
		{ "GIT_CEILING_DIRECTORIES", "/tmp" },
		{ "GIT_AUTHOR_NAME", "A" },
		{ "GIT_AUTHOR_EMAIL", "a@localhost" },
		{ "GIT_AUTHOR_DATE", "1700000000 +0000" },
		{ "GIT_COMMITTER_NAME", "C" },
		{ "GIT_COMMITTER_EMAIL", "c@localhost" },
		{ "GIT_COMMITTER_DATE", "1700000001 +0000" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unset) / sizeof(*unset); i++)
		unsetenv(unset[i]);
	for (size_t i = 0; i < sizeof(set) / sizeof(*set); i++)
		setenv(set[i][0], set[i][1], 1);
	snprintf(top, sizeof(top), "/tmp/areagate-test.XXXXXX");
	if (!mkdtemp(top))
		return -1;
	/* libgit2 1.5 knows no GIT_CONFIG_GLOBAL: it looks here. */
	setenv("HOME", top, 1);
	diags = (struct diags){ .arena = &arena };
	repo = NULL;
	return 0;
}

static inline int fixture_tear_down(void **state)
{
	(void)state;
	repo_close(repo);
	sh("cd / && chmod -R u+w '%s' && rm -rf '%s'", top, top);
	arena_release(&arena);
	return 0;
}

/* A repository with two commits: a file, then one more in a folder. */
static inline void make_repository(const char *name)
{
	sh("git init -q -b main '%s' && cd '%s' && echo 1 >a.c && git add . && git commit -qm one &&"
	   " mkdir src && echo 2 >src/b.c && git add . && git commit -qm two",
		name, name);
}

static inline void open_repository(const char *path)
{
	assert_int_equal(0, repo_open(&repo, path, true, &diags));
	assert_non_null(repo);
	assert_null(diags.first);
}

static inline void assert_str(const char *expected, struct str got)
{
	assert_string_equal(expected, arena_str(&arena, got).p);
}

/* The first diagnostic is of this kind and says this somewhere. */
static inline void assert_said(const struct diag_kind *kind, const char *what)
{
	assert_non_null(diags.first);
	assert_string_equal(kind->slug, diags.first->kind->slug);
	assert_int_equal(kind->status, diags.first->kind->status);
	if (!str_has(diags.first->text, str_of(what)))
		fail_msg("'%s' is not in '" STR_FMT "'", what, STR_ARG(diags.first->text));
}

static inline void resolve(const char *rev)
{
	assert_int_equal(0, repo_revision(repo, rev, &revision, &diags));
	assert_null(diags.first);
}

static inline void refuse_revision(const char *rev, const char *what)
{
	assert_int_equal(-1, repo_revision(repo, rev, &revision, &diags));
	assert_said(DIAG(REPO_REVISION), what);
}

#define SCRATCH_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

#endif
