#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gate/base/file.h"

enum { FOLDERS_DEEP_MAX = 64, FILES_MAX = 1000000 };

static struct place whole(const char *path)
{
	return (struct place){ .file = str_of(path) };
}

struct folder_id {
	dev_t device;
	ino_t inode;
};

struct finder {
	struct file_list *into;
	struct arena *arena;
	struct str folder;
	bool (*accept)(void *user, struct str path);
	void *user;
	struct diags *diags;
	const struct diag_kind *bad;
	struct folder_id open[FOLDERS_DEEP_MAX]; /* from the top down to the one being read */
};

static int find_below(struct finder *f, struct str below, unsigned deep);

static int find_entry(struct finder *f, struct str path, unsigned deep)
{
	struct buf full = { 0 };
	struct stat st;
	int result = 0;

	buf_printf(&full, STR_FMT STR_FMT, STR_ARG(f->folder), STR_ARG(path));
	if (stat(full.p, &st) == 0 && S_ISDIR(st.st_mode))
		result =
			find_below(f, arena_printf(f->arena, STR_FMT "/", STR_ARG(path)), deep + 1);
	else if (f->accept(f->user, path))
		*ARENA_PUSH(f->arena, f->into->v, f->into->n, f->into->cap) = path;
	if (f->into->n > FILES_MAX)
		result = diag_at(
			f->diags, f->bad, whole(full.p), "more than %d files match", FILES_MAX);
	buf_release(&full);
	return result;
}

/* A link that leads back to a folder that is being read: all of it is found there. */
static bool is_loop(const struct finder *f, unsigned deep)
{
	for (unsigned i = 0; i < deep; i++) {
		if (f->open[i].device == f->open[deep].device &&
			f->open[i].inode == f->open[deep].inode)
			return true;
	}
	return false;
}

static int find_in(struct finder *f, DIR *folder, struct str below, unsigned deep)
{
	struct dirent *entry;
	struct stat st;
	int result = 0;

	if (fstat(dirfd(folder), &st) == 0)
		f->open[deep] = (struct folder_id){ st.st_dev, st.st_ino };
	if (is_loop(f, deep))
		return 0;
	while (result == 0 && (entry = readdir(folder))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") ||
			!strcmp(entry->d_name, ".git"))
			continue;
		result = find_entry(f,
			arena_printf(f->arena, STR_FMT "%s", STR_ARG(below), entry->d_name), deep);
	}
	return result;
}

static int find_below(struct finder *f, struct str below, unsigned deep)
{
	struct str name =
		arena_printf(f->arena, STR_FMT STR_FMT, STR_ARG(f->folder), STR_ARG(below));
	DIR *folder;
	int result;

	if (deep >= FOLDERS_DEEP_MAX)
		return diag_at(f->diags, f->bad, whole(name.p), "lies more than %d folders deep",
			FOLDERS_DEEP_MAX);
	folder = opendir(name.n ? name.p : ".");
	if (!folder)
		return errno == ENOENT || errno == ENOTDIR
			? 0
			: diag_at(f->diags, f->bad, whole(name.p), "cannot be opened: %s",
				  strerror(errno));
	result = find_in(f, folder, below, deep);
	closedir(folder);
	return result;
}

int file_find(struct file_list *into, struct arena *a, const char *folder,
	bool (*accept)(void *user, struct str path), void *user, struct diags *d,
	const struct diag_kind *bad)
{
	struct finder f = { .into = into,
		.arena = a,
		.folder = STR(""),
		.accept = accept,
		.user = user,
		.diags = d,
		.bad = bad };

	if (*folder)
		f.folder = arena_printf(a, "%s/", folder);
	if (find_below(&f, STR(""), 0) < 0)
		return -1;
	if (into->n)
		qsort(into->v, into->n, sizeof(*into->v), str_cmp_qsort);
	return 0;
}

bool file_list_has(const struct file_list *files, struct str path)
{
	return files->n && bsearch(&path, files->v, files->n, sizeof(path), str_cmp_qsort);
}

void file_names(struct file_list *into, struct arena *a, const char *folder)
{
	DIR *open = opendir(*folder ? folder : ".");
	struct dirent *entry;

	if (!open)
		return;
	while ((entry = readdir(open))) {
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			*ARENA_PUSH(a, into->v, into->n, into->cap) =
				arena_str(a, str_of(entry->d_name));
	}
	closedir(open);
	if (into->n)
		qsort(into->v, into->n, sizeof(*into->v), str_cmp_qsort);
}
