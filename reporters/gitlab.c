/*
 * GitLab's code quality report: an array of issues. GitLab takes two of one fingerprint for one, and
 * one whose fingerprint changed for a new one.
 */
#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/issues.h"
#include "reporters/json_writer.h"
#include "reporters/reporter.h"

static const char *severity_of(const struct issue *i)
{
	if (i->level == ISSUE_NOTE)
		return "info";
	if (i->level == ISSUE_NO_DATA)
		return "critical";
	return i->kind == ISSUE_ADDED ? "minor" : "major";
}

static void put_issue(struct json_writer *w, struct str text, struct str rule, const char *id,
	const char *severity)
{
	struct buf shown = { 0 };

	escape_text(&shown, text);
	json_open_object(w, NULL);
	json_put_string(w, "description", buf_str(&shown));
	json_put_string(w, "check_name", rule);
	json_put_string(w, "fingerprint", str_of(id));
	json_put_string(w, "severity", str_of(severity));
	buf_release(&shown);
}

/* A line is needed: what has none begins at the first. */
static void put_location(struct json_writer *w, struct str path, struct line_range lines)
{
	json_open_object(w, "location");
	json_put_string(w, "path", path);
	json_open_object(w, "lines");
	json_put_u64(w, "begin", lines.first ? lines.first : 1);
	if (lines.last > lines.first)
		json_put_u64(w, "end", lines.last);
	json_close_object(w);
	json_close_object(w);
	json_close_object(w);
}

/* The one that counts the others has a fingerprint of its own as well. */
static void put_left_out(struct json_writer *w, const struct issues *issues, struct str of)
{
	struct issue more = { .rule = STR("issues.left_out"),
		.path = issue_path(issues->verdict, STR("")) };
	char id[SHA256_HEX + 1];
	struct buf text = { 0 };

	buf_printf(&text, "%zu more issues are left out: the limit is %u", issues->n - ISSUES_MAX,
		ISSUES_MAX);
	issue_id(issues, &more, of, id);
	put_issue(w, buf_str(&text), more.rule, id, "info");
	put_location(w, more.path, more.lines);
	buf_release(&text);
}

static void put_issues(struct json_writer *w, const struct verdict *v, struct str of)
{
	struct issues issues = { 0 };
	struct buf text = { 0 };

	issues_of(&issues, v);
	for (size_t i = 0; i < issues.n && i < ISSUES_MAX; i++) {
		const struct issue *issue = &issues.v[i];
		char id[SHA256_HEX + 1];

		buf_truncate(&text, 0);
		issue_say(&issues, issue, &text);
		issue_id(&issues, issue, of, id);
		put_issue(w, buf_str(&text), issue->rule, id, severity_of(issue));
		put_location(w, issue->path, issue->lines);
	}
	if (issues.n > ISSUES_MAX)
		put_left_out(w, &issues, of);
	buf_release(&text);
	issues_release(&issues);
}

static void join(struct verdicts verdicts, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	json_open_array(&w, NULL);
	for (size_t i = 0; i < verdicts.n; i++)
		put_issues(&w, verdicts.v[i], verdicts.n > 1 ? verdicts.v[i]->job : STR(""));
	json_close_array(&w);
	buf_byte(out, '\n');
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	(void)look;
	join((struct verdicts){ &v, 1 }, out);
}

const struct reporter gitlab_reporter = {
	.name = "gitlab",
	.about = "the same for merge requests of GitLab (code quality)",
	.detail = true,
	.report = report,
	.join = join,
};
