/*
 * Any bytes as a note: read without a crash; what can be read is written so that it reads the same
 * again; a record that is added to it loses nothing.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "gate/model/line_sets.h"
#include "gate/model/record.h"
#include "reporters/note.h"
#include "reporters/reporter.h"

static void hold(bool property, const char *what)
{
	if (property)
		return;
	fprintf(stderr, "record: %s\n", what);
	abort();
}

static void write_and_read(const struct verdict *v, struct arena *a)
{
	struct look look = { 0 };
	struct buf once = { 0 }, twice = { 0 };
	struct diags d = { .arena = a };
	struct records back;

	note_reporter.report(v, &look, &once);
	if (once.n <= NOTE_BYTES_MAX) {
		hold(records_parse(&back, a, buf_str(&once), STR("note"), &d) == 0,
			"not read back");
		hold(back.n == 1, "not one record");
		note_reporter.report(back.v[0], &look, &twice);
		hold(str_eq(buf_str(&once), buf_str(&twice)), "not the same bytes again");
	}
	buf_release(&once);
	buf_release(&twice);
}

static bool has_line(struct str text, struct str line)
{
	while (text.n) {
		if (str_eq(str_cut(&text, '\n'), line))
			return true;
	}
	return false;
}

/* Each line of JSON that cannot be read is there still. */
static void check_kept(struct str there, struct str merged, struct arena *a)
{
	struct diags d = { .arena = a };

	while (there.n) {
		struct str line = str_cut(&there, '\n');

		if (!str_starts(line, STR("{")) || record_parse(a, line, (struct place){ 0 }, &d))
			continue;
		hold(has_line(merged, line), "a line that was there is lost");
	}
}

static void merge(struct str there, struct arena *a)
{
	struct area_verdict area = { .name = STR("project") };
	struct verdict v = { .job = STR("unit"),
		.tool = STR("areagate 0"),
		.time = 5,
		.areas = &area,
		.area_count = 1 };
	struct buf once = { 0 }, twice = { 0 };
	struct diags d = { .arena = a };
	struct note_merged merged = { 0 };

	if (note_merge(there, &v, &merged, &once, &d) == 0) {
		hold(merged.time >= v.time, "an older record stays");
		hold(once.n <= NOTE_BYTES_MAX, "a note over the limit");
		check_kept(there, buf_str(&once), a);
		hold(note_merge(buf_str(&once), &v, &merged, &twice, &d) == 0, "not merged again");
		hold(str_eq(buf_str(&once), buf_str(&twice)), "another note from the same record");
	} else {
		hold(once.n == 0 && d.first, "a failure that leaves something, or says nothing");
	}
	buf_release(&once);
	buf_release(&twice);
}

/* Lines that come one after the other, none past the last there can be. */
static void read_lines(const struct verdict *v)
{
	struct line_sets sets = { .roster = { .left = v->line_sets } };

	while (line_sets_next(&sets)) {
		struct line_run run = { 0 };
		uint32_t next = 1;

		for (; line_run_next(&sets.runs, &run) > 0; next = run.range.last + 1) {
			hold(run.range.first == next, "a run that does not follow its run");
			hold(run.range.last >= next && run.range.last <= LINE_MAX_NUMBER,
				"a run of no lines");
		}
	}
	line_sets_end(&sets);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str note = { (const char *)data, size };
	struct arena a = { 0 };
	struct diags d = { .arena = &a };
	struct records records;
	int result = records_parse(&records, &a, note, STR("note"), &d);

	hold((result < 0) == (d.first != NULL), "a result without its diagnostic");
	for (size_t i = 0; i < records.n; i++)
		write_and_read(records.v[i], &a);
	for (size_t i = 0; i < records.n; i++)
		read_lines(records.v[i]);
	merge(note, &a);
	arena_release(&a);
	return 0;
}
