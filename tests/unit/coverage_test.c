#include "tests/unit/check.h"

#include "tests/unit/coverage_fixture.h"

/* Some files with some of everything, by pseudo-random numbers. */
static struct coverage some(uint32_t *seed)
{
	static const char *const paths[] = { "a.c", "b/a.c", "b/c.c", "d.c" };
	static const char *const words[] = { "0", "1", "x > 1", "y", "007" };
	struct coverage c;

	coverage_init(&c, &arena);
	for (uint32_t n = 1 + next_number(seed) % 60; n > 0; n--) {
		struct hits h = { .words = { .arena = &arena } };
		const char *path = paths[next_number(seed) % 4];
		uint32_t line = 1 + next_number(seed) % 300, word = next_number(seed) % 5;
		bool hit = next_number(seed) % 2;

		if (next_number(seed) % 3)
			put_line(&h, line, hit);
		else
			put_sum(&h, line, hit, words[word]);
		put_outcome(&h, &h.branches, line % 9, words[word], words[line % 5], hit);
		put_outcome(&h, &h.conditions, line % 7, words[line % 5], words[word], !hit);
		put_function(&h, str_of(words[word]), line, hit);
		if (next_number(seed) % 4 == 0)
			h.version = str_of(words[line % 5]);
		unite_hits(&c, path, &h);
	}
	return c;
}

static struct coverage joined(const struct coverage *a, const struct coverage *b)
{
	const struct coverage *both[] = { a, b };
	struct coverage into;

	coverage_init(&into, &arena);
	for (int i = 0; i < 2; i++) {
		for (size_t j = 0; j < coverage_files(both[i]); j++)
			coverage_unite(&into, both[i]->files[j].path, &both[i]->files[j]);
	}
	return into;
}

static void show_provenance(struct buf *out, const struct provenance *p)
{
	if (!p)
		return;
	buf_printf(out, "version '" STR_FMT "' sums ", STR_ARG(p->version));
	for (size_t i = 0; i < p->n; i++)
		buf_printf(out, "%u=%08x ", p->v[i].line, p->v[i].hash);
}

static struct str fact_of(const struct file_coverage *f)
{
	struct buf out = { 0 };

	buf_printf(&out, STR_FMT " lines ", STR_ARG(f->path));
	for (uint32_t line = 0; line < 320; line++) {
		if (lines_instrumented(&f->lines, line))
			buf_printf(&out, "%u%s ", line, lines_covered(&f->lines, line) ? "+" : "");
	}
	buf_puts(&out, "branches ");
	show_outcomes(&out, &f->branches);
	buf_puts(&out, "conditions ");
	show_outcomes(&out, &f->conditions);
	buf_puts(&out, "functions ");
	show_functions(&out, &f->functions);
	show_provenance(&out, f->provenance);
	buf_puts(&out, "\n");
	return str_of(text_and_release(&arena, &out));
}

/* Everything that is known, as sorted text: what must not depend on the way it was joined. */
static const char *facts_of(const struct coverage *c)
{
	size_t n = coverage_files(c);
	struct str *facts = arena_alloc(&arena, n * sizeof(*facts));
	struct buf out = { 0 };

	for (size_t i = 0; i < n; i++)
		facts[i] = fact_of(&c->files[i]);
	qsort(facts, n, sizeof(*facts), str_cmp_qsort);
	for (size_t i = 0; i < n; i++)
		buf_add(&out, facts[i]);
	return text_and_release(&arena, &out);
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
		struct hits h = { 0 };

		put_line(&h, (uint32_t)i + 1, 1);
		unite_hits(&c, path.p, &h);
	}
	assert_int_equal(50, coverage_files(&c));
	assert_str("f7.c", coverage_find(&c, STR("f7.c"))->path);
	assert_int_equal(2, lines_count(&coverage_find(&c, STR("f7.c"))->lines).total);
	assert_null(coverage_find(&c, STR("F7.c")));
}

static void coverage__text_and_numbers_of_branches_stay_apart(void **state)
{
	struct hits a = { .words = { .arena = &arena } }, b = a;
	struct coverage both;

	(void)state;
	coverage_init(&both, &arena);
	names_add(&b.words, STR("in the way"));
	put_outcome(&a, &a.branches, 1, "0", "x", 1);
	put_outcome(&b, &b.branches, 1, "0", "x", 0);
	put_outcome(&b, &b.branches, 1, "0", "00", 1);
	put_outcome(&b, &b.branches, 1, "0", "0", 0);
	unite_hits(&both, "f", &b);
	unite_hits(&both, "f", &a);
	assert_string_equal("f lines branches 1:0:0 1:0:'00'+ 1:0:'x'+ conditions functions \n",
		facts_of(&both));
}

static void coverage__every_metric_counts_its_own(void **state)
{
	struct hits h = { 0 };
	struct coverage c;

	(void)state;
	coverage_init(&c, &arena);
	put_line(&h, 1, 1);
	put_outcome(&h, &h.branches, 1, "0", "0", 1);
	put_outcome(&h, &h.branches, 1, "0", "0", 0);
	put_outcome(&h, &h.branches, 1, "0", "1", 0);
	put_outcome(&h, &h.conditions, 1, "0", "1", 0);
	hits_settle(&h);
	assert_int_equal(1, h.odd.repeated);
	unite_hits(&c, "f", &h);
	assert_int_equal(1, coverage_count(&c, METRIC_LINES).total);
	assert_int_equal(2, coverage_count(&c, METRIC_BRANCHES).total);
	assert_int_equal(1, coverage_count(&c, METRIC_BRANCHES).covered);
	assert_int_equal(0, coverage_count(&c, METRIC_FUNCTIONS).total);
	assert_int_equal(1, coverage_count(&c, METRIC_MCDC).total);
	assert_int_equal(0, coverage_count(&c, METRIC_MCDC).covered);
	assert_string_equal("branches", metrics[METRIC_BRANCHES].name);
}

static void coverage__what_was_united_is_not_the_one_it_came_from(void **state)
{
	struct hits h = { 0 };
	struct coverage one, into;

	(void)state;
	coverage_init(&one, &arena);
	coverage_init(&into, &arena);
	put_line(&h, 1, 0);
	put_outcome(&h, &h.branches, 1, "0", "0", 0);
	unite_hits(&one, "f", &h);
	coverage_unite(&into, STR("f"), &one.files[0]);
	put_line(&h, 1, 1);
	put_outcome(&h, &h.branches, 1, "0", "0", 1);
	unite_hits(&into, "f", &h);
	assert_string_equal("f lines 1 branches 1:0:0 conditions functions \n", facts_of(&one));
	assert_string_equal("f lines 1+ branches 1:0:0+ conditions functions \n", facts_of(&into));
}

static void coverage__lines_of_another_source_are_counted(void **state)
{
	struct hits h = { .words = { .arena = &arena } };
	struct coverage c;

	(void)state;
	coverage_init(&c, &arena);
	put_sum(&h, 1, 1, "aaa");
	put_sum(&h, 2, 1, "bbb");
	h.version = STR("1");
	assert_int_equal(0, unite_hits(&c, "f", &h));
	h.words = (struct names){ .arena = &arena };
	put_sum(&h, 1, 1, "aaa");
	put_sum(&h, 2, 1, "ccc");
	put_sum(&h, 3, 1, "ddd");
	h.version = STR("2");
	assert_int_equal(2, unite_hits(&c, "f", &h));
	assert_int_equal(3, file_of(&c, "f")->provenance->n);
	assert_str("1", file_of(&c, "f")->provenance->version);
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
		CHECK(coverage__what_was_united_is_not_the_one_it_came_from),
		CHECK(coverage__lines_of_another_source_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
