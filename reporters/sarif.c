/*
 * SARIF 2.1.0: a run a verdict, a result a thing that is wrong, at its place in the code. The limits
 * are those of GitHub's code scanning, which refuses a file that is over one.
 */
#include <inttypes.h>

#include "gate/model/rule_text.h"
#include "reporters/escape.h"
#include "reporters/json.h"
#include "reporters/related.h"
#include "reporters/reporter.h"

#define RUNS_MAX 20u

static void put_message(struct json_writer *w, const char *key, struct str text)
{
	json_open_object(w, key);
	json_put_string(w, "text", text);
	json_close_object(w);
}

static void put_rules(struct json_writer *w)
{
	json_open_array(w, "rules");
	for (size_t i = 0; i < rule_text_count; i++) {
		json_open_object(w, NULL);
		json_put_string(w, "id", str_of(rule_texts[i].id));
		put_message(w, "shortDescription", str_of(rule_texts[i].brief));
		put_message(w, "fullDescription", str_of(rule_texts[i].full));
		put_message(w, "help", str_of(rule_texts[i].help));
		json_close_object(w);
	}
	json_close_array(w);
}

/* "areagate 0.1.0" */
static void put_tool(struct json_writer *w, struct str tool)
{
	struct str name = str_cut(&tool, ' ');

	json_open_object(w, "tool");
	json_open_object(w, "driver");
	json_put_string(w, "name", name.n ? name : STR("areagate"));
	if (tool.n)
		json_put_string(w, "version", tool);
	put_rules(w);
	json_close_object(w);
	json_close_object(w);
}

static void put_uri(struct json_writer *w, struct str path, struct buf *scratch)
{
	buf_truncate(scratch, 0);
	escape_uri(scratch, path);
	json_open_object(w, "artifactLocation");
	json_put_string(w, "uri", buf_str(scratch));
	json_put_string(w, "uriBaseId", STR("%SRCROOT%"));
	json_close_object(w);
}

/* Without columns: ours count bytes, and those of SARIF do not. */
static void put_region(struct json_writer *w, struct line_range lines)
{
	if (!lines.first)
		return;
	json_open_object(w, "region");
	json_put_u64(w, "startLine", lines.first);
	if (lines.last > lines.first)
		json_put_u64(w, "endLine", lines.last);
	json_close_object(w);
}

/* `id` is what links in the message call it, from 1; 0: none does. */
static void put_location(struct json_writer *w, uint64_t id, struct str path,
	struct line_range lines, struct buf *scratch)
{
	json_open_object(w, NULL);
	if (id)
		json_put_u64(w, "id", id);
	json_open_object(w, "physicalLocation");
	put_uri(w, path, scratch);
	put_region(w, lines);
	json_close_object(w);
	json_close_object(w);
}

static void put_properties(struct json_writer *w, const struct verdict *v, const struct issue *i)
{
	json_open_object(w, "properties");
	json_put_string(w, "area", v->areas[i->area].name);
	if (i->finding) {
		json_put_string(w, "outcome", str_of(rule_outcome_names[i->finding->outcome]));
		json_put_string(w, "got", i->finding->got);
		json_put_string(w, "want", i->finding->want);
		json_put_u64(w, "missing", i->finding->missing);
	}
	if (i->blocker) {
		json_put_string(w, "kind", str_of(cause_kind_names[i->blocker->kind]));
		json_put_u64(w, "tests", i->blocker->tests);
		json_put_u64(w, "planned", i->blocker->planned);
	}
	if (i->kind == ISSUE_ADDED)
		json_put_u64(w, "lines", i->added.lines);
	json_close_object(w);
}

static void put_text(struct json_writer *w, const struct issues *issues, const struct issue *i,
	const struct related *related)
{
	struct buf said = { 0 }, text = { 0 };

	issue_say(issues, i, &said);
	escape_sarif(&text, buf_str(&said));
	related_say(related, &text);
	put_message(w, "message", buf_str(&text));
	buf_release(&said);
	buf_release(&text);
}

static void put_result(struct json_writer *w, const struct issues *issues, const struct issue *i)
{
	size_t rule = rule_text_find(i->rule);
	struct related related = { 0 };
	char id[SHA256_HEX + 1];
	struct buf scratch = { 0 };

	related_of(&related, issues->verdict, i);
	issue_id(issues, i, STR(""), id);
	json_open_object(w, NULL);
	json_put_string(w, "ruleId", i->rule);
	if (rule < rule_text_count)
		json_put_u64(w, "ruleIndex", rule);
	json_put_string(w, "level", i->level == ISSUE_NOTE ? STR("note") : STR("error"));
	put_text(w, issues, i, &related);
	json_open_array(w, "locations");
	/* GitHub wants a line: what has none is shown at the first. */
	put_location(
		w, 0, i->path, i->lines.first ? i->lines : (struct line_range){ 1, 1 }, &scratch);
	json_close_array(w);
	if (related.n) {
		json_open_array(w, "relatedLocations");
		for (size_t k = 0; k < related.n; k++)
			put_location(w, k + 1, related.v[k].path, related.v[k].range, &scratch);
		json_close_array(w);
	}
	json_open_object(w, "partialFingerprints");
	json_put_string(w, "areagate/v1", str_of(id));
	json_close_object(w);
	put_properties(w, issues->verdict, i);
	json_close_object(w);
	buf_release(&scratch);
}

static void put_results(struct json_writer *w, const struct issues *issues)
{
	json_open_array(w, "results");
	for (size_t i = 0; i < issues->n && i < ISSUES_MAX; i++)
		put_result(w, issues, &issues->v[i]);
	json_close_array(w);
}

static void put_notice(struct json_writer *w, const char *level, struct str text)
{
	struct buf shown = { 0 };

	escape_sarif(&shown, text);
	json_open_object(w, NULL);
	json_put_string(w, "level", str_of(level));
	put_message(w, "message", buf_str(&shown));
	json_close_object(w);
	buf_release(&shown);
}

/* What is not among the results, though somebody may look for it. */
static void put_left_out(struct json_writer *w, const struct issues *issues, size_t runs_more)
{
	const struct verdict *v = issues->verdict;
	const struct area_verdict *project = v->area_count ? &v->areas[0] : NULL;
	struct buf text = { 0 };

	if (issues->n > ISSUES_MAX) {
		buf_printf(&text, "%zu more results are left out: the limit is %u",
			issues->n - ISSUES_MAX, ISSUES_MAX);
		put_notice(w, "warning", buf_str(&text));
	}
	if (project && project->blockers_more) {
		buf_truncate(&text, 0);
		buf_printf(&text,
			"%" PRIu64 " more causes are left out; they keep %" PRIu64
			" tests from passing",
			project->blockers_more, project->blockers_more_tests);
		put_notice(w, "warning", buf_str(&text));
	}
	if (runs_more) {
		buf_truncate(&text, 0);
		buf_printf(&text, "the records of %zu more jobs are left out: the limit is %u",
			runs_more, RUNS_MAX);
		put_notice(w, "warning", buf_str(&text));
	}
	if (!v->detail)
		put_notice(w, "note",
			STR("this is from a record, which has no lines: uncovered lines are shown"
			    " where reports are judged"));
	else if (!v->detail->has_patch)
		put_notice(w, "note",
			STR("nothing is known of a change, so that no uncovered added line is"
			    " shown"));
	buf_release(&text);
}

static void put_notes(struct json_writer *w, const struct verdict *v)
{
	struct buf text = { 0 };

	if (v->policies_note.n)
		put_notice(w, "note", v->policies_note);
	for (size_t i = 0; i < v->report_count; i++) {
		for (size_t j = 0; j < v->reports[i].note_count; j++) {
			buf_truncate(&text, 0);
			buf_add(&text, v->reports[i].path);
			buf_puts(&text, ": ");
			buf_add(&text, v->reports[i].notes[j]);
			put_notice(w, "note", buf_str(&text));
		}
	}
	for (size_t i = 0; i < v->area_count; i++) {
		for (size_t j = 0; j < area_note_count; j++) {
			size_t head;

			buf_truncate(&text, 0);
			buf_add(&text, v->areas[i].name);
			buf_puts(&text, ": ");
			head = text.n;
			area_notes[j](&v->areas[i], &text);
			if (text.n > head)
				put_notice(w, "note", buf_str(&text));
		}
	}
	buf_release(&text);
}

static void put_invocation(struct json_writer *w, const struct issues *issues, size_t runs_more)
{
	json_open_array(w, "invocations");
	json_open_object(w, NULL);
	json_put_u64(w, "exitCode", (uint64_t)verdict_exit(issues->verdict));
	json_put_bool(w, "executionSuccessful", true);
	json_open_array(w, "toolExecutionNotifications");
	put_left_out(w, issues, runs_more);
	put_notes(w, issues->verdict);
	json_close_array(w);
	json_close_object(w);
	json_close_array(w);
}

/* What tells two runs of one commit apart: of an id that ends in a slash the name is all of it. */
static void put_automation(struct json_writer *w, const struct verdict *v)
{
	struct buf id = { 0 };

	buf_puts(&id, "areagate/");
	if (v->job.n) {
		escape_text(&id, v->job);
		buf_byte(&id, '/');
	}
	json_open_object(w, "automationDetails");
	json_put_string(w, "id", buf_str(&id));
	json_close_object(w);
	buf_release(&id);
}

static void put_run(struct json_writer *w, const struct verdict *v, size_t runs_more)
{
	struct issues issues = { 0 };

	issues_of(&issues, v);
	json_open_object(w, NULL);
	put_tool(w, v->tool);
	put_automation(w, v);
	put_invocation(w, &issues, runs_more);
	json_open_object(w, "originalUriBaseIds");
	json_open_object(w, "%SRCROOT%");
	put_message(w, "description", STR("the top folder of the repository"));
	json_close_object(w);
	json_close_object(w);
	put_results(w, &issues);
	json_open_object(w, "properties");
	json_put_string(w, "gate", str_of(gate_names[v->gate]));
	json_put_id(w, "commit", v->commit);
	json_put_id(w, "base", v->base.rule == BASE_NONE ? STR("") : v->base.commit);
	json_close_object(w);
	json_close_object(w);
	issues_release(&issues);
}

static void join(struct verdicts verdicts, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };
	size_t n = verdicts.n < RUNS_MAX ? verdicts.n : RUNS_MAX;

	json_open_object(&w, NULL);
	json_put_string(&w, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
	json_put_string(&w, "version", STR("2.1.0"));
	json_open_array(&w, "runs");
	for (size_t i = 0; i < n; i++)
		put_run(&w, verdicts.v[i], i + 1 == n ? verdicts.n - n : 0);
	json_close_array(&w);
	json_close_object(&w);
	buf_byte(out, '\n');
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	(void)look;
	join((struct verdicts){ &v, 1 }, out);
}

const struct reporter sarif_reporter = {
	.name = "sarif",
	.about = "what is wrong and where, for code scanning (SARIF 2.1.0)",
	.detail = true,
	.report = report,
	.join = join,
};
