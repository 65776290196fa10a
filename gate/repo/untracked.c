#include "gate/repo/untracked.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/work_blob.h"
#include "gate/repo/work_files.h"

enum { PATHS_MAX = 1000000, PATH_BYTES_MAX = 4096 };

/* Paths that are still to be looked at. */
struct search {
	const struct untracked *of;
	struct arena arena;
	struct str *v;
	size_t n, cap;
	size_t seen;
	struct diags *diags;
};

static bool is_ignored(const struct search *s, struct str path)
{
	int ignored = 0;

	return git_ignore_path_is_ignored(&ignored, s->of->repo->git, path.p) == 0 && ignored;
}

static bool is_same(const struct stat *a, const char *path)
{
	struct stat b;

	return path && stat(path, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

/* Ours under another name, or another one: its files are none of ours. */
static bool is_repository(const struct search *s, struct str folder)
{
	const struct untracked *u = s->of;
	struct stat st;
	char path[PATH_BYTES_MAX + sizeof("/.git")];

	memcpy(path, folder.p, folder.n);
	memcpy(path + folder.n, "/.git", sizeof("/.git"));
	return faccessat(u->root, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0 ||
		fstatat(u->root, folder.p, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
		is_same(&st, git_repository_path(u->repo->git)) ||
		is_same(&st, git_repository_commondir(u->repo->git));
}

/* One that we may not read was read by no test either. */
static void open_folder(struct search *s, struct str folder)
{
	int fd = openat(s->of->root, folder.p, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *e;

	while (dir && (e = readdir(dir))) {
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			*ARENA_PUSH(&s->arena, s->v, s->n, s->cap) =
				arena_printf(&s->arena, STR_FMT "/%s%s", STR_ARG(folder), e->d_name,
					work_files_is_folder(fd, e) ? "/" : "");
	}
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
}

static int add_file(const struct search *s, struct str path)
{
	const struct untracked *u = s->of;
	struct listed file = { 0 };
	struct stat st;

	if (!u->wants(u->user, path) || is_ignored(s, path) ||
		fstatat(u->root, path.p, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	if (!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode))
		return 0;
	file.mode = GIT_FILEMODE_BLOB;
	if (S_ISLNK(st.st_mode))
		file.mode = GIT_FILEMODE_LINK;
	else if (st.st_mode & S_IXUSR)
		file.mode = GIT_FILEMODE_BLOB_EXECUTABLE;
	file.path = arena_str(u->into->arena, path);
	if (work_blob(u->held, u->repo, u->root, file.path, file.mode, &file.id, s->diags) < 0)
		return -1;
	*ARENA_PUSH(u->into->arena, u->into->v, u->into->n, u->into->cap) = file;
	return 0;
}

static int look_at(struct search *s, struct str path)
{
	if (++s->seen > PATHS_MAX)
		return diag_at(s->diags, DIAG(REPO_HEAD), (struct place){ .file = path },
			"there are more than 1,000,000 untracked files: .gitignore is for them");
	if (path.n > PATH_BYTES_MAX)
		return 0;
	if (!str_ends(path, STR("/")))
		return add_file(s, path);
	path = arena_str(&s->arena, (struct str){ path.p, path.n - 1 });
	if (!is_ignored(s, path) && !is_repository(s, path))
		open_folder(s, path);
	return 0;
}

int untracked_find(const struct untracked *u, const struct str *paths, size_t n, struct diags *d)
{
	struct search s = { .of = u, .diags = d };
	int result = 0;

	for (size_t i = 0; i < n; i++)
		*ARENA_PUSH(&s.arena, s.v, s.n, s.cap) = arena_str(&s.arena, paths[i]);
	while (s.n && result == 0)
		result = look_at(&s, s.v[--s.n]);
	arena_release(&s.arena);
	return result;
}
