/* Reports in, from real files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "gate/intake.h"

static struct arena arena;
static struct evidence evidence;
static struct diags diags;
static char folder[] = "/tmp/areagate-intake-XXXXXX";

static int set_up(void **state)
{
	(void)state;
	evidence_init(&evidence, &arena);
	diags = (struct diags){ .arena = &arena };
	return mkdtemp(folder) ? 0 : -1;
}

static struct str path_of(const char *name)
{
	return arena_printf(&arena, "%s/%s", folder, name);
}

static void put(const char *name, const char *text)
{
	FILE *f = fopen(path_of(name).p, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(0, fclose(f));
}

static int tear_down(void **state)
{
	static const char *const names[] = { "a.info", "b.info", "j.xml" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unlink(path_of(names[i]).p);
	arena_release(&arena);
	return rmdir(folder);
}

static void intake__a_report_given_twice_counts_once_and_is_noted(void **state)
{
	const struct expected_report unit = { .name = STR("unit") };

	(void)state;
	put("a.info", "SF:a.c\nDA:1,1\nend_of_record\n");
	put("b.info", "SF:a.c\nDA:1,1\nend_of_record\n");
	assert_int_equal(0, intake_file(&evidence, &unit, path_of("a.info"), 1, &diags));
	assert_int_equal(0, intake_file(&evidence, &unit, path_of("b.info"), 1, &diags));
	assert_int_equal(1, evidence.report_count);
	assert_string_equal("report-twice", diags.first->kind->slug);
	assert_int_equal(1, evidence.reports[0]->note_count);
	assert_int_equal(TRUST_EXACT, evidence.reports[0]->trust);
}

static void intake__what_is_on_disk_is_digested(void **state)
{
	const struct report *r = evidence.reports[0];

	(void)state;
	assert_int_equal(28, r->bytes);
	assert_string_equal(
		"bc2cf89ef2c6b75039c751e208230726bbb9ea8092d078abc523cfbfc0742d30", r->sha256);
}

/* Notes of the reports before are not those of the one that stands twice. */
static void intake__a_report_given_twice_takes_only_its_own_note(void **state)
{
	struct evidence e;
	struct diags d = { .arena = &arena };

	(void)state;
	evidence_init(&e, &arena);
	put("a.info", "SF:a.c\nDA:1,1\nend_of_record\n");
	put("b.info", "SF:b.c\nDA:1,-1\nend_of_record\n");
	assert_int_equal(0, intake_file(&e, NULL, path_of("b.info"), 1, &d));
	assert_int_equal(0, intake_file(&e, NULL, path_of("a.info"), 1, &d));
	assert_int_equal(0, intake_file(&e, NULL, path_of("a.info"), 1, &d));
	assert_int_equal(2, e.report_count);
	assert_int_equal(1, e.reports[0]->note_count);
	assert_int_equal(1, e.reports[1]->note_count);
	assert_int_equal(TRUST_EXACT, e.reports[1]->trust);
	assert_int_equal(1, d.count[DIAG_DOUBT]);
	assert_int_equal(1, d.count[DIAG_NOTE]);
}

/* Whatever comes first: tests, nothing, or a report that is not there. */
static void intake__totals_do_not_depend_on_what_comes_first(void **state)
{
	static const char *const orders[][4] = { { "a.info", "b.info", "j.xml", "gone" },
		{ "j.xml", "a.info", "b.info", "gone" }, { "gone", "j.xml", "b.info", "a.info" },
		{ "gone", "b.info", "gone", "a.info" }, { "j.xml", "j.xml", "a.info", "b.info" } };

	(void)state;
	put("a.info", "SF:a.c\nDA:1,1\nBRDA:1,0,0,1\nend_of_record\n");
	put("b.info", "SF:a.c\nDA:1,0\nDA:2,0\nend_of_record\nSF:b.c\nDA:1,0\nend_of_record\n");
	put("j.xml", "<testsuite><testcase name='a'/></testsuite>");
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		struct diags d = { .arena = &arena };
		struct evidence e;
		struct count lines;

		evidence_init(&e, &arena);
		for (size_t j = 0; j < 4; j++)
			intake_total(&e, path_of(orders[i][j]), 1 + (unsigned)j % 2, &d);
		evidence_joined(&e);
		lines = coverage_count(&e.coverage, METRIC_LINES);
		assert_int_equal(1, lines.covered);
		assert_int_equal(3, lines.total);
		assert_int_equal(2, coverage_files(&e.coverage));
		assert_int_equal(1, coverage_count(&e.coverage, METRIC_BRANCHES).covered);
		assert_int_equal(i == 3 ? 0 : 1, e.tests.n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intake__a_report_given_twice_counts_once_and_is_noted),
		cmocka_unit_test(intake__what_is_on_disk_is_digested),
		cmocka_unit_test(intake__a_report_given_twice_takes_only_its_own_note),
		cmocka_unit_test(intake__totals_do_not_depend_on_what_comes_first),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
