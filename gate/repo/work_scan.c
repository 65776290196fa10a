#include "gate/repo/work_scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gate/base/threads.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/work_blob.h"

/* For fewer, a thread takes longer to start. */
enum { FOLDERS_A_THREAD = 64 };

/* What a folder of the listing may be. */
enum missing { THERE, ABSENT, REPLACED };

struct scanning {
	struct work_scan *scan;
	atomic_size_t next;    /* folder */
	enum missing *missing; /* each folder */
};

/* What lies in a folder. */
struct there {
	const char *name;
	bool folder, tracked;
};

struct stranger {
	size_t folder;
	const char *name;
	bool is_folder;
};

struct scanner {
	struct scanning *all;
	struct arena keep, scratch;
	struct stranger *strangers;
	size_t n, cap;
	struct buf path;
	size_t failed; /* folder */
	int error;     /* of that one, or 0 */
};

/* The folder of the scanner being looked through. */
struct looking {
	struct scanner *scanner;
	size_t folder;
	int fd;
	struct there *v;
	size_t n, cap;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct there *)a)->name, ((const struct there *)b)->name);
}

/* -1 with errno. */
static int list(struct looking *l, DIR *dir)
{
	struct arena *a = &l->scanner->scratch;
	const struct dirent *e;

	for (errno = 0; (e = readdir(dir)); errno = 0) {
		const char *name = e->d_name;

		if (!strcmp(name, ".") || !strcmp(name, "..") || !strcmp(name, ".git"))
			continue;
		*ARENA_PUSH(a, l->v, l->n, l->cap) = (struct there){
			.name = arena_str(a, str_of(name)).p,
			.folder = work_files_is_folder(l->fd, e),
		};
	}
	if (l->n)
		qsort(l->v, l->n, sizeof(*l->v), by_name);
	return errno ? -1 : 0;
}

static struct there *find(const struct looking *l, struct str name)
{
	struct there wanted = { .name = arena_str(&l->scanner->scratch, name).p };

	return l->n ? bsearch(&wanted, l->v, l->n, sizeof(*l->v), by_name) : NULL;
}

static uint32_t mode_of(const struct work_scan *s, const struct listed *f, const struct stat *st)
{
	if (S_ISLNK(st->st_mode) || (f->mode == GIT_FILEMODE_LINK && !s->has_links))
		return GIT_FILEMODE_LINK;
	if (!s->has_modes && f->mode != GIT_FILEMODE_LINK)
		return f->mode;
	return st->st_mode & S_IXUSR ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB;
}

/* What was touched, checked out again or copied has another time, and mostly the same bytes. */
static bool has_bytes(const struct looking *l, const struct listed *f, const char *name)
{
	struct buf bytes = { 0 };
	git_oid id;
	bool same = work_read(l->fd, name, f->mode, &bytes) == WORK_READ &&
		git_odb_hash(&id, bytes.p ? bytes.p : "", bytes.n, GIT_OBJECT_BLOB) == 0 &&
		git_oid_equal(&id, &f->id);

	buf_release(&bytes);
	return same;
}

static struct scanned look_at(const struct looking *l, const struct listed *f, const char *name)
{
	const struct work_scan *s = l->scanner->all->scan;
	struct scanned out = { .state = SCAN_GONE };
	struct stat st;

	if (fstatat(l->fd, name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
		(!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode)))
		return out;
	out.mode = mode_of(s, f, &st);
	out.state = SCAN_OTHER;
	if (out.mode == f->mode &&
		(work_files_noted(s->files, f->entry, &st) || has_bytes(l, f, name)))
		out.state = SCAN_SAME;
	return out;
}

/* Outside a sparse checkout's cone a file is as the index says, unless something lies there all the same. */
static bool may_be_missing(const struct listed *f)
{
	return f->mode == GIT_FILEMODE_COMMIT ||
		f->entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE;
}

static void look_at_tracked(struct looking *l)
{
	struct work_scan *s = l->scanner->all->scan;
	struct listing_at at = listing_start(s->listing, l->folder);
	struct listing_next next;

	while (listing_next(s->listing, l->folder, &at, &next)) {
		struct there *t = find(l, next.name);
		bool wants_folder = next.folder || next.file->mode == GIT_FILEMODE_COMMIT;
		struct scanned found = { .state = SCAN_GONE };

		if (t && t->folder == wants_folder)
			t->tracked = true;
		if (next.folder)
			continue;
		if (t && t->tracked && !wants_folder)
			found = look_at(l, next.file, t->name);
		else if ((!t || t->tracked) && may_be_missing(next.file))
			found.state = SCAN_SAME;
		s->each[next.file - s->listing->v] = found;
	}
}

static void keep_strangers(struct looking *l)
{
	struct scanner *w = l->scanner;

	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].tracked)
			continue;
		*ARENA_PUSH(&w->keep, w->strangers, w->n, w->cap) = (struct stranger){ l->folder,
			arena_str(&w->keep, str_of(l->v[i].name)).p, l->v[i].folder };
	}
}

/* -1 with errno. */
static int look_through(struct scanner *w, size_t folder)
{
	const struct work_scan *s = w->all->scan;
	struct looking l = { .scanner = w, .folder = folder };
	struct str path = s->listing->folders[folder].path;
	DIR *dir;
	int result;

	buf_truncate(&w->path, 0);
	buf_add(&w->path, path.n ? path : STR("./"));
	/* A slash behind it would follow a link. */
	buf_truncate(&w->path, w->path.n - 1);
	l.fd = openat(s->root, w->path.p, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (l.fd < 0)
		return -1;
	dir = fdopendir(l.fd);
	if (!dir) {
		close(l.fd);
		return -1;
	}
	result = list(&l, dir);
	if (result == 0) {
		look_at_tracked(&l);
		keep_strangers(&l);
	}
	closedir(dir);
	arena_reset(&w->scratch);
	return result;
}

static void work(void *scanner)
{
	struct scanner *w = scanner;
	size_t n = w->all->scan->listing->folder_count, folder;

	while ((folder = atomic_fetch_add(&w->all->next, 1)) < n) {
		if (look_through(w, folder) == 0)
			continue;
		w->all->missing[folder] = errno == ENOENT ? ABSENT : REPLACED;
		if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
			continue;
		w->failed = folder;
		w->error = errno;
	}
}

/* What lies in a missing folder is missing too, though a link in its place may lead to files. */
static void take_missing(struct scanning *all)
{
	struct work_scan *s = all->scan;
	const struct listing *l = s->listing;

	for (size_t i = 0; i < l->folder_count; i++) {
		const struct listed_folder *f = &l->folders[i];

		if (all->missing[i] == THERE)
			continue;
		for (size_t j = i + 1; j < f->after; j++)
			all->missing[j] = all->missing[i];
		for (size_t j = f->first; j < f->end; j++)
			s->each[j].state = all->missing[i] == ABSENT && may_be_missing(&l->v[j])
				? SCAN_SAME
				: SCAN_GONE;
	}
}

static void take_strangers(struct scanning *all, const struct scanner *w)
{
	struct work_scan *s = all->scan;

	for (size_t i = 0; i < w->n; i++) {
		const struct stranger *t = &w->strangers[i];

		if (all->missing[t->folder] == THERE)
			*ARENA_PUSH(s->arena, s->others, s->n, s->cap) = arena_printf(s->arena,
				STR_FMT "%s%s", STR_ARG(s->listing->folders[t->folder].path),
				t->name, t->is_folder ? "/" : "");
	}
}

static int end(struct scanning *all, struct scanner *w, struct diags *d)
{
	int result = 0;

	if (w->error) {
		struct str path = all->scan->listing->folders[w->failed].path;

		result = diag_at(d, DIAG(REPO_HEAD),
			(struct place){ .file = path.n ? path : STR(".") },
			"the folder cannot be read, so nobody knows what is judged: %s",
			strerror(w->error));
	}
	buf_release(&w->path);
	arena_release(&w->keep);
	arena_release(&w->scratch);
	return result;
}

int work_scan(struct work_scan *s, struct diags *d)
{
	size_t folders = s->listing->folder_count;
	struct scanner scanners[THREADS_MAX] = { 0 };
	struct scanning all = { .scan = s };
	unsigned threads = threads_wanted(s->threads);
	int result = 0;

	s->each = arena_alloc(s->arena, (s->listing->n + 1) * sizeof(*s->each));
	all.missing = arena_alloc(s->arena, folders * sizeof(*all.missing));
	if (folders / FOLDERS_A_THREAD + 1 < threads)
		threads = (unsigned)(folders / FOLDERS_A_THREAD + 1);
	for (unsigned i = 0; i < threads; i++)
		scanners[i].all = &all;
	threads_run(work, scanners, threads, sizeof(*scanners));
	take_missing(&all);
	for (unsigned i = 0; i < threads; i++) {
		take_strangers(&all, &scanners[i]);
		if (end(&all, &scanners[i], d) < 0)
			result = -1;
	}
	return result;
}
