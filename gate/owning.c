#include "gate/owning.h"

#include <inttypes.h>

#include "gate/model/diagnostics.h"

struct owning {
	struct codeowners *into;
	struct arena *arena;
	struct diags *diags;
};

static void take(void *user, const struct repo_file *file)
{
	struct owning *o = user;
	struct place at = { .file = file->path };

	if (file->too_large) {
		diag_at(o->diags, DIAG(OWNERS_LARGE), at,
			"%" PRIu64 " bytes: CODEOWNERS of more than 3 MiB is not read",
			file->bytes);
		return;
	}
	codeowners_parse(o->into, file->text, file->path, o->arena);
	if (o->into->cut)
		diag_at(o->diags, DIAG(OWNERS_LARGE), at,
			"only the first %d rules are read: who owns what is not known",
			CODEOWNERS_RULES_MAX);
}

int owning_read(struct codeowners *out, const struct workplace *w, struct diags *d)
{
	struct owning o = { out, w->arena, d };

	*out = (struct codeowners){ 0 };
	for (size_t i = 0; codeowners_places[i] && !out->file.n; i++) {
		struct str path = str_of(codeowners_places[i]);
		struct names paths = { .arena = w->arena };

		if (names_find(&w->tree, path) == NAMES_NONE)
			continue;
		names_add(&paths, path);
		return repo_read(w->repo, &w->revision, &paths, CODEOWNERS_BYTES_MAX, take, &o, d);
	}
	return 0;
}
