#include "tests/unit/verdict_fixture.h"

static struct records records;

static int read_note(struct str note)
{
	return records_parse(&records, &arena, note, STR("a note"), &diags);
}

static void refuse(struct str line, const char *what)
{
	diags = (struct diags){ .arena = &arena };
	assert_null(record_parse(&arena, line, (struct place){ STR("a note"), 4, 1 }, &diags));
	assert_said(DIAG(RECORD_BAD), what);
	assert_int_equal(4, diags.first->at.line);
}

static void note__is_read_by_people_first_and_has_one_line_of_json(void **state)
{
	(void)state;
	areas[0].coverage[METRIC_BRANCHES].known = false;
	areas[0].blocker_count = 0;
	reports[0].bytes = 7;
	verdict.report_count = 1;
	assert_string_equal(written(&note_reporter, &verdict),
		"areagate: gate closed (job unit)\n"
		"  project  lines 82.40 % of 85 %\n"
		"  workers  lines unknown          tests 12 planned, 11 created, 4 runnable, 3 passing\n"
		"  broken: project coverage.lines.target: 13 more lines to 85 %\n"
		"  no data: workers coverage.branches.target: no report has branches\n"
		"{\"schema\":\"areagate/record/1\",\"tool\":\"areagate 0.1.0\",\"time\":1767603600,"
		"\"job\":\"unit\",\"commit\":\"" COMMIT "\",\"tree\":\"" TREE "\","
		"\"policies\":\"policies/phase1\",\"title\":\"Phase 1\",\"gate\":\"closed\","
		"\"reports\":[{\"name\":\"unit\",\"path\":\"build/junit/unit.xml\","
		"\"format\":\"junit\",\"producer\":\"pytest\",\"bytes\":7,\"sha256\":\"" DIGEST
		"\","
		"\"trust\":\"exact\"}],"
		"\"areas\":[{\"area\":\"project\",\"title\":\"Phase 1\",\"enforced\":true,"
		"\"coverage\":{\"lines\":{\"covered\":412,\"total\":500,\"percent\":\"82.40\","
		"\"target\":\"85\",\"baseline\":\"65.5\",\"missing\":13},\"branches\":{},"
		"\"functions\":{}},\"tests\":null},"
		"{\"area\":\"workers\",\"title\":\"Background\",\"enforced\":false,"
		"\"coverage\":{\"lines\":{},\"branches\":{},\"functions\":{},"
		"\"mcdc\":{\"covered\":2,\"total\":3,\"percent\":\"66.66\"}},"
		"\"tests\":{\"planned\":12,\"created\":11,\"runnable\":4,\"passing\":3,\"failing\":1,"
		"\"flaky\":0,\"skipped\":0,\"disabled\":0,\"expected_failure\":0,\"blocked\":7,"
		"\"not_run\":0,\"seconds\":\"3.214\","
		"\"missing\":[\"tests/workers/test_retry.py::test_gives_up\"]}}],"
		"\"findings\":[{\"area\":\"project\",\"rule\":\"coverage.lines.target\","
		"\"outcome\":\"broken\",\"got\":\"82.40\",\"want\":\"85\",\"missing\":13,"
		"\"say\":\"13 more lines to 85 %\"},"
		"{\"area\":\"project\",\"rule\":\"coverage.lines.baseline\",\"outcome\":\"held\","
		"\"got\":\"82.40\",\"want\":\"65.5\",\"missing\":0,"
		"\"say\":\"not below the baseline of 65.5 %\"},"
		"{\"area\":\"workers\",\"rule\":\"coverage.branches.target\",\"outcome\":\"no-data\","
		"\"got\":\"\",\"want\":\"70\",\"missing\":0,\"say\":\"no report has branches\"}]}\n");
}

static void record__everything_that_was_written_is_read_back(void **state)
{
	const struct verdict *v;

	(void)state;
	assert_int_equal(0, read_note(note_of(&verdict)));
	assert_int_equal(1, records.n);
	v = records.v[0];
	assert_int_equal(GATE_CLOSED, v->gate);
	assert_true(str_eq(v->job, STR("unit")) && str_eq(v->commit, STR(COMMIT)));
	assert_true(str_eq(v->tree, STR(TREE)) && str_eq(v->title, STR("Phase 1")));
	assert_int_equal(1767603600, v->time);
	assert_int_equal(2, v->report_count);
	assert_true(str_eq(v->reports[1].trust, STR("degraded")));
	assert_int_equal(2, v->area_count);
	assert_true(v->areas[0].enforced && !v->areas[1].enforced);
	assert_int_equal(412, v->areas[0].coverage[METRIC_LINES].count.covered);
	assert_int_equal(0,
		decimal_cmp((struct decimal){ 85, 0 }, v->areas[0].coverage[METRIC_LINES].target));
	assert_true(v->areas[0].coverage[METRIC_BRANCHES].known);
	assert_false(v->areas[0].coverage[METRIC_FUNCTIONS].known);
	assert_false(v->areas[0].tests.known);
	assert_int_equal(3214000, v->areas[1].tests.counts.time_us);
	assert_int_equal(7, v->areas[1].tests.counts.state[TEST_BLOCKED]);
	assert_true(str_eq(v->areas[1].tests.missing[0], missing[0]));
	assert_int_equal(3, v->finding_count);
	assert_int_equal(1, v->findings[2].area);
	assert_int_equal(RULE_NO_DATA, v->findings[2].outcome);
	assert_int_equal(13, v->findings[0].missing);
	assert_int_equal(0, v->findings[0].at.file.n);
}

static void record__blockers_are_written_and_read_back(void **state)
{
	const struct blocker *b;
	struct str note = note_of(&verdict);

	(void)state;
	assert_has(note.p,
		"\n  blocker: No module named 'workers.tasks': 7 tests, 6 of them cannot start,"
		" 5 planned\n{");
	assert_int_equal(0, read_note(note));
	assert_int_equal(1, records.v[0]->areas[0].blocker_count);
	b = &records.v[0]->areas[0].blockers[0];
	assert_int_equal(CAUSE_MISSING_MODULE, b->kind);
	assert_true(str_eq(blockers[0].text, b->text) && str_eq(blockers[0].mend, b->mend));
	assert_true(b->tests == 7 && b->blocked == 6 && b->planned == 5);
	assert_true(b->file_count == 2 && b->files_more == 3);
	assert_true(str_eq(blocker_files[1], b->files[1]));
	assert_true(str_eq(blocker_files[0], b->first.file));
	assert_int_equal(4, b->first.line);
	assert_true(str_eq(blockers[0].first_test.id, b->first_test.id));
	assert_string_equal(note.p, note_of(records.v[0]).p);
}

static void record__labels_are_written_and_read_back(void **state)
{
	(void)state;
	reports[0].label = STR("linux");
	blockers[0].first_test.label = STR("mac");
	assert_int_equal(0, read_note(note_of(&verdict)));
	assert_true(str_eq(STR("linux"), records.v[0]->reports[0].label));
	assert_int_equal(0, records.v[0]->reports[1].label.n);
	assert_true(str_eq(STR("mac"), records.v[0]->areas[0].blockers[0].first_test.label));
}

static void record__without_blockers_it_is_read_as_before(void **state)
{
	(void)state;
	areas[0].blocker_count = 0;
	assert_has_not(record_of(&verdict).p, "blockers");
	assert_int_equal(0, read_note(note_of(&verdict)));
	assert_int_equal(0, records.v[0]->areas[0].blocker_count);
	verdict.area_count = verdict.finding_count = 0;
	assert_non_null(
		record_parse(&arena, changed("\"areas\":[]", "\"areas\":[],\"blockers\":[]"),
			(struct place){ 0 }, &diags));
}

static void record__blockers_of_another_shape_are_refused(void **state)
{
	(void)state;
	refuse(changed("\"blockers\":[", "\"blockers\":[1,"), "'blockers' must be");
	refuse(changed("\"blocked\":6", "\"blocked\":\"6\""), "'blocked' must be");
	refuse(changed("\"cause\":", "\"course\":"), "'cause' is missing");
	/* What another version may say of them is no mistake. */
	assert_int_equal(0, read_note(changed("missing_module", "flooded_cellar")));
	assert_int_equal(CAUSE_OTHER, records.v[0]->areas[0].blockers[0].kind);
	assert_int_equal(0, read_note(changed("test_retry.py:4\"", "test_retry.py:x\"")));
	assert_int_equal(0, records.v[0]->areas[0].blockers[0].first.line);
}

static void record__of_many_blockers_and_files_the_first_are_kept(void **state)
{
	struct blocker *many = arena_alloc(&arena, 30 * sizeof(*many));
	const struct area_verdict *project;

	(void)state;
	for (int i = 0; i < 30; i++)
		many[i] = blockers[0];
	many[0].files = arena_alloc(&arena, 9 * sizeof(*many[0].files));
	for (many[0].file_count = 0; many[0].file_count < 9;)
		many[0].files[many[0].file_count++] = STR("a.py");
	areas[0].blockers = many;
	areas[0].blocker_count = 30;
	assert_int_equal(0, read_note(note_of(&verdict)));
	project = &records.v[0]->areas[0];
	assert_int_equal(10, project->blocker_count);
	assert_int_equal(3, project->blockers[0].file_count);
	assert_int_equal(9, project->blockers[0].files_more);
}

static void record__written_again_it_has_the_same_bytes(void **state)
{
	struct str note;

	(void)state;
	areas[1].name = STR("{\xe6\xbc\xa2\xff\x1b[m\0");
	findings[0].say = STR("::error::\n##[x]\xe2\x80\xae");
	verdict.commit = STR("");
	verdict.job = STR("a\xff-b");
	note = note_of(&verdict);
	assert_int_equal(0, read_note(note));
	assert_string_equal(note.p, note_of(records.v[0]).p);
}

static void record__what_a_later_version_adds_is_passed_over(void **state)
{
	(void)state;
	assert_non_null(record_parse(&arena, changed("\"time\":", "\"run\":{\"id\":[1]},\"time\":"),
		(struct place){ 0 }, &diags));
	assert_null(diags.first);
}

static void record__cut_off_anywhere_it_is_refused(void **state)
{
	struct str line = record_of(&verdict);

	(void)state;
	for (size_t n = 0; n < line.n; n++) {
		diags = (struct diags){ .arena = &arena };
		assert_null(record_parse(
			&arena, (struct str){ line.p, n }, (struct place){ 0 }, &diags));
		assert_ptr_equal(DIAG(RECORD_BAD), diags.first->kind);
	}
}

static void record__a_newer_schema_is_told_from_a_wrong_one(void **state)
{
	(void)state;
	refuse(changed("record/1", "record/2"), "written by a newer areagate");
	refuse(changed("record/1", "record/0"), "the schema is 'areagate/record/0'");
	refuse(changed("record/1", "verdict/1"), "the schema is 'areagate/verdict/1'");
	refuse(changed("\"schema\"", "\"scheme\""), "'schema' is missing");
	refuse(STR("[1]"), "not an object");
}

static void record__a_field_that_is_missing_or_of_another_type_is_named(void **state)
{
	(void)state;
	refuse(changed("\"time\"", "\"tome\""), "'time' is missing");
	refuse(changed("\"time\":1767603600", "\"time\":\"now\""),
		"'time' must be a number, not a string");
	refuse(changed("\"time\":1", "\"time\":-1"), "'time' must be a whole number");
	refuse(changed("\"time\":1767603600", "\"time\":1.5"), "not 1.5");
	refuse(changed("\"time\":1767603600", "\"time\":18446744073709551616"), "below 2^64");
	refuse(changed("\"gate\":\"closed\"", "\"gate\":\"ajar\""), "'ajar' is no 'gate'");
	refuse(changed("\"outcome\":\"broken\"", "\"outcome\":\"bent\""), "'bent' is no 'outcome'");
	refuse(changed("\"covered\":412", "\"covered\":512"), "'covered' is more than 'total'");
	refuse(changed("\"total\":500,", ""), "'total' is missing");
	refuse(changed("\"target\":\"85\"", "\"target\":\"many\""), "'target' is not a decimal");
	refuse(changed("\"target\":\"85\"", "\"target\":85"), "'target' must be a string");
	refuse(changed("\"seconds\":\"3.214\"", "\"seconds\":\"3.2\""),
		"'seconds' must be such as");
	refuse(changed("\"tests\":null", "\"tests\":[]"), "'tests' must be an object, not a list");
	refuse(changed("\"tests\":null", "\"test\":0"), "'tests' is missing");
	refuse(changed("\"commit\":\"", "\"commit\":7,\"x\":\""), "'commit' must be a string");
	refuse(changed("\"areas\":[", "\"areas\":[1,"), "'areas' must be an object, not a number");
	refuse(changed("\"missing\":[\"", "\"missing\":[null,\""), "'missing' must be a string");
}

static void record__findings_are_of_areas_that_are_there_once(void **state)
{
	(void)state;
	refuse(changed("{\"area\":\"workers\",\"title\"", "{\"area\":\"wokers\",\"title\""),
		"a finding of 'workers', which is not among 'areas'");
	refuse(changed("{\"area\":\"workers\",\"title\"", "{\"area\":\"project\",\"title\""),
		"the area 'project' stands twice");
}

static void record__every_mistake_is_told_with_its_place(void **state)
{
	struct str note = joined(
		"areagate: gate closed\n\n", changed("\"job\":\"unit\"", "\"job\":7"), "\n{}\n");

	(void)state;
	assert_int_equal(-1, read_note(note));
	assert_int_equal(0, records.n);
	assert_int_equal(2, diags.count[DIAG_ERROR]);
	assert_int_equal(3, diags.first->at.line);
	assert_int_equal(strstr(note.p, "7,\"commit") - strstr(note.p, "{\"schema") + 1,
		diags.first->at.column);
	assert_int_equal(4, diags.last->at.line);
	assert_true(str_eq(diags.first->at.file, STR("a note")));
}

static void record__a_note_without_any_is_an_error(void **state)
{
	(void)state;
	assert_int_equal(-1, read_note(STR("Reviewed-by: A\n  {\"schema\":1}\n")));
	assert_said(DIAG(RECORD_NONE), "no record");
	assert_int_equal(-1, read_note(STR("")));
}

static void record__what_can_be_read_is_there_beside_what_cannot(void **state)
{
	(void)state;
	assert_int_equal(-1, read_note(joined("{}\n", record_of(&verdict), "\r\n")));
	assert_int_equal(1, records.n);
	assert_true(str_eq(records.lines[0], record_of(&verdict)));
}

static void record__longer_than_a_note_is_refused(void **state)
{
	char *title = arena_alloc(&arena, NOTE_BYTES_MAX);

	(void)state;
	memset(title, 'x', NOTE_BYTES_MAX);
	verdict.title = (struct str){ title, NOTE_BYTES_MAX };
	assert_null(record_parse(&arena, record_of(&verdict), (struct place){ 0 }, &diags));
	assert_said(DIAG(RECORD_BAD), "the limit is 65536");
}

static void record__the_run_and_the_tests_come_back(void **state)
{
	(void)state;
	verdict.origin = (struct origin){ STR("push"), STR("main"), STR("4711"), 2 };
	verdict.policies_id = STR(TREE);
	verdict.policies_note = STR("there is no base");
	verdict.has_roster = true;
	verdict.roster = STR("0t/a.py::one|9two|");
	assert_int_equal(0, read_note(note_of(&verdict)));
	assert_true(str_eq(STR("push"), records.v[0]->origin.event));
	assert_true(str_eq(STR("main"), records.v[0]->origin.branch));
	assert_true(str_eq(STR("4711"), records.v[0]->origin.run));
	assert_int_equal(2, records.v[0]->origin.attempt);
	assert_true(str_eq(STR(TREE), records.v[0]->policies_id));
	assert_true(str_eq(STR("there is no base"), records.v[0]->policies_note));
	assert_true(records.v[0]->has_roster && str_eq(verdict.roster, records.v[0]->roster));
	assert_string_equal(note_of(&verdict).p, note_of(records.v[0]).p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VERDICT_TEST(note__is_read_by_people_first_and_has_one_line_of_json),
		VERDICT_TEST(record__everything_that_was_written_is_read_back),
		VERDICT_TEST(record__blockers_are_written_and_read_back),
		VERDICT_TEST(record__labels_are_written_and_read_back),
		VERDICT_TEST(record__without_blockers_it_is_read_as_before),
		VERDICT_TEST(record__blockers_of_another_shape_are_refused),
		VERDICT_TEST(record__of_many_blockers_and_files_the_first_are_kept),
		VERDICT_TEST(record__written_again_it_has_the_same_bytes),
		VERDICT_TEST(record__what_a_later_version_adds_is_passed_over),
		VERDICT_TEST(record__cut_off_anywhere_it_is_refused),
		VERDICT_TEST(record__a_newer_schema_is_told_from_a_wrong_one),
		VERDICT_TEST(record__a_field_that_is_missing_or_of_another_type_is_named),
		VERDICT_TEST(record__findings_are_of_areas_that_are_there_once),
		VERDICT_TEST(record__every_mistake_is_told_with_its_place),
		VERDICT_TEST(record__a_note_without_any_is_an_error),
		VERDICT_TEST(record__what_can_be_read_is_there_beside_what_cannot),
		VERDICT_TEST(record__longer_than_a_note_is_refused),
		VERDICT_TEST(record__the_run_and_the_tests_come_back),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
