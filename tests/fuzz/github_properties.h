/*
 * A verdict and diagnostics with any bytes in every text, as all that a job prints is made of them: its
 * runner must find the commands that are ours, and no other.
 */
#ifndef TESTS_GITHUB_PROPERTIES_H
#define TESTS_GITHUB_PROPERTIES_H

#include <string.h>

#include "gate/model/diagnostics.h"
#include "gate/model/verdict.h"
#include "reporters/diagnostics.h"
#include "reporters/escape.h"
#include "reporters/github.h"
#include "reporters/reporter.h"
#include "tests/fuzz/runner_model.h"

enum { HOSTILE_PARTS = 8 };

/* NUL bytes part the input; where there are fewer parts they are used again. */
struct hostile {
	struct str parts[HOSTILE_PARTS];
	struct named_test id;
	struct blocker blockers[4];
	struct report_line reports[1];
	struct area_verdict areas[2];
	struct finding findings[RULE_OUTCOMES];
	struct line_range range;
	struct patch_file patch;
	struct file_detail files[1];
	struct detail detail;
	struct verdict verdict;
	struct arena arena;
	struct diags diags;
};

static inline void hostile_parts(struct hostile *h, struct str in)
{
	size_t n = 0;

	do
		h->parts[n++] = str_cut(&in, '\0');
	while (in.n && n < HOSTILE_PARTS);
	for (size_t i = n; i < HOSTILE_PARTS; i++)
		h->parts[i] = h->parts[i % n];
}

static inline void hostile_areas(struct hostile *h)
{
	const struct str *part = h->parts;

	h->id = (struct named_test){ part[0], part[1] };
	for (int i = 0; i < 4; i++)
		h->blockers[i] = (struct blocker){ .text = part[i],
			.mend = part[i + 1],
			.tests = 2,
			.files = &h->parts[2],
			.file_count = 2,
			.ids = &h->id,
			.id_count = 1,
			.first = { .file = part[2], .line = (uint32_t)i },
			.first_test = h->id };
	for (int i = 0; i < 2; i++) {
		struct area_verdict *a = &h->areas[i];

		*a = (struct area_verdict){ .name = part[i],
			.title = part[i + 1],
			.command = part[i + 2],
			.blockers = h->blockers,
			.blocker_count = 4,
			.patch_unreported = 1,
			.first_patch_unreported = part[3],
			.strays = 1,
			.first_stray = part[4] };
		a->patch_uncovered =
			(struct uncovered_list){ .v = { { .path = part[5], .range = { 3, 4 } } },
				.n = 1 };
		a->uncovered = a->patch_uncovered;
		a->tests.missing = &h->parts[3];
		a->tests.missing_count = 1;
		a->tests.not_run = &h->parts[4];
		a->tests.not_run_count = 1;
	}
}

static inline void hostile_verdict(struct hostile *h, struct str in)
{
	const struct str *part = h->parts;

	*h = (struct hostile){ .range = { 2, 5 } };
	hostile_parts(h, in);
	hostile_areas(h);
	for (int i = 0; i < RULE_OUTCOMES; i++)
		h->findings[i] = (struct finding){ .area = (uint32_t)i % 2,
			.rule = part[i],
			.say = part[i + 1],
			.outcome = (enum outcome_of_rule)i,
			.at = { .file = part[i + 2], .line = (uint32_t)i } };
	h->patch = (struct patch_file){ .path = part[6], .ranges = &h->range, .n = 1, .lines = 4 };
	h->files[0] = (struct file_detail){ .path = part[6], .area = 1, .patch = &h->patch };
	h->detail = (struct detail){ .files = h->files, .file_count = 1, .has_patch = true };
	h->reports[0] = (struct report_line){
		.path = part[0], .trust = part[1], .notes = h->parts, .note_count = HOSTILE_PARTS
	};
	h->verdict = (struct verdict){ .gate = GATE_CLOSED,
		.title = part[0],
		.commit = part[1],
		.job = part[2],
		.policies = part[3],
		.policies_note = part[4],
		.base = { .rule = BASE_EXPLICIT, .commit = part[5], .why = part[6] },
		.reports = h->reports,
		.report_count = 1,
		.areas = h->areas,
		.area_count = 2,
		.findings = h->findings,
		.finding_count = RULE_OUTCOMES,
		.detail = &h->detail };
	h->diags.arena = &h->arena;
	for (int i = 0; i < 3; i++)
		diag_at(&h->diags, i ? DIAG(REPORT_FILE) : DIAG(BASE_EVENT),
			(struct place){ .file = part[i], .line = (uint32_t)i }, STR_FMT,
			STR_ARG(part[i + 3]));
}

static inline bool is_of(struct str s, const char *const *words)
{
	while (*words && !str_eq(s, str_of(*words)))
		words++;
	return *words;
}

static inline const char *check_command(const struct runner_command *c)
{
	static const char *const names[] = { "error", "warning", "notice", NULL };
	static const char *const keys[] = { "file", "line", "endLine", "col", "title", NULL };
	struct str rest = c->properties;
	bool title = false;

	if (c->legacy || !is_of(c->name, names))
		return "a command that is not ours";
	while (rest.n) {
		struct str value = str_cut(&rest, ',');
		struct str key = str_cut(&value, '=');

		if (!is_of(key, keys))
			return "a property that is not ours";
		if (title)
			return "a property behind the title";
		title = str_eq(key, STR("title"));
	}
	return title ? NULL : "no title";
}

/* Every line is one of our commands, and there are some. */
static inline const char *check_commands(struct str text)
{
	const char *wrong = text.n ? NULL : "no command";
	struct runner_command c;
	struct str line;

	while (!wrong && str_line(&text, &line)) {
		wrong = runner_reads(line, &c) ? check_command(&c) : "a line that is no command";
		if (!wrong && runner_count(line) != 1)
			wrong = "a line that holds another command";
	}
	return wrong;
}

/* What a job prints for people. */
static inline const char *check_log(struct str text)
{
	struct buf inert = { 0 };
	const char *wrong = NULL;

	escape_runner(&inert, text);
	if (runner_count(buf_str(&inert)))
		wrong = "a command in text for people";
	buf_release(&inert);
	return wrong;
}

/* name=value, and nothing of a stranger in it. */
static inline const char *check_step_outputs(struct str text)
{
	struct str line;

	while (str_line(&text, &line)) {
		struct str value = line, name = str_cut(&value, '=');

		for (size_t i = 0; i < name.n; i++) {
			if (!strchr("abcdefghijklmnopqrstuvwxyz-", name.p[i]))
				return "a name that is not ours";
		}
		for (size_t i = 0; i < value.n; i++) {
			if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", value.p[i]))
				return "a value of a stranger";
		}
	}
	return NULL;
}

/* The marker is the first line, and there is no way out of it. */
static inline const char *check_comment(struct str text)
{
	struct str marker;

	if (text.n > 65536)
		return "a comment that is too long";
	str_line(&text, &marker);
	if (!str_starts(marker, STR("<!-- areagate:comment job=")) ||
		!str_ends(marker, STR(" -->")))
		return "no marker";
	marker = str_skip(marker, 4);
	marker.n -= 4;
	if (str_has(marker, STR("--")) || str_has(marker, STR(">")))
		return "a marker that ends early";
	return NULL;
}

static inline void print_github(const struct hostile *h, struct buf *out)
{
	github_reporter.report(&h->verdict, &(struct look){ 0 }, out);
}

static inline void print_terminal(const struct hostile *h, struct buf *out)
{
	terminal_reporter.report(&h->verdict, &(struct look){ .verbose = true }, out);
}

static inline void print_window(const struct hostile *h, struct buf *out)
{
	terminal_reporter.report(&h->verdict, &(struct look){ .columns = 40 }, out);
}

static inline void print_comment(const struct hostile *h, struct buf *out)
{
	comment_reporter.report(&h->verdict, &(struct look){ 0 }, out);
}

static inline void print_diagnostics(const struct hostile *h, struct buf *out)
{
	diagnostics_print(&h->diags, DIAG_NOTE, &(struct look){ 0 }, out);
}

static inline void print_annotated(const struct hostile *h, struct buf *out)
{
	github_diagnostics(&h->diags, DIAG_WARNING, out);
}

static inline void print_outputs(const struct hostile *h, struct buf *out)
{
	github_outputs(&h->verdict, out);
}

/* NULL, or what is wrong with the `output` that is made of `in`. */
static inline const char *github_violation(struct str in, const char **output)
{
	static const struct {
		const char *name;
		void (*print)(const struct hostile *h, struct buf *out);
		const char *(*check)(struct str text);
	} outputs[] = {
		{ "annotations", print_github, check_commands },
		{ "terminal", print_terminal, check_log },
		{ "terminal in a window", print_window, check_log },
		{ "comment in the log", print_comment, check_log },
		{ "comment", print_comment, check_comment },
		{ "diagnostics", print_diagnostics, check_log },
		{ "annotated diagnostics", print_annotated, check_commands },
		{ "outputs", print_outputs, check_step_outputs },
	};
	const char *wrong = NULL;
	struct hostile h;

	hostile_verdict(&h, in);
	for (size_t i = 0; !wrong && i < sizeof(outputs) / sizeof(outputs[0]); i++) {
		struct buf out = { 0 };

		outputs[i].print(&h, &out);
		wrong = outputs[i].check(buf_str(&out));
		*output = outputs[i].name;
		buf_release(&out);
	}
	arena_release(&h.arena);
	return wrong;
}

#endif
