#include "tests/unit/repo_fixture.h"

#include <sys/file.h>
#include <time.h>
#include <utime.h>

#include "gate/repo/notes.h"

#define SHOW "git -C r notes --ref=areagate show "

/* Adds a line where it is not there yet: what records do, in small. */
struct line {
	const char *text;
	unsigned calls;
	const char *meanwhile; /* a command that another user runs during the first call */
	bool give_up;
};

static int add_line(void *user, struct str there, struct buf *out, struct diags *d)
{
	struct line *line = user;

	if (line->calls++ == 0 && line->meanwhile)
		sh("%s", line->meanwhile);
	if (line->give_up)
		return diag_at(d, DIAG(RECORD_BAD), (struct place){ 0 }, "cannot be merged");
	buf_add(out, there);
	if (!str_has(there, str_of(line->text)))
		buf_printf(out, "%s\n", line->text);
	return 0;
}

static int put_whole(void *user, struct str there, struct buf *out, struct diags *d)
{
	(void)there;
	(void)d;
	buf_add(out, *(const struct str *)user);
	return 0;
}

static int write_to(struct repo *r, const char *id, struct line *line)
{
	struct notes_change change = {
		.ids = &id,
		.id_count = 1,
		.merge = add_line,
		.user = line,
		.message = "areagate: record",
		.time = 1700000002,
	};

	return notes_write(r, &change, &diags);
}

static void write_line(const char *id, const char *text)
{
	struct line line = { .text = text };

	assert_int_equal(0, write_to(repo, id, &line));
	assert_null(diags.first);
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

static const char *head(void)
{
	return ask("git -C r rev-parse HEAD");
}

static const char *tip(void)
{
	return ask("git -C r rev-parse -q --verify " NOTES_REF " || true");
}

static void assert_note(const char *id, const char *expected)
{
	struct str text;

	assert_int_equal(1, notes_read(repo, id, &arena, &text, &diags));
	assert_str(expected, text);
}

static void assert_no_note(const char *id)
{
	struct str text;

	assert_int_equal(0, notes_read(repo, id, &arena, &text, &diags));
	assert_int_equal(0, text.n);
	assert_null(diags.first);
}

static void assert_sound(void)
{
	assert_string_equal("", ask("git -C r fsck --strict --no-dangling 2>&1"));
}

/* `id` with slashes after the digits that `cuts` names: "2", "2,4". */
static const char *fanned(const char *id, const char *cuts)
{
	return ask("echo %s | awk -v cuts=%s '{ n = split(cuts, c, \",\"); from = 1; out = \"\";"
		   " for (i = 1; i <= n; i++) { out = out substr($0, from, c[i] + 1 - from) \"/\";"
		   " from = c[i] + 1 } print out substr($0, from) }'",
		id, cuts);
}

/* Puts a note at just that path of the notes tree, as another tool may. */
static void plant(const char *path, const char *text)
{
	sh("cd r && export GIT_INDEX_FILE='%s' && b=$(printf '%%s' '%s' | git hash-object -w --stdin) &&"
	   " git update-index --add --cacheinfo 100644,$b,%s &&"
	   " git update-ref " NOTES_REF " $(git commit-tree -m planted $(git write-tree))",
		at("planted.index"), text, path);
}

static void open_r(void)
{
	make_repository("r");
	open_repository(at("r"));
}

static const char *lock_file(void)
{
	return at("r/.git/" NOTES_REF ".lock");
}

static void make_lock_file(int64_t seconds_old)
{
	struct utimbuf times = { time(NULL) - seconds_old, time(NULL) - seconds_old };

	sh("mkdir -p r/.git/refs/notes && touch '%s'", lock_file());
	assert_int_equal(0, utime(lock_file(), &times));
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
	struct notes_change change = { ids, 2, add_line, &line, "areagate: record", 1700000002 };

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

static void notes__merge_is_called_again_when_another_was_faster(void **state)
{
	struct line line = { .text = "ours",
		.meanwhile = "git -C r notes --ref=areagate append -m theirs HEAD" };

	(void)state;
	open_r();
	write_line(head(), "before");
	assert_int_equal(0, write_to(repo, head(), &line));
	assert_int_equal(2, line.calls);
	assert_note(head(), "before\n\ntheirs\nours\n");
}

static void notes__the_first_note_of_all_is_not_written_over_anothers_first(void **state)
{
	struct line line = { .text = "ours",
		.meanwhile = "git -C r notes --ref=areagate add -m theirs HEAD" };

	(void)state;
	open_r();
	assert_int_equal(0, write_to(repo, head(), &line));
	assert_int_equal(2, line.calls);
	assert_note(head(), "theirs\nours\n");
}

static void notes__a_ref_that_was_deleted_meanwhile_is_made_anew(void **state)
{
	struct line line = { .text = "ours", .meanwhile = "git -C r update-ref -d " NOTES_REF };

	(void)state;
	open_r();
	write_line(head(), "before");
	assert_int_equal(0, write_to(repo, head(), &line));
	assert_note(head(), "ours\n");
}

/* Sets the ref back to `old`, once, as soon as it is something else: an update without a look. */
static void drop_once(const char *ref, const char *other, const char *old)
{
	char now[40];
	bool moved = false;
	FILE *f = fopen(other, "w");

	alarm(20);
	if (!f || fprintf(f, "%s\n", old) < 0 || fclose(f) != 0)
		_exit(1);
	while (!moved) {
		f = fopen(ref, "r");
		moved = f && fread(now, sizeof(now), 1, f) == 1 &&
			memcmp(now, old, sizeof(now)) != 0;
		if (f)
			fclose(f);
	}
	_exit(rename(other, ref) < 0);
}

static void notes__a_note_that_another_program_drops_is_written_again(void **state)
{
	bool seen = false;

	(void)state;
	open_r();
	write_line(head(), "first");
	/* Now and then the other one comes too late, when nobody looks any more. */
	for (int i = 0; i < 50 && !seen; i++) {
		struct line line = { .text = arena_printf(&arena, "line %d", i).p };
		const char *before = tip(), *ref = at("r/.git/" NOTES_REF), *id = head();
		const char *other = at("other");
		struct str text;
		pid_t child = fork();

		if (child == 0)
			drop_once(ref, other, before);
		assert_int_equal(0, write_to(repo, id, &line));
		waitpid(child, NULL, 0);
		assert_int_equal(1, notes_read(repo, id, &arena, &text, &diags));
		seen = line.calls > 1 && str_has(text, str_of(line.text));
	}
	assert_true(seen);
}

static void notes__a_stale_lock_file_is_removed(void **state)
{
	(void)state;
	open_r();
	make_lock_file(60);
	write_line(head(), "one");
	assert_int_equal(-1, access(lock_file(), F_OK));
	assert_note(head(), "one\n");
}

static void notes__a_fresh_lock_file_is_waited_for(void **state)
{
	const char *path;
	pid_t child;

	(void)state;
	open_r();
	make_lock_file(0);
	path = lock_file();
	child = fork();
	if (child == 0) {
		usleep(300000);
		unlink(path);
		_exit(0);
	}
	write_line(head(), "one");
	waitpid(child, NULL, 0);
	assert_note(head(), "one\n");
}

static void notes__a_fresh_lock_file_that_stays_is_reported_by_name(void **state)
{
	struct line line = { .text = "one" };
	time_t before = time(NULL);

	(void)state;
	open_r();
	make_lock_file(0);
	assert_int_equal(-1, write_to(repo, head(), &line));
	assert_in_range(time(NULL) - before, 4, 15);
	assert_said(DIAG(RECORD_WRITE), "remove this file");
	assert_str(lock_file(), diags.first->at.file);
	assert_int_equal(0, access(lock_file(), F_OK));
}

static void notes__another_areagate_that_writes_is_waited_for(void **state)
{
	const char *path;
	pid_t child;
	int ready[2];
	char byte;

	(void)state;
	open_r();
	path = at("r/.git/areagate.lock");
	assert_int_equal(0, pipe(ready));
	child = fork();
	if (child == 0) {
		FILE *f = fopen(path, "w");

		if (!f || flock(fileno(f), LOCK_EX) < 0 || write(ready[1], "x", 1) != 1)
			_exit(1);
		usleep(300000);
		_exit(0); /* the kernel frees it, as it does after kill -9 */
	}
	assert_int_equal(1, read(ready[0], &byte, 1));
	write_line(head(), "one");
	waitpid(child, NULL, 0);
	close(ready[0]);
	close(ready[1]);
	assert_note(head(), "one\n");
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
	result = repo_open(&repo, at("r"), &diags);
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

static const char *numbered_id(int writer, int note)
{
	static char id[41];

	snprintf(id, sizeof(id), "%02x%02x%036x", (unsigned)(note * 37) % 256, (unsigned)writer,
		(unsigned)note);
	return id;
}

/* A process of its own that writes so many notes. */
static pid_t start_writer(int writer, int notes)
{
	const char *folder = at("r");
	pid_t child = fork();
	struct repo *r;

	if (child != 0)
		return child;
	if (repo_open(&r, folder, &diags) < 0)
		_exit(1);
	for (int i = 0; i < notes; i++) {
		struct line line = { .text = arena_printf(&arena, "%d of %d", i, writer).p };
		struct line shared = { .text = arena_printf(&arena, "writer %d", writer).p };

		if (write_to(r, numbered_id(writer, i), &line) < 0)
			_exit(2);
		if (i % 10 == 0 && write_to(r, numbered_id(255, i), &shared) < 0)
			_exit(3);
	}
	_exit(0);
}

static void race(int writers, int notes)
{
	pid_t children[8];
	int status;

	for (int w = 0; w < writers; w++)
		children[w] = start_writer(w, notes);
	/* Another program that rewrites the file of the ref meanwhile. */
	for (int i = 0; i < 10; i++)
		sh("git -C r pack-refs --all 2>/dev/null || true");
	for (int w = 0; w < writers; w++) {
		waitpid(children[w], &status, 0);
		assert_int_equal(0, status);
	}
	open_repository(at("r"));
	for (int w = 0; w < writers; w++) {
		for (int i = 0; i < notes; i++) {
			struct str shared;

			assert_note(numbered_id(w, i), arena_printf(&arena, "%d of %d\n", i, w).p);
			if (i % 10)
				continue;
			assert_int_equal(
				1, notes_read(repo, numbered_id(255, i), &arena, &shared, &diags));
			assert_true(str_has(shared, arena_printf(&arena, "writer %d\n", w)));
		}
	}
	assert_sound();
}

static void notes__four_writers_of_25_notes_lose_none(void **state)
{
	(void)state;
	make_repository("r");
	race(4, 25);
}

static void notes__eight_writers_of_50_notes_lose_none(void **state)
{
	(void)state;
	make_repository("r");
	race(8, 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
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
		SCRATCH_TEST(notes__merge_is_called_again_when_another_was_faster),
		SCRATCH_TEST(notes__the_first_note_of_all_is_not_written_over_anothers_first),
		SCRATCH_TEST(notes__a_ref_that_was_deleted_meanwhile_is_made_anew),
		SCRATCH_TEST(notes__a_note_that_another_program_drops_is_written_again),
		SCRATCH_TEST(notes__a_stale_lock_file_is_removed),
		SCRATCH_TEST(notes__a_fresh_lock_file_is_waited_for),
		SCRATCH_TEST(notes__a_fresh_lock_file_that_stays_is_reported_by_name),
		SCRATCH_TEST(notes__another_areagate_that_writes_is_waited_for),
		SCRATCH_TEST(notes__a_read_only_repository_is_reported),
		SCRATCH_TEST(notes__objects_that_cannot_be_written_are_reported),
		SCRATCH_TEST(notes__linked_worktrees_share_their_notes),
		SCRATCH_TEST(notes__a_shallow_and_a_bare_clone_keep_records),
		SCRATCH_TEST(notes__a_packed_ref_is_read_and_moved),
		SCRATCH_TEST(notes__four_writers_of_25_notes_lose_none),
		SCRATCH_TEST(notes__eight_writers_of_50_notes_lose_none),
	};

	return cmocka_run_group_tests_name("notes", tests, NULL, NULL);
}
