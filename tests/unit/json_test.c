#include "tests/unit/check.h"

#include "gate/base/json.h"

static const struct diag_kind bad = { "bad-json", DIAG_ERROR, 2 };

static const struct json *parse(struct str text, enum json_flags flags)
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

static const struct json *take(const char *text)
{
	const struct json *root;

	diags = (struct diags){ .arena = &arena };
	root = parse(str_of(text), JSON_COMMENTS);
	if (!root)
		fail_msg("refused: %s%s", text, said());
	assert_null(diags.first);
	return root;
}

static void refuse_bytes(struct str text, const char *what)
{
	diags = (struct diags){ .arena = &arena };
	if (parse(text, JSON_STRICT))
		fail_msg("taken: %s", text_of_str(text));
	assert_string_equal(what, said());
}

static void refuse(const char *text, const char *what)
{
	refuse_bytes(str_of(text), what);
}

static void assert_at(uint32_t line, uint32_t column, struct place at)
{
	assert_str("p.json", at.file);
	assert_int_equal(line, at.line);
	assert_int_equal(column, at.column);
}

static const char *nested(int depth)
{
	struct buf b = { 0 };
	const char *text;

	buf_repeat(&b, '[', (size_t)depth);
	buf_repeat(&b, ']', (size_t)depth);
	text = arena_str(&arena, buf_str(&b)).p;
	buf_release(&b);
	return text;
}

static void json__every_type_is_read(void **state)
{
	const struct json *root = take("{\"n\":null,\"t\":true,\"f\":false,\"i\":-1.5e+3,"
				       "\"s\":\"x\",\"a\":[1,2],\"o\":{}}");

	(void)state;
	assert_int_equal(JSON_OBJECT, root->type);
	assert_int_equal(7, root->count);
	assert_int_equal(JSON_NULL, json_get(root, "n")->type);
	assert_true(json_get(root, "t")->type == JSON_BOOL && json_get(root, "t")->truth);
	assert_true(json_get(root, "f")->type == JSON_BOOL && !json_get(root, "f")->truth);
	assert_int_equal(JSON_NUMBER, json_get(root, "i")->type);
	assert_str("-1.5e+3", json_get(root, "i")->text);
	assert_str("x", json_get(root, "s")->text);
	assert_int_equal(2, json_get(root, "a")->count);
	assert_int_equal(0, json_get(root, "o")->count);
	assert_null(json_get(root, "o")->child);
	assert_null(json_get(root, "N"));
	assert_null(json_get(json_get(root, "a"), "0"));
	assert_null(json_get(NULL, "n"));
}

static void json__any_value_may_be_the_root(void **state)
{
	(void)state;
	assert_int_equal(JSON_NUMBER, take(" 0 ")->type);
	assert_int_equal(JSON_STRING, take("\"\"")->type);
	assert_int_equal(JSON_NULL, take("null")->type);
	assert_int_equal(JSON_ARRAY, take("[]")->type);
}

static void json__escapes_are_decoded(void **state)
{
	(void)state;
	assert_str("\" \\ / \b\f\n\r\t \xc3\xa4 \xf0\x9f\x9a\x80",
		take("\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e4 \\ud83d\\ude80\"")->text);
	assert_str("\\u0000", take("\"\\\\u0000\"")->text);
}

static void json__every_node_knows_its_place_in_bytes(void **state)
{
	const struct json *root = take("// first \xc3\xa4\n\n  {\r\n\t\"\xe2\x82\xac\" : [ 1, // two\n"
				       "   -2.5 ],\n\"b\\\"//\":{\"c\":true} }");
	const struct json *list = json_get(root, "\xe2\x82\xac"), *b = json_get(root, "b\"//");

	(void)state;
	assert_at(3, 3, root->at);
	assert_at(4, 2, list->key_at);
	assert_at(4, 10, list->at);
	assert_at(4, 12, list->child->at);
	assert_at(5, 4, list->child->next->at);
	assert_at(6, 1, b->key_at);
	assert_at(6, 9, b->at);
	assert_at(6, 10, b->child->key_at);
	assert_at(6, 14, b->child->at);
}

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

static void json__a_place_may_start_inside_another_file(void **state)
{
	struct place start = { .file = STR("note"), .line = 7, .column = 5 };
	const struct json *root =
		json_parse(&arena, STR("[1,\n2]"), start, JSON_STRICT, &diags, &bad);

	(void)state;
	assert_non_null(root);
	assert_int_equal(7, root->child->at.line);
	assert_int_equal(6, root->child->at.column);
	assert_int_equal(8, root->child->next->at.line);
	assert_int_equal(1, root->child->next->at.column);
}

static void json__comments_are_taken_only_where_they_are_allowed(void **state)
{
	(void)state;
	assert_str("http://x", take("[\"http://x\" // \"no\n] // end")->child->text);
	assert_str("a\\//", take("[\"a\\\\//\"]")->child->text);
	assert_int_equal(2, take("[1//\n,2]//")->count);
	refuse("[1 // one\n]", "p.json:1:4: not valid JSON from here on: a quote, comma, colon or value"
			       " is missing or too many [bad-json]\n");
	assert_null(parse(STR("[1 /* one */]"), JSON_COMMENTS));
	assert_null(parse(STR("[1] / / x"), JSON_COMMENTS));
}

static void json__a_byte_order_mark_is_skipped(void **state)
{
	const struct json *root = take("\xef\xbb\xbf{\"a\":[1]}");

	(void)state;
	assert_at(1, 4, root->at);
	assert_at(1, 5, json_get(root, "a")->key_at);
	assert_at(1, 9, json_get(root, "a")->at);
	assert_null(parse(STR("[\xef\xbb\xbf]"), JSON_STRICT));
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

static void json__numbers_are_as_the_grammar_says_and_kept_as_text(void **state)
{
	static const char *const good[] = { "0", "-0", "10", "1.50", "1e400", "-1E-400", "0.0e+0",
		"18446744073709551616", "9007199254740993" };
	static const char *const wrong[] = { "007", "-01", "1.", "1.e3", "00", "-", "+1", ".5", "1e",
		"1e+", "1.5.5", "1-2", "--1", "0x10", "1_000", "NaN", "Infinity", "1,5" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_str(good[i], take(good[i])->text);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		if (parse(str_of(wrong[i]), JSON_STRICT))
			fail_msg("%s was taken", wrong[i]);
	}
	refuse("[1,\n 007]", "p.json:2:2: '007' is not a JSON number [bad-json]\n");
	refuse("{\"a\": 1.}", "p.json:1:7: '1.' is not a JSON number [bad-json]\n");
}

static void json__a_number_of_any_length_is_kept_or_refused_whole(void **state)
{
	struct str digits = arena_printf(&arena, "%0*d", 62, 0);
	const struct json *root;
	char *text = (char *)(uintptr_t)digits.p;

	(void)state;
	memset(text, '9', digits.n);
	assert_str(text, take(text)->text);
	digits = arena_printf(&arena, "%s%s", text, text);
	root = parse(digits, JSON_STRICT);
	assert_true(root ? str_eq(digits, root->text) : diags.count[DIAG_ERROR] == 1);
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
	refuse("[\"a\\u\\\"00\"]", "p.json:1:4: \\u without four hex digits behind it [bad-json]\n");
}

static void json__raw_control_bytes_are_refused_everywhere(void **state)
{
	static const char inside[] = "a raw control byte in a string: write it as an escape such as \\n";

	(void)state;
	refuse("[\"a\nb\"]", arena_printf(&arena, "p.json:1:4: %s [bad-json]\n", inside).p);
	refuse("{\"a\tb\":1}", arena_printf(&arena, "p.json:1:4: %s [bad-json]\n", inside).p);
	refuse("[\"\x1f\"]", arena_printf(&arena, "p.json:1:3: %s [bad-json]\n", inside).p);
	/* cJSON takes all of them for white space. */
	refuse("{\n\f\"a\":1}", "p.json:2:1: a control byte [bad-json]\n");
	refuse("[1,\v2]", "p.json:1:4: a control byte [bad-json]\n");
	refuse("\x01[]\x02", "p.json:1:1: a control byte [bad-json]\n"
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

static void json__nesting_has_a_limit(void **state)
{
	(void)state;
	take(nested(JSON_DEPTH_MAX));
	refuse(nested(JSON_DEPTH_MAX + 1), "p.json:1:33: nested deeper than 32 [bad-json]\n");
	refuse(nested(900), "p.json:1:33: nested deeper than 32 [bad-json]\n");
	assert_null(parse(str_of(nested(100000)), JSON_STRICT));
	/* Side by side is not deep. */
	take("[[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]],[[]]]");
}

static struct str object_of(int keys)
{
	struct buf b = { 0 };
	struct str text;

	for (int i = 0; i < keys; i++)
		buf_printf(&b, "%c\n\"%d\":0", i ? ',' : '{', i);
	buf_byte(&b, '}');
	text = arena_str(&arena, buf_str(&b));
	buf_release(&b);
	return text;
}

static void json__keys_of_an_object_have_a_limit(void **state)
{
	(void)state;
	assert_int_equal(JSON_CHILDREN_MAX, take(object_of(JSON_CHILDREN_MAX).p)->count);
	refuse_bytes(object_of(JSON_CHILDREN_MAX + 1),
		"p.json:4098:1: more than 4096 keys in one object [bad-json]\n");
}

static void json__a_text_over_the_limit_is_refused(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_repeat(&b, ' ', JSON_BYTES_MAX);
	buf_byte(&b, '1');
	refuse_bytes(buf_str(&b), "p.json:1:1: larger than 16 MiB [bad-json]\n");
	buf_release(&b);
}

static void json__any_one_byte_changed_is_read_or_refused_without_harm(void **state)
{
	static const char text[] = "{\"a\\u00e4\":[1.5e3,{\"b\":null}],// c\n\"c\":\"\xc3\xa4\",\"d\":true}";

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
		CHECK(json__every_type_is_read),
		CHECK(json__any_value_may_be_the_root),
		CHECK(json__escapes_are_decoded),
		CHECK(json__every_node_knows_its_place_in_bytes),
		CHECK(json__a_kind_that_is_no_error_refuses_as_well),
		CHECK(json__a_place_may_start_inside_another_file),
		CHECK(json__comments_are_taken_only_where_they_are_allowed),
		CHECK(json__a_byte_order_mark_is_skipped),
		CHECK(json__a_key_that_stands_twice_names_both_places),
		CHECK(json__one_run_shows_every_mistake_that_leaves_it_readable),
		CHECK(json__numbers_are_as_the_grammar_says_and_kept_as_text),
		CHECK(json__a_number_of_any_length_is_kept_or_refused_whole),
		CHECK(json__no_nul_byte_gets_into_a_string),
		CHECK(json__raw_control_bytes_are_refused_everywhere),
		CHECK(json__invalid_utf8_is_refused_where_it_stands),
		CHECK(json__what_follows_the_value_is_refused),
		CHECK(json__a_text_that_ends_too_early_says_so_at_its_end),
		CHECK(json__a_mistake_in_the_grammar_is_shown_where_it_stands),
		CHECK(json__nesting_has_a_limit),
		CHECK(json__keys_of_an_object_have_a_limit),
		CHECK(json__a_text_over_the_limit_is_refused),
		CHECK(json__any_one_byte_changed_is_read_or_refused_without_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
