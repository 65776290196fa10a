#include "gate/declaring.h"

#include <inttypes.h>

#include "gate/base/file.h"
#include "parsers/declared.h"

/* One area being read. */
struct declaring {
	struct declared_tests *into;
	struct arena *arena;
	const struct policy *policy;
	bool *unknown; /* NULL: it is told */
	struct diags *diags;
	int result;
};

static bool is_wanted(const struct policy *p, struct str path)
{
	return declared_may_be_in(&p->framework, path) && globs_match(&p->tests, path);
}

/* No framework has tests in it, so none of the base lost some. */
static void tell_large(struct declaring *r, const struct repo_file *file)
{
	if (!r->unknown)
		diag_at(r->diags, DIAG(DECLARED_LARGE), (struct place){ .file = file->path },
			"%" PRIu64 " bytes: no declared tests are looked for in more than 8 MiB",
			file->bytes);
}

static void tell_slow(struct declaring *r, struct str path)
{
	if (r->unknown)
		*r->unknown = true;
	else
		r->result = diag_at(r->diags, DIAG(DECLARED_PATTERN),
			(struct place){ .file = path },
			"the pattern in " STR_FMT
			" takes too many steps, so nobody knows which tests are declared here:"
			" make it simpler",
			STR_ARG(r->policy->file));
}

static void take(void *user, const struct repo_file *file)
{
	struct declaring *r = user;

	if (file->too_large)
		tell_large(r, file);
	else if (!declared_find(&r->policy->framework, file->text, file->path, r->into, r->arena))
		tell_slow(r, file->path);
}

static int read_committed(struct declaring *r, const struct workplace *w)
{
	struct names paths = { .arena = r->arena };

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
	struct arena *a = r->arena;
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
	struct names paths = { .arena = r->arena };

	for (size_t i = 0; i < r->policy->tests.n; i++) {
		if (find_files(&paths, r, &r->policy->tests.v[i]) < 0)
			return -1;
	}
	for (size_t i = 0; i < paths.n; i++) {
		struct str path = arena_str(r->arena, paths.v[i]);
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

static int read_area(struct declaring *r, const struct workplace *w)
{
	if (!r->policy->framework.kind)
		return 0;
	if ((w->repo ? read_committed(r, w) : read_files(r)) < 0)
		return -1;
	return r->result;
}

int declaring_read(
	struct evidence *e, const struct policies *p, const struct workplace *w, struct diags *d)
{
	int result = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct declaring r = { &e->declared, e->arena, &p->v[i], NULL, d, 0 };

		if (read_area(&r, w) < 0)
			result = -1;
	}
	return result;
}

int declaring_side(struct declared_side *out, const struct policy *p, const struct workplace *w,
	struct diags *d)
{
	struct declaring r = { &out->tests, w->arena, p, &out->unknown, d, 0 };

	return read_area(&r, w);
}
