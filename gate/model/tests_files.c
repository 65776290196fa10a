#include "gate/model/tests_files.h"

#include "gate/base/buf.h"
#include "gate/base/path.h"
#include "gate/model/names.h"

/* Is it tests/test_a.py, or tests/test_a without an extension, to tests.test_a or tests.test_a.TestA? */
static bool names_file(struct str suite, struct str file)
{
	struct str stem = { file.p, file.n - path_extension(file).n };

	if (!stem.n || stem.n > suite.n || (stem.n < suite.n && suite.p[stem.n] != '.'))
		return false;
	for (size_t i = 0; i < stem.n; i++) {
		if (stem.p[i] != (suite.p[i] == '.' ? '/' : suite.p[i]))
			return false;
	}
	return true;
}

struct homes {
	struct names tests; /* suite and name */
	struct str *file;   /* by id; empty where two differ */
	size_t n, cap;
	struct buf key;
};

static struct str key_of(struct homes *h, const struct test *t)
{
	buf_truncate(&h->key, 0);
	buf_add(&h->key, t->suite);
	buf_byte(&h->key, '\0');
	buf_add(&h->key, t->name);
	return buf_str(&h->key);
}

static bool has_file(const struct test *t)
{
	return path_extension(t->file).n > 0;
}

static void add(struct homes *h, const struct test *t)
{
	uint32_t id = names_add(&h->tests, key_of(h, t));

	if (id == h->n)
		*ARENA_PUSH(h->tests.arena, h->file, h->n, h->cap) = t->file;
	else if (!str_eq(h->file[id], t->file))
		h->file[id] = STR("");
}

void tests_share_files(struct tests *tests, struct arena *scratch)
{
	struct homes h = { .tests = { .arena = scratch } };

	for (size_t i = 0; i < tests->n; i++) {
		if (has_file(&tests->v[i]) && names_file(tests->v[i].suite, tests->v[i].file))
			add(&h, &tests->v[i]);
	}
	for (size_t i = 0; h.n && i < tests->n; i++) {
		struct test *t = &tests->v[i];
		uint32_t id = has_file(t) ? NAMES_NONE : names_find(&h.tests, key_of(&h, t));

		if (id != NAMES_NONE && h.file[id].n &&
			(!t->file.n || names_file(t->suite, t->file)))
			t->file = h.file[id];
	}
	buf_release(&h.key);
}
