#include "tests/unit/verdict_fixture.h"

static struct records records;
static struct note_merged last;

static struct str merged(struct str there, const struct verdict *v)
{
	buf_truncate(&out, 0);
	assert_int_equal(0, note_merge(there, v, &last, &out, &diags));
	return arena_str(&arena, buf_str(&out));
}

static int read_note(struct str note)
{
	return records_parse(&records, &arena, note, STR("a note"), &diags);
}

static void merge__into_nothing_is_what_the_reporter_writes(void **state)
{
	(void)state;
	assert_string_equal(note_of(&verdict).p, merged(STR(""), &verdict).p);
}

static void merge__jobs_stand_side_by_side_in_the_order_of_their_names(void **state)
{
	struct str unit = note_of(&verdict), both, again;

	(void)state;
	verdict.job = STR("e2e");
	verdict.gate = GATE_OPEN;
	both = merged(unit, &verdict);
	assert_int_equal(0, read_note(both));
	assert_int_equal(2, records.n);
	assert_true(
		str_eq(records.v[0]->job, STR("e2e")) && str_eq(records.v[1]->job, STR("unit")));
	assert_true(str_starts(both, STR("areagate: gate open (job e2e)\n  project ")));
	assert_has(both.p, "\nareagate: gate closed (job unit)\n  project ");

	again = note_of(&verdict);
	verdict.job = STR("unit");
	verdict.gate = GATE_CLOSED;
	assert_string_equal(both.p, merged(again, &verdict).p);
	assert_string_equal(both.p, merged(both, &verdict).p);
}

static void merge__the_newest_of_one_job_and_one_set_of_areas_stays(void **state)
{
	struct str old = note_of(&verdict), new;
	struct area_verdict first = areas[0];

	(void)state;
	verdict.time++;
	areas[0] = areas[1];
	areas[1] = first;
	findings[0].area = findings[1].area = 1;
	findings[2].area = 0;
	new = note_of(&verdict);
	assert_string_equal(new.p, merged(old, &verdict).p);
	assert_true(last.time == verdict.time);
	verdict.time -= 2;
	assert_string_equal(new.p, merged(new, &verdict).p);
	assert_true(last.time == verdict.time + 2);
	verdict.time += 1;
	verdict.area_count = 1;
	verdict.finding_count = 0;
	assert_int_equal(0, read_note(merged(new, &verdict)));
	assert_int_equal(2, records.n);
}

static void merge__of_equally_new_ones_the_added_one_stays(void **state)
{
	struct str old = note_of(&verdict);

	(void)state;
	verdict.gate = GATE_OPEN;
	assert_string_equal(note_of(&verdict).p, merged(old, &verdict).p);
}

static void merge__notes_joined_either_way_round_give_the_same(void **state)
{
	struct str a = record_of(&verdict), b, there[2];

	(void)state;
	verdict.gate = GATE_OPEN;
	b = record_of(&verdict);
	verdict.job = STR("other");
	there[0] = arena_printf(&arena, "%s\n%s\n", a.p, b.p);
	there[1] = arena_printf(&arena, "%s\n%s\n", b.p, a.p);
	assert_string_equal(merged(there[0], &verdict).p, merged(there[1], &verdict).p);
	assert_int_equal(0, read_note(merged(there[0], &verdict)));
	assert_int_equal(2, records.n);
}

static void merge__what_cannot_be_read_is_kept_byte_for_byte(void **state)
{
	struct str newer = changed("record/1", "record/2"), note;
	struct str there =
		joined("", newer, "\r\n{\"tool\": \"other\"  }\n{ not json\n{ not json\n");

	(void)state;
	note = merged(there, &verdict);
	assert_has(note.p, "areagate: kept 3 lines of JSON that this version cannot read\n");
	assert_true(
		str_ends(note, joined("\n", newer, "\r\n{\"tool\": \"other\"  }\n{ not json\n")));
	assert_string_equal(note.p, merged(note, &verdict).p);
}

static void merge__lines_that_are_not_ours_stay_between_people_and_records(void **state)
{
	struct str there = joined("\n\nReviewed-by: A\n  indented\n\n", note_of(&verdict),
		"\n  also indented\nareagate is fine\n\n");
	struct str note = merged(there, &verdict);

	(void)state;
	assert_has(note.p,
		"cannot start, 5 planned\n\nReviewed-by: A\n  indented\n\n"
		"\n  also indented\nareagate is fine\n\n{\"schema\"");
	assert_string_equal(note.p, merged(note, &verdict).p);
}

static void merge__people_lines_that_git_sorted_are_not_taken_for_others(void **state)
{
	struct str ours = note_of(&verdict), rest = ours, line, lines[64];
	struct buf sorted = { 0 };
	size_t n = 0;

	(void)state;
	while (str_line(&rest, &line))
		lines[n++] = line;
	qsort(lines, n, sizeof(*lines), str_cmp_qsort);
	for (size_t i = 0; i < n; i++)
		buf_printf(&sorted, STR_FMT "\n", STR_ARG(lines[i]));
	assert_string_equal(ours.p, merged(buf_str(&sorted), &verdict).p);
	buf_release(&sorted);
}

static void merge__text_of_strangers_forges_no_record(void **state)
{
	(void)state;
	findings[0].say = STR("x\n{\"schema\":\"areagate/record/1\"}\n");
	areas[0].name = STR("{\"schema\":1}");
	assert_int_equal(0, read_note(merged(STR(""), &verdict)));
	assert_int_equal(1, records.n);
}

/* `n` findings of that outcome, each with a text of 100 bytes. */
static void many_findings(size_t n, enum outcome_of_rule outcome)
{
	verdict.findings = arena_alloc(&arena, n * sizeof(*verdict.findings));
	verdict.finding_count = n;
	for (size_t i = 0; i < n; i++)
		verdict.findings[i] = (struct finding){ .rule = arena_printf(&arena, "rule.%zu", i),
			.outcome = outcome,
			.say = arena_printf(&arena, "%0100zu", i) };
}

static void expect_left_out(enum left_out left_out)
{
	struct str note = note_of(&verdict), there;

	assert_true(note.n <= NOTE_BYTES_MAX);
	assert_has(note.p,
		arena_printf(&arena, "\n  left out to fit a note: %s\n", left_out_names[left_out])
			.p);
	assert_int_equal(0, read_note(note));
	assert_int_equal(left_out, records.v[0]->left_out);
	assert_string_equal(note.p, note_of(records.v[0]).p);
	there = merged(STR(""), &verdict);
	assert_string_equal(note.p, there.p);
}

static void oversize__texts_of_held_rules_go_first(void **state)
{
	(void)state;
	many_findings(400, RULE_HELD);
	expect_left_out(LEFT_OUT_HELD_TEXTS);
	assert_int_equal(400, records.v[0]->finding_count);
}

static void oversize__then_held_rules(void **state)
{
	(void)state;
	many_findings(2000, RULE_HELD);
	expect_left_out(LEFT_OUT_HELD);
	assert_int_equal(0, records.v[0]->finding_count);
	assert_has(out.p, "build/junit/unit.xml");
}

static void oversize__then_paths_of_reports_then_ids_of_missing_tests(void **state)
{
	char *path = arena_alloc(&arena, NOTE_BYTES_MAX);

	(void)state;
	memset(path, 'x', NOTE_BYTES_MAX);
	reports[0].path = (struct str){ path, NOTE_BYTES_MAX };
	expect_left_out(LEFT_OUT_PATHS);
	missing[0] = reports[0].path;
	expect_left_out(LEFT_OUT_MISSING);
}

static void oversize__a_note_that_cannot_fit_is_refused_and_leaves_nothing(void **state)
{
	(void)state;
	many_findings(1000, RULE_BROKEN);
	buf_puts(&out, "before");
	assert_int_equal(-1, note_merge(STR("a line"), &verdict, &last, &out, &diags));
	assert_said(DIAG(RECORD_WRITE), "does not fit into 65536 bytes");
	assert_said(DIAG(RECORD_WRITE), "; judge fewer areas in one job");
	assert_string_equal("before", out.p);
}

static void oversize__records_of_other_jobs_are_never_shortened(void **state)
{
	struct str other, note;

	(void)state;
	many_findings(150, RULE_HELD);
	other = record_of(&verdict);
	verdict.job = STR("zzz");
	many_findings(200, RULE_HELD);
	note = merged(other, &verdict);
	assert_true(note.n <= NOTE_BYTES_MAX);
	assert_true(str_has(note, other));
	assert_has(note.p, "left out to fit a note: texts of held rules");
	many_findings(300, RULE_BROKEN);
	assert_int_equal(-1, note_merge(note, &verdict, &last, &out, &diags));
}

static void oversize__what_is_not_ours_is_counted(void **state)
{
	struct buf there = { 0 };

	(void)state;
	buf_printf(&there, "%s{not ours}\nA line\n", note_of(&verdict).p);
	buf_repeat(&there, 'x', 70000);
	assert_int_equal(-1, note_merge(buf_str(&there), &verdict, &last, &out, &diags));
	buf_release(&there);
	assert_said(DIAG(RECORD_WRITE),
		"; 70019 bytes in it are not ours: git notes --ref=areagate edit takes them out");
	assert_string_equal("refs/notes/areagate", diags.first->at.file.p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VERDICT_TEST(merge__into_nothing_is_what_the_reporter_writes),
		VERDICT_TEST(merge__jobs_stand_side_by_side_in_the_order_of_their_names),
		VERDICT_TEST(merge__the_newest_of_one_job_and_one_set_of_areas_stays),
		VERDICT_TEST(merge__of_equally_new_ones_the_added_one_stays),
		VERDICT_TEST(merge__notes_joined_either_way_round_give_the_same),
		VERDICT_TEST(merge__what_cannot_be_read_is_kept_byte_for_byte),
		VERDICT_TEST(merge__lines_that_are_not_ours_stay_between_people_and_records),
		VERDICT_TEST(merge__people_lines_that_git_sorted_are_not_taken_for_others),
		VERDICT_TEST(merge__text_of_strangers_forges_no_record),
		VERDICT_TEST(oversize__texts_of_held_rules_go_first),
		VERDICT_TEST(oversize__then_held_rules),
		VERDICT_TEST(oversize__then_paths_of_reports_then_ids_of_missing_tests),
		VERDICT_TEST(oversize__a_note_that_cannot_fit_is_refused_and_leaves_nothing),
		VERDICT_TEST(oversize__records_of_other_jobs_are_never_shortened),
		VERDICT_TEST(oversize__what_is_not_ours_is_counted),
	};

	return cmocka_run_group_tests_name("note_merge", tests, NULL, NULL);
}
