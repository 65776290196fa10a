#include "gate/stamping.h"

#include <fcntl.h>
#include <unistd.h>

#include "gate/base/file.h"
#include "gate/base/stream.h"
#include "gate/heading.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/states.h"
#include "reporters/stamp.h"

static struct str path_of(struct arena *a, struct str report)
{
	return arena_printf(a, STR_FMT STAMP_ENDING, STR_ARG(report));
}

/* As the bytes are in the file. */
static int digest(const char *path, char out[SHA256_HEX + 1], struct diags *d)
{
	struct stream *s = stream_open(path, d, DIAG(REPORT_FILE));
	char piece[16 * 1024];

	if (!s)
		return -1;
	stream_digest(s);
	while (stream_read(s, piece, sizeof(piece)))
		;
	return stream_close(s, out, d, DIAG(REPORT_FILE));
}

static struct names edited_since(const struct changed_files *changed, int64_t written)
{
	struct names edited = { .arena = changed->arena };

	for (size_t i = 0; i < changed->n; i++) {
		if (changed->v[i].written > written)
			names_add(&edited, changed->v[i].path);
	}
	return edited;
}

/* As they were before, and the first of those that nobody knows of. */
static struct file_states states_before(
	const struct file_states *now, const struct names *edited, struct str *first)
{
	struct file_states before = { .paths = { .arena = now->paths.arena } };

	for (size_t i = 0; i < now->paths.n; i++) {
		struct str path = now->paths.v[i];
		bool known = names_find(edited, path) == NAMES_NONE;

		if (!known && !first->n)
			*first = path;
		file_states_add(&before, path, known ? now->blobs[i] : STR(STAMP_UNKNOWN));
	}
	return before;
}

int stamping_write(const struct stamp *of_work, const struct changed_files *changed,
	struct str path, struct diags *d)
{
	struct names edited = edited_since(changed, file_written(AT_FDCWD, path.p));
	struct str tracked = STR(""), untracked = STR("");
	struct stamp s = *of_work;
	char sha256[SHA256_HEX + 1];
	struct buf text = { 0 };
	int result;

	if (digest(path.p, sha256, d) < 0)
		return -1;
	s.sha256 = str_of(sha256);
	s.changed = states_before(&of_work->changed, &edited, &tracked);
	s.untracked = states_before(&of_work->untracked, &edited, &untracked);
	/* Whether an untracked one matters, policies will say. */
	if (tracked.n)
		diag_at(d, DIAG(REPORT_OLDER), (struct place){ .file = path },
			"was written before '" STR_FMT
			"' was edited, and its stamp says so: run the tests and areagate stamp"
			" again",
			STR_ARG(tracked));
	stamp_print(&s, &text);
	result = file_write(path_of(d->arena, path).p, buf_str(&text), d, DIAG(OUTPUT_WRITE));
	buf_release(&text);
	return result;
}

static int read_stamp(struct stamp *out, struct arena *a, const struct report *r, struct str path,
	struct diags *d)
{
	struct file f;
	int result;

	if (file_read(&f, path.p, d, DIAG(STAMP_BAD)) < 0)
		return -1;
	result = stamp_parse(out, a, arena_str(a, buf_str(&f.bytes)), path, d);
	file_release(&f);
	if (result == 0 && !str_eq(out->sha256, str_of(r->sha256)))
		result = diag_at(d, DIAG(STAMP_BAD), (struct place){ .file = path },
			"is the stamp of other bytes than " STR_FMT
			" has: run areagate stamp again, right after the tests",
			STR_ARG(r->path));
	return result;
}

enum stamped stamping_look(
	struct stamp_look *out, const struct report *r, struct workplace *w, struct diags *d)
{
	struct str path = path_of(w->arena, r->path);
	int found;

	*out = (struct stamp_look){ .since = { .paths = { .arena = w->arena } } };
	if (access(path.p, F_OK) < 0)
		return STAMPED_NOT;
	if (read_stamp(&out->stamp, w->arena, r, path, d) < 0)
		return STAMPED_WRONG;
	found = repo_states_since(w->repo, out->stamp.tree, &w->revision, &out->since, d);
	if (found < 0)
		return STAMPED_WRONG;
	out->known = found;
	return found && stamp_fits(&out->stamp, &out->since, heading_wants, w) ? STAMPED_WHOLE
									       : STAMPED_OTHER;
}

bool stamping_has(const struct stamp_look *look, struct str path, struct str blob)
{
	const struct str *state = stamp_find(&look->stamp, path);

	if (state)
		return str_eq(*state, blob);
	return look->known && !file_states_find(&look->since, path);
}
