#include "reporters/annotations.h"

#include <inttypes.h>

#include "gate/base/utf8.h"
#include "reporters/escape.h"

static const struct {
	const char *command, *one, *many;
	uint64_t shown;
} kinds[ANNOTATION_KINDS] = {
	[ANNOTATION_ERROR] = { "error", "error", "errors", ANNOTATIONS_SHOWN },
	[ANNOTATION_WARNING] = { "warning", "warning", "warnings", ANNOTATIONS_SHOWN },
	/* One is kept for the count of what is left out. */
	[ANNOTATION_NOTICE] = { "notice", "notice", "notices", ANNOTATIONS_SHOWN - 1 },
};

/* Not a policy of the base's, "4ac0da8:policies/web.json", nor what lies outside. */
static bool is_of_repository(struct str path)
{
	return path.n && path.p[0] != '/' && !str_starts(path, STR("../")) &&
		str_index(path, ':') == path.n;
}

static void put_number(struct buf *out, const char *key, uint32_t n)
{
	if (n)
		buf_printf(out, "%s=%" PRIu32 ",", key, n);
}

static void put_place(struct buf *out, const struct annotation *a)
{
	buf_puts(out, "file=");
	escape_github_property(out, a->at.file);
	buf_byte(out, ',');
	put_number(out, "line", a->at.line);
	put_number(out, "endLine", a->end_line);
	put_number(out, "col", a->at.column);
}

static void put_text(struct buf *out, const struct annotation *a, bool placed)
{
	struct buf text = { 0 };

	if (!placed && a->at.file.n) {
		buf_add(&text, a->at.file);
		if (a->at.line)
			buf_printf(&text, ":%" PRIu32, a->at.line);
		buf_puts(&text, ": ");
	}
	buf_add(&text, a->text);
	escape_github_data(out, buf_str(&text));
	buf_release(&text);
}

static void put(struct buf *out, const struct annotation *a)
{
	enum { TITLE_BYTES_MAX = 255 };
	bool placed = a->at.line && is_of_repository(a->at.file);

	buf_printf(out, "::%s ", kinds[a->kind].command);
	if (placed)
		put_place(out, a);
	buf_puts(out, "title=");
	escape_github_property(out, utf8_cut(a->title, TITLE_BYTES_MAX));
	buf_puts(out, "::");
	put_text(out, a, placed);
	buf_byte(out, '\n');
}

void annotate(struct annotations *all, const struct annotation *a)
{
	if (all->n[a->kind]++ < kinds[a->kind].shown)
		put(all->out, a);
}

void annotations_leave_out(struct annotations *all, enum annotation_kind kind, uint64_t n)
{
	if (n && all->n[kind] < kinds[kind].shown)
		all->n[kind] = kinds[kind].shown;
	all->n[kind] += n;
}

void annotations_end(struct annotations *all)
{
	struct annotation a = { .kind = ANNOTATION_NOTICE, .title = STR("areagate") };
	struct buf text = { 0 };

	for (int i = 0; i < ANNOTATION_KINDS; i++) {
		uint64_t more = all->n[i] > kinds[i].shown ? all->n[i] - kinds[i].shown : 0;

		if (more)
			buf_printf(&text, "%s%" PRIu64 " more %s", text.n ? ", " : "", more,
				more == 1 ? kinds[i].one : kinds[i].many);
	}
	if (text.n) {
		buf_printf(&text,
			", since GitHub shows %u of a kind: the log and the step summary"
			" have the rules, areagate explain AREA has the lines",
			ANNOTATIONS_SHOWN);
		a.text = buf_str(&text);
		put(all->out, &a);
	}
	buf_release(&text);
}
