#include "tests/unit/check.h"

static const struct diag_kind note = { "a-note", DIAG_NOTE, 0 };
static const struct diag_kind doubt = { "a-doubt", DIAG_DOUBT, 0 };
static const struct diag_kind warning = { "a-warning", DIAG_WARNING, 0 };
static const struct diag_kind bad_file = { "bad-file", DIAG_ERROR, 3 };
static const struct diag_kind bad_use = { "bad-use", DIAG_ERROR, 2 };
static const struct diag_kind bad_write = { "bad-write", DIAG_ERROR, 5 };

static struct place in(const char *file, uint32_t line)
{
	return (struct place){ .file = str_of(file), .line = line, .column = 1 };
}

static size_t kept(const struct diags *d)
{
	size_t n = 0;

	for (const struct diag *i = d->first; i; i = i->next)
		n++;
	return n;
}

static void diag__only_an_error_is_a_failure(void **state)
{
	(void)state;
	assert_int_equal(0, diag_at(&diags, &note, in("a", 1), "n"));
	assert_int_equal(0, diag_at(&diags, &doubt, in("a", 2), "d"));
	assert_int_equal(0, diag_at(&diags, &warning, in("a", 3), "w"));
	assert_int_equal(0, diags.status);
	assert_int_equal(-1, diag_at(&diags, &bad_file, in("a", 4), "e"));
	for (int level = 0; level < DIAG_LEVELS; level++)
		assert_int_equal(1, diags.count[level]);
	assert_string_equal("a:1:1: n [a-note]\na:2:1: d [a-doubt]\na:3:1: w [a-warning]\n"
			    "a:4:1: e [bad-file]\n",
		said());
}

static void diag__text_and_place_are_copied(void **state)
{
	char file[] = "a.c", word[] = "x";

	(void)state;
	diag_at(&diags, &bad_file, in(file, 7), "'%s' is no number", word);
	memset(file, '?', 3);
	word[0] = '?';
	assert_string_equal("a.c:7:1: 'x' is no number [bad-file]\n", said());
}

static void diag__a_place_without_file_is_allowed(void **state)
{
	(void)state;
	assert_int_equal(-1, diag_at(&diags, &bad_use, (struct place){ 0 }, "nothing given"));
	assert_string_equal(":0:0: nothing given [bad-use]\n", said());
}

static void diag__errors_of_a_kind_in_a_file_are_kept_up_to_the_limit(void **state)
{
	(void)state;
	for (uint32_t i = 1; i <= DIAG_KEPT + 5; i++)
		assert_int_equal(-1, diag_at(&diags, &bad_file, in("a", i), "e"));
	assert_int_equal(DIAG_KEPT, kept(&diags));
	assert_int_equal(DIAG_KEPT + 5, diags.count[DIAG_ERROR]);
	assert_int_equal(DIAG_KEPT, diags.last->at.line);
	assert_int_equal(5, diags.last->more);
	assert_int_equal(0, diags.first->more);
}

static void diag__warnings_are_kept_like_errors(void **state)
{
	(void)state;
	for (uint32_t i = 1; i <= DIAG_KEPT + 1; i++)
		diag_at(&diags, &warning, in("a", i), "w");
	assert_int_equal(DIAG_KEPT, kept(&diags));
	assert_int_equal(1, diags.last->more);
}

static void diag__of_notes_and_doubts_the_first_is_kept(void **state)
{
	(void)state;
	for (uint32_t i = 1; i <= 30; i++) {
		diag_at(&diags, &note, in("a", i), "n");
		diag_at(&diags, &doubt, in("a", i), "d");
	}
	assert_string_equal("a:1:1: n [a-note]\na:1:1: d [a-doubt]\n", said());
	assert_int_equal(29, diags.first->more);
	assert_int_equal(29, diags.last->more);
	assert_int_equal(30, diags.count[DIAG_NOTE]);
	assert_int_equal(30, diags.count[DIAG_DOUBT]);
}

static void diag__each_file_and_each_kind_has_a_limit_of_its_own(void **state)
{
	(void)state;
	diag_at(&diags, &note, in("a", 1), "n");
	diag_at(&diags, &note, in("b", 2), "n");
	for (uint32_t i = 0; i < DIAG_KEPT; i++)
		diag_at(&diags, &bad_file, in("a", 1), "e");
	diag_at(&diags, &bad_use, in("a", 8), "u");
	diag_at(&diags, &bad_file, in("b", 9), "e");
	assert_int_equal(2 + DIAG_KEPT + 2, kept(&diags));
	assert_int_equal(9, diags.last->at.line);
}

static void diag__the_lowest_exit_status_counts(void **state)
{
	(void)state;
	diag_at(&diags, &bad_write, in("a", 1), "w");
	assert_int_equal(5, diags.status);
	diag_at(&diags, &bad_use, in("a", 1), "u");
	assert_int_equal(2, diags.status);
	diag_at(&diags, &bad_file, in("a", 1), "e");
	assert_int_equal(2, diags.status);
}

static void diag__moving_appends_in_order_and_empties_the_source(void **state)
{
	struct diags from = { .arena = &arena }, none = { .arena = &arena };

	(void)state;
	diag_at(&from, &bad_write, in("b", 2), "w");
	diag_at(&from, &note, in("b", 3), "n");
	diag_at(&diags, &bad_file, in("a", 1), "e");
	diags_move(&diags, &from);
	diags_move(&diags, &none);
	diag_at(&diags, &bad_file, in("c", 4), "e");
	assert_string_equal("a:1:1: e [bad-file]\nb:2:1: w [bad-write]\nb:3:1: n [a-note]\n"
			    "c:4:1: e [bad-file]\n",
		said());
	assert_int_equal(3, diags.count[DIAG_ERROR]);
	assert_int_equal(3, diags.status);
	assert_null(from.first);
	assert_null(from.last);
	assert_int_equal(0, from.count[DIAG_ERROR] + from.count[DIAG_NOTE]);
	assert_int_equal(-1, diag_at(&from, &bad_use, in("d", 1), "again"));
	assert_int_equal(1, kept(&from));
}

static void diag__moving_into_nothing_takes_all_over(void **state)
{
	struct diags from = { .arena = &arena };

	(void)state;
	diag_at(&from, &bad_use, in("b", 2), "u");
	diags_move(&diags, &from);
	assert_int_equal(2, diags.status);
	assert_string_equal("b:2:1: u [bad-use]\n", said());
}

/* As a worker says it: texts, places and order as if all had been said to one. */
static void diag__merging_portions_is_as_if_all_was_said_at_once(void **state)
{
	static const struct diag_kind *const kinds[] = { &note, &doubt, &warning, &bad_file,
		&bad_use };
	struct diags whole = { .arena = &arena };
	uint32_t seed = 3, before = 0;

	(void)state;
	for (int portion = 0; portion < 12; portion++) {
		struct arena own = { 0 };
		struct diags part = { .arena = &own };

		for (uint32_t line = 1; line <= 40; line++) {
			const struct diag_kind *kind = kinds[next_number(&seed) % 5];
			const char *file = next_number(&seed) % 4 ? "a" : "b";

			diag_at(&part, kind, in(file, line), "%u", before + line);
			diag_at(&whole, kind, in(file, before + line), "%u", before + line);
		}
		diags_merge(&diags, &part, before);
		arena_release(&own);
		before += 40;
	}
	for (const struct diag *a = whole.first, *b = diags.first; a || b;
		a = a->next, b = b->next) {
		assert_true(a && b && a->kind == b->kind && a->at.line == b->at.line);
		assert_true(str_eq(a->text, b->text) && str_eq(a->at.file, b->at.file));
		assert_int_equal(a->more, b->more);
		assert_int_equal(a->at.column, b->at.column);
	}
	assert_memory_equal(whole.count, diags.count, sizeof(diags.count));
	assert_int_equal(whole.status, diags.status);
}

static void diag__merging_leaves_a_place_without_line_as_it_is(void **state)
{
	struct diags part = { .arena = &arena };

	(void)state;
	diag_at(&part, &bad_use, (struct place){ .file = STR("a") }, "whole");
	diag_at(&part, &bad_file, in("a", 2), "one");
	diags_merge(&diags, &part, 100);
	assert_string_equal("a:0:0: whole [bad-use]\na:102:1: one [bad-file]\n", said());
	assert_string_equal("whole", part.first->text.p);
	diags_merge(&diags, &(struct diags){ 0 }, 5);
	assert_int_equal(2, kept(&diags));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(diag__only_an_error_is_a_failure),
		CHECK(diag__text_and_place_are_copied),
		CHECK(diag__a_place_without_file_is_allowed),
		CHECK(diag__errors_of_a_kind_in_a_file_are_kept_up_to_the_limit),
		CHECK(diag__warnings_are_kept_like_errors),
		CHECK(diag__of_notes_and_doubts_the_first_is_kept),
		CHECK(diag__each_file_and_each_kind_has_a_limit_of_its_own),
		CHECK(diag__the_lowest_exit_status_counts),
		CHECK(diag__moving_appends_in_order_and_empties_the_source),
		CHECK(diag__moving_into_nothing_takes_all_over),
		CHECK(diag__merging_portions_is_as_if_all_was_said_at_once),
		CHECK(diag__merging_leaves_a_place_without_line_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
