#include "gate/repo/held.h"

#include <git2/sys/odb_backend.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

/* libgit2 asks whoever has the higher one first: packs have 2. */
enum { PRIORITY = 3 };

/* One for each handle, which frees it. */
struct shown {
	git_odb_backend backend; /* the first member: it is what libgit2 knows */
	const struct held *held;
};

static struct str raw(const git_oid *id)
{
	return (struct str){ (const char *)id->id, GIT_OID_RAWSZ };
}

static const struct held_object *find(git_odb_backend *backend, const git_oid *id)
{
	const struct held *h = ((const struct shown *)backend)->held;
	uint32_t n = names_find(&h->ids, raw(id));

	return n == NAMES_NONE ? NULL : &h->v[n];
}

static int read_object(
	void **bytes, size_t *n, git_object_t *type, git_odb_backend *backend, const git_oid *id)
{
	const struct held_object *object = find(backend, id);

	if (!object || !object->p)
		return GIT_ENOTFOUND;
	*bytes = git_odb_backend_data_alloc(backend, object->bytes + 1);
	if (!*bytes)
		memory_exhausted();
	memcpy(*bytes, object->p, object->bytes + 1);
	*n = object->bytes;
	*type = object->type;
	return 0;
}

static int read_header(size_t *n, git_object_t *type, git_odb_backend *backend, const git_oid *id)
{
	const struct held_object *object = find(backend, id);

	if (!object)
		return GIT_ENOTFOUND;
	*n = object->bytes;
	*type = object->type;
	return 0;
}

static int exists(git_odb_backend *backend, const git_oid *id)
{
	return find(backend, id) != NULL;
}

static void free_shown(git_odb_backend *backend)
{
	free(backend);
}

int held_show(const struct held *h, git_repository *git)
{
	struct shown *shown = memory_get(sizeof(*shown));
	git_odb *odb = NULL;
	int code;

	*shown = (struct shown){ .backend = { .version = GIT_ODB_BACKEND_VERSION,
					 .read = read_object,
					 .read_header = read_header,
					 .exists = exists,
					 .free = free_shown },
		.held = h };
	code = git_repository_odb(&odb, git);
	if (code == 0)
		code = git_odb_add_backend(odb, &shown->backend, PRIORITY);
	if (code < 0)
		free(shown);
	git_odb_free(odb);
	return code;
}

/* NULL if it is there already. */
static struct held_object *add(struct held *h, const git_oid *id)
{
	size_t known = h->ids.n;

	h->ids.arena = h->arena;
	if (names_add(&h->ids, raw(id)) != known)
		return NULL;
	return ARENA_PUSH(h->arena, h->v, known, h->cap);
}

int held_add(struct held *h, git_object_t type, struct str bytes, git_oid *out)
{
	struct held_object *object;

	if (git_odb_hash(out, bytes.p ? bytes.p : "", bytes.n, type) < 0)
		return -1;
	object = add(h, out);
	if (!object)
		return 0;
	*object = (struct held_object){ type, bytes.n, arena_str(h->arena, bytes).p };
	h->bytes += bytes.n;
	return 0;
}

void held_add_large(struct held *h, const git_oid *id, size_t bytes)
{
	struct held_object *object = add(h, id);

	if (object)
		*object = (struct held_object){ .type = GIT_OBJECT_BLOB, .bytes = bytes };
}
