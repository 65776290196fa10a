/* Lines by class are what a walk from line to line comes to. */
#include "gate/model/line_sets.h"
#include "policies/classes.h"
#include "tests/unit/judge_fixture.h"
#include "tests/unit/random.h"

#define LINES_MAX 60

/* A text is lines that know what they were, and what they are: '.', '-' and '+', or 0 where they are not. */
struct made_line {
	char before, now;
};

struct made {
	struct made_line lines[LINES_MAX];
	size_t n;
};

static struct names tree_names;
static struct patch since;
static struct verdict record;
static struct baseline baseline;

static uint32_t seed;

static char random_letter(void)
{
	return "..-++"[next_number(&seed) % 5];
}

static struct made random_text(void)
{
	struct made m = { .n = next_number(&seed) % LINES_MAX };

	for (size_t i = 0; i < m.n;) {
		unsigned kind = next_number(&seed) % 4;
		size_t run = 1 + next_number(&seed) % 6;

		for (; run && i < m.n; run--, i++)
			m.lines[i] = (struct made_line){ kind == 0 ? 0 : random_letter(),
				kind == 1 ? 0 : random_letter() };
	}
	return m;
}

/* The ranges of the lines that stand on one side only. */
static size_t one_sided(const struct made *m, bool added, struct line_range *out)
{
	uint32_t number = 0;
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++) {
		char here = added ? m->lines[i].now : m->lines[i].before;
		char there = added ? m->lines[i].before : m->lines[i].now;

		number += here != 0;
		if (!here || there)
			continue;
		if (n && out[n - 1].last + 1 == number)
			out[n - 1].last++;
		else
			out[n++] = (struct line_range){ number, number };
	}
	return n;
}

static void add_to(struct coverage *c, const struct made *m, bool now)
{
	struct hits hits = { 0 };
	uint32_t number = 0;

	for (size_t i = 0; i < m->n; i++) {
		char letter = now ? m->lines[i].now : m->lines[i].before;

		number += letter != 0;
		if (letter && letter != '.')
			put_line(&hits, number, letter == '+');
	}
	unite_hits(c, "a/x.c", &hits);
}

static enum line_class class_of(const struct made_line *l)
{
	static const char letters[] = ".-+";
	static const enum line_class table[3][3] = {
		{ LINE_CLASSES, CLASS_UIC, CLASS_GIC },
		{ CLASS_EUB, CLASS_UBC, CLASS_GBC },
		{ CLASS_ECB, CLASS_LBC, CLASS_CBC },
	};

	if (!l->before)
		return l->now == '.' ? LINE_CLASSES : l->now == '+' ? CLASS_GNC : CLASS_UNC;
	if (!l->now)
		return l->before == '.' ? LINE_CLASSES : l->before == '+' ? CLASS_DCB : CLASS_DUB;
	return table[strchr(letters, l->before) - letters][strchr(letters, l->now) - letters];
}

/* The baseline's lines are those of `before`. */
static void recorded(const struct coverage *before)
{
	struct buf b = { 0 };

	line_sets_write(&b, before);
	record = (struct verdict){ .line_sets = arena_str(&arena, buf_str(&b)) };
	baseline = (struct baseline){ .rule = BASELINE_COMMIT, .record = &record };
	buf_release(&b);
}

static const struct area_classes *counted(void)
{
	struct grounds grounds = {
		.evidence = &evidence, .tree = &tree_names, .baseline = &baseline, .since = &since
	};

	verdict.area_count = policies.n;
	verdict.areas = arena_alloc(&arena, policies.n * sizeof(*verdict.areas));
	classes_count(&verdict, &policies, &grounds, &arena);
	return &verdict.areas[1].classes;
}

static int start(void **state)
{
	set_up(state);
	since = (struct patch){ 0 };
	tree_names = (struct names){ .arena = &arena };
	project("\"title\": \"x\"");
	area("\"enforce\": true");
	return 0;
}

static void compare_text(const struct made *m)
{
	struct line_range added[LINES_MAX], removed[LINES_MAX];
	struct patch_file file = {
		.path = STR("a/x.c"), .from = STR("a/x.c"), .ranges = added, .removed = removed
	};
	uint64_t expected[LINE_CLASSES + 1] = { 0 };
	const struct area_classes *got;
	struct coverage before;

	start(NULL);
	coverage_init(&before, &arena);
	add_to(&before, m, false);
	add_to(&evidence.coverage, m, true);
	recorded(&before);
	names_add(&tree_names, STR("a/x.c"));
	file.n = one_sided(m, true, added);
	file.removed_count = one_sided(m, false, removed);
	if (file.n || file.removed_count)
		since = (struct patch){ .files = &file, .n = 1 };
	for (size_t i = 0; i < m->n; i++)
		expected[class_of(&m->lines[i])]++;
	got = counted();
	assert_true(got->known);
	for (int i = 0; i < LINE_CLASSES; i++)
		assert_int_equal(expected[i], got->counts.n[i]);
}

static void classes__of_random_texts_are_what_each_line_comes_to(void **state)
{
	(void)state;
	seed = 11;
	for (int i = 0; i < 2000; i++) {
		struct made m = random_text();

		compare_text(&m);
		tear_down(NULL);
	}
	start(NULL);
}

static void classes__of_a_file_in_no_report_are_lost(void **state)
{
	static const struct made m = { { { '+', '+' }, { '.', '.' }, { '-', '-' } }, 3 };
	const struct area_classes *got;
	struct coverage before;

	(void)state;
	coverage_init(&before, &arena);
	add_to(&before, &m, false);
	recorded(&before);
	names_add(&tree_names, STR("a/x.c"));
	got = counted();
	assert_int_equal(1, got->counts.n[CLASS_LBC]);
	assert_int_equal(1, got->counts.n[CLASS_UBC]);
	assert_int_equal(1, got->lost.n);
	assert_int_equal(1, got->lost.v[0].range.first);
}

static void classes__of_a_file_that_is_gone_are_deleted(void **state)
{
	static const struct made m = { { { '+', 0 }, { '.', 0 }, { '-', 0 } }, 3 };
	const struct area_classes *got;
	struct coverage before;

	(void)state;
	coverage_init(&before, &arena);
	add_to(&before, &m, false);
	recorded(&before);
	got = counted();
	assert_int_equal(1, got->counts.n[CLASS_DCB]);
	assert_int_equal(1, got->counts.n[CLASS_DUB]);
}

static void classes__without_a_change_that_can_be_read_are_not_known(void **state)
{
	struct grounds grounds = { .evidence = &evidence, .since_why = STR("no lines there") };

	(void)state;
	verdict.area_count = policies.n;
	verdict.areas = arena_alloc(&arena, policies.n * sizeof(*verdict.areas));
	classes_count(&verdict, &policies, &grounds, &arena);
	assert_false(verdict.areas[0].classes.known);
	assert_string_equal("no lines there", verdict.areas[1].classes.why.p);
}

static void classes__of_a_record_that_is_broken_are_not_known(void **state)
{
	static const char *const broken[] = { "0a/x.c~n3?|", "0a/x.c|", "9a/x.c~n3+|",
		"0a/x.c~n3+" };

	(void)state;
	names_add(&tree_names, STR("a/x.c"));
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		record = (struct verdict){ .line_sets = str_of(broken[i]) };
		baseline = (struct baseline){ .rule = BASELINE_COMMIT, .record = &record };
		assert_false(counted()->known);
		assert_string_equal(
			"the lines in its record cannot be read", verdict.areas[0].classes.why.p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			classes__of_random_texts_are_what_each_line_comes_to, NULL, tear_down),
		cmocka_unit_test_setup_teardown(
			classes__of_a_file_in_no_report_are_lost, start, tear_down),
		cmocka_unit_test_setup_teardown(
			classes__of_a_file_that_is_gone_are_deleted, start, tear_down),
		cmocka_unit_test_setup_teardown(
			classes__without_a_change_that_can_be_read_are_not_known, start, tear_down),
		cmocka_unit_test_setup_teardown(
			classes__of_a_record_that_is_broken_are_not_known, start, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
