#include "tests/unit/notes_fixture.h"

#include <time.h>

/*
 * What a note costs among ten thousand: told, not judged, since it is the disk's and the neighbours'
 * as well. The layout is what keeps it small; libgit2's own notes take 70 ms to write here.
 */
enum { NOTES = 10000, ROUNDS = 51 };

static const char *id_of(int note)
{
	return arena_printf(&arena, "%02x%038x", (unsigned)(note * 37) % 256, (unsigned)note).p;
}

static void plant_all(void)
{
	sh("awk 'BEGIN { print \"commit " NOTES_REF
	   "\"; print \"committer C <c@localhost> 1 +0000\";"
	   " print \"data 0\"; for (i = 0; i < %d; i++) {"
	   " text = sprintf(\"note %%d\\n\", i); for (j = 0; j < 99; j++) text = text \"a line of 20 bytes.\\n\";"
	   " printf \"M 100644 inline %%02x/%%038x\\ndata %%d\\n%%s\\n\", (i * 37) %% 256, i, length(text), text"
	   " } }' | git -C r fast-import --quiet",
		NOTES);
}

static int order(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Each round opens the repository anew, as each run does. */
static double median_ms(void (*round)(int i))
{
	double took[ROUNDS];

	for (int i = 0; i < ROUNDS; i++) {
		double from;

		repo_close(repo);
		open_repository(at("r"));
		from = now_ms();
		round(i);
		took[i] = now_ms() - from;
	}
	qsort(took, ROUNDS, sizeof(*took), order);
	return took[ROUNDS / 2];
}

static void write_one(int i)
{
	write_line(id_of(NOTES + i), "fresh");
}

static void read_one(int i)
{
	int note = i * 7919 % NOTES;
	struct str text;

	assert_int_equal(1, notes_read(repo, id_of(note), &arena, &text, &diags));
	assert_true(str_starts(text, arena_printf(&arena, "note %d\n", note)));
}

static void notes__one_among_ten_thousand_is_written_and_read(void **state)
{
	double write, read;

	(void)state;
	open_r();
	plant_all();
	write = median_ms(write_one);
	read = median_ms(read_one);
	print_message("of %d notes: %.2f ms a write, %.2f ms a read (medians of %d)\n", NOTES,
		write, read, ROUNDS);
	for (int i = 0; i < ROUNDS; i++)
		assert_note(id_of(NOTES + i), "fresh\n");
	assert_string_equal(
		ask("echo %d", NOTES + ROUNDS), ask("git -C r notes --ref=areagate list | wc -l"));
}

static const struct CMUnitTest tests[] = {
	SCRATCH_TEST(notes__one_among_ten_thousand_is_written_and_read),
};

int main(void)
{
	return cmocka_run_group_tests_name("notes_large", tests, NULL, NULL);
}
