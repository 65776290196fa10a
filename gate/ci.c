#include "gate/ci.h"

#include <stdlib.h>

#include "gate/base/stream.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/repo.h"

static struct str environment(const char *name)
{
	const char *value = getenv(name);

	return value ? str_of(value) : STR("");
}

/* refs/heads/main; the queue's own branch, gh-readonly-queue/main/pr-7-..., is for main. */
static struct str branch_of(struct str ref)
{
	struct str heads = STR("refs/heads/"), queue = STR("gh-readonly-queue/"), branch;
	size_t end;

	if (!str_starts(ref, heads))
		return STR("");
	branch = str_skip(ref, heads.n);
	if (!str_starts(branch, queue))
		return branch;
	branch = str_skip(branch, queue.n);
	end = str_last_index(branch, '/');
	return (struct str){ branch.p, end };
}

struct ci ci_read(void)
{
	struct ci ci = { .branch = branch_of(environment("GITHUB_REF")),
		.event = environment("GITHUB_EVENT_NAME"),
		.sha = environment("GITHUB_SHA"),
		.base_ref = environment("GITHUB_BASE_REF"),
		.event_path = environment("GITHUB_EVENT_PATH"),
		.pipeline = environment("CI_PIPELINE_SOURCE"),
		.pipeline_sha = environment("CI_COMMIT_SHA"),
		.before = environment("CI_COMMIT_BEFORE_SHA"),
		.default_branch = environment("CI_DEFAULT_BRANCH"),
		.merge_request_kind = environment("CI_MERGE_REQUEST_EVENT_TYPE"),
		.merge_request_head = environment("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"),
		.merge_request_base = environment("CI_MERGE_REQUEST_DIFF_BASE_SHA") };

	if (!ci.event.n)
		ci.branch = environment("CI_COMMIT_BRANCH");
	return ci;
}

bool ci_is_proposed(const struct ci *ci)
{
	return str_starts(ci->event, STR("pull_request")) ||
		str_eq(ci->event, STR("merge_group")) ||
		str_eq(ci->pipeline, STR("merge_request_event")) || ci->merge_request_kind.n ||
		ci->merge_request_base.n;
}

bool ci_is_here(void)
{
	/* Most set the first one; what they are called else is in their manuals. */
	static const char *const names[] = { "CI", "GITHUB_ACTIONS", "GITHUB_EVENT_NAME",
		"GITLAB_CI", "CI_PIPELINE_SOURCE", "JENKINS_URL", "TEAMCITY_VERSION", "TF_BUILD",
		"CODEBUILD_BUILD_ID" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str value = environment(names[i]);

		if (value.n && !str_eq(value, STR("0")) && !str_eq_nocase(value, STR("false")))
			return true;
	}
	return false;
}

/* What CI's words may bring into a record: no more than fits, and nothing that is no text. */
static struct str bounded(struct str s)
{
	enum { BYTES_MAX = 200 };
	bool text = s.n <= BYTES_MAX;

	for (size_t i = 0; text && i < s.n; i++)
		text = s.p[i] >= ' ' && s.p[i] < 0x7f;
	return text ? s : STR("");
}

struct origin ci_origin(void)
{
	struct origin o = { .event = bounded(environment("GITHUB_EVENT_NAME")) };
	uint64_t attempt;

	if (o.event.n) {
		o.branch = bounded(branch_of(environment("GITHUB_REF")));
		o.run = bounded(environment("GITHUB_RUN_ID"));
		if (str_to_u64(environment("GITHUB_RUN_ATTEMPT"), &attempt) == 0)
			o.attempt = attempt;
		return o;
	}
	o.event = bounded(environment("CI_PIPELINE_SOURCE"));
	o.branch = bounded(environment("CI_COMMIT_BRANCH"));
	o.run = bounded(environment("CI_PIPELINE_ID"));
	return o;
}

static const char *named_file(struct str path)
{
	return path.n ? path.p : NULL;
}

struct ci_actions ci_actions(void)
{
	struct ci_actions a = { .on = str_eq(environment("GITHUB_ACTIONS"), STR("true")) };

	if (a.on) {
		a.summary = named_file(environment("GITHUB_STEP_SUMMARY"));
		a.output = named_file(environment("GITHUB_OUTPUT"));
	}
	return a;
}

static bool is_of(struct str text, const char *digits)
{
	for (size_t i = 0; i < text.n; i++) {
		if (str_index(str_of(digits), text.p[i]) == str_of(digits).n)
			return false;
	}
	return text.n == REPO_ID_HEX;
}

bool ci_is_id(struct str text)
{
	return is_of(text, "0123456789abcdef");
}

bool ci_is_zero(struct str id)
{
	return is_of(id, "0");
}

/* More than JSON may have is refused as such. */
static void read_event(const char *path, struct buf *out, struct diags *d)
{
	enum { PORTION = 65536 };
	struct stream *s = stream_open(path, d, DIAG(BASE_EVENT));
	size_t n = 1;

	if (!s)
		return;
	while (n && out->n <= JSON_BYTES_MAX) {
		n = stream_read(s, buf_room(out, PORTION), PORTION);
		out->n += n;
	}
	stream_close(s, NULL, d, DIAG(BASE_EVENT));
}

static struct str find_text(const struct json *value, struct str path)
{
	while (value && path.n) {
		char key[32];
		struct str name = str_cut(&path, '.');

		/* Keys are ours, and short. */
		for (size_t i = 0; i <= name.n && i < sizeof(key); i++)
			key[i] = i < name.n ? name.p[i] : '\0';
		value = json_get(value, key);
	}
	return value && value->type == JSON_STRING ? value->text : STR("");
}

/* What the event's file has at the path; empty if it is no text, or with what is wrong with the file. */
static struct str event_text(
	const struct ci *ci, const char *path, struct arena *a, struct diags *said)
{
	struct arena scratch = { 0 };
	struct place at = { .file = ci->event_path };
	const struct json *event = NULL;
	struct buf bytes = { 0 };
	struct str text = STR("");

	read_event(ci->event_path.p, &bytes, said);
	if (!said->first)
		event = json_parse(
			&scratch, buf_str(&bytes), at, JSON_STRICT, said, DIAG(BASE_EVENT));
	if (event)
		text = arena_str(a, find_text(event, str_of(path)));
	buf_release(&bytes);
	arena_release(&scratch);
	return text;
}

struct str ci_event_id(const struct ci *ci, const char *path, struct arena *a, struct diags *d)
{
	struct arena scratch = { 0 };
	struct diags said = { .arena = &scratch };
	struct place at = { .file = ci->event_path };
	struct str id;

	if (!ci->event_path.n) {
		diag_at(d, DIAG(BASE_EVENT), at,
			"GITHUB_EVENT_PATH is not set: the base is chosen without '%s'", path);
		return STR("");
	}
	id = event_text(ci, path, a, &said);
	if (!ci_is_id(id)) {
		id = STR("");
		diag_at(d, DIAG(BASE_EVENT), said.first ? said.first->at : at,
			"the event of this run gives no id '%s'%s" STR_FMT
			"; the base is chosen without it",
			path, said.first ? ", as " : "",
			STR_ARG(said.first ? said.first->text : STR("")));
	}
	arena_release(&scratch);
	return id;
}

struct str ci_default_branch(const struct ci *ci, struct arena *a)
{
	struct diags ignored = { .arena = a };

	if (ci->default_branch.n || !ci->event.n || !ci->event_path.n)
		return ci->default_branch;
	return event_text(ci, "repository.default_branch", a, &ignored);
}
