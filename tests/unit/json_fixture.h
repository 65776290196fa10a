/*
 * For tests of gate/base/json: texts that are taken, and texts that are refused with all that is said.
 */
#ifndef TESTS_JSON_FIXTURE_H
#define TESTS_JSON_FIXTURE_H

#include "tests/unit/check.h"

#include "gate/base/json.h"

static const struct diag_kind bad = { "bad-json", DIAG_ERROR, 2 };

static inline const struct json *parse(struct str text, enum json_flags flags)
{
	struct place start = { .file = STR("p.json"), .line = 1, .column = 1 };
	/* On the heap and without a NUL byte, so that reading past the end is seen. */
	char *exact = malloc(text.n ? text.n : 1);
	const struct json *root;

	assert_non_null(exact);
	if (text.n)
		memcpy(exact, text.p, text.n);
	root = json_parse(&arena, (struct str){ exact, text.n }, start, flags, &diags, &bad);
	free(exact);
	return root;
}

static inline const struct json *take(const char *text)
{
	const struct json *root;

	diags = (struct diags){ .arena = &arena };
	root = parse(str_of(text), JSON_COMMENTS);
	if (!root)
		fail_msg("refused: %s%s", text, said());
	assert_null(diags.first);
	return root;
}

static inline void refuse_bytes(struct str text, const char *what)
{
	diags = (struct diags){ .arena = &arena };
	if (parse(text, JSON_STRICT))
		fail_msg("taken: %s", text_of_str(text));
	assert_string_equal(what, said());
}

static inline void refuse(const char *text, const char *what)
{
	refuse_bytes(str_of(text), what);
}

static inline void assert_at(uint32_t line, uint32_t column, struct place at)
{
	assert_str("p.json", at.file);
	assert_int_equal(line, at.line);
	assert_int_equal(column, at.column);
}

static inline const char *nested(int depth)
{
	struct buf b = { 0 };
	const char *text;

	buf_repeat(&b, '[', (size_t)depth);
	buf_repeat(&b, ']', (size_t)depth);
	text = arena_str(&arena, buf_str(&b)).p;
	buf_release(&b);
	return text;
}

#endif
