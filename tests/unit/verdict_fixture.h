/*
 * A verdict of everything a verdict can hold, for tests of what is made of it. What a test changes
 * in it is as it was for the next one.
 */
#ifndef TESTS_VERDICT_FIXTURE_H
#define TESTS_VERDICT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gate/model/diagnostics.h"
#include "gate/model/record.h"
#include "reporters/note.h"
#include "reporters/reporter.h"

#define COMMIT "1111111111111111111111111111111111111111"
#define TREE "2222222222222222222222222222222222222222"
#define DIGEST "3333333333333333333333333333333333333333333333333333333333333333"

static struct arena arena;
static struct diags diags;
static struct buf out;
static struct look look;
static struct verdict verdict;

static struct str notes[2], missing[1], blocker_files[2];
static struct blocker blockers[1];
static struct report_line reports[2];
static struct area_verdict areas[2];
static struct finding findings[3];

static inline void fill_blockers(struct area_verdict *project)
{
	blocker_files[0] = STR("tests/workers/test_retry.py");
	blocker_files[1] = STR("tests/workers/test_send.py");
	blockers[0] = (struct blocker){ .kind = CAUSE_MISSING_MODULE,
		.text = STR("No module named 'workers.tasks'"),
		.mend = STR("create the module or fix the import"),
		.tests = 7,
		.blocked = 6,
		.planned = 5,
		.files = blocker_files,
		.file_count = 2,
		.files_more = 3,
		.first = { .file = blocker_files[0], .line = 4 },
		.first_test.id = STR("tests/workers/test_retry.py::test_once") };
	project->blockers = blockers;
	project->blocker_count = 1;
}

static inline void fill_areas(void)
{
	struct area_verdict *project = &areas[0], *workers = &areas[1];

	*project = (struct area_verdict){
		.name = STR("project"), .title = STR("Phase 1"), .enforced = true
	};
	project->coverage[METRIC_LINES] = (struct area_coverage){ .known = true,
		.count = { 412, 500 },
		.has_target = true,
		.target = { 850, 1 },
		.has_baseline = true,
		.baseline = { 655, 1 } };
	project->coverage[METRIC_BRANCHES] = (struct area_coverage){ .known = true };
	fill_blockers(project);
	*workers = (struct area_verdict){ .name = STR("workers"), .title = STR("Background") };
	workers->coverage[METRIC_MCDC] = (struct area_coverage){ .known = true, .count = { 2, 3 } };
	workers->tests = (struct area_tests){ .known = true,
		.counts = { .state = { [TEST_PASSING] = 3, [TEST_FAILING] = 1, [TEST_BLOCKED] = 7 },
			.time_us = 3214999 },
		.created = 11,
		.runnable = 4,
		.passing = 3,
		.has_plan = true,
		.planned = 12,
		.missing = missing,
		.missing_count = 1 };
}

static inline void fill_findings(void)
{
	findings[0] = (struct finding){ .rule = STR("coverage.lines.target"),
		.outcome = RULE_BROKEN,
		.got = STR("82.40"),
		.want = STR("85"),
		.missing = 13,
		.at = { STR("policies/project.json"), 9, 16 },
		.say = STR("13 more lines to 85 %") };
	findings[1] = (struct finding){ .rule = STR("coverage.lines.baseline"),
		.outcome = RULE_HELD,
		.got = STR("82.40"),
		.want = STR("65.5"),
		.say = STR("not below the baseline of 65.5 %") };
	findings[2] = (struct finding){ .area = 1,
		.rule = STR("coverage.branches.target"),
		.outcome = RULE_NO_DATA,
		.want = STR("70"),
		.say = STR("no report has branches") };
}

static inline int set_up(void **state)
{
	(void)state;
	diags = (struct diags){ .arena = &arena };
	notes[0] = STR("LF of 2 sections differs from their records");
	notes[1] = STR("\"quoted\"");
	missing[0] = STR("tests/workers/test_retry.py::test_gives_up");
	reports[0] = (struct report_line){ .name = STR("unit"),
		.path = STR("build/junit/unit.xml"),
		.format = STR("junit"),
		.producer = STR("pytest"),
		.trust = STR("exact"),
		.sha256 = STR(DIGEST),
		.bytes = 5120 };
	reports[1] = (struct report_line){ .path = STR("coverage.info"),
		.format = STR("lcov"),
		.trust = STR("degraded"),
		.sha256 = STR(DIGEST),
		.bytes = 77,
		.notes = notes,
		.note_count = 2 };
	fill_areas();
	fill_findings();
	verdict = (struct verdict){ .gate = GATE_CLOSED,
		.title = STR("Phase 1"),
		.commit = STR(COMMIT),
		.tree = STR(TREE),
		.policies = STR("policies/phase1"),
		.tool = STR("areagate 0.1.0"),
		.job = STR("unit"),
		.time = 1767603600,
		.reports = reports,
		.report_count = 2,
		.areas = areas,
		.area_count = 2,
		.findings = findings,
		.finding_count = 3 };
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	buf_release(&out);
	arena_release(&arena);
	return 0;
}

/* What the reporter writes, to be used before the next call. */
static inline const char *written(const struct reporter *reporter, const struct verdict *v)
{
	buf_truncate(&out, 0);
	reporter->report(v, &look, &out);
	return out.p;
}

static inline void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("'%s' is not in:\n%s", part, text);
}

static inline void assert_has_not(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("'%s' is in:\n%s", part, text);
}

static inline void assert_said(const struct diag_kind *kind, const char *part)
{
	for (const struct diag *i = diags.first; i; i = i->next) {
		if (i->kind == kind && strstr(i->text.p, part))
			return;
	}
	fail_msg("no [%s] says '%s', but %s", kind->slug, part,
		diags.first ? diags.first->text.p : "nothing was said");
}

/* A note that outlives the next call. */
static inline struct str note_of(const struct verdict *v)
{
	written(&note_reporter, v);
	return arena_str(&arena, buf_str(&out));
}

static inline struct str record_of(const struct verdict *v)
{
	buf_truncate(&out, 0);
	note_record(v, LEFT_OUT_NOTHING, &out);
	return arena_str(&arena, buf_str(&out));
}

static inline struct str joined(const char *before, struct str middle, const char *after)
{
	return arena_printf(&arena, "%s" STR_FMT "%s", before, STR_ARG(middle), after);
}

/* The sample's record with the first `from` in it changed. */
static inline struct str changed(const char *from, const char *to)
{
	struct str line = record_of(&verdict);
	const char *found = strstr(line.p, from);

	assert_non_null(found);
	return arena_printf(
		&arena, STR_FMT "%s%s", (int)(found - line.p), line.p, to, found + strlen(from));
}

#define VERDICT_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
