#include "tests/unit/json_fixture.h"

static void json__a_kind_that_is_no_error_refuses_as_well(void **state)
{
	static const struct diag_kind warning = { "odd-json", DIAG_WARNING, 0 };
	static const char *const texts[] = { "{\"a\":1,\"a\":2}", "007", "[\"\t\"]", "[", "[]]" };
	struct place start = { .line = 1, .column = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_null(
			json_parse(&arena, str_of(texts[i]), start, JSON_STRICT, &diags, &warning));
		assert_int_equal(i + 1, diags.count[DIAG_WARNING]);
	}
	assert_null(json_parse(&arena, str_of(nested(33)), start, JSON_STRICT, &diags, &warning));
}

static void json__a_key_that_stands_twice_names_both_places(void **state)
{
	(void)state;
	refuse("{\"a\":1,\n \"b\":2,\n  \"a\":3}",
		"p.json:3:3: 'a' stands twice in this object (first at line 1) [bad-json]\n");
	refuse("{\"a\":1,\n\"\\u0061\":3}",
		"p.json:2:1: 'a' stands twice in this object (first at line 1) [bad-json]\n");
	assert_int_equal(2, take("{\"a\":{\"a\":1},\"A\":2}")->count);
}

static void json__one_run_shows_every_mistake_that_leaves_it_readable(void **state)
{
	(void)state;
	refuse("{\"a\":007,\n\"a\":1,\n\"b\":[\"\t\", 1.,\n\"\\u0000\"], \"b\":2}",
		"p.json:1:6: '007' is not a JSON number [bad-json]\n"
		"p.json:2:1: 'a' stands twice in this object (first at line 1) [bad-json]\n"
		"p.json:3:7: a raw control byte in a string: write it as an escape such as \\n"
		" [bad-json]\n"
		"p.json:3:11: '1.' is not a JSON number [bad-json]\n"
		"p.json:4:2: \\u0000 is not allowed in a string [bad-json]\n"
		"p.json:4:12: 'b' stands twice in this object (first at line 3) [bad-json]\n");
}

static void json__no_nul_byte_gets_into_a_string(void **state)
{
	(void)state;
	refuse("[\"a\\u0000b\"]", "p.json:1:4: \\u0000 is not allowed in a string [bad-json]\n");
	refuse("{\"a\\u0000b\":1}", "p.json:1:4: \\u0000 is not allowed in a string [bad-json]\n");
	refuse_bytes(STR("[\"a\0b\"]"), "p.json:1:4: a NUL byte [bad-json]\n");
	refuse_bytes(STR("[1]\0"), "p.json:1:4: a NUL byte [bad-json]\n");
	/* cJSON reads four letters that are no hex digits as 0, and the string ends there. */
	refuse("[\"a\\uzzzzb\"]", "p.json:1:4: \\u without four hex digits behind it [bad-json]\n");
	refuse("[\"a\\u00g1\"]", "p.json:1:4: \\u without four hex digits behind it [bad-json]\n");
	refuse("[\"a\\u\\\"00\"]",
		"p.json:1:4: \\u without four hex digits behind it [bad-json]\n");
}

static void json__raw_control_bytes_are_refused_everywhere(void **state)
{
	static const char inside[] =
		"a raw control byte in a string: write it as an escape such as \\n";

	(void)state;
	refuse("[\"a\nb\"]", arena_printf(&arena, "p.json:1:4: %s [bad-json]\n", inside).p);
	refuse("{\"a\tb\":1}", arena_printf(&arena, "p.json:1:4: %s [bad-json]\n", inside).p);
	refuse("[\"\x1f\"]", arena_printf(&arena, "p.json:1:3: %s [bad-json]\n", inside).p);
	/* cJSON takes all of them for white space. */
	refuse("{\n\f\"a\":1}", "p.json:2:1: a control byte [bad-json]\n");
	refuse("[1,\v2]", "p.json:1:4: a control byte [bad-json]\n");
	refuse("\x01[]\x02",
		"p.json:1:1: a control byte [bad-json]\n"
		"p.json:1:4: a control byte [bad-json]\n");
}

static void json__invalid_utf8_is_refused_where_it_stands(void **state)
{
	(void)state;
	refuse("[\"\xc3\xa4\",\n\"b\xff\"]", "p.json:2:3: not valid UTF-8 [bad-json]\n");
	refuse("[\"\xed\xa0\x80\"]", "p.json:1:3: not valid UTF-8 [bad-json]\n");
	refuse("[] // \xc3", "p.json:1:7: not valid UTF-8 [bad-json]\n");
	assert_null(parse(STR("[\"\\ud800\"]"), JSON_STRICT));
	assert_null(parse(STR("[\"\\ude80\\ud83d\"]"), JSON_STRICT));
}

static void json__what_follows_the_value_is_refused(void **state)
{
	(void)state;
	refuse("{}\n {}", "p.json:2:2: something follows the end of the JSON value [bad-json]\n");
	refuse("[1]]", "p.json:1:4: something follows the end of the JSON value [bad-json]\n");
	refuse("true1", "p.json:1:5: something follows the end of the JSON value [bad-json]\n");
	refuse("1-2", "p.json:1:1: '1-2' is not a JSON number [bad-json]\n");
}

static void json__a_text_that_ends_too_early_says_so_at_its_end(void **state)
{
	(void)state;
	refuse("", "p.json:1:1: the JSON ends too early [bad-json]\n");
	refuse(" \n ", "p.json:2:2: the JSON ends too early [bad-json]\n");
	refuse("{\"a\": 1", "p.json:1:8: the JSON ends too early [bad-json]\n");
	refuse("{\"a\": 1\n", "p.json:2:1: the JSON ends too early [bad-json]\n");
	refuse("[1,", "p.json:1:4: the JSON ends too early [bad-json]\n");
	refuse("{\"a\":1,\n", "p.json:2:1: the JSON ends too early [bad-json]\n");
	refuse("{\"a\"", "p.json:1:5: the JSON ends too early [bad-json]\n");
}

static void json__a_mistake_in_the_grammar_is_shown_where_it_stands(void **state)
{
	static const struct {
		const char *text;
		uint32_t line, column;
	} cases[] = {
		{ "{\"a\":1,}\n", 1, 8 },
		{ "{\"a\":1,\n}\n", 2, 1 },
		{ "[1,\n]\n", 2, 1 },
		{ "{a: 1}", 1, 2 },
		{ "{'a': 1}", 1, 2 },
		{ "{\"a\" 1}", 1, 6 },
		{ "{\"a\":}", 1, 6 },
		{ "[1 2]", 1, 4 },
		{ "[1,,2]", 1, 4 },
		{ "[tru]", 1, 2 },
		{ "[1,2}", 1, 5 },
		{ "{\"a\":1]", 1, 7 },
		{ "[\"a\\q\"]", 1, 4 },
		{ "}", 1, 1 },
		{ "[1,{}x]", 1, 6 },
		{ "[1,[x]]", 1, 5 },
		{ "[1,{x}]", 1, 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		refuse(cases[i].text,
			arena_printf(&arena,
				"p.json:%u:%u: not valid JSON from here on: a quote, comma, colon or"
				" value is missing or too many [bad-json]\n",
				cases[i].line, cases[i].column)
				.p);
}

static void json__any_one_byte_changed_is_read_or_refused_without_harm(void **state)
{
	static const char text[] =
		"{\"a\\u00e4\":[1.5e3,{\"b\":null}],// c\n\"c\":\"\xc3\xa4\",\"d\":true}";

	(void)state;
	for (size_t i = 0; i < sizeof(text) - 1; i++) {
		for (int byte = 0; byte < 256; byte++) {
			char changed[sizeof(text)];
			struct str s = { changed, sizeof(text) - 1 };

			diags = (struct diags){ .arena = &arena };
			memcpy(changed, text, sizeof(text));
			changed[i] = (char)byte;
			if ((parse(s, JSON_COMMENTS) != NULL) == (diags.status != 0))
				fail_msg("byte %d at %zu: value and diagnostics disagree", byte, i);
		}
		arena_reset(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(json__a_kind_that_is_no_error_refuses_as_well),
		CHECK(json__a_key_that_stands_twice_names_both_places),
		CHECK(json__one_run_shows_every_mistake_that_leaves_it_readable),
		CHECK(json__no_nul_byte_gets_into_a_string),
		CHECK(json__raw_control_bytes_are_refused_everywhere),
		CHECK(json__invalid_utf8_is_refused_where_it_stands),
		CHECK(json__what_follows_the_value_is_refused),
		CHECK(json__a_text_that_ends_too_early_says_so_at_its_end),
		CHECK(json__a_mistake_in_the_grammar_is_shown_where_it_stands),
		CHECK(json__any_one_byte_changed_is_read_or_refused_without_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
