#include "gate/repo/remote.h"

#include <errno.h>
#include <string.h>

#include "gate/base/process.h"
#include "gate/base/utf8.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/notes.h"

enum { ARGUMENTS_MAX = 16, WORDS_BYTES_MAX = 600 };

static struct place ref_place(void)
{
	return (struct place){ .file = STR(NOTES_REF) };
}

void remote_release(struct remote *m)
{
	buf_release(&m->refusal);
}

/* git in this repository, with these arguments up to NULL. -1 if it cannot be run. */
static int run_git(struct remote *m, struct process *p, const char *const *arguments)
{
	const char *argv[ARGUMENTS_MAX + 3] = { "git" };
	struct buf folder = { 0 };
	int result;

	/* Our folder may be another than the one that GIT_DIR was meant from. */
	buf_printf(&folder, "--git-dir=%s", git_repository_path(m->repo->git));
	argv[1] = folder.p;
	for (size_t i = 0; i < ARGUMENTS_MAX && arguments[i]; i++)
		argv[i + 2] = arguments[i];
	p->argv = argv;
	result = process_run(p);
	p->argv = NULL;
	buf_release(&folder);
	if (result < 0)
		return diag_at(m->diags, DIAG(SYNC_REMOTE), ref_place(),
			"git cannot be run (%s): it fetches and pushes the records, so install it",
			strerror(errno));
	return 0;
}

/* What git says of a failure, on one line; hints are about other commands than ours. */
static void add_words(struct buf *out, struct str said)
{
	size_t from = out->n;
	struct str line;

	while (str_line(&said, &line)) {
		line = str_trim(line);
		if (!line.n || str_starts(line, STR("hint:")))
			continue;
		if (out->n > from)
			buf_puts(out, "; ");
		buf_add(out, line);
	}
	if (out->n - from > WORDS_BYTES_MAX) {
		struct str whole = { out->p + from, out->n - from };

		buf_truncate(out, from + utf8_cut(whole, WORDS_BYTES_MAX).n);
		buf_puts(out, " ...");
	}
}

static int failed(struct remote *m, const char *command, const struct process *p)
{
	struct buf words = { 0 };

	add_words(&words, buf_str(&p->err));
	if (!words.n)
		buf_printf(&words, "exit status %d", p->status);
	diag_at(m->diags, DIAG(SYNC_REMOTE), ref_place(),
		"git %s failed: " STR_FMT
		" (the records are kept here: sync again once git reaches "
		"this remote)",
		command, STR_ARG(buf_str(&words)));
	buf_release(&words);
	return -1;
}

/* A URL or path is meant itself; what looks like an option, git refuses. */
static bool lacks_remotes(struct remote *m)
{
	struct process p = { 0 };
	bool none = false;

	if (*m->name != '-' && !strpbrk(m->name, "/:") &&
		run_git(m, &p, (const char *const[]){ "remote", NULL }) == 0)
		none = p.status == 0 && !str_trim(buf_str(&p.out)).n;
	process_release(&p);
	return none;
}

static int not_reached(struct remote *m, const struct process *p)
{
	if (!lacks_remotes(m))
		return failed(m, "ls-remote", p);
	return diag_at(m->diags, DIAG(SYNC_REMOTE), ref_place(),
		"this repository has no remote: git remote add %s URL names one, or give the URL to"
		" areagate sync (the records are kept here)",
		m->name);
}

/* Of lines "<id>\t<ref>"; the pattern also finds refs that only end like ours. */
static int find_tip(struct remote *m, struct str said, git_oid *tip)
{
	char hex[REPO_ID_HEX + 1] = { 0 };
	struct str line, id;

	while (str_line(&said, &line)) {
		id = str_cut(&line, '\t');
		if (!str_eq(line, STR(NOTES_REF)))
			continue;
		if (id.n == REPO_ID_HEX)
			memcpy(hex, id.p, id.n);
		if (repo_id_parse(tip, hex) == 0)
			return 1;
		return diag_at(m->diags, DIAG(SYNC_REMOTE), ref_place(),
			"'" STR_FMT "' is no id of this repository: the remote has another object "
			"format, so it can share no records with this one",
			STR_ARG(diag_shown(id)));
	}
	return 0;
}

int remote_tip(struct remote *m, git_oid *tip)
{
	const char *arguments[] = { "ls-remote", "--", m->name, NOTES_REF, NULL };
	struct process p = { 0 };
	int result = run_git(m, &p, arguments);

	if (result == 0 && p.status != 0)
		result = not_reached(m, &p);
	else if (result == 0)
		result = find_tip(m, buf_str(&p.out), tip);
	process_release(&p);
	return result;
}

int remote_fetch(struct remote *m, git_oid *tip)
{
	/*
	 * --depth is safe for this one ref: notes share no history with branches, which in a full
	 * clone it would cut. An empty refmap keeps a `fetch = +refs/notes/...` of the user's
	 * configuration from writing over records that are only here.
	 */
	const char *arguments[] = { "fetch", "--quiet", "--depth=1", "--refmap=", "--no-tags",
		"--no-prune", "--no-filter", "--no-recurse-submodules", "--no-write-fetch-head",
		"--", m->name, "+" NOTES_REF ":" REMOTE_REF, NULL };
	struct process p = { 0 };
	int result = run_git(m, &p, arguments);

	if (result == 0 && p.status != 0)
		result = failed(m, "fetch", &p);
	process_release(&p);
	if (result == 0 && git_reference_name_to_id(tip, m->repo->git, REMOTE_REF) < 0)
		result = diag_at(m->diags, DIAG(SYNC_REMOTE), ref_place(),
			"what was fetched is not at " REMOTE_REF ": %s: sync again", repo_why());
	return result;
}

void remote_forget(struct remote *m)
{
	/* Where it cannot go, the next fetch writes over it. */
	(void)git_reference_remove(m->repo->git, REMOTE_REF);
}

/* The line of our ref: "<flag>\t<from>:<to>\t<summary>". */
static bool find_ref(struct str said, char *flag, struct str *summary)
{
	struct str line;

	while (str_line(&said, &line)) {
		struct str mark = str_cut(&line, '\t'), refs = str_cut(&line, '\t');

		if (mark.n != 1 || !str_ends(refs, STR(":" NOTES_REF)))
			continue;
		*flag = mark.p[0];
		*summary = line;
		return true;
	}
	return false;
}

/*
 * Refusals that come again however often one tries: hooks, protection, configuration. Any other one,
 * also one that no git says yet, is taken for a race, and tried again a few times: who took it for
 * final would lose records to a word that changed.
 */
static bool is_final(struct str summary)
{
	static const char *const words[] = { "declined", "denied", "deny", "hidden ref",
		"not allowed", "prohibited" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (str_has(summary, str_of(words[i])))
			return true;
	}
	return false;
}

static int judge_push(struct remote *m, const struct process *p)
{
	struct str summary;
	char flag = ' ';

	if (p->status == 0)
		return 1;
	if (!find_ref(buf_str(&p->out), &flag, &summary) || flag != '!')
		return failed(m, "push", p);
	buf_truncate(&m->refusal, 0);
	buf_add(&m->refusal, summary);
	buf_puts(&m->refusal, ": ");
	add_words(&m->refusal, buf_str(&p->err));
	if (!is_final(summary))
		return 0;
	return diag_at(m->diags, DIAG(SYNC_REMOTE), ref_place(),
		"the remote refuses the records: " STR_FMT
		" (they are kept here: sync again once this ref may be pushed there)",
		STR_ARG(buf_str(&m->refusal)));
}

int remote_push(struct remote *m, const git_oid *commit, const git_oid *const *over)
{
	char hex[REPO_ID_HEX + 1], lease[REPO_ID_HEX + 1] = "";
	struct buf refs = { 0 }, force = { 0 };
	struct process p = { 0 };
	int result;

	git_oid_tostr(hex, sizeof(hex), commit);
	buf_printf(&refs, "%s:" NOTES_REF, hex);
	if (over && *over)
		git_oid_tostr(lease, sizeof(lease), *over);
	/* Without `over` nothing is forced: the option then takes itself back. */
	if (over)
		buf_printf(&force, "--force-with-lease=" NOTES_REF ":%s", lease);
	else
		buf_puts(&force, "--no-force-with-lease");
	/* No pre-push hook: it may be the one that called us. */
	result = run_git(m, &p,
		(const char *const[]){ "push", "--porcelain", "--no-verify", "--no-follow-tags",
			"--recurse-submodules=no", force.p, "--", m->name, refs.p, NULL });
	if (result == 0)
		result = judge_push(m, &p);
	process_release(&p);
	buf_release(&force);
	buf_release(&refs);
	return result;
}
