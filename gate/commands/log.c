#include "gate/commands/command.h"

#include <string.h>

#include "gate/bisecting.h"
#include "gate/exit.h"
#include "gate/model/diagnostics.h"
#include "gate/outputs.h"
#include "gate/recalling.h"
#include "reporters/log.h"

enum { RECORDS_SHOWN = 20 };

struct logging {
	struct recall recall; /* the first, for take() */
	struct trail trail;
	uint64_t most;
	struct str known; /* the areas of the newest record */
};

struct trail_maker {
	struct output_maker maker;
	const struct trail *trail;
};

static const struct {
	const char *format;
	void (*print)(const struct trail *t, const struct look *look, struct buf *out);
} printers[] = {
	{ "terminal", log_terminal },
	{ "markdown", log_markdown },
	{ "json", log_json },
};

static const char *const formats[] = { "terminal", "markdown", "json", NULL };

static void print(
	const struct output_maker *m, const char *format, const struct look *look, struct buf *out)
{
	for (size_t i = 0; i < sizeof(printers) / sizeof(printers[0]); i++) {
		if (!strcmp(printers[i].format, format))
			printers[i].print(((const struct trail_maker *)m)->trail, look, out);
	}
}

static bool take(struct recall *r, const struct trail_record *record)
{
	struct logging *l = (struct logging *)r;

	if (!l->trail.n)
		l->known = recall_areas(record->verdict, l->trail.arena);
	trail_add(&l->trail, record, recall_subject(r, record->commit.p, l->trail.arena));
	return l->trail.n >= l->most;
}

static int check_area(const struct logging *l, struct diags *d)
{
	for (size_t i = 0; i < l->trail.n; i++) {
		if (l->trail.v[i].has_area)
			return 0;
	}
	return diag_at(d, DIAG(USAGE), (struct place){ 0 },
		"no record shown knows the area '" STR_FMT "': the newest knows " STR_FMT,
		STR_ARG(l->trail.area), STR_ARG(l->known));
}

static int show(const struct options *o, struct workplace *w, struct diags *d)
{
	struct logging l = { .recall = { .place = w, .diags = d, .take = take },
		.trail = { .arena = w->arena, .area = STR("project") },
		.most = o->number ? o->number : RECORDS_SHOWN };
	struct trail_maker m = { { print }, &l.trail };

	if (o->area)
		l.trail.area = str_of(o->area);
	if (outputs_check(o, formats, d) < 0 || recall_walk(&l.recall) < 0 || check_area(&l, d) < 0)
		return d->status;
	l.trail.walk = l.recall.walk;
	outputs_write_of(&m.maker, o, w, d);
	return d->status;
}

static int start(const struct options *o, struct arena *a, struct workplace *w, struct diags *d)
{
	const char *rev = o->argument_count ? o->arguments[0] : "HEAD";

	if (workplace_open(w, a, GIT_NEEDED, d) < 0 || workplace_revision(w, rev, false, d) < 0)
		return d->status;
	return o->bisect ? bisecting_run(o, w, d) : show(o, w, d);
}

static int run(const struct options *o, struct diags *d)
{
	struct arena arena = { 0 };
	struct workplace place = { 0 };
	int status = start(o, &arena, &place, d);

	workplace_close(&place);
	arena_release(&arena);
	return status;
}

const struct command log_command = {
	.name = "log",
	.arguments = "[REV]",
	.about = "the records along history: coverage, tests and gate, newest first",
	.detail =
		"Reads the records of the commit (default HEAD) and of those before it along first parents,\n"
		"up to 10000 commits. Commits without a record are counted. With --bisect it tells where a\n"
		"rule, such as workers.coverage.lines.target, went from held to broken. Nothing is judged\n"
		"anew: the exit status is 0, or 4 where no record is found.",
	.outputs =
		"terminal, markdown, json (areagate/log/1); with --bisect terminal, json (areagate/bisect/1)",
	.options = OPTION_OUT | OPTION_AREA | OPTION_NUMBER | OPTION_BISECT,
	.arguments_max = 1,
	.run = run,
};
