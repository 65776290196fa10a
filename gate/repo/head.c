#include "gate/repo/head.h"

#include <errno.h>
#include <fcntl.h>
#include <git2/sys/repository.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gate/base/file.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/trees.h"
#include "gate/repo/untracked.h"
#include "gate/repo/work_blob.h"
#include "gate/repo/work_scan.h"

struct building {
	struct repo *repo;
	const struct head_request *want;
	struct arena scratch;
	struct work_files files;
	struct listing listing;
	struct held *held;
	int root;
	struct changed_files *changed;
	struct diags *diags;
};

static int refuse(const struct building *b, const char *text, const char *why)
{
	return diag_at(b->diags, DIAG(REPO_HEAD), (struct place){ 0 }, "%s%s%s%s", text,
		why ? " (" : "", why ? why : "", why ? ")" : "");
}

/* `git commit -a`, or of some files, runs its hook with an index that is not the usual one. */
static int open_index(struct building *b)
{
	const char *other = getenv("GIT_INDEX_FILE");
	git_repository *git = b->repo->git;
	git_index *index = NULL;
	int code = 0;

	if (other && *other)
		code = git_index_open(&index, other);
	if (code == 0 && index)
		code = git_repository_set_index(git, index);
	git_index_free(index);
	index = NULL;
	if (code == 0)
		code = git_repository_index(&index, git);
	git_index_free(index);
	if (code < 0)
		return refuse(
			b, "the index cannot be read: --head commit judges without it", repo_why());
	work_files_open(&b->files, b->repo);
	return 0;
}

static bool is_conflict(const git_index_entry *e)
{
	return e->flags & GIT_INDEX_ENTRY_STAGEMASK;
}

static int refuse_conflicts(const struct building *b, const char *path)
{
	return diag_at(b->diags, DIAG(REPO_HEAD), (struct place){ .file = str_of(path) },
		"has a conflict that is not resolved: resolve and stage it, or judge the commit"
		" alone by --head commit");
}

static int list_index(struct building *b)
{
	struct listing *l = &b->listing;
	size_t n = git_index_entrycount(b->files.index);

	for (size_t i = 0; i < n; i++) {
		const git_index_entry *e = git_index_get_byindex(b->files.index, i);

		if (is_conflict(e))
			return refuse_conflicts(b, e->path);
		/* `git add -N` says only that there will be a file. */
		if (e->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD &&
			b->want->side == HEAD_INDEX)
			continue;
		*ARENA_PUSH(l->arena, l->v, l->n, l->cap) = (struct listed){
			.path = str_of(e->path), .id = e->id, .mode = e->mode, .entry = e
		};
	}
	listing_fold(l);
	return 0;
}

static bool setting(const struct building *b, const char *name)
{
	git_config *config = NULL;
	int value = true;

	if (git_repository_config_snapshot(&config, b->repo->git) < 0 ||
		git_config_get_bool(&value, config, name) < 0)
		value = true;
	git_config_free(config);
	return value;
}

/* What is gone leaves the list, and what is otherwise gets its blob. */
static int take_scanned(struct building *b, const struct work_scan *s)
{
	struct listing *l = &b->listing;
	size_t kept = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct listed file = l->v[i];

		if (s->each[i].state == SCAN_GONE)
			continue;
		if (s->each[i].state == SCAN_OTHER) {
			file.mode = s->each[i].mode;
			if (work_blob(b->held, b->repo, b->root, file.path, file.mode, &file.id,
				    b->diags) < 0)
				return -1;
		}
		l->v[kept++] = file;
	}
	l->n = kept;
	return 0;
}

static int list_work(struct building *b)
{
	struct work_scan scan = { .listing = &b->listing,
		.files = &b->files,
		.root = b->root,
		.has_modes = setting(b, "core.filemode"),
		.has_links = setting(b, "core.symlinks"),
		.threads = b->want->threads,
		.arena = &b->scratch };
	struct untracked untracked = { .repo = b->repo,
		.root = b->root,
		.wants = b->want->wants,
		.user = b->want->user,
		.held = b->held,
		.into = &b->listing };

	if (work_scan(&scan, b->diags) < 0 || take_scanned(b, &scan) < 0 ||
		untracked_find(&untracked, scan.others, scan.n, b->diags) < 0)
		return -1;
	listing_fold(&b->listing);
	return 0;
}

/* A file that was staged may have been edited since. */
static int64_t written(const struct building *b, const char *path)
{
	const git_index_entry *staged;

	if (b->want->side == HEAD_WORKTREE)
		return file_written(b->root, path);
	staged = git_index_get_bypath(b->files.index, path, 0);
	return staged ? file_time(staged->mtime.seconds, staged->mtime.nanoseconds) : 0;
}

static int add_changed(void *user, struct str path, struct tree_entry old, struct tree_entry new)
{
	struct building *b = user;
	struct changed_files *into = b->changed;
	struct str kept = arena_str(into->arena, path);

	(void)old;
	*ARENA_PUSH(into->arena, into->v, into->n, into->cap) =
		(struct changed_file){ kept, new.id ? written(b, kept.p) : 0 };
	return 0;
}

/* The tree, and what of it is not as in the commit. */
static int settle(struct building *b, struct revision *rev)
{
	struct revision commit = *rev;
	struct trees both = {
		.repo = b->repo, .old = &commit, .new = rev, .visit = add_changed, .user = b
	};
	git_oid id;

	if (listing_trees(&b->listing, b->held, &id) < 0 || held_show(b->held, b->repo->git) < 0)
		return refuse(b, "what is judged cannot be held", repo_why());
	b->repo->held = b->held;
	git_oid_tostr(rev->tree, sizeof(rev->tree), &id);
	return trees_compare(&both, b->diags);
}

static int build(struct building *b, struct revision *rev, const struct tree_paths *into)
{
	const struct listing *l = &b->listing;

	if (list_index(b) < 0 || (b->want->side == HEAD_WORKTREE && list_work(b) < 0) ||
		settle(b, rev) < 0)
		return -1;
	for (size_t i = 0; i < l->n; i++)
		tree_paths_add(into, l->v[i].path, l->v[i].mode);
	return 0;
}

int repo_head(struct repo *r, struct revision *rev, const struct head_request *want,
	const struct tree_paths *into, struct changed_files *changed, struct diags *d)
{
	struct building b = { .repo = r, .want = want, .root = -1, .changed = changed, .diags = d };
	int result = -1;

	if (!r->root.n)
		return refuse(&b, "a bare repository has no index and no work tree to judge", NULL);
	b.listing.arena = &b.scratch;
	b.held = arena_alloc(&r->arena, sizeof(*b.held));
	b.held->arena = &r->arena;
	b.root = open(r->root.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b.root < 0)
		refuse(&b, "the work tree cannot be read", strerror(errno));
	else if (open_index(&b) == 0)
		result = b.files.index ? build(&b, rev, into) : repo_paths(r, rev, into, d);
	if (b.root >= 0)
		close(b.root);
	work_files_close(&b.files);
	arena_release(&b.scratch);
	return result;
}
