#include "tests/unit/verdict_fixture.h"

static struct names dropped;

/* A note with one record. */
static struct str note(const char *job, uint64_t time)
{
	verdict.job = str_of(job);
	verdict.time = time;
	return note_of(&verdict);
}

static struct str both(struct str a, struct str b)
{
	return arena_printf(&arena, STR_FMT STR_FMT, STR_ARG(a), STR_ARG(b));
}

/* NULL where nothing is added. */
static const char *joined_since(struct str there, struct str more, uint64_t oldest)
{
	bool adds;

	dropped = (struct names){ .arena = &arena };
	buf_truncate(&out, 0);
	adds = note_join(there, more, oldest, &dropped, &out);
	return adds ? arena_str(&arena, buf_str(&out)).p : NULL;
}

static const char *join(struct str there, struct str more)
{
	return joined_since(there, more, 0);
}

static size_t records_in(const char *text)
{
	struct records records;

	assert_int_equal(0, records_parse(&records, &arena, str_of(text), STR("a note"), &diags));
	return records.n;
}

static void join__jobs_of_both_stand_side_by_side_whichever_comes_first(void **state)
{
	struct str a = note("a", 10), b = note("b", 20);

	(void)state;
	assert_int_equal(2, records_in(join(a, b)));
	assert_string_equal(join(a, b), join(b, a));
}

static void join__of_one_job_the_newest_stays_whichever_comes_first(void **state)
{
	struct str old = note("a", 10), new = note("a", 11);

	(void)state;
	assert_string_equal(new.p, join(old, new));
	assert_null(join(new, old));
}

static void join__of_equally_new_ones_both_sides_keep_the_same(void **state)
{
	struct str one = note("a", 10), other;
	const char *kept;

	(void)state;
	verdict.gate = GATE_OPEN;
	other = note("a", 10);
	kept = join(one, other);
	/* Nothing is added on one of the sides: what is there stays. */
	assert_true(!kept != !join(other, one));
	assert_string_equal(kept ? other.p : one.p, kept ? kept : one.p);
}

static void join__where_nothing_is_all_is_taken_as_it_is(void **state)
{
	struct str odd = both(note("b", 10), STR("by hand, below\n\n\n"));

	(void)state;
	assert_string_equal(odd.p, join(STR(""), odd));
	assert_null(join(odd, STR("")));
}

static void join__what_is_there_already_changes_not_even_the_layout(void **state)
{
	struct str a = note("a", 10), odd = both(STR("by hand\n"), both(note("b", 10), a));

	(void)state;
	assert_null(join(odd, a));
	assert_null(join(odd, odd));
}

static void join__lines_that_are_not_ours_are_kept_each_once(void **state)
{
	struct str a = note("a", 10);
	const char *text =
		join(both(STR("shared\nthere\n\n"), a), both(STR("shared\nhere\n\n"), a));

	(void)state;
	assert_has(text, "\nshared\nthere\n\nhere\n\n{");
	assert_int_equal(1, records_in(text));
	assert_null(join(str_of(text), both(STR("here\nshared\n\n"), a)));
}

static void join__records_of_a_later_version_are_kept_each_once(void **state)
{
	struct str later = STR("{\"schema\":\"areagate/record/9\",\"x\":1}\n");
	struct str a = note("a", 10), there = both(note("b", 10), later);
	const char *text = join(there, both(a, later));

	(void)state;
	assert_has(text, "areagate: kept 1 line of JSON that this version cannot read\n");
	assert_ptr_equal(text + strlen(text) - later.n, strstr(text, later.p));
	assert_null(join(there, later));
}

static void join__what_is_older_than_the_cutoff_does_not_come_back(void **state)
{
	struct str old = note("a", 10), new = note("b", 20), gone = note("c", 11);

	(void)state;
	assert_string_equal(new.p, joined_since(STR(""), both(old, new), 20));
	assert_int_equal(1, dropped.n);
	assert_null(joined_since(STR(""), both(old, gone), 12));
	assert_int_equal(2, dropped.n);
	/* What is there is not touched by what is here. */
	assert_int_equal(2, records_in(joined_since(old, both(gone, new), 20)));
}

static void drop__takes_old_records_and_their_lines_for_people_out(void **state)
{
	struct str old = note("a", 10), new = note("b", 20);

	(void)state;
	dropped = (struct names){ .arena = &arena };
	buf_truncate(&out, 0);
	assert_true(note_drop(both(old, new), 20, &dropped, &out));
	assert_string_equal(new.p, arena_str(&arena, buf_str(&out)).p);
	assert_int_equal(1, dropped.n);
	assert_false(note_drop(both(old, new), 10, &dropped, &out));
}

static void drop__leaves_nothing_of_a_note_that_was_all_old(void **state)
{
	struct str old = both(note("a", 10), note("b", 11));

	(void)state;
	dropped = (struct names){ .arena = &arena };
	buf_truncate(&out, 0);
	assert_true(note_drop(old, 12, &dropped, &out));
	assert_int_equal(0, out.n);
	assert_int_equal(2, dropped.n);
}

static void drop__keeps_what_has_no_age(void **state)
{
	struct str later = STR("{\"schema\":\"areagate/record/9\"}\n");
	struct str text = both(both(STR("by hand\n\n"), note("a", 10)), later);

	(void)state;
	dropped = (struct names){ .arena = &arena };
	buf_truncate(&out, 0);
	assert_true(note_drop(text, 12, &dropped, &out));
	assert_has(out.p, "\nby hand\n");
	assert_has(out.p, later.p);
	assert_has_not(out.p, "areagate: gate");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VERDICT_TEST(join__jobs_of_both_stand_side_by_side_whichever_comes_first),
		VERDICT_TEST(join__of_one_job_the_newest_stays_whichever_comes_first),
		VERDICT_TEST(join__of_equally_new_ones_both_sides_keep_the_same),
		VERDICT_TEST(join__where_nothing_is_all_is_taken_as_it_is),
		VERDICT_TEST(join__what_is_there_already_changes_not_even_the_layout),
		VERDICT_TEST(join__lines_that_are_not_ours_are_kept_each_once),
		VERDICT_TEST(join__records_of_a_later_version_are_kept_each_once),
		VERDICT_TEST(join__what_is_older_than_the_cutoff_does_not_come_back),
		VERDICT_TEST(drop__takes_old_records_and_their_lines_for_people_out),
		VERDICT_TEST(drop__leaves_nothing_of_a_note_that_was_all_old),
		VERDICT_TEST(drop__keeps_what_has_no_age),
	};

	return cmocka_run_group_tests_name("note_join", tests, NULL, NULL);
}
