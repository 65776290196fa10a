#include "gate/commands/command.h"

#include <inttypes.h>
#include <limits.h>
#include <unistd.h>

#include "gate/base/file.h"
#include "gate/exit.h"
#include "gate/outputs.h"
#include "gate/proposing.h"
#include "gate/seeking.h"
#include "parsers/framework_guess.h"
#include "policies/schema.h"
#include "reporters/escape.h"
#include "reporters/table.h"

enum { NAMES_SHOWN = 5, FILES_SHOWN = 20 };

#define SCHEMA_FILE "policy.schema.json"

static struct str path_of(struct proposing *p, struct str name)
{
	return arena_printf(&p->run.arena, STR_FMT "/" STR_FMT, STR_ARG(p->folder), STR_ARG(name));
}

static struct str shown(struct proposing *p, struct str path)
{
	return workplace_shown(&p->run.place, path);
}

static void say_more(struct buf *out, size_t n, size_t shown)
{
	if (n > shown)
		buf_printf(out, " and %zu more", n - shown);
}

/* What check would read, or what one of the new files would replace: nothing of that is touched. */
static int refuse_existing(struct proposing *p, const char *folder)
{
	struct file_list names = { 0 };
	struct buf found = { 0 };
	size_t n = 0;
	int result = 0;

	file_names(&names, &p->run.arena, folder);
	for (size_t i = 0; i < names.n; i++) {
		if (policy_is_file(names.v[i]) && n++ < NAMES_SHOWN)
			buf_printf(&found, "%s" STR_FMT, found.n ? ", " : "", STR_ARG(names.v[i]));
	}
	say_more(&found, n, NAMES_SHOWN);
	if (found.n)
		result = diag_at(p->run.diags, DIAG(POLICY_FILE),
			(struct place){ .file = shown(p, str_of(folder)) },
			"policies are here already (" STR_FMT
			"), and init writes over none: `areagate lint` checks them, `areagate"
			" ratchet` raises their targets, `areagate init --dry-run` shows what init"
			" would write, and --policies DIR names another folder for it",
			STR_ARG(buf_str(&found)));
	buf_release(&found);
	return result;
}

static int refuse(struct proposing *p)
{
	if (refuse_existing(p, p->folder.p) < 0)
		return -1;
	return p->run.options->policies ? 0 : refuse_existing(p, "policies");
}

static int write_file(struct proposing *p, struct str name, struct str text)
{
	return outputs_put(path_of(p, name).p, text, p->run.diags);
}

/* All or none: half a set of policies would be judged as if it were the whole. */
static int write_files(struct proposing *p)
{
	struct file_list names = { 0 };
	bool has_schema = false;
	size_t done = 0;

	if (file_make_folder(p->folder.p, p->run.diags, DIAG(OUTPUT_WRITE)) < 0)
		return -1;
	file_names(&names, &p->run.arena, p->folder.p);
	for (size_t i = 0; i < names.n; i++)
		has_schema |= str_eq(names.v[i], STR(SCHEMA_FILE));
	if (!has_schema && write_file(p, STR(SCHEMA_FILE), policy_schema()) < 0)
		return -1;
	while (done < p->file_count &&
		write_file(p, p->files[done].name, buf_str(&p->files[done].text)) == 0)
		done++;
	if (done == p->file_count)
		return 0;
	while (done-- > 0)
		(void)unlink(path_of(p, p->files[done].name).p);
	return -1;
}

static void say_reports(struct proposing *p, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "report", false, 0 },
		{ "format", false, 0 },
		{ "lines", true, 0 },
		{ "tests", true, 0 },
	};
	const struct evidence *e = &p->run.evidence;
	struct table t;

	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < e->report_count && i < FILES_SHOWN; i++) {
		const struct report *r = e->reports[i];
		uint64_t lines = r->count[METRIC_LINES].total;

		table_cell(&t, shown(p, r->path), STYLE_STRONG);
		table_cell(&t, r->format, STYLE_PLAIN);
		if (lines)
			table_cellf(&t, STYLE_PLAIN, "%" PRIu64, lines);
		else
			table_cell(&t, STR(""), STYLE_PLAIN);
		if (r->tested.total)
			table_cellf(&t, STYLE_PLAIN, "%" PRIu64, r->tested.total);
		else
			table_cell(&t, STR(""), STYLE_PLAIN);
	}
	table_print(&t, look, 0, out);
	table_release(&t);
	if (e->report_count > FILES_SHOWN)
		buf_printf(out, "and %zu more\n", e->report_count - FILES_SHOWN);
}

static void cell_figures(struct table *t, const struct area_verdict *figures)
{
	const struct count *c = figures ? &figures->coverage[METRIC_LINES].count : NULL;
	struct buf text = { 0 };

	if (c && c->total) {
		ratio_print(&text, c->covered, c->total);
		buf_puts(&text, " %");
	}
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_truncate(&text, 0);
	if (figures && figures->tests.counts.total)
		buf_printf(&text, "%" PRIu64, figures->tests.counts.total);
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_release(&text);
}

static void cell_list(struct table *t, const struct text_list *list)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < list->n && i < NAMES_SHOWN; i++)
		buf_printf(&text, "%s" STR_FMT, i ? " " : "", STR_ARG(list->v[i]));
	say_more(&text, list->n, NAMES_SHOWN);
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_release(&text);
}

static void say_areas(struct proposing *p, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "area", false, 0 },
		{ "sources", true, 0 },
		{ "lines", true, 0 },
		{ "tests", true, 0 },
		{ "framework", false, 1 },
		{ "owners", false, 2 },
	};
	struct table t;

	if (!p->proposal.n) {
		buf_puts(out, "no source file in HEAD: no area, but the whole project\n");
		return;
	}
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < p->proposal.n; i++) {
		const struct proposed_area *area = &p->proposal.v[i];
		const char *framework = framework_names[area->framework];

		table_cell(&t, area->name, STYLE_STRONG);
		table_cellf(&t, STYLE_PLAIN, "%zu", area->files);
		cell_figures(&t, area->figures);
		table_cell(&t, str_of(framework ? framework : ""), STYLE_PLAIN);
		cell_list(&t, &area->owners);
	}
	table_print(&t, look, 0, out);
	table_release(&t);
}

/* Each way to make reports once. */
static void say_recipes(struct proposing *p, struct buf *out)
{
	bool said[FRAMEWORK_KINDS] = { false };
	bool any = false;

	buf_puts(out, "no report found; looked for\n");
	seek_say(out);
	buf_puts(out, "make some, such as by\n");
	for (size_t i = 0; i < p->proposal.n; i++) {
		enum framework_kind kind = p->proposal.v[i].framework;
		const char *recipe = framework_recipe(kind);

		if (!recipe || said[kind])
			continue;
		said[kind] = any = true;
		buf_printf(out, "  %s\n", recipe);
	}
	if (!any)
		buf_puts(out, "  whatever writes an lcov tracefile, and JUnit XML of the tests\n");
}

static void say_next(struct proposing *p, struct buf *out)
{
	const struct options *o = p->run.options;

	if (!p->run.evidence.report_count) {
		buf_puts(out, "then remove ");
		escape_terminal(out, shown(p, p->folder));
		buf_puts(out,
			" and run init again, or take the slashes away before targets of your own\n");
		return;
	}
	buf_puts(out, "the gate is open; next: areagate check");
	if (o->policies) {
		buf_puts(out, " -p ");
		escape_terminal(out, str_of(o->policies));
	}
	for (int i = 0; p->unlisted && i < o->argument_count; i++) {
		buf_byte(out, ' ');
		escape_terminal(out, str_of(o->arguments[i]));
	}
	buf_byte(out, '\n');
	if (p->unlisted)
		buf_printf(out,
			"%zu of the reports %s outside of the repository, where project.json can"
			" name none\n",
			p->unlisted, p->unlisted == 1 ? "lies" : "lie");
}

static void say_written(struct proposing *p, struct buf *out)
{
	buf_puts(out, "\nwritten: ");
	for (size_t i = 0; i < p->file_count && i < FILES_SHOWN; i++) {
		buf_puts(out, i ? ", " : "");
		escape_terminal(out, i ? p->files[i].name : shown(p, path_of(p, p->files[i].name)));
	}
	say_more(out, p->file_count, FILES_SHOWN);
	buf_puts(out, ", " SCHEMA_FILE " for editors\n");
}

static void say_failing(const struct area_verdict *project, struct buf *out)
{
	const struct test_counts *c = &project->tests.counts;
	uint64_t bad = c->state[TEST_FAILING] + c->state[TEST_BLOCKED];

	if (project->tests.known && bad)
		buf_printf(out,
			"%" PRIu64
			" %s today and %s allowed: max_failed says how many, and falls with"
			" `areagate ratchet` as they are mended\n",
			bad, bad == 1 ? "test fails" : "tests fail", bad == 1 ? "is" : "are");
}

/* The names of areas, and of their files, are of few letters, and people know them by others. */
static void say_renamed(struct proposing *p, struct buf *out)
{
	for (size_t i = 0; i < p->proposal.n; i++) {
		const struct proposed_area *area = &p->proposal.v[i];

		if (!area->renamed)
			continue;
		buf_printf(out, "'" STR_FMT "' is what the area of ", STR_ARG(area->name));
		escape_terminal(out, area->folder);
		buf_puts(out,
			" is called here, as names have letters from a to z: rename it and its file"
			" as you like\n");
	}
}

static int say(struct proposing *p)
{
	struct look look = outputs_look(STDOUT_FILENO, p->run.options);
	struct buf out = { 0 };
	int result;

	if (p->run.evidence.report_count) {
		say_reports(p, &look, &out);
		buf_byte(&out, '\n');
	}
	say_areas(p, &look, &out);
	say_written(p, &out);
	say_renamed(p, &out);
	if (!p->run.evidence.report_count)
		say_recipes(p, &out);
	else
		say_failing(p->proposal.figures, &out);
	say_next(p, &out);
	result = outputs_print(buf_str(&out), p->run.diags);
	buf_release(&out);
	return result;
}

/* As `head` prints several files. */
static int show(struct proposing *p)
{
	struct buf out = { 0 };
	int result;

	for (size_t i = 0; i < p->file_count; i++) {
		buf_puts(&out, i ? "\n==> " : "==> ");
		escape_terminal(&out, shown(p, path_of(p, p->files[i].name)));
		buf_puts(&out, " <==\n");
		buf_add(&out, buf_str(&p->files[i].text));
	}
	result = outputs_print(buf_str(&out), p->run.diags);
	buf_release(&out);
	return result;
}

static int init(struct proposing *p, const struct options *o, struct diags *d)
{
	if (proposing_start(p, o, d) < 0 || (!o->dry_run && refuse(p) < 0) || proposing_make(p) < 0)
		return d->status;
	if (o->dry_run)
		return show(p) < 0 ? d->status : EXIT_OPEN;
	return write_files(p) < 0 || say(p) < 0 ? d->status : EXIT_OPEN;
}

static int run(const struct options *o, struct diags *d)
{
	struct proposing p;
	int status = init(&p, o, d);

	proposing_end(&p);
	return status;
}

const struct command init_command = {
	.name = "init",
	.arguments = "[REPORT...]",
	.about = "write first policies, with today's figures as limits",
	.detail =
		"Looks at the files of HEAD, their owners in CODEOWNERS, and the reports: those named, else\n"
		"those that lie where test runners put them. Proposes an area for each folder of sources\n"
		"that is large enough, with its tests and their framework, and writes the policies into\n"
		".areagate/, or where --policies says. What is reached today, rounded down, is the limit,\n"
		"so the gate is open. Nothing is written where there are policies already.",
	.options = OPTION_POLICIES | OPTION_DRY_RUN | OPTION_THREADS,
	.arguments_max = INT_MAX,
	.reads_reports = true,
	.run = run,
};
