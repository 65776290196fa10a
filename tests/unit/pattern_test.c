#include "tests/unit/check.h"

#include <time.h>

#include "gate/base/pattern.h"

static struct pattern *regex(const char *text)
{
	struct pattern_mistake m;
	struct pattern *p = pattern_of_regex(str_of(text), &m);

	if (!p)
		fail_msg("'%s' was refused: %s", text, m.why);
	return p;
}

static void pattern__shows_what_its_groups_matched(void **state)
{
	struct pattern *p = regex("^check\\((?:(?<suite>\\w+),)?(?<name>\\w+)\\)");
	struct str found[4];
	uint64_t steps = 1000;

	(void)state;
	assert_int_equal(2, pattern_groups(p));
	assert_int_equal(2, pattern_group(p, "name"));
	assert_int_equal(1, pattern_group(p, "suite"));
	assert_int_equal(0, pattern_group(p, "nobody"));
	assert_true(pattern_find(p, STR("check(net,send) // net"), found, 4, &steps));
	assert_str("check(net,send)", found[0]);
	assert_str("net", found[1]);
	assert_str("send", found[2]);
	assert_str("", found[3]);
	assert_true(pattern_find(p, STR("check(send)"), found, 4, &steps));
	assert_str("", found[1]);
	assert_false(pattern_find(p, STR(" check(send)"), found, 4, &steps));
	assert_false(pattern_find(p, (struct str){ 0 }, found, 4, &steps));
	assert_true(steps < 1000);
	pattern_free(p);
}

static void pattern__that_is_none_says_why_and_where(void **state)
{
	struct pattern_mistake m;
	char many[PATTERN_BYTES_MAX + 1];

	(void)state;
	assert_null(pattern_of_regex(STR("a(b"), &m));
	assert_string_equal("missing closing parenthesis", m.why);
	assert_int_equal(3, m.offset);
	assert_null(pattern_of_regex(STR("(*UTF)a"), &m));
	memset(many, 'a', sizeof(many));
	assert_null(pattern_of_regex((struct str){ many, sizeof(many) }, &m));
	assert_string_equal("longer than 1000 bytes", m.why);
}

static void pattern__that_would_take_ages_does_not_match(void **state)
{
	struct pattern *p = regex("((a+)+)+$");
	char text[3000];
	struct str found[2];
	uint64_t steps = 200000;
	clock_t start = clock();

	(void)state;
	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 1] = 'b';
	for (int i = 0; i < 1000; i++)
		assert_false(pattern_find(p, (struct str){ text, sizeof(text) }, found, 2, &steps));
	assert_int_equal(0, steps);
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
	pattern_free(p);
	pattern_free(NULL);
}

/* By its own limit, whatever steps are left: that is not the same as no match. */
static void pattern__that_gives_up_has_no_steps_left(void **state)
{
	struct pattern *p = regex("(*LIMIT_MATCH=20)^(?:a|b|ab)+c");
	struct str found[1];
	uint64_t steps = 200000;

	(void)state;
	assert_false(pattern_find(p, STR("cc"), found, 1, &steps));
	assert_true(steps > 0);
	assert_true(pattern_find(p, STR("abc"), found, 1, &steps));
	assert_false(pattern_find(p, STR("abababababababababababc."), found, 1, &steps));
	assert_int_equal(0, steps);
	assert_false(pattern_find(p, STR("abc"), found, 1, &steps));
	pattern_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(pattern__shows_what_its_groups_matched),
		CHECK(pattern__that_is_none_says_why_and_where),
		CHECK(pattern__that_would_take_ages_does_not_match),
		CHECK(pattern__that_gives_up_has_no_steps_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
