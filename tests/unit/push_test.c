/* What git writes to hooks, line by line, and what it does not. */
#include "gate/model/push.h"

#include "gate/model/diagnostics.h"
#include "tests/unit/check.h"

#define ZERO "0000000000000000000000000000000000000000"
#define ONE "1111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222"
#define SHA256 ONE "aaaaaaaaaaaaaaaaaaaaaaaa"

static struct push push;

static int set_up(void **state)
{
	push = (struct push){ .arena = &arena };
	return check_set_up(state);
}

static void sent(const char *text)
{
	assert_int_equal(0, push_parse_sent(&push, str_of(text), &diags));
	assert_null(diags.first);
}

static void assert_ref(size_t i, const char *ref, const char *tip, const char *from)
{
	assert_true(i < push.n);
	assert_string_equal(ref, push.v[i].ref.p);
	assert_string_equal(tip, push.v[i].tip.p);
	assert_string_equal(from, push.v[i].from.p);
}

static void push__every_line_is_a_ref(void **state)
{
	(void)state;
	sent("refs/heads/a " ONE " refs/heads/b " TWO "\n"
	     "HEAD~1 " TWO " refs/heads/c " ZERO "\n"
	     "(delete) " ZERO " refs/heads/d " ONE "\n");
	assert_int_equal(3, push.n);
	assert_ref(0, "refs/heads/b", ONE, TWO);
	assert_ref(1, "refs/heads/c", TWO, ZERO);
	assert_ref(2, "refs/heads/d", ZERO, ONE);
}

static void push__nothing_is_no_ref(void **state)
{
	(void)state;
	sent("");
	assert_int_equal(0, push.n);
}

static void push__a_last_line_may_lack_its_end(void **state)
{
	(void)state;
	sent("HEAD " ONE " refs/heads/a " ZERO);
	assert_ref(0, "refs/heads/a", ONE, ZERO);
}

static void push__what_was_named_may_have_spaces(void **state)
{
	(void)state;
	sent("HEAD^{/fix  the thing} " ONE " refs/heads/a " TWO "\n");
	assert_ref(0, "refs/heads/a", ONE, TWO);
}

static void push__ids_may_be_longer_ones(void **state)
{
	(void)state;
	sent("HEAD " SHA256 " refs/heads/a " SHA256 "\n");
	assert_ref(0, "refs/heads/a", SHA256, SHA256);
}

static void push__a_server_is_told_in_another_order(void **state)
{
	(void)state;
	assert_int_equal(0,
		push_parse_received(&push,
			STR(ZERO " " ONE " refs/heads/a\n" TWO " " ZERO " refs/notes/areagate\n"),
			&diags));
	assert_int_equal(2, push.n);
	assert_ref(0, "refs/heads/a", ONE, ZERO);
	assert_ref(1, "refs/notes/areagate", ZERO, TWO);
}

/* Each is told with its line, and the others are taken. */
static void push__what_git_does_not_write_is_told(void **state)
{
	static const char *const lines[] = {
		"\n",
		" \n",
		"refs/heads/a\n",
		ONE " refs/heads/a " ZERO "\n",
		" " ONE " refs/heads/a " ZERO "\n",
		"HEAD " ONE " refs/heads/a \n",
		"HEAD " ONE " main " ZERO "\n",
		"HEAD HEAD refs/heads/a " ZERO "\n",
		"HEAD " ONE " refs/heads/a 1" ZERO "\n",
		"HEAD " ONE " refs/heads/a 000000000000000000000000000000000000000\n",
		"HEAD " ONE " refs/heads/a AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
		"HEAD " ONE " refs/heads/a " ZERO " \n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct str text =
			arena_printf(&arena, "%sHEAD " ONE " refs/heads/b " ZERO "\n", lines[i]);

		diags = (struct diags){ .arena = &arena };
		push = (struct push){ .arena = &arena };
		assert_int_equal(-1, push_parse_sent(&push, text, &diags));
		assert_ptr_equal(DIAG(PUSH_INPUT), diags.first->kind);
		assert_int_equal(1, diags.first->at.line);
		assert_null(diags.first->next);
		assert_int_equal(1, push.n);
	}
}

static void push__a_nul_byte_is_told(void **state)
{
	(void)state;
	assert_int_equal(
		-1, push_parse_sent(&push, STR("HEAD " ONE " refs/heads/a\0b " ZERO "\n"), &diags));
	assert_int_equal(0, push.n);
}

static void push__zeros_of_any_length_are_no_object(void **state)
{
	(void)state;
	assert_true(push_is_zero(STR(ZERO)));
	assert_true(push_is_zero(STR(ZERO "000000000000000000000000")));
	assert_false(push_is_zero(STR(ONE)));
	assert_false(push_is_zero(STR("")));
}

static void push__branches_are_judged_and_nothing_else(void **state)
{
	static const struct {
		const char *ref, *tip;
		bool judged;
	} samples[] = {
		{ "refs/heads/main", ONE, true },
		{ "refs/heads/refs/tags/x", ONE, true },
		{ "refs/for/main", ONE, true },
		{ "HEAD", "HEAD", true },
		{ "refs/heads/main", ZERO, false },
		{ "refs/tags/v1", ONE, false },
		{ "refs/notes/areagate", ONE, false },
		{ "refs/areagate/fetched", ONE, false },
		{ "refs/remotes/origin/main", ONE, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct pushed_ref r = { .ref = str_of(samples[i].ref),
			.tip = str_of(samples[i].tip),
			.from = STR(ZERO) };

		assert_int_equal(samples[i].judged, push_is_judged(&r));
	}
}

static void push__a_branch_has_its_short_name(void **state)
{
	struct pushed_ref branch = { .ref = STR("refs/heads/release/1") };
	struct pushed_ref tag = { .ref = STR("refs/tags/release/1") };
	struct str name = STR("");

	(void)state;
	assert_true(push_branch(&branch, &name));
	assert_str("release/1", name);
	assert_false(push_branch(&tag, &name));
}

#define PUSH_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, check_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PUSH_TEST(push__every_line_is_a_ref),
		PUSH_TEST(push__nothing_is_no_ref),
		PUSH_TEST(push__a_last_line_may_lack_its_end),
		PUSH_TEST(push__what_was_named_may_have_spaces),
		PUSH_TEST(push__ids_may_be_longer_ones),
		PUSH_TEST(push__a_server_is_told_in_another_order),
		PUSH_TEST(push__what_git_does_not_write_is_told),
		PUSH_TEST(push__a_nul_byte_is_told),
		PUSH_TEST(push__zeros_of_any_length_are_no_object),
		PUSH_TEST(push__branches_are_judged_and_nothing_else),
		PUSH_TEST(push__a_branch_has_its_short_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
