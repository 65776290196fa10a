#include "tests/unit/notes_fixture.h"

#define SHOW "git -C r notes --ref=areagate show "

static int put_whole(void *user, const char *id, struct str there, struct buf *out, struct diags *d)
{
	(void)id;
	(void)there;
	(void)d;
	buf_add(out, *(const struct str *)user);
	return 0;
}

static int write_whole(const char *id, struct str text)
{
	struct notes_change change = {
		.ids = &id,
		.id_count = 1,
		.merge = put_whole,
		.user = &text,
		.message = "areagate: record",
	};

	return notes_write(repo, &change, &diags);
}

static void notes__git_shows_what_was_written(void **state)
{
	(void)state;
	open_r();
	write_line(head(), "gate open");
	assert_note(head(), "gate open\n");
	assert_string_equal("gate open", ask(SHOW "HEAD"));
	assert_non_null(strstr(
		ask("git -C r log --notes=areagate -1"), "Notes (areagate):\n    gate open"));
	assert_string_equal(fanned(head(), "2"), ask("git -C r ls-tree -r --name-only " NOTES_REF));
	assert_sound();
}

static void notes__the_commit_of_notes_depends_on_nothing_around_it(void **state)
{
	(void)state;
	open_r();
	sh("git -C r config user.name Somebody");
	write_line(head(), "one");
	assert_string_equal("areagate|areagate@localhost|1700000002|areagate@localhost|1700000002|"
			    "areagate: record",
		ask("git -C r log -1 --format='%%an|%%ae|%%at|%%ce|%%ct|%%B' " NOTES_REF));
	assert_string_equal("areagate|areagate@localhost|areagate: record",
		ask("git -C r log -g -1 --format='%%gn|%%ge|%%gs' " NOTES_REF));
}

static void notes__two_objects_get_their_notes_in_one_commit(void **state)
{
	const char *ids[2];
	struct line line = { .text = "both" };
	struct notes_change change = { .ids = ids,
		.id_count = 2,
		.merge = add_line,
		.user = &line,
		.message = "areagate: record",
		.time = 1700000002 };

	(void)state;
	open_r();
	ids[0] = head();
	ids[1] = ask("git -C r rev-parse 'HEAD^{tree}'");
	assert_int_equal(0, notes_write(repo, &change, &diags));
	assert_note(ids[0], "both\n");
	assert_note(ids[1], "both\n");
	assert_string_equal("1", ask("git -C r rev-list --count " NOTES_REF));
	assert_sound();
}

static void notes__a_second_line_joins_the_first(void **state)
{
	(void)state;
	open_r();
	write_line(head(), "one");
	write_line(head(), "two");
	assert_string_equal("one\ntwo", ask(SHOW "HEAD"));
	assert_string_equal("2", ask("git -C r rev-list --count " NOTES_REF));
}

static void notes__nothing_is_written_where_nothing_changes(void **state)
{
	const char *before;

	(void)state;
	open_r();
	write_line(head(), "one");
	before = tip();
	write_line(head(), "one");
	assert_string_equal(before, tip());
}

static void notes__no_text_where_there_was_none_makes_no_ref(void **state)
{
	(void)state;
	open_r();
	assert_int_equal(0, write_whole(head(), STR("")));
	assert_string_equal("", tip());
}

static void notes__notes_of_others_stay(void **state)
{
	const char *first;

	(void)state;
	open_r();
	first = ask("git -C r rev-parse HEAD~1");
	sh("git -C r notes --ref=areagate add -m 'by hand' HEAD~1");
	write_line(head(), "one");
	assert_note(first, "by hand\n");
	assert_string_equal("by hand", ask(SHOW "HEAD~1"));
	assert_string_equal("one", ask(SHOW "HEAD"));
	sh("git -C r notes --ref=areagate append -m more HEAD");
	write_line(head(), "two");
	assert_note(head(), "one\n\nmore\ntwo\n");
	assert_sound();
}

static void notes__the_same_object_at_many_depths_ends_as_one(void **state)
{
	(void)state;
	open_r();
	plant("abandoned/file", "not a note");
	plant(head(), "flat\n");
	plant(fanned(head(), "2,4"), "two folders\n");
	plant(fanned(head(), "2,4,6"), "three folders\n");
	plant(fanned(ask("git -C r rev-parse HEAD~1"), "2,4"), "of another");
	write_line(head(), "ours");
	assert_string_equal("flat\ntwo folders\nthree folders\nours", ask(SHOW "HEAD"));
	assert_string_equal("of another", ask(SHOW "HEAD~1"));
	assert_string_equal(
		ask("printf '%%s\\n' abandoned/file %s %s | LC_ALL=C sort", fanned(head(), "2"),
			fanned(ask("git -C r rev-parse HEAD~1"), "2,4")),
		ask("git -C r ls-tree -r --name-only " NOTES_REF " | LC_ALL=C sort"));
	assert_sound();
}

static void notes__an_object_that_is_not_in_the_clone_gets_its_note(void **state)
{
	const char *id = "0123456789abcdef0123456789abcdef01234567";

	(void)state;
	open_r();
	write_line(id, "elsewhere");
	assert_note(id, "elsewhere\n");
}

static void notes__a_nul_byte_is_refused(void **state)
{
	(void)state;
	open_r();
	assert_int_equal(-1, write_whole(head(), STR("a\0b")));
	assert_said(DIAG(RECORD_WRITE), "NUL byte");
	assert_string_equal("", tip());
}

static void notes__a_note_has_64_kib_at_most(void **state)
{
	static char text[NOTES_BYTES_MAX + 1];

	(void)state;
	memset(text, 'x', sizeof(text));
	open_r();
	assert_int_equal(0, write_whole(head(), (struct str){ text, NOTES_BYTES_MAX }));
	assert_int_equal(-1, write_whole(head(), (struct str){ text, NOTES_BYTES_MAX + 1 }));
	assert_said(DIAG(RECORD_WRITE), "65537 bytes, over the limit of 65536");
	assert_int_equal(EXIT_OUTPUT, diags.status);
}

static void notes__a_merge_that_gives_up_leaves_all_as_it_was(void **state)
{
	struct line line = { .text = "two", .give_up = true };
	const char *before;

	(void)state;
	open_r();
	write_line(head(), "one");
	before = tip();
	assert_int_equal(-1, write_to(repo, head(), &line));
	assert_said(DIAG(RECORD_BAD), "cannot be merged");
	assert_string_equal(before, tip());
}

static void notes__a_read_only_repository_is_reported(void **state)
{
	struct line line = { .text = "one" };
	bool root = geteuid() == 0;
	int result;

	(void)state;
	make_repository("r");
	sh("chmod -R a-w r");
	if (root) {
		/* Nothing is read-only for root. */
		sh("chmod 755 . && chown -R 65534 r");
		assert_int_equal(0, seteuid(65534));
	}
	result = repo_open(&repo, at("r"), true, &diags);
	if (result == 0)
		result = write_to(repo, "0123456789abcdef0123456789abcdef01234567", &line);
	if (root)
		assert_int_equal(0, seteuid(0));
	assert_int_equal(-1, result);
	assert_said(DIAG(RECORD_WRITE), "Permission denied");
	assert_int_equal(0, line.calls);
}

static void notes__objects_that_cannot_be_written_are_reported(void **state)
{
	struct line line = { .text = "one" };

	(void)state;
	open_r();
	sh("cd r/.git/objects && for i in $(seq 0 255); do f=$(printf %%02x $i); [ -e $f ] || touch $f; done");
	assert_int_equal(-1, write_to(repo, "0123456789abcdef0123456789abcdef01234567", &line));
	assert_said(DIAG(RECORD_WRITE), "a note cannot be written");
}

static void notes__linked_worktrees_share_their_notes(void **state)
{
	(void)state;
	make_repository("r");
	sh("git -C r worktree add -q ../linked HEAD~1 2>&1");
	open_repository(at("linked"));
	write_line(head(), "from the other");
	assert_string_equal("from the other", ask(SHOW "HEAD"));
	assert_int_equal(0, access(at("r/.git/areagate.lock"), F_OK));
}

static void notes__a_shallow_and_a_bare_clone_keep_records(void **state)
{
	(void)state;
	make_repository("origin");
	sh("git clone -q --bare --depth 1 'file://%s/origin' r", top);
	open_repository(at("r"));
	write_line(head(), "one");
	assert_string_equal("one", ask(SHOW "HEAD"));
	assert_sound();
}

static const struct CMUnitTest tests[] = {
	SCRATCH_TEST(notes__git_shows_what_was_written),
	SCRATCH_TEST(notes__the_commit_of_notes_depends_on_nothing_around_it),
	SCRATCH_TEST(notes__two_objects_get_their_notes_in_one_commit),
	SCRATCH_TEST(notes__a_second_line_joins_the_first),
	SCRATCH_TEST(notes__nothing_is_written_where_nothing_changes),
	SCRATCH_TEST(notes__no_text_where_there_was_none_makes_no_ref),
	SCRATCH_TEST(notes__notes_of_others_stay),
	SCRATCH_TEST(notes__the_same_object_at_many_depths_ends_as_one),
	SCRATCH_TEST(notes__an_object_that_is_not_in_the_clone_gets_its_note),
	SCRATCH_TEST(notes__a_nul_byte_is_refused),
	SCRATCH_TEST(notes__a_note_has_64_kib_at_most),
	SCRATCH_TEST(notes__a_merge_that_gives_up_leaves_all_as_it_was),
	SCRATCH_TEST(notes__a_read_only_repository_is_reported),
	SCRATCH_TEST(notes__objects_that_cannot_be_written_are_reported),
	SCRATCH_TEST(notes__linked_worktrees_share_their_notes),
	SCRATCH_TEST(notes__a_shallow_and_a_bare_clone_keep_records),
};

int main(void)
{
	return cmocka_run_group_tests_name("notes_write", tests, NULL, NULL);
}
