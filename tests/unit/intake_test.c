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
	static const char *const names[] = { "a.info", "b.info" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unlink(path_of(names[i]).p);
	arena_release(&arena);
	return rmdir(folder);
}

static void intake__a_report_given_twice_counts_once_and_is_noted(void **state)
{
	(void)state;
	put("a.info", "SF:a.c\nDA:1,1\nend_of_record\n");
	put("b.info", "SF:a.c\nDA:1,1\nend_of_record\n");
	assert_int_equal(0, intake_file(&evidence, STR("unit"), path_of("a.info"), &diags));
	assert_int_equal(0, intake_file(&evidence, STR("unit"), path_of("b.info"), &diags));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intake__a_report_given_twice_counts_once_and_is_noted),
		cmocka_unit_test(intake__what_is_on_disk_is_digested),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
