#include "tests/unit/notes_fixture.h"

static void assert_no_note(const char *id)
{
	struct str text;

	assert_int_equal(0, notes_read(repo, id, &arena, &text, &diags));
	assert_int_equal(0, text.n);
	assert_null(diags.first);
}

static void notes__without_the_ref_there_is_no_note(void **state)
{
	(void)state;
	open_r();
	assert_no_note(head());
}

static void notes__a_flat_note_of_another_tool_is_found(void **state)
{
	(void)state;
	open_r();
	sh("git -C r notes --ref=areagate add -m 'by hand'");
	assert_note(head(), "by hand\n");
	assert_no_note(ask("git -C r rev-parse HEAD~1"));
}

static void notes__a_note_is_found_at_every_fan_out(void **state)
{
	static const char *const cuts[] = { "2", "2,4", "2,4,6",
		"2,4,6,8,10,12,14,16,18,20,22,24,26,28,30,32,34,36,38" };

	(void)state;
	open_r();
	for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
		sh("rm -f planted.index");
		plant(fanned(head(), cuts[i]), "deep");
		assert_note(head(), "deep");
	}
}

static void notes__a_note_is_found_where_git_itself_fans_out(void **state)
{
	(void)state;
	open_r();
	sh("cd r && git notes --ref=areagate add -m many HEAD && for i in $(seq 500); do"
	   " echo \"$(git rev-parse HEAD) $(echo $i | git hash-object -w --stdin)\"; done |"
	   " git notes --ref=areagate copy --stdin");
	assert_non_null(
		strchr(ask("git -C r ls-tree -r --name-only " NOTES_REF " | head -1"), '/'));
	for (int i = 1; i <= 500; i += 50)
		assert_note(ask("echo %d | git hash-object --stdin", i), "many\n");
}

static void notes__an_id_in_upper_case_is_the_same_object(void **state)
{
	(void)state;
	open_r();
	write_line(head(), "one");
	assert_note(ask("git -C r rev-parse HEAD | tr a-f A-F"), "one\n");
}

static void notes__notes_at_two_depths_are_read_as_one(void **state)
{
	(void)state;
	open_r();
	plant(head(), "flat");
	plant(fanned(head(), "2"), "fanned");
	assert_note(head(), "flat\nfanned");
}

static void notes__the_same_blob_at_two_depths_is_read_once(void **state)
{
	(void)state;
	open_r();
	plant(head(), "same");
	plant(fanned(head(), "2,4"), "same");
	assert_note(head(), "same");
}

static void notes__what_is_no_id_is_refused(void **state)
{
	static const char *const bad[] = { "", "HEAD", "012345678901234567890123456789012345678",
		"01234567890123456789012345678901234567890",
		"z123456789012345678901234567890123456789" };
	struct line line = { .text = "one" };
	struct str text;

	(void)state;
	open_r();
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		diags = (struct diags){ .arena = &arena };
		assert_int_equal(-1, notes_read(repo, bad[i], &arena, &text, &diags));
		assert_said(DIAG(REPO_OBJECT), "is not the id of an object");
		diags = (struct diags){ .arena = &arena };
		assert_int_equal(-1, write_to(repo, bad[i], &line));
		assert_said(DIAG(RECORD_WRITE), "is not the id of an object");
	}
	assert_int_equal(0, line.calls);
}

static void notes__a_note_that_was_not_fetched_is_not_taken_for_none(void **state)
{
	const char *id, *blob;
	struct str text;

	(void)state;
	open_r();
	id = head();
	write_line(id, "one");
	blob = ask("git -C r rev-parse " NOTES_REF ":%s", fanned(id, "2"));
	repo_close(repo);
	sh("rm -f r/.git/objects/%.2s/%s", blob, blob + 2);
	open_repository(at("r"));
	assert_int_equal(-1, notes_read(repo, id, &arena, &text, &diags));
	assert_said(DIAG(REPO_OBJECT), "fetch it without a filter");
	assert_str(NOTES_REF, diags.first->at.file);
}

static void notes__a_note_of_gigabytes_is_refused_by_its_header(void **state)
{
	struct str text;

	(void)state;
	open_r();
	sh("cd r && b=$(head -c 17000000 /dev/zero | git hash-object -w --stdin) &&"
	   " t=$(printf '100644 blob %%s\\t%s\\n' $b | git mktree) &&"
	   " git update-ref " NOTES_REF " $(git commit-tree -m x $t)",
		head());
	assert_int_equal(-1, notes_read(repo, head(), &arena, &text, &diags));
	assert_said(DIAG(REPO_OBJECT), "no record is that long");
}

static void notes__a_packed_ref_is_read_and_moved(void **state)
{
	(void)state;
	open_r();
	write_line(head(), "one");
	sh("cd r && git pack-refs --all && git repack -qad && git prune-packed");
	assert_note(head(), "one\n");
	write_line(head(), "two");
	assert_note(head(), "one\ntwo\n");
}

static void notes__many_are_read_from_one_tip(void **state)
{
	const char *first, *second;
	struct notes *notes;
	struct str text;

	(void)state;
	open_r();
	first = head();
	second = ask("git -C r rev-parse HEAD~1");
	write_line(first, "one");
	assert_int_equal(0, notes_open(&notes, repo, NULL, &diags));
	write_line(second, "later");
	assert_int_equal(1, notes_text(notes, first, &arena, &text, &diags));
	assert_str("one\n", text);
	/* What came after it was opened is not seen. */
	assert_int_equal(0, notes_text(notes, second, &arena, &text, &diags));
	assert_str("", text);
	assert_int_equal(-1, notes_text(notes, "no id", &arena, &text, &diags));
	assert_int_equal(1, notes_text(notes, first, &arena, &text, &diags));
	assert_str("one\n", text);
	notes_close(notes);
	notes_close(NULL);
}

static const struct CMUnitTest tests[] = {
	SCRATCH_TEST(notes__without_the_ref_there_is_no_note),
	SCRATCH_TEST(notes__a_flat_note_of_another_tool_is_found),
	SCRATCH_TEST(notes__a_note_is_found_at_every_fan_out),
	SCRATCH_TEST(notes__a_note_is_found_where_git_itself_fans_out),
	SCRATCH_TEST(notes__an_id_in_upper_case_is_the_same_object),
	SCRATCH_TEST(notes__notes_at_two_depths_are_read_as_one),
	SCRATCH_TEST(notes__the_same_blob_at_two_depths_is_read_once),
	SCRATCH_TEST(notes__what_is_no_id_is_refused),
	SCRATCH_TEST(notes__a_note_that_was_not_fetched_is_not_taken_for_none),
	SCRATCH_TEST(notes__a_note_of_gigabytes_is_refused_by_its_header),
	SCRATCH_TEST(notes__a_packed_ref_is_read_and_moved),
	SCRATCH_TEST(notes__many_are_read_from_one_tip),
};

int main(void)
{
	return cmocka_run_group_tests_name("notes_read", tests, NULL, NULL);
}
