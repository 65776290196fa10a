#include "tests/unit/notes_fixture.h"

#include "gate/repo/notes_sync.h"

/* Joins lines as records are joined, in small. */
struct counts {
	unsigned joins, drops;
	uint64_t cutoff; /* of the last join */
};

static int join_lines(
	void *user, struct str here, struct str there, uint64_t cutoff, struct buf *out)
{
	struct counts *l = user;
	bool adds = false;

	l->joins++;
	l->cutoff = cutoff;
	buf_add(out, there);
	while (here.n) {
		struct str line = str_cut(&here, '\n');

		if (str_has(there, line))
			continue;
		buf_printf(out, STR_FMT "\n", STR_ARG(line));
		adds = true;
	}
	return adds;
}

/* Drops lines that start with "old". */
static int drop_lines(void *user, struct str note, uint64_t cutoff, struct buf *out)
{
	struct counts *l = user;
	bool drops = false;

	(void)cutoff;
	l->drops++;
	while (note.n) {
		struct str line = str_cut(&note, '\n');

		if (str_starts(line, STR("old")))
			drops = true;
		else
			buf_printf(out, STR_FMT "\n", STR_ARG(line));
	}
	if (!drops)
		buf_truncate(out, 0);
	return drops;
}

static void restart(void *user)
{
	struct counts *l = user;

	l->joins = 0;
}

static struct counts counts;
static unsigned attempts;

static int sync_with(const char *remote, uint64_t cutoff)
{
	struct notes_sync how = {
		.remote = remote,
		.join = join_lines,
		.drop = drop_lines,
		.restart = restart,
		.user = &counts,
		.cutoff = cutoff,
		.time = 1700000003,
	};

	counts = (struct counts){ 0 };
	return notes_sync(repo, &how, &attempts, &diags);
}

static void sync_r(uint64_t cutoff)
{
	assert_int_equal(0, sync_with(at("remote"), cutoff));
	assert_null(diags.first);
	assert_string_equal(
		tip(), ask("git -C remote rev-parse -q --verify " NOTES_REF " || true"));
	assert_sound();
}

static void open_with_remote(void)
{
	open_r();
	sh("git clone -q --bare r remote");
}

static void sync__nothing_anywhere_makes_nothing(void **state)
{
	(void)state;
	open_with_remote();
	sync_r(0);
	sync_r(5);
	assert_string_equal("", tip());
	assert_int_equal(1, attempts);
}

static void sync__the_same_tip_is_not_fetched(void **state)
{
	(void)state;
	open_with_remote();
	write_line(head(), "one");
	sync_r(0);
	sync_r(0);
	assert_int_equal(0, counts.joins);
	assert_string_equal("", ask("git -C r for-each-ref refs/areagate"));
}

static void sync__only_notes_that_differ_are_opened(void **state)
{
	(void)state;
	open_with_remote();
	for (int i = 0; i < 20; i++)
		write_line(ask("printf '%%02x%%038x' %d %d", i * 8, i), "shared");
	sync_r(0);
	write_line(head(), "here");
	write_line(ask("printf '%%02x%%038x' 0 0"), "here");
	sync_r(0);
	assert_int_equal(2, counts.joins);
	assert_note(ask("printf '%%02x%%038x' 0 0"), "shared\nhere\n");
}

static void sync__the_same_notes_at_other_depths_are_the_same(void **state)
{
	const char *first;

	(void)state;
	open_with_remote();
	write_line(head(), "one");
	sync_r(0);
	first = tip();
	/* As git leaves a store of few notes that it wrote itself: flat. */
	plant(head(), "one\n");
	sync_r(0);
	assert_string_equal(first, tip());
	assert_note(head(), "one\n");
}

static void sync__a_flat_note_of_the_remote_is_joined_at_our_depth(void **state)
{
	(void)state;
	open_with_remote();
	plant(head(), "theirs\n");
	sh("git -C r push -q ../remote " NOTES_REF " && git -C r update-ref -d " NOTES_REF);
	write_line(head(), "here");
	sync_r(0);
	assert_note(head(), "theirs\nhere\n");
	assert_string_equal(fanned(head(), "2"), ask("git -C r ls-tree -r --name-only " NOTES_REF));
}

static void sync__what_is_no_note_is_handed_on(void **state)
{
	(void)state;
	open_with_remote();
	plant("README", "of the remote\n");
	sh("git -C r push -q ../remote " NOTES_REF " && git -C r update-ref -d " NOTES_REF);
	write_line(head(), "here");
	sync_r(0);
	assert_string_equal("of the remote", ask("git -C remote show " NOTES_REF ":README"));
}

static void sync__dropped_notes_leave_a_cutoff_and_no_history(void **state)
{
	const char *other = ask("printf '%%040x' 7");

	(void)state;
	open_with_remote();
	write_line(head(), "new");
	write_line(head(), "old");
	write_line(other, "old");
	sync_r(0);
	sync_r(1700000000);
	assert_note(head(), "new\n");
	assert_string_equal("1", ask("git -C remote rev-list --count " NOTES_REF));
	assert_string_equal("1", ask("git -C r notes --ref=areagate list | wc -l"));
	assert_string_equal("1700000000", ask("git -C remote show " NOTES_REF ":cutoff"));
	/* It stays, and is told to those who join. */
	write_line(other, "late");
	sync_r(0);
	assert_int_equal(1700000000, counts.cutoff);
	assert_string_equal("1700000000", ask("git -C remote show " NOTES_REF ":cutoff"));
}

static void sync__where_nothing_is_old_nothing_is_rewritten(void **state)
{
	const char *before;

	(void)state;
	open_with_remote();
	write_line(head(), "new");
	sync_r(0);
	before = tip();
	sync_r(1700000000);
	assert_int_equal(1, counts.drops);
	assert_string_equal(before, tip());
}

static void sync__a_cutoff_that_is_no_number_says_nothing(void **state)
{
	(void)state;
	open_with_remote();
	plant("cutoff", "yesterday\n");
	write_line(head(), "here");
	sync_r(0);
	assert_int_equal(0, counts.cutoff);
}

static void sync__notes_of_both_sides_that_do_not_fit_are_refused(void **state)
{
	const char *before, *half = ask("head -c 40000 /dev/zero | tr '\\0' x");

	(void)state;
	open_with_remote();
	write_line(head(), half);
	sync_r(0);
	sh("git -C r update-ref -d " NOTES_REF);
	write_line(head(), ask("head -c 40000 /dev/zero | tr '\\0' y"));
	before = tip();
	assert_int_equal(-1, sync_with(at("remote"), 0));
	assert_said(DIAG(RECORD_WRITE), "over the limit of 65536");
	assert_string_equal(before, tip());
}

static void sync__a_remote_that_is_locked_is_tried_ten_times(void **state)
{
	(void)state;
	open_with_remote();
	write_line(head(), "one");
	sh("mkdir -p remote/refs/notes && touch remote/" NOTES_REF ".lock");
	assert_int_equal(-1, sync_with(at("remote"), 0));
	assert_said(DIAG(SYNC_REMOTE), "10 pushes were refused, the last one as [remote rejected]");
	assert_int_equal(10, attempts);
	assert_note(head(), "one\n");
}

static void sync__a_remote_of_another_object_format_is_refused(void **state)
{
	(void)state;
	open_r();
	sh("git init -q --object-format=sha256 other && git -C other commit -q --allow-empty -m x &&"
	   " git -C other notes --ref=areagate add -m x");
	assert_int_equal(-1, sync_with(at("other"), 0));
	assert_said(DIAG(SYNC_REMOTE), "the remote has another object format");
}

static const struct CMUnitTest tests[] = {
	SCRATCH_TEST(sync__nothing_anywhere_makes_nothing),
	SCRATCH_TEST(sync__the_same_tip_is_not_fetched),
	SCRATCH_TEST(sync__only_notes_that_differ_are_opened),
	SCRATCH_TEST(sync__the_same_notes_at_other_depths_are_the_same),
	SCRATCH_TEST(sync__a_flat_note_of_the_remote_is_joined_at_our_depth),
	SCRATCH_TEST(sync__what_is_no_note_is_handed_on),
	SCRATCH_TEST(sync__dropped_notes_leave_a_cutoff_and_no_history),
	SCRATCH_TEST(sync__where_nothing_is_old_nothing_is_rewritten),
	SCRATCH_TEST(sync__a_cutoff_that_is_no_number_says_nothing),
	SCRATCH_TEST(sync__notes_of_both_sides_that_do_not_fit_are_refused),
	SCRATCH_TEST(sync__a_remote_that_is_locked_is_tried_ten_times),
	SCRATCH_TEST(sync__a_remote_of_another_object_format_is_refused),
};

int main(void)
{
	return cmocka_run_group_tests_name("notes_sync", tests, NULL, NULL);
}
