/*
 * For unit tests of gate/base and gate/model: an arena and diagnostics of each test's own, strings
 * compared as strings, and the text of all diagnostics as one string to compare with.
 */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gate/base/buf.h"
#include "gate/base/diag.h"
#include "tests/unit/random.h"

static struct arena arena;
static struct diags diags;

static inline int check_set_up(void **state)
{
	(void)state;
	diags = (struct diags){ .arena = &arena };
	return 0;
}

static inline int check_tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define CHECK(test) cmocka_unit_test_setup_teardown(test, check_set_up, check_tear_down)

/* The bytes of `s` with a NUL byte behind them; "(nothing)" for a pointer to nothing. */
static inline const char *text_of_str(struct str s)
{
	return s.p ? arena_str(&arena, s).p : "(nothing)";
}

#define assert_str(expected, s) assert_string_equal(expected, text_of_str(s))

/* What was complained about: "file:line:column: text [slug]", one a line. */
static inline const char *said(void)
{
	struct buf out = { 0 };
	const char *text;

	for (const struct diag *i = diags.first; i; i = i->next)
		buf_printf(&out, STR_FMT ":%u:%u: " STR_FMT " [%s]\n", STR_ARG(i->at.file),
			i->at.line, i->at.column, STR_ARG(i->text), i->kind->slug);
	text = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	return text;
}

#endif
