/* For tests of encoders: what they make of a text, compared with what it should be. */
#ifndef TESTS_ESCAPE_FIXTURE_H
#define TESTS_ESCAPE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/fuzz/escape_properties.h"

static inline void check(
	void (*escape)(struct buf *out, struct str s), struct str in, const char *expected)
{
	struct buf out = { 0 };

	buf_puts(&out, "");
	escape(&out, in);
	assert_string_equal(expected, out.p);
	buf_release(&out);
}

#define SHOWS(escape, in, expected) check(escape, STR(in), expected)

#endif
