#include "gate/model/record_diff.h"

#include "gate/base/json.h"
#include "gate/model/diagnostics.h"

struct walk {
	struct arena *arena;
	struct str found; /* the first difference */
};

static struct str value_of(const struct json *j, struct arena *a)
{
	switch (j->type) {
	case JSON_STRING:
		return arena_printf(a, "'" STR_FMT "'", STR_ARG(diag_shown(j->text)));
	case JSON_NUMBER:
		return j->text;
	case JSON_BOOL:
		return j->truth ? STR("true") : STR("false");
	default:
		return str_of(json_type_name(j->type));
	}
}

static bool tell(
	struct walk *w, struct str path, const struct json *recorded, const struct json *replayed)
{
	struct arena *a = w->arena;

	if (!replayed)
		w->found =
			arena_printf(a, STR_FMT " is recorded as " STR_FMT ", and comes to nothing",
				STR_ARG(path), STR_ARG(value_of(recorded, a)));
	else if (!recorded)
		w->found = arena_printf(a, STR_FMT " is not recorded, and comes to " STR_FMT,
			STR_ARG(path), STR_ARG(value_of(replayed, a)));
	else
		w->found = arena_printf(a,
			STR_FMT " is recorded as " STR_FMT ", and comes to " STR_FMT, STR_ARG(path),
			STR_ARG(value_of(recorded, a)), STR_ARG(value_of(replayed, a)));
	return true;
}

static bool differ(struct walk *w, struct str path, const struct json *x, const struct json *y);

static struct str member(struct walk *w, struct str path, const struct json *j, size_t index)
{
	if (!j->key.n)
		return arena_printf(w->arena, STR_FMT "[%zu]", STR_ARG(path), index);
	return arena_printf(w->arena, STR_FMT "%s" STR_FMT, STR_ARG(path), path.n ? "." : "",
		STR_ARG(diag_shown(j->key)));
}

/* By place, as the order of a record's members is part of its bytes. */
static bool children_differ(
	struct walk *w, struct str path, const struct json *x, const struct json *y)
{
	const struct json *i = x->child, *j = y->child;

	for (size_t n = 0; i || j; n++) {
		struct str at = member(w, path, i ? i : j, n);

		if (!i || !j)
			return tell(w, at, i, j);
		if (!str_eq(i->key, j->key))
			return json_get(y, arena_str(w->arena, i->key).p)
				? tell(w, member(w, path, j, n), NULL, j)
				: tell(w, at, i, NULL);
		if (differ(w, at, i, j))
			return true;
		i = i->next;
		j = j->next;
	}
	return false;
}

static bool differ(struct walk *w, struct str path, const struct json *x, const struct json *y)
{
	if (x->type != y->type)
		return tell(w, path, x, y);
	switch (x->type) {
	case JSON_OBJECT:
	case JSON_ARRAY:
		return children_differ(w, path, x, y);
	case JSON_BOOL:
		return x->truth != y->truth && tell(w, path, x, y);
	case JSON_NULL:
		return false;
	default:
		return !str_eq(x->text, y->text) && tell(w, path, x, y);
	}
}

struct str record_difference(struct str recorded, struct str replayed, struct arena *a)
{
	struct walk w = { .arena = a, .found = STR("") };
	struct diags ignored = { .arena = a };
	const struct json *x, *y;

	if (str_eq(recorded, replayed))
		return w.found;
	x = json_parse(a, recorded, (struct place){ 0 }, JSON_STRICT, &ignored, DIAG(RECORD_BAD));
	y = json_parse(a, replayed, (struct place){ 0 }, JSON_STRICT, &ignored, DIAG(RECORD_BAD));
	if (!x || !y)
		w.found =
			arena_printf(a, "byte %zu is another", str_shared(recorded, replayed) + 1);
	else if (!differ(&w, STR(""), x, y))
		w.found = arena_printf(a, "byte %zu is another, and means the same",
			str_shared(recorded, replayed) + 1);
	return w.found;
}
