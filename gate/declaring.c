#include "gate/declaring.h"

#include <inttypes.h>

#include "gate/base/file.h"
#include "parsers/declared.h"

/* One area being read. */
struct declaring {
	struct evidence *evidence;
	const struct policy *policy;
	struct diags *diags;
	int result;
};

static bool is_wanted(const struct policy *p, struct str path)
{
	return declared_may_be_in(&p->framework, path) && globs_match(&p->tests, path);
}

static void take(void *user, const struct repo_file *file)
{
	struct declaring *r = user;
	struct evidence *e = r->evidence;
	struct place at = { .file = file->path };

	if (file->too_large) {
		diag_at(r->diags, DIAG(DECLARED_LARGE), at,
			"%" PRIu64 " bytes: no declared tests are looked for in more than 8 MiB",
			file->bytes);
		return;
	}
	if (!declared_find(&r->policy->framework, file->text, file->path, &e->declared, e->arena))
		r->result = diag_at(r->diags, DIAG(DECLARED_PATTERN), at,
			"the pattern in " STR_FMT
			" takes too many steps, so nobody knows which tests are declared here:"
			" make it simpler",
			STR_ARG(r->policy->file));
}

static int read_committed(struct declaring *r, const struct workplace *w)
{
	struct names paths = { .arena = r->evidence->arena };

	for (size_t i = 0; i < w->tree.n; i++) {
		if (is_wanted(r->policy, w->tree.v[i]))
			names_add(&paths, w->tree.v[i]);
	}
	if (!paths.n)
		return 0;
	return repo_read(w->repo, &w->revision, &paths, DECLARED_BYTES_MAX, take, r, r->diags);
}

struct search {
	const struct policy *policy;
	struct str folder; /* "" or ends in a slash */
	struct arena *arena;
};

static bool is_found(void *user, struct str path)
{
	const struct search *s = user;

	return is_wanted(s->policy,
		arena_printf(s->arena, STR_FMT STR_FMT, STR_ARG(s->folder), STR_ARG(path)));
}

/* The files that one glob may match lie in the folder that it starts with. */
static int find_files(struct names *paths, struct declaring *r, const struct glob *g)
{
	struct arena *a = r->evidence->arena;
	struct search s = { r->policy, STR(""), a };
	struct file_list files = { 0 };
	size_t slash = str_last_index(g->fixed, '/');
	struct str folder;

	if (slash < g->fixed.n)
		s.folder = (struct str){ g->fixed.p, slash + 1 };
	folder = arena_str(a, (struct str){ g->fixed.p, slash < g->fixed.n ? slash : 0 });
	if (g->negative || (folder.n && !file_is_folder(folder.p)))
		return 0;
	if (file_find(&files, a, folder.p, is_found, &s, r->diags, DIAG(REPORT_FILE)) < 0)
		return -1;
	for (size_t i = 0; i < files.n; i++)
		names_add(paths,
			arena_printf(a, STR_FMT STR_FMT, STR_ARG(s.folder), STR_ARG(files.v[i])));
	return 0;
}

static int read_files(struct declaring *r)
{
	struct names paths = { .arena = r->evidence->arena };

	for (size_t i = 0; i < r->policy->tests.n; i++) {
		if (find_files(&paths, r, &r->policy->tests.v[i]) < 0)
			return -1;
	}
	for (size_t i = 0; i < paths.n; i++) {
		struct str path = arena_str(r->evidence->arena, paths.v[i]);
		struct repo_file file = { .path = path };
		struct file f;

		if (file_read(&f, path.p, r->diags, DIAG(REPORT_FILE)) < 0)
			return -1;
		file.text = buf_str(&f.bytes);
		file.bytes = f.bytes.n;
		file.too_large = f.bytes.n > DECLARED_BYTES_MAX;
		take(r, &file);
		file_release(&f);
	}
	return 0;
}

int declaring_read(
	struct evidence *e, const struct policies *p, const struct workplace *w, struct diags *d)
{
	int result = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct declaring r = { .evidence = e, .policy = &p->v[i], .diags = d };

		if (!p->v[i].framework.kind)
			continue;
		if ((w->repo ? read_committed(&r, w) : read_files(&r)) < 0 || r.result < 0)
			result = -1;
	}
	return result;
}
