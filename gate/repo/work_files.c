#include "gate/repo/work_files.h"

#include <fcntl.h>
#include <unistd.h>

void work_files_open(struct work_files *w, struct repo *r)
{
	const char *root = git_repository_workdir(r->git);
	struct stat st;

	*w = (struct work_files){ 0 };
	if (!root || git_repository_index(&w->index, r->git) < 0)
		return;
	w->root = str_of(root);
	if (stat(git_index_path(w->index), &st) < 0) {
		work_files_close(w);
		return;
	}
	w->written = (git_index_time){ (int32_t)st.st_mtim.tv_sec, (uint32_t)st.st_mtim.tv_nsec };
}

void work_files_close(struct work_files *w)
{
	git_index_free(w->index);
	*w = (struct work_files){ 0 };
}

/* A file that was written in the tick in which the index was may have been written again. */
static bool is_racy(const struct work_files *w, const git_index_entry *e)
{
	return e->mtime.seconds > w->written.seconds ||
		(e->mtime.seconds == w->written.seconds &&
			e->mtime.nanoseconds >= w->written.nanoseconds);
}

const git_index_entry *work_files_find(
	const struct work_files *w, const char *path, const git_oid *id)
{
	const git_index_entry *e = w->index ? git_index_get_bypath(w->index, path, 0) : NULL;

	return e && git_oid_equal(&e->id, id) && !is_racy(w, e) ? e : NULL;
}

/* A file system, or a git, without nanoseconds has 0 there. */
static bool is_at(const git_index_time *t, const struct timespec *at)
{
	return t->seconds == (int32_t)at->tv_sec &&
		(!t->nanoseconds || t->nanoseconds == (uint32_t)at->tv_nsec);
}

static bool is_same(const git_index_entry *e, const struct stat *st)
{
	return e->file_size == (uint32_t)st->st_size && is_at(&e->mtime, &st->st_mtim) &&
		is_at(&e->ctime, &st->st_ctim) && e->ino == (uint32_t)st->st_ino;
}

bool work_files_noted(const struct work_files *w, const git_index_entry *e, const struct stat *st)
{
	return !is_racy(w, e) && is_same(e, st);
}

bool work_files_read(
	const struct work_files *w, const git_index_entry *e, size_t blob_bytes, struct buf *out)
{
	struct buf path = { 0 };
	struct stat st;
	ssize_t got = 0;
	int fd;

	buf_printf(&path, STR_FMT "%s", STR_ARG(w->root), e->path);
	fd = open(path.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	buf_release(&path);
	if (fd < 0)
		return false;
	out->n = 0;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == blob_bytes &&
		is_same(e, &st)) {
		char *p = buf_room(out, blob_bytes + 1);

		while (out->n <= blob_bytes &&
			(got = read(fd, p + out->n, blob_bytes + 1 - out->n)) > 0)
			out->n += (size_t)got;
	}
	close(fd);
	return got == 0 && out->n == blob_bytes && blob_bytes;
}

/* Not every file system says so by itself. */
bool work_files_is_folder(int fd, const struct dirent *e)
{
	struct stat st;

	if (e->d_type != DT_UNKNOWN)
		return e->d_type == DT_DIR;
	return fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}
