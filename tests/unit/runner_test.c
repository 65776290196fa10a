/* What a runner of GitHub Actions would obey in what a job prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/fuzz/github_properties.h"
#include "tests/unit/attacks.h"

static void runner__finds_no_command_but_ours_in_known_attacks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		const char *output, *wrong = github_violation(str_of(attacks[i]), &output);

		if (wrong)
			fail_msg("%s of attack %zu (%s): %s", output, i, attacks[i], wrong);
	}
}

static void runner__finds_no_command_but_ours_in_any_bytes(void **state)
{
	uint64_t random = 0x9e3779b97f4a7c15;
	struct buf text = { 0 }, part = { 0 };

	(void)state;
	for (int i = 0; i < 500; i++) {
		const char *output, *wrong;

		buf_truncate(&text, 0);
		for (uint64_t parts = next_random(&random) % HOSTILE_PARTS + 1; parts; parts--) {
			random_text(&part, &random);
			buf_add(&text, buf_str(&part));
			buf_byte(&text, '\0');
		}
		wrong = github_violation(buf_str(&text), &output);
		if (wrong)
			fail_msg("%s of text %d: %s", output, i, wrong);
	}
	buf_release(&text);
	buf_release(&part);
}

/* A model that finds nothing proves nothing. */
static void runner__obeys_what_it_is_known_to_obey(void **state)
{
	struct runner_command c;

	(void)state;
	assert_true(runner_reads(STR("::error file=a,line=3::m::n"), &c));
	assert_true(str_eq(STR("error"), c.name) && str_eq(STR("file=a,line=3"), c.properties));
	assert_true(str_eq(STR("m::n"), c.data));
	assert_true(runner_reads(STR(" \xe2\x80\x83\t::group::"), &c));
	assert_true(runner_reads(STR("x ##[error]y"), &c) && c.legacy);
	assert_false(runner_reads(STR("x ::error::y"), &c));
	assert_false(runner_reads(STR(":: ::"), &c));
	assert_false(runner_reads(STR("::error:"), &c));
	assert_int_equal(3, runner_count(STR("::a::\r::b::\r\nx\n::c::")));
	assert_non_null(check_commands(STR("::error title=x::y\nz")));
	assert_non_null(check_commands(STR("::add-mask title=x::y")));
	assert_non_null(check_commands(STR("::error title=x,file=y::z")));
	assert_non_null(check_step_outputs(STR("gate=open\nx=a b\n")));
	assert_non_null(check_comment(STR("<!-- areagate:comment job=--> -->\n")));
}

static void runner__text_for_people_is_broken_where_it_would_be_obeyed(void **state)
{
	struct buf out = { 0 };

	(void)state;
	escape_runner(&out, STR("::a::\n \t::b::\rx ::c:: ##[d]\n\x1b\xc2\x85::e::"));
	assert_string_equal(
		":\xe2\x80\x8b:a::\n \t:\xe2\x80\x8b:b::\rx ::c:: #\xe2\x80\x8b#[d]\n\x1b"
		"\xc2\x85:\xe2\x80\x8b:e::",
		out.p);
	assert_int_equal(0, runner_count(buf_str(&out)));
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runner__finds_no_command_but_ours_in_known_attacks),
		cmocka_unit_test(runner__finds_no_command_but_ours_in_any_bytes),
		cmocka_unit_test(runner__obeys_what_it_is_known_to_obey),
		cmocka_unit_test(runner__text_for_people_is_broken_where_it_would_be_obeyed),
	};

	return cmocka_run_group_tests_name("runner", tests, NULL, NULL);
}
