#include "policies/stricter_manifest.h"

#include <inttypes.h>
#include <stddef.h>

/* A whole number of the project, which has no rule's kind. */
struct number {
	const char *what;
	uint64_t base, head;
	bool at_most;
};

static void compare_number(const struct pair *p, const struct number *n, struct place at)
{
	struct arena *a = p->sides->head->arena;
	struct loosening l = { .at = at };

	if (n->at_most ? n->head <= n->base : n->head >= n->base)
		return;
	l.got = arena_printf(a, "%" PRIu64, n->head);
	l.want = arena_printf(a, "%" PRIu64, n->base);
	l.say = arena_printf(a, "%s %s from " STR_FMT " to " STR_FMT, n->what,
		n->at_most ? "raised" : "lowered", STR_ARG(l.want), STR_ARG(l.got));
	loosen(p, l, NULL);
}

/* An entry of the base, beside all of head's. */
struct entry {
	const struct pair *pair;
	const struct expected_report *base;
	const struct expected_report *head; /* of its name, else of its path; or NULL */
	const struct file_list *files;      /* as in struct sides */
};

/* Of the same name, else of the same files: a new name is no other report. */
static const struct expected_report *find_report(
	const struct policies *head, const struct expected_report *base)
{
	for (size_t i = 0; i < head->report_count; i++) {
		if (str_eq(head->reports[i].name, base->name))
			return &head->reports[i];
	}
	for (size_t i = 0; i < head->report_count; i++) {
		if (str_eq(head->reports[i].pattern, base->pattern))
			return &head->reports[i];
	}
	return NULL;
}

static void tell(const struct entry *e, uint64_t missing, struct str what)
{
	struct loosening l = { .missing = missing,
		.at = e->head ? e->head->at : pair_place(e->pair, "reports"),
		.say = arena_printf(e->pair->sides->head->arena, "report '" STR_FMT "' " STR_FMT,
			STR_ARG(e->base->name), STR_ARG(what)) };

	loosen(e->pair, l, NULL);
}

static bool any_reads(const struct file_list *lists, size_t n, struct str path)
{
	for (size_t i = 0; i < n; i++) {
		if (file_list_has(&lists[i], path))
			return true;
	}
	return false;
}

static struct lost without(const struct file_list *files, const struct file_list *lists, size_t n)
{
	struct lost lost = { 0 };

	for (size_t i = 0; i < files->n; i++) {
		if (!any_reads(lists, n, files->v[i]))
			lost_add(&lost, files->v[i]);
	}
	return lost;
}

static bool is_part(const struct file_list *part, const struct file_list *all)
{
	return part->n && !without(part, all, 1).n;
}

/* Does some entry of head need one of these files to be there, as the base's did? */
static bool is_kept(const struct entry *e)
{
	const struct sides *s = e->pair->sides;

	for (size_t i = 0; i < s->head->report_count; i++) {
		const struct file_list *there = &s->head_files[i];

		if (is_part(there, e->files) ||
			(&s->head->reports[i] == e->head &&
				without(there, e->files, 1).n < there->n))
			return true;
	}
	return false;
}

/* To where the build writes it now: to a file that is no other report. */
static bool is_moved(const struct entry *e)
{
	const struct sides *s = e->pair->sides;
	size_t own = (size_t)(e->head - s->head->reports), n = s->head->report_count;
	const struct file_list *files = &s->head_files[own];

	for (size_t i = 0; i < files->n; i++) {
		struct str path = files->v[i];

		if (!any_reads(s->base_files, s->base->report_count, path) &&
			!any_reads(s->head_files, own, path) &&
			!any_reads(s->head_files + own + 1, n - own - 1, path))
			return true;
	}
	return false;
}

/* False once it is told that the entry is gone. */
static bool compare_files(const struct entry *e)
{
	const struct sides *s = e->pair->sides;
	struct arena *a = s->head->arena;
	struct lost lost = without(e->files, s->head_files, s->head->report_count);
	bool kept = e->files->n ? is_kept(e) : e->head && is_moved(e);

	if (!kept && !e->head)
		tell(e, 1, STR("taken out of the manifest"));
	else if (lost.n)
		tell(e, lost.n,
			arena_printf(a, "leaves out " STR_FMT,
				STR_ARG(lost_say(&lost, "file", "files", a))));
	else if (!kept && e->files->n)
		tell(e, 1, STR("names none of the files that it did"));
	else if (!kept)
		tell(e, 1, STR("names only files of other reports"));
	return kept;
}

/* How much the files of an entry must have together. */
struct minimum {
	const char *key;
	size_t at; /* in struct expected_report */
};

static const struct minimum minima[] = {
	{ "min_files", offsetof(struct expected_report, min_files) },
	{ "min_lines", offsetof(struct expected_report, min_lines) },
};

static uint64_t minimum_of(const struct expected_report *r, const struct minimum *m)
{
	return *(const uint64_t *)((const char *)r + m->at);
}

/*
 * Of the entries that read its files the one that asks for most; none if one that reads no other files
 * asks for enough.
 */
static const struct expected_report *find_weaker(const struct entry *e, const struct minimum *m)
{
	const struct sides *s = e->pair->sides;
	const struct expected_report *most = NULL;

	for (size_t i = 0; i < s->head->report_count; i++) {
		const struct expected_report *r = &s->head->reports[i];
		struct lost more = without(&s->head_files[i], e->files, 1);

		if (more.n == s->head_files[i].n)
			continue;
		if (!more.n && minimum_of(r, m) >= minimum_of(e->base, m))
			return NULL;
		if (!most || minimum_of(r, m) > minimum_of(most, m))
			most = r;
	}
	return most;
}

/* As much of more files is less of each. */
static void tell_wider(const struct entry *e, const struct expected_report *head, const char *what)
{
	const struct sides *s = e->pair->sides;
	struct arena *a = s->head->arena;
	struct lost more = without(&s->head_files[head - s->head->reports], e->files, 1);
	struct loosening l = { .missing = more.n, .at = head->at };

	l.say = arena_printf(a, "%s is of " STR_FMT, what,
		STR_ARG(lost_say(&more, "more file", "more files", a)));
	loosen(e->pair, l, NULL);
}

static void compare_minimum(const struct entry *e, const struct minimum *m)
{
	struct arena *a = e->pair->sides->head->arena;
	bool by_files = e->files && e->files->n;
	const struct expected_report *head = by_files ? find_weaker(e, m) : e->head;
	struct str what =
		arena_printf(a, "%s of report '" STR_FMT "'", m->key, STR_ARG(e->base->name));
	struct number n = { what.p, minimum_of(e->base, m), 0, false };

	if (!head || !n.base)
		return;
	n.head = minimum_of(head, m);
	if (n.head < n.base || !by_files)
		compare_number(e->pair, &n, head->at);
	else
		tell_wider(e, head, what.p);
}

static void compare_report(const struct pair *p, size_t i)
{
	const struct sides *s = p->sides;
	const struct expected_report *base = &s->base->reports[i];
	struct entry e = { p, base, find_report(s->head, base),
		s->base_files ? &s->base_files[i] : NULL };

	if (e.files && !compare_files(&e))
		return;
	if (!e.files && !e.head) {
		tell(&e, 1, STR("taken out of the manifest"));
		return;
	}
	for (size_t m = 0; m < sizeof(minima) / sizeof(minima[0]); m++)
		compare_minimum(&e, &minima[m]);
}

void compare_manifest(const struct pair *p)
{
	const struct policies *base = p->sides->base, *head = p->sides->head;
	struct number unmatched = { "paths.max_unmatched", base->max_unmatched, head->max_unmatched,
		true };

	compare_number(p, &unmatched, pair_place(p, "paths.max_unmatched"));
	for (size_t i = 0; i < base->report_count; i++)
		compare_report(p, i);
}
