#include "gate/model/tests_torn.h"

#include "gate/base/buf.h"
#include "gate/base/path.h"
#include "gate/model/names.h"

#define ANY_LABEL UINT32_MAX

/* Reports have it before. */
static bool add(struct names *seen, struct buf *key, const struct test *t, uint32_t label)
{
	size_t before = seen->n;

	buf_truncate(key, 0);
	buf_printf(key, "%u ", label);
	buf_add(key, t->suite);
	buf_byte(key, '\0');
	buf_add(key, t->name);
	return names_add(seen, buf_str(key)) < before;
}

void tests_find_torn(struct tests *tests, struct arena *scratch, struct torn_tests *torn)
{
	struct names seen = { .arena = scratch };
	struct buf key = { 0 };

	for (size_t i = 0; i < tests->n; i++) {
		struct test *t = &tests->v[i];

		while (i == torn->end)
			torn++;
		if (!t->torn)
			continue;
		t->told = (uint8_t)(1u << t->state);
		t->mixed = add(&seen, &key, t, t->label);
		if (add(&seen, &key, t, ANY_LABEL) && torn->n++ == 0)
			torn->first = *t;
	}
	buf_release(&key);
}

struct str torn_say_mend(const struct torn *t, struct arena *a)
{
	if (!t->prefix.n || !str_eq(path_extension(t->files[1]), STR(".py")))
		return STR("let the reports say the file of each test");
	return arena_printf(a,
		"run pytest with --junit-prefix=" STR_FMT " in that folder, and so in the others",
		STR_ARG(t->prefix));
}

struct str tests_say_torn(const struct torn_tests *torn, struct arena *a)
{
	const struct torn *t = torn->first.torn;

	return arena_printf(a,
		"%zu of its tests %s in an earlier report as well, such as " STR_FMT
		", whose class name fits several files, such as '" STR_FMT "' and '" STR_FMT
		"': they may be other tests of that name; " STR_FMT,
		torn->n, torn->n == 1 ? "stands" : "stand", STR_ARG(test_id(&torn->first, a)),
		STR_ARG(t->files[0]), STR_ARG(t->files[1]), STR_ARG(torn_say_mend(t, a)));
}
