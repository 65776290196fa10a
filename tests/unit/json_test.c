#include "tests/unit/json_fixture.h"

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
	const struct json *root =
		take("// first \xc3\xa4\n\n  {\r\n\t\"\xe2\x82\xac\" : [ 1, // two\n"
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
	refuse("[1 // one\n]",
		"p.json:1:4: not valid JSON from here on: a quote, comma, colon or value"
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

static void json__numbers_are_as_the_grammar_says_and_kept_as_text(void **state)
{
	static const char *const good[] = { "0", "-0", "10", "1.50", "1e400", "-1E-400", "0.0e+0",
		"18446744073709551616", "9007199254740993" };
	static const char *const wrong[] = { "007", "-01", "1.", "1.e3", "00", "-", "+1", ".5",
		"1e", "1e+", "1.5.5", "1-2", "--1", "0x10", "1_000", "NaN", "Infinity", "1,5" };

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(json__every_type_is_read),
		CHECK(json__any_value_may_be_the_root),
		CHECK(json__escapes_are_decoded),
		CHECK(json__every_node_knows_its_place_in_bytes),
		CHECK(json__a_place_may_start_inside_another_file),
		CHECK(json__comments_are_taken_only_where_they_are_allowed),
		CHECK(json__a_byte_order_mark_is_skipped),
		CHECK(json__numbers_are_as_the_grammar_says_and_kept_as_text),
		CHECK(json__a_number_of_any_length_is_kept_or_refused_whole),
		CHECK(json__nesting_has_a_limit),
		CHECK(json__keys_of_an_object_have_a_limit),
		CHECK(json__a_text_over_the_limit_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
