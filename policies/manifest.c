#include "policies/manifest.h"

#include <string.h>

#include "gate/base/path.h"
#include "gate/base/utf8.h"
#include "gate/model/diagnostics.h"
#include "policies/members.h"

enum { LABEL_BYTES_MAX = 64 };

/* Empty for what lies at the top. */
static struct str folder_of(struct str path)
{
	path.n -= path_base(path).n;
	path.n -= path.n > 0;
	return path_base(path);
}

static struct str stem_of(struct str path)
{
	path = path_base(path);
	path.n -= path_extension(path).n;
	return path;
}

static int on_name(struct load *l, const struct json *j, void *report)
{
	return field_text(l, j, &((struct expected_report *)report)->name);
}

static int on_path(struct load *l, const struct json *j, void *report)
{
	struct expected_report *r = report;

	if (field_text(l, j, &r->pattern) < 0)
		return -1;
	return field_glob(l, &r->glob, j);
}

static int read_count(struct load *l, const struct json *j, uint64_t *out)
{
	struct decimal n;

	if (field_whole(l, j, &n) < 0)
		return -1;
	*out = n.digits;
	return 0;
}

static int on_min_files(struct load *l, const struct json *j, void *report)
{
	return read_count(l, j, &((struct expected_report *)report)->min_files);
}

static int on_min_lines(struct load *l, const struct json *j, void *report)
{
	return read_count(l, j, &((struct expected_report *)report)->min_lines);
}

/* What stands for a part of the file's path. */
static const struct label_part {
	const char *name;
	struct str (*of)(struct str path);
} label_parts[] = {
	{ "{folder}", folder_of },
	{ "{file}", stem_of },
};

/* The part that `text` starts with, or NULL. */
static const struct label_part *part_at(struct str text)
{
	for (size_t i = 0; i < sizeof(label_parts) / sizeof(label_parts[0]); i++) {
		if (str_starts(text, str_of(label_parts[i].name)))
			return &label_parts[i];
	}
	return NULL;
}

static int check_parts(struct load *l, const struct json *j)
{
	for (struct str rest = j->text; rest.n; rest = str_skip(rest, 1)) {
		struct str wrong = rest;

		if (*rest.p != '{' || part_at(rest))
			continue;
		wrong.n = str_index(rest, '}');
		wrong.n += wrong.n < rest.n;
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'" STR_FMT "' is no part of a path: a label may have {folder}, the folder"
			" that the file lies in, and {file}, its name without the extension",
			STR_ARG(diag_shown(wrong)));
	}
	return 0;
}

static bool is_printable(struct str s)
{
	while (s.n) {
		int32_t code = utf8_next(&s);

		if (code < ' ' || (code >= 0x7f && code < 0xa0))
			return false;
	}
	return true;
}

static int on_label(struct load *l, const struct json *j, void *report)
{
	struct expected_report *r = report;

	if (field_text(l, j, &r->label) < 0)
		return -1;
	if (j->text.n > LABEL_BYTES_MAX || !is_printable(j->text))
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'" STR_FMT "' is no label: use up to %d bytes and no control characters",
			STR_ARG(diag_shown(j->text)), LABEL_BYTES_MAX);
	return check_parts(l, j);
}

static const struct member keys[] = {
	{ "name", false, on_name },
	{ "path", false, on_path },
	{ "label", true, on_label },
	{ "min_files", true, on_min_files },
	{ "min_lines", true, on_min_lines },
};

static const struct members members = { "a report", keys, sizeof(keys) / sizeof(keys[0]) };

static int read_report(struct load *l, const struct json *j, struct expected_report *r)
{
	if (members_load(l, j, &members, r) < 0)
		return -1;
	for (size_t i = 0; i < l->all->report_count; i++) {
		if (str_eq(l->all->reports[i].name, r->name))
			return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
				"two reports are named '" STR_FMT "'",
				STR_ARG(diag_shown(r->name)));
	}
	return 0;
}

static int on_report(struct load *l, const struct json *j)
{
	struct expected_report r = { .at = j->at };

	if (read_report(l, j, &r) < 0) {
		globs_release(&r.glob);
		return -1;
	}
	*ARENA_PUSH(l->all->arena, l->all->reports, l->all->report_count, l->all->report_cap) = r;
	return 0;
}

int manifest_load(struct load *l, const struct json *j)
{
	int result = 0;

	if (j->type != JSON_ARRAY)
		return field_wrong_type(l, j, "a list of objects with a name and a path");
	for (const struct json *i = j->child; i; i = i->next) {
		if (on_report(l, i) < 0)
			result = -1;
	}
	return result;
}

static bool same_report(const struct expected_report *a, const struct expected_report *b)
{
	return str_eq(a->name, b->name) && str_eq(a->pattern, b->pattern) &&
		str_eq(a->label, b->label) && a->min_files == b->min_files &&
		a->min_lines == b->min_lines;
}

bool manifest_is_same(const struct policies *a, const struct policies *b)
{
	if (a->report_count != b->report_count)
		return false;
	for (size_t i = 0; i < a->report_count; i++) {
		if (!same_report(&a->reports[i], &b->reports[i]))
			return false;
	}
	return true;
}

struct str manifest_label(const struct expected_report *r, struct str path, struct arena *a)
{
	struct str label = STR("");

	for (struct str rest = r->label; rest.n;) {
		const struct label_part *part = part_at(rest);
		struct str more = part ? part->of(path) : (struct str){ rest.p, 1 };

		label = arena_printf(a, STR_FMT STR_FMT, STR_ARG(label), STR_ARG(more));
		rest = str_skip(rest, part ? strlen(part->name) : 1);
	}
	return label;
}
