#include "reporters/related.h"

#include <inttypes.h>
#include <string.h>

#include "reporters/escape.h"

/* As policies/places.c has the longest of them: the rest goes on in the same order. */
static bool goes_before(const struct uncovered *a, const struct uncovered *b)
{
	uint32_t length_a = a->range.last - a->range.first;
	uint32_t length_b = b->range.last - b->range.first;
	int order;

	if (length_a != length_b)
		return length_a > length_b;
	order = str_cmp(a->path, b->path);
	return order ? order < 0 : a->range.first < b->range.first;
}

static bool is_linked(const struct related *r, const struct uncovered *u)
{
	for (size_t i = 0; i < r->linked; i++) {
		if (r->v[i].range.first == u->range.first && str_eq(r->v[i].path, u->path))
			return true;
	}
	return false;
}

static void insert(struct related *r, const struct uncovered *u)
{
	size_t at = r->n;

	while (at > r->linked && goes_before(u, &r->v[at - 1]))
		at--;
	if (at == RELATED_MAX || is_linked(r, u))
		return;
	if (r->n < RELATED_MAX)
		r->n++;
	memmove(&r->v[at + 1], &r->v[at], (r->n - at - 1) * sizeof(*u));
	r->v[at] = *u;
}

static void add_files(struct related *r, const struct detail *detail, uint32_t area)
{
	for (size_t i = 0; i < detail->file_count; i++) {
		const struct file_detail *f = &detail->files[i];
		struct uncovered u = { .path = f->path };

		if (!f->coverage || (area && f->area != area))
			continue;
		while (lines_next_uncovered(&f->coverage->lines, u.range.last + 1, &u.range))
			insert(r, &u);
	}
}

static const struct uncovered_list *lost_of(const struct area_verdict *a)
{
	return &a->classes.lost;
}

static const struct uncovered_list *missed_of(const struct area_verdict *a)
{
	return &a->classes.missed;
}

static const struct uncovered_list *uncovered_of(const struct area_verdict *a)
{
	return &a->uncovered;
}

static const struct uncovered_list *added_of(const struct area_verdict *a)
{
	return &a->patch_uncovered;
}

/* Which places belong to a rule; the first row that the id starts with. */
static const struct row {
	const char *rule, *what;
	const struct uncovered_list *(*list)(const struct area_verdict *a);
	bool all; /* the list is of all lines: the detail has the rest of it */
} rows[] = {
	{ "coverage.lines.max_lost", "Longest no longer covered: ", lost_of, false },
	{ "coverage.lines.max_new_uncovered", "Longest new and uncovered: ", missed_of, false },
	{ "coverage.lines.", "Longest uncovered: ", uncovered_of, true },
	/* Each run of added lines is a result of its own: those that the verdict names are enough. */
	{ "patch.lines.", "Longest added and uncovered: ", added_of, false },
};

static const struct row *row_of(struct str rule)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (str_starts(rule, str_of(rows[i].rule)))
			return &rows[i];
	}
	return NULL;
}

static void of_finding(struct related *r, const struct verdict *v, const struct finding *f)
{
	const struct row *row = row_of(f->rule);
	const struct uncovered_list *list;

	if (!row || !f->missing)
		return;
	list = row->list(&v->areas[f->area]);
	r->what = row->what;
	r->n = r->linked = list->n;
	memcpy(r->v, list->v, list->n * sizeof(*r->v));
	r->more = list->more;
	if (v->detail && row->all)
		add_files(r, v->detail, f->area);
}

static void of_blocker(struct related *r, const struct verdict *v, const struct blocker *b)
{
	r->what = "Also in ";
	r->more = b->files_more;
	for (size_t i = 0; i < b->file_count && i < RELATED_MAX; i++) {
		struct str path = issue_path(v, b->files[i]);

		if (str_eq(b->files[i], b->first.file) || path.p != b->files[i].p)
			continue;
		r->v[r->n++].path = path;
		if (r->linked < UNCOVERED_SHOWN)
			r->linked++;
		else
			r->more++;
	}
}

void related_of(struct related *out, const struct verdict *v, const struct issue *i)
{
	if (i->finding)
		of_finding(out, v, i->finding);
	else if (i->blocker)
		of_blocker(out, v, i->blocker);
}

void related_say(const struct related *r, struct buf *out)
{
	if (!r->linked)
		return;
	buf_puts(out, ". ");
	buf_puts(out, r->what);
	for (size_t i = 0; i < r->linked; i++) {
		const struct line_range *range = &r->v[i].range;

		buf_puts(out, i ? ", [" : "[");
		escape_sarif(out, r->v[i].path);
		if (range->first)
			buf_printf(out, ":%" PRIu32, range->first);
		if (range->last > range->first)
			buf_printf(out, "-%" PRIu32, range->last);
		buf_printf(out, "](%zu)", i + 1);
	}
	if (r->more)
		buf_printf(out, " and %" PRIu64 " more", r->more);
}
