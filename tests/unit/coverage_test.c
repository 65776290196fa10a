#include "tests/unit/check.h"

#include "gate/model/coverage.h"

static void branch(struct coverage *c, struct outcomes *set, uint32_t line, const char *group,
	const char *index, bool taken)
{
	struct outcome o = { line, outcome_token(&c->names, str_of(group)),
		outcome_token(&c->names, str_of(index)), taken };

	outcomes_add(set, c->arena, o);
}

/* Some files with some of everything, by pseudo-random numbers. */
static struct coverage some(uint32_t *seed)
{
	static const char *const paths[] = { "a.c", "b/a.c", "b/c.c", "d.c" };
	static const char *const words[] = { "0", "1", "x > 1", "y", "007" };
	struct coverage c;

	coverage_init(&c, &arena);
	for (uint32_t n = 1 + next_number(seed) % 60; n > 0; n--) {
		struct file_coverage *f = coverage_file(&c, str_of(paths[next_number(seed) % 4]));
		uint32_t line = 1 + next_number(seed) % 300, word = next_number(seed) % 5;
		bool hit = next_number(seed) % 2;

		lines_add(&f->lines, &arena, line, hit);
		branch(&c, &f->branches, line % 9, words[word], words[line % 5], hit);
		branch(&c, &f->mcdc, line % 7, words[line % 5], words[word], !hit);
		functions_add(&f->functions, &arena,
			(struct function){ .name = names_add(&c.names, str_of(words[word])),
				.line = line,
				.declared = true,
				.hit = hit });
	}
	coverage_settle(&c);
	return c;
}

static struct coverage joined(const struct coverage *a, const struct coverage *b)
{
	const struct coverage *both[] = { a, b };
	struct coverage into;

	coverage_init(&into, &arena);
	for (int i = 0; i < 2; i++) {
		for (size_t j = 0; j < coverage_files(both[i]); j++)
			coverage_union(&into, both[i]->files[j].path, both[i], &both[i]->files[j]);
	}
	coverage_settle(&into);
	return into;
}

static struct str word(const struct coverage *c, uint32_t token)
{
	if (token & 0x80000000u)
		return c->names.v[token & 0x7fffffffu];
	return arena_printf(&arena, "#%u", token);
}

struct facts {
	struct str *v;
	size_t n, cap;
};

static void state_outcomes(struct facts *facts, const struct coverage *c, struct str path,
	const char *what, const struct outcomes *set)
{
	assert_false(set->unsettled);
	for (size_t i = 0; i < set->n; i++) {
		struct str group = word(c, set->v[i].group), index = word(c, set->v[i].index);

		*ARENA_PUSH(&arena, facts->v, facts->n, facts->cap) = arena_printf(&arena,
			STR_FMT " %s %u " STR_FMT " " STR_FMT " %d\n", STR_ARG(path), what,
			set->v[i].line, STR_ARG(group), STR_ARG(index), set->v[i].taken);
	}
}

/* Everything that is known, as sorted text: what must not depend on the way it was joined. */
static const char *facts_of(const struct coverage *c)
{
	struct facts facts = { 0 };
	struct buf out = { 0 };
	const char *text;

	for (size_t i = 0; i < coverage_files(c); i++) {
		const struct file_coverage *f = &c->files[i];

		for (uint32_t line = 0; line < 320; line++) {
			if (lines_instrumented(&f->lines, line))
				*ARENA_PUSH(&arena, facts.v, facts.n, facts.cap) = arena_printf(
					&arena, STR_FMT " line %u %d\n", STR_ARG(f->path), line,
					lines_covered(&f->lines, line));
		}
		state_outcomes(&facts, c, f->path, "branch", &f->branches);
		state_outcomes(&facts, c, f->path, "mcdc", &f->mcdc);
		for (size_t j = 0; j < f->functions.n; j++)
			*ARENA_PUSH(&arena, facts.v, facts.n, facts.cap) = arena_printf(&arena,
				STR_FMT " function " STR_FMT " %u %d %d\n", STR_ARG(f->path),
				STR_ARG(c->names.v[f->functions.v[j].name]), f->functions.v[j].line,
				f->functions.v[j].declared, f->functions.v[j].hit);
	}
	qsort(facts.v, facts.n, sizeof(*facts.v), str_cmp_qsort);
	for (size_t i = 0; i < facts.n; i++)
		buf_add(&out, facts.v[i]);
	text = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	return text;
}

static void assert_same_counts(const struct coverage *a, const struct coverage *b)
{
	for (enum metric m = 0; m < METRIC_COUNT; m++) {
		assert_true(coverage_count(a, m).covered == coverage_count(b, m).covered);
		assert_true(coverage_count(a, m).total == coverage_count(b, m).total);
		assert_true(coverage_count(a, m).covered <= coverage_count(a, m).total);
	}
}

static void coverage__a_union_is_commutative(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 150; i++) {
		struct coverage a = some(&seed), b = some(&seed);
		struct coverage ab = joined(&a, &b), ba = joined(&b, &a);

		assert_string_equal(facts_of(&ab), facts_of(&ba));
		assert_same_counts(&ab, &ba);
		arena_reset(&arena);
	}
}

static void coverage__a_union_is_associative(void **state)
{
	uint32_t seed = 2;

	(void)state;
	for (int i = 0; i < 150; i++) {
		struct coverage a = some(&seed), b = some(&seed), c = some(&seed);
		struct coverage ab = joined(&a, &b), bc = joined(&b, &c);
		struct coverage left = joined(&ab, &c), right = joined(&a, &bc);

		assert_string_equal(facts_of(&left), facts_of(&right));
		assert_same_counts(&left, &right);
		arena_reset(&arena);
	}
}

static void coverage__a_union_with_itself_doubles_nothing(void **state)
{
	uint32_t seed = 3;

	(void)state;
	for (int i = 0; i < 150; i++) {
		struct coverage a = some(&seed), aa = joined(&a, &a), again = joined(&aa, &a);

		assert_string_equal(facts_of(&a), facts_of(&aa));
		assert_string_equal(facts_of(&a), facts_of(&again));
		assert_same_counts(&a, &again);
		arena_reset(&arena);
	}
}

static void coverage__a_file_is_found_by_its_path(void **state)
{
	struct coverage c;

	(void)state;
	coverage_init(&c, &arena);
	assert_null(coverage_find(&c, STR("a.c")));
	for (int i = 0; i < 100; i++) {
		struct str path = arena_printf(&arena, "f%d.c", i % 50);

		lines_add(&coverage_file(&c, path)->lines, &arena, (uint32_t)i + 1, true);
	}
	assert_int_equal(50, coverage_files(&c));
	assert_str("f7.c", coverage_find(&c, STR("f7.c"))->path);
	assert_int_equal(2, lines_count(&coverage_find(&c, STR("f7.c"))->lines).total);
	assert_null(coverage_find(&c, STR("F7.c")));
}

static void coverage__text_and_numbers_of_branches_stay_apart(void **state)
{
	struct coverage a, b, both;

	(void)state;
	coverage_init(&a, &arena);
	coverage_init(&b, &arena);
	names_add(&b.names, STR("in the way"));
	branch(&a, &coverage_file(&a, STR("f"))->branches, 1, "0", "x", true);
	branch(&b, &coverage_file(&b, STR("f"))->branches, 1, "0", "x", false);
	branch(&b, &coverage_file(&b, STR("f"))->branches, 1, "0", "00", true);
	branch(&b, &coverage_file(&b, STR("f"))->branches, 1, "0", "0", false);
	file_coverage_settle(&a.files[0]);
	file_coverage_settle(&b.files[0]);
	both = joined(&b, &a);
	assert_string_equal(
		"f branch 1 #0 #0 0\nf branch 1 #0 00 1\nf branch 1 #0 x 1\n", facts_of(&both));
}

static void coverage__every_metric_counts_its_own(void **state)
{
	struct coverage c;
	struct file_coverage *f;

	(void)state;
	coverage_init(&c, &arena);
	f = coverage_file(&c, STR("f"));
	lines_add(&f->lines, &arena, 1, true);
	branch(&c, &f->branches, 1, "0", "0", true);
	branch(&c, &f->branches, 1, "0", "0", false);
	branch(&c, &f->branches, 1, "0", "1", false);
	branch(&c, &f->mcdc, 1, "0", "1", false);
	file_coverage_settle(f);
	assert_int_equal(1, f->branches.joined);
	assert_int_equal(1, coverage_count(&c, METRIC_LINES).total);
	assert_int_equal(2, coverage_count(&c, METRIC_BRANCHES).total);
	assert_int_equal(1, coverage_count(&c, METRIC_BRANCHES).covered);
	assert_int_equal(0, coverage_count(&c, METRIC_FUNCTIONS).total);
	assert_int_equal(1, coverage_count(&c, METRIC_MCDC).total);
	assert_int_equal(0, coverage_count(&c, METRIC_MCDC).covered);
	assert_string_equal("branches", metrics[METRIC_BRANCHES].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(coverage__a_union_is_commutative),
		CHECK(coverage__a_union_is_associative),
		CHECK(coverage__a_union_with_itself_doubles_nothing),
		CHECK(coverage__a_file_is_found_by_its_path),
		CHECK(coverage__text_and_numbers_of_branches_stay_apart),
		CHECK(coverage__every_metric_counts_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
