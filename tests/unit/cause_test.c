#include "tests/unit/check.h"

#include <string.h>

#include "parsers/cause.h"

static struct causes causes;

static int set_up(void **state)
{
	check_set_up(state);
	causes = (struct causes){ .names.arena = &arena };
	return 0;
}

#define CAUSE(test) cmocka_unit_test_setup_teardown(test, set_up, check_tear_down)

/* Real texts: type, message, body; then what they mean. */
static const struct sample {
	const char *type, *message, *text;
	enum cause_kind kind;
	const char *what;
} samples[] = {
#include "tests/unit/cause_samples.h"
};

static void cause__what_real_runners_write_is_understood(void **state)
{
	unsigned wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct sample *s = &samples[i];
		struct cause_text t = { .type = str_of(s->type),
			.message = str_of(s->message),
			.text = str_of(s->text) };
		const struct cause *cause = causes_find(&causes, &t);

		if (cause && cause->kind == s->kind && str_eq(cause->what, str_of(s->what)))
			continue;
		print_message("sample %zu '%s' '%s': kind %d '" STR_FMT "', not %d '%s'\n", i,
			s->message, s->text, cause ? (int)cause->kind : -1,
			STR_ARG(cause ? cause->what : STR("")), (int)s->kind, s->what);
		wrong++;
	}
	assert_int_equal(0, wrong);
}

static const struct cause *find(const char *message, struct str text, bool set_up)
{
	struct cause_text t = { .message = str_of(message), .text = text, .set_up = set_up };

	return causes_find(&causes, &t);
}

static void cause__equal_causes_are_one_in_memory(void **state)
{
	const struct cause *first = find("No module named 'app.models.user'", STR(""), false);

	(void)state;
	assert_ptr_equal(first,
		find("collection failure",
			STR("E   ModuleNotFoundError: No module named 'app.models.user'"), false));
	assert_ptr_equal(first, find("Cannot find module 'app.models.user'", STR(""), false));
	assert_ptr_not_equal(first, find("No module named 'app.models'", STR(""), false));
	for (int i = 0; i < 10000; i++)
		find(arena_printf(&arena, "assert %d == %d", i, -i).p, STR(""), false);
	assert_int_equal(3, causes.n);
}

static void cause__what_says_nothing_has_none(void **state)
{
	(void)state;
	assert_null(find("", STR(""), false));
	assert_null(find(" ", STR(" \n\t"), true));
}

static void cause__what_never_started_failed_in_its_set_up(void **state)
{
	(void)state;
	assert_int_equal(CAUSE_FIXTURE, find("no database", STR(""), true)->kind);
	assert_int_equal(CAUSE_FIXTURE, find("assert 1 == 2", STR(""), true)->kind);
	assert_int_equal(CAUSE_MISSING_MODULE, find("No module named 'x'", STR(""), true)->kind);
}

static void cause__code_and_stacks_are_not_what_happened(void **state)
{
	(void)state;
	assert_int_equal(CAUSE_OTHER,
		find("boom", STR("> 1 | raise('Connection refused')\n    at timed out (a.js:1:2)"),
			false)
			->kind);
	/* Beside what pytest marks, the source of the test stands in the text. */
	assert_int_equal(CAUSE_OTHER,
		find("ValueError: boom",
			STR("    with raises(ConnectionError, match='Connection refused'):\n"
			    "E   ValueError: boom"),
			false)
			->kind);
}

static void cause__the_end_of_a_long_text_counts(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_puts(&text, "Traceback:\n");
	for (int i = 0; i < 100000; i++)
		buf_printf(&text, "  frame %d\n", i);
	buf_puts(&text, "E   ModuleNotFoundError: No module named 'late'");
	assert_str("late", find("collection failure", buf_str(&text), false)->what);
	buf_release(&text);
}

/* Each is cut, told apart from nothing, or taken as it is; sinks encode it. */
static void cause__hostile_texts_cost_little(void **state)
{
	const struct str texts[] = { STR("No module named '\0\x1b[31m\0'"),
		STR("No module named '"), STR("'\"`'\"`'"), STR("\0\0\0"),
		STR("\xe2\x80\xae gnp.exe"), STR("\xff\xfe\xc3"), STR("port port= port 1"),
		STR("ECONNREFUSED :::::::::"), STR("File \"File \"SyntaxError: "),
		STR("Cannot find module './' from ''"), STR("Require stack:"),
		STR("::1:5432 Connection refused") };
	struct buf text = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_true(find("", texts[i], false)->what.n <= CAUSE_WHAT_BYTES_MAX);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		buf_truncate(&text, 0);
		while (text.n < 1000000)
			buf_add(&text, texts[i]);
		for (int times = 0; times < 20; times++) {
			assert_non_null(find("", buf_str(&text), false));
			assert_non_null(causes_find(
				&causes, &(struct cause_text){ .message = buf_str(&text) }));
		}
	}
	buf_release(&text);
	assert_true(arena.bytes < 1000000);
}

static void cause__any_bytes_are_survived(void **state)
{
	static const char *const parts[] = { "No module named '", "'", "\"", " from ", "File \"",
		"SyntaxError: ", "ECONNREFUSED ", "localhost:", "5432", "\n", "E   ", "./", "/",
		"port ", "Require stack:\n- ", "expected:<", "> but was:<", ": ", "\0", "\xff",
		"0x1f ", "a.c:1:2: ", "error: ", "Cannot find module '", "spawn ", " ENOENT" };
	uint32_t seed = 4711;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf text = { 0 };
		unsigned n = next_number(&seed) % 12;

		while (n--) {
			unsigned part = next_number(&seed) % (sizeof(parts) / sizeof(parts[0]));

			buf_add(&text, part == 18 ? (struct str){ "", 1 } : str_of(parts[part]));
		}
		/* An allocation of its own size, so that a byte too far is caught. */
		if (text.n) {
			char *exact = malloc(text.n);

			memcpy(exact, text.p, text.n);
			causes_find(&causes,
				&(struct cause_text){
					.message = { exact, text.n }, .text = { exact, text.n } });
			free(exact);
		}
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CAUSE(cause__what_real_runners_write_is_understood),
		CAUSE(cause__equal_causes_are_one_in_memory),
		CAUSE(cause__what_says_nothing_has_none),
		CAUSE(cause__what_never_started_failed_in_its_set_up),
		CAUSE(cause__code_and_stacks_are_not_what_happened),
		CAUSE(cause__the_end_of_a_long_text_counts),
		CAUSE(cause__hostile_texts_cost_little),
		CAUSE(cause__any_bytes_are_survived),
	};

	return cmocka_run_group_tests_name("cause", tests, NULL, NULL);
}
