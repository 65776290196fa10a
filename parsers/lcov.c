/*
 * lcov tracefiles, as geninfo(1) describes them under FILES (lcov 1.x and 2.x), and as other tools
 * write them. Workers read portions of whole sections; what they found is added in the order of the
 * portions, so that the outcome is that of one worker.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/base/threads.h"
#include "parsers/lcov_state.h"
#include "parsers/parser.h"
#include "parsers/portions.h"

/* One tracefile. The worker whose portion is next may write to it, and nobody else. */
struct run {
	struct portions portions;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	uint64_t turn; /* index of the portion that is added next */

	struct str path;
	struct report *into;
	struct diags *diags;
	uint32_t line_count; /* of the portions before */
	bool has_sections, has_lines;
	uint32_t open_line, test_name_line, cut_line; /* what has no end; 0 for none */
};

struct worker {
	struct run *run;
	struct lcov lcov;
	struct portion portion;
	bool has_portion;
};

/* `line`: of the section, in its portion. */
static void tell_conflicts(struct run *r, struct str source, uint32_t line, size_t conflicts)
{
	if (conflicts)
		diag_at(r->diags, DIAG(LCOV_CHECKSUM),
			(struct place){ r->path, r->line_count + line, 1 },
			"%zu %s of '" STR_FMT "' %s in checksum or version from what came before:"
			" was the source changed between two runs?",
			conflicts, conflicts == 1 ? "line" : "lines", STR_ARG(diag_shown(source)),
			conflicts == 1 ? "differs" : "differ");
}

static void add_sections(struct run *r, struct lcov *l)
{
	for (size_t i = 0; i < l->bits_count; i++) {
		const struct lcov_bits *s = &l->bits[i];

		tell_conflicts(r, s->file.path, s->line,
			coverage_unite(&r->into->coverage, s->file.path, &s->file));
	}
	for (size_t i = 0; i < l->hits_count; i++) {
		const struct lcov_hits *s = &l->hits[i];

		tell_conflicts(r, s->path, s->line, tally_add(r->into->tally, s->path, &s->hits));
	}
}

static void add_portion(struct run *r, struct lcov *l)
{
	diags_merge(r->diags, &l->diags, r->line_count);
	add_sections(r, l);
	r->has_sections |= l->has_sections;
	r->has_lines |= l->has_lines;
	r->open_line = l->open ? r->line_count + l->section_line : 0;
	if (l->has_sections || l->test_name_line)
		r->test_name_line = l->test_name_line ? r->line_count + l->test_name_line : 0;
	r->cut_line = l->cut_line ? r->line_count + l->cut_line : 0;
	r->line_count += l->line_number;
}

static void read_portion(struct worker *w)
{
	struct lcov *l = &w->lcov;

	if (w->portion.too_long)
		lcov_long_line(l, (struct str){ w->portion.p, w->portion.n });
	else
		lcov_lines(l, (struct str){ w->portion.p, w->portion.n });
	if (w->portion.continues)
		lcov_keep(l);
}

static void finish_portion(struct worker *w)
{
	struct run *r = w->run;

	pthread_mutex_lock(&r->lock);
	while (r->turn != w->portion.index)
		pthread_cond_wait(&r->moved, &r->lock);
	add_portion(r, &w->lcov);
	r->turn++;
	pthread_cond_broadcast(&r->moved);
	pthread_mutex_unlock(&r->lock);
	lcov_reset(&w->lcov);
}

static void work(void *worker)
{
	struct worker *w = worker;

	while (w->has_portion || portions_next(&w->run->portions, &w->portion)) {
		w->has_portion = false;
		read_portion(w);
		if (!w->portion.continues)
			finish_portion(w);
	}
}

static int at_end_of_file(struct run *r)
{
	struct place whole = { .file = r->path };

	if (r->open_line)
		return diag_at(r->diags, DIAG(LCOV_CUT), (struct place){ r->path, r->open_line, 1 },
			"the last section has no end_of_record: the tracefile is cut off, write it again");
	if (r->test_name_line && r->has_sections)
		return diag_at(r->diags, DIAG(LCOV_CUT),
			(struct place){ r->path, r->test_name_line, 1 },
			"no section follows the last TN: the tracefile is cut off, write it again");
	if (r->cut_line)
		return diag_at(r->diags, DIAG(LCOV_CUT), (struct place){ r->path, r->cut_line, 1 },
			"the last line has no end and is no end_of_record: the tracefile is cut off, write it again");
	/* Where records were refused, that there are none left is no news. */
	if ((!r->has_sections || !r->has_lines) && !r->diags->count[DIAG_ERROR])
		return diag_at(r->diags, DIAG(LCOV_EMPTY), whole,
			r->has_sections ? "no section has a line record (DA): nothing was measured"
					: "no section (SF) in the tracefile: nothing was measured");
	return 0;
}

static void run_workers(struct run *r, unsigned threads)
{
	struct worker *workers;
	unsigned n = threads ? threads : threads_available();

	if (n > THREADS_MAX)
		n = THREADS_MAX;
	workers = memory_get(n * sizeof(*workers));
	memset(workers, 0, n * sizeof(*workers));
	for (unsigned i = 0; i < n; i++) {
		workers[i].run = r;
		workers[i].lcov.path = r->path;
		workers[i].lcov.scan = lcov_scan_best();
		workers[i].lcov.wants_hits = r->into->tally;
		lcov_reset(&workers[i].lcov);
	}
	workers->has_portion = portions_next(&r->portions, &workers->portion);
	/* One portion needs one worker, as most tracefiles do. */
	threads_run(work, workers, r->portions.ended ? 1 : n, sizeof(*workers));
	for (unsigned i = 0; i < n; i++) {
		lcov_release(&workers[i].lcov);
		portion_release(&workers[i].portion);
	}
	free(workers);
}

static int lcov_parse(struct input in, struct report *into, struct diags *d)
{
	struct run r = { .into = into, .diags = d, .path = in.path };

	portions_start(&r.portions, in.stream, STR("end_of_record"));
	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.moved, NULL);
	run_workers(&r, in.threads);
	pthread_cond_destroy(&r.moved);
	pthread_mutex_destroy(&r.lock);
	portions_end(&r.portions);
	if (!stream_failed(in.stream))
		at_end_of_file(&r);
	return d->count[DIAG_ERROR] || stream_failed(in.stream) ? -1 : 0;
}

static bool lcov_sniff(struct str head)
{
	static const char *const firsts[] = {
		"TN:", "SF:", "DA:", "FN:", "BRDA:", "LF:", "VER:", "end_of_record"
	};
	struct str line;

	/* Lines that end with CR only would make one long record. */
	if (str_index(head, '\n') == head.n && str_index(head, '\r') < head.n)
		return false;
	while (str_line(&head, &line)) {
		if (!str_trim(line).n || line.p[0] == '#')
			continue;
		for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
			if (str_starts(line, str_of(firsts[i])))
				return true;
		}
		return false;
	}
	return false;
}

const struct parser lcov_parser = {
	.name = "lcov",
	.about = "lcov tracefile (geninfo, llvm-cov, coverage.py, jest, c8, ...)",
	.sniff = lcov_sniff,
	.parse = lcov_parse,
};
