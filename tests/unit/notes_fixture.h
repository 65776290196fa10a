/*
 * For tests of the notes: one repository "r" with two commits, what another tool may put into its
 * notes, and a line that joins a note as a record does.
 */
#ifndef TESTS_NOTES_FIXTURE_H
#define TESTS_NOTES_FIXTURE_H

#include "tests/unit/repo_fixture.h"

#include "gate/repo/notes.h"

/* Adds a line where it is not there yet: what records do, in small. */
struct line {
	const char *text;
	unsigned calls;
	const char *meanwhile; /* a command that another user runs during the first call */
	bool give_up;
	unsigned try_s, stale_s; /* 0: the usual seconds */
};

static inline int add_line(
	void *user, const char *id, struct str there, struct buf *out, struct diags *d)
{
	struct line *line = user;

	assert_int_equal(40, strlen(id));
	if (line->calls++ == 0 && line->meanwhile)
		sh("%s", line->meanwhile);
	if (line->give_up)
		return diag_at(d, DIAG(RECORD_BAD), (struct place){ 0 }, "cannot be merged");
	buf_add(out, there);
	if (!str_has(there, str_of(line->text)))
		buf_printf(out, "%s\n", line->text);
	return 0;
}

static inline int write_to(struct repo *r, const char *id, struct line *line)
{
	struct notes_change change = {
		.ids = &id,
		.id_count = 1,
		.merge = add_line,
		.user = line,
		.message = "areagate: record",
		.time = 1700000002,
		.try_s = line->try_s,
		.stale_s = line->stale_s,
	};

	return notes_write(r, &change, &diags);
}

static inline void write_line(const char *id, const char *text)
{
	struct line line = { .text = text };

	assert_int_equal(0, write_to(repo, id, &line));
	assert_null(diags.first);
}

static inline const char *head(void)
{
	return ask("git -C r rev-parse HEAD");
}

static inline const char *tip(void)
{
	return ask("git -C r rev-parse -q --verify " NOTES_REF " || true");
}

static inline void assert_note(const char *id, const char *expected)
{
	struct str text;

	assert_int_equal(1, notes_read(repo, id, &arena, &text, &diags));
	assert_str(expected, text);
}

static inline void assert_sound(void)
{
	assert_string_equal("", ask("git -C r fsck --strict --no-dangling 2>&1"));
}

/* `id` with slashes after the digits that `cuts` names: "2", "2,4". */
static inline const char *fanned(const char *id, const char *cuts)
{
	return ask("echo %s | awk -v cuts=%s '{ n = split(cuts, c, \",\"); from = 1; out = \"\";"
		   " for (i = 1; i <= n; i++) { out = out substr($0, from, c[i] + 1 - from) \"/\";"
		   " from = c[i] + 1 } print out substr($0, from) }'",
		id, cuts);
}

/* Puts a note at just that path of the notes tree, as another tool may. */
static inline void plant(const char *path, const char *text)
{
	sh("cd r && export GIT_INDEX_FILE='%s' && b=$(printf '%%s' '%s' | git hash-object -w --stdin) &&"
	   " git update-index --add --cacheinfo 100644,$b,%s &&"
	   " git update-ref " NOTES_REF " $(git commit-tree -m planted $(git write-tree))",
		at("planted.index"), text, path);
}

static inline void open_r(void)
{
	make_repository("r");
	open_repository(at("r"));
}

#endif
