#include "tests/unit/notes_fixture.h"

#include <sys/file.h>
#include <time.h>
#include <utime.h>

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

static void notes__the_lock_file_of_a_killed_writer_is_waited_for_until_it_is_stale(void **state)
{
	struct line line = { .text = "one", .try_s = 1, .stale_s = 2 };
	time_t before = time(NULL);

	(void)state;
	open_r();
	make_lock_file(0);
	assert_int_equal(0, write_to(repo, head(), &line));
	assert_in_range(time(NULL) - before, 2, 10);
	assert_null(diags.first);
	assert_note(head(), "one\n");
}

static void notes__a_fresh_lock_file_that_stays_is_reported_by_name(void **state)
{
	struct line line = { .text = "one", .try_s = 1, .stale_s = 1 };
	time_t before = time(NULL);

	(void)state;
	open_r();
	/* Of a clock that is fast: it does not grow old. */
	make_lock_file(-3600);
	assert_int_equal(-1, write_to(repo, head(), &line));
	assert_in_range(time(NULL) - before, 1, 10);
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
	if (repo_open(&r, folder, true, &diags) < 0)
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

static const struct CMUnitTest tests[] = {
	SCRATCH_TEST(notes__merge_is_called_again_when_another_was_faster),
	SCRATCH_TEST(notes__the_first_note_of_all_is_not_written_over_anothers_first),
	SCRATCH_TEST(notes__a_ref_that_was_deleted_meanwhile_is_made_anew),
	SCRATCH_TEST(notes__a_note_that_another_program_drops_is_written_again),
	SCRATCH_TEST(notes__a_stale_lock_file_is_removed),
	SCRATCH_TEST(notes__a_fresh_lock_file_is_waited_for),
	SCRATCH_TEST(notes__the_lock_file_of_a_killed_writer_is_waited_for_until_it_is_stale),
	SCRATCH_TEST(notes__a_fresh_lock_file_that_stays_is_reported_by_name),
	SCRATCH_TEST(notes__another_areagate_that_writes_is_waited_for),
	SCRATCH_TEST(notes__four_writers_of_25_notes_lose_none),
	SCRATCH_TEST(notes__eight_writers_of_50_notes_lose_none),
};

int main(void)
{
	return cmocka_run_group_tests_name("notes_race", tests, NULL, NULL);
}
