#include "policies/stricter_labels.h"

#include "gate/model/names.h"
#include "policies/loosening.h"
#include "policies/manifest.h"

/* Files with one label at the base and one of head. */
struct label_pair {
	uint32_t base, head;
	uint64_t files;
};

struct head_label {
	struct str first; /* file */
	bool part;        /* of a label of the base it has some files, and not all */
};

/* Labels and files by their ids. */
struct labelling {
	struct arena *arena;
	struct names testless; /* reports, whose jobs do not matter */
	struct names base, head, files;
	struct names seen; /* labels with a file, each once */
	struct names pairs;
	uint64_t *of_base; /* files by label */
	size_t of_base_n, of_base_cap;
	struct head_label *of_head;
	size_t of_head_n, of_head_cap;
	struct label_pair *v; /* by id of the pair */
	size_t n, cap;
};

static bool is_new(struct names *names, struct str text)
{
	size_t before = names->n;

	names_add(names, text);
	return names->n > before;
}

static void add_file(struct labelling *l, struct str base, struct str head, struct str path)
{
	uint32_t b = names_add(&l->base, base), h = names_add(&l->head, head);
	uint32_t f = names_add(&l->files, path), pair;
	struct arena *a = l->arena;

	if (b == l->of_base_n)
		*ARENA_PUSH(a, l->of_base, l->of_base_n, l->of_base_cap) = 0;
	if (h == l->of_head_n)
		ARENA_PUSH(a, l->of_head, l->of_head_n, l->of_head_cap)->first = l->files.v[f];
	pair = names_add(&l->pairs, arena_printf(a, "%u:%u", b, h));
	if (pair == l->n)
		*ARENA_PUSH(a, l->v, l->n, l->cap) = (struct label_pair){ b, h, 0 };
	l->of_base[b] += is_new(&l->seen, arena_printf(a, "%u of %u", f, b));
	l->v[pair].files += is_new(&l->seen, arena_printf(a, "%u of %u:%u", f, b, h));
}

/* What head does not read at all is told by itself. */
static void add_entry(struct labelling *l, const struct sides *s, size_t of_base, size_t of_head)
{
	const struct expected_report *base = &s->base->reports[of_base];
	const struct expected_report *head = &s->head->reports[of_head];
	const struct file_list *files = &s->base_files[of_base];

	for (size_t i = 0; i < files->n; i++) {
		if (file_list_has(&s->head_files[of_head], files->v[i]) &&
			names_find(&l->testless, files->v[i]) == NAMES_NONE)
			add_file(l, manifest_label(base, files->v[i], l->arena),
				manifest_label(head, files->v[i], l->arena), files->v[i]);
	}
}

/*
 * The worst result of a job counts, and of jobs the best: that is never better than at the base while each
 * job has all reports of those of the base that it has a report of.
 */
static struct lost find_split(struct labelling *l)
{
	struct lost lost = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		const struct label_pair *pair = &l->v[i];

		l->of_head[pair->head].part |= pair->files < l->of_base[pair->base];
	}
	for (size_t i = 0; i < l->of_head_n; i++) {
		if (l->of_head[i].part)
			lost_add(&lost, l->of_head[i].first);
	}
	return lost;
}

/* The first policy that takes one job for enough, or NULL. */
static const struct policy *find_any(const struct policies *head)
{
	for (size_t i = 0; i < head->n; i++) {
		if (head->v[i].one_job_passes && policy_limits(&head->v[i], STR("plan.")))
			return &head->v[i];
	}
	return NULL;
}

static void add_files(struct labelling *l, const struct sides *s)
{
	const struct evidence *e = s->evidence;

	for (size_t i = 0; i < e->report_count; i++) {
		if (!e->reports[i]->tests.n)
			names_add(&l->testless, e->reports[i]->path);
	}
	for (size_t i = 0; i < s->base->report_count; i++) {
		for (size_t j = 0; j < s->head->report_count; j++)
			add_entry(l, s, i, j);
	}
}

void compare_labels(const struct sides *s)
{
	struct arena *a = s->head->arena;
	struct names none = { .arena = a };
	struct labelling l = { a, none, none, none, none, none, none };
	const struct policy *any = find_any(s->head);
	struct pair project = { s, &s->head->v[0], NULL, 0 };
	struct lost lost;

	if (!any || !s->base_files)
		return;
	add_files(&l, s);
	lost = find_split(&l);
	if (!lost.n)
		return;
	loosen(&project,
		(struct loosening){ .missing = lost.n,
			.at = pair_place(&project, "reports"),
			.say = arena_printf(a,
				"labels split reports that were of one job, such as " STR_FMT
				": one that passes is enough for '" STR_FMT "'",
				STR_ARG(lost.first), STR_ARG(any->name)) },
		NULL);
}
