/*
 * lcov tracefiles, as geninfo(1) describes them under FILES (lcov 1.x and 2.x), and as other tools
 * write them. Workers read portions of whole sections; what they found is added in the order of the
 * portions, so that the outcome is that of one worker.
 */
#include "parsers/lcov.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/base/threads.h"
#include "parsers/lcov_state.h"
#include "parsers/parser.h"

/* The worker whose portion is next may write to a source, and nobody else. */
struct run {
	struct portions_feed feed; /* the first, for next_stream() */
	struct portions portions;
	struct lcov_sources *sources;
	struct turn adding; /* of portions, by index */
};

struct worker {
	struct run *run;
	struct lcov lcov;
	struct portion portion;
	bool has_portion;
};

/* `line`: of the section, in its portion. */
static void tell_conflicts(
	struct lcov_source *from, struct str source, uint32_t line, size_t conflicts)
{
	if (conflicts)
		diag_at(from->diags, DIAG(LCOV_CHECKSUM),
			(struct place){ from->path, from->line_count + line, 1 },
			"%zu %s of '" STR_FMT "' %s in checksum or version from what came before:"
			" was the source changed between two runs?",
			conflicts, conflicts == 1 ? "line" : "lines", STR_ARG(diag_shown(source)),
			conflicts == 1 ? "differs" : "differ");
}

static void add_sections(struct lcov_source *to, struct lcov *l)
{
	for (size_t i = 0; i < l->bits_count; i++) {
		const struct lcov_bits *s = &l->bits[i];

		tell_conflicts(to, s->file.path, s->line,
			coverage_unite(&to->into->coverage, s->file.path, &s->file));
	}
	for (size_t i = 0; i < l->hits_count; i++) {
		const struct lcov_hits *s = &l->hits[i];

		tell_conflicts(to, s->path, s->line, tally_add(to->into->tally, s->path, &s->hits));
	}
}

static void add_portion(struct lcov_source *to, struct lcov *l)
{
	diags_merge(to->diags, &l->diags, to->line_count);
	add_sections(to, l);
	to->has_sections |= l->has_sections;
	to->has_lines |= l->has_lines;
	to->open_line = l->open ? to->line_count + l->section_line : 0;
	if (l->has_sections || l->test_name_line)
		to->test_name_line = l->test_name_line ? to->line_count + l->test_name_line : 0;
	to->cut_line = l->cut_line ? to->line_count + l->cut_line : 0;
	to->line_count += l->line_number;
}

static int at_end_of_file(struct lcov_source *s)
{
	struct place whole = { .file = s->path };

	if (s->open_line)
		return diag_at(s->diags, DIAG(LCOV_CUT), (struct place){ s->path, s->open_line, 1 },
			"the last section has no end_of_record: the tracefile is cut off, write it again");
	if (s->test_name_line && s->has_sections)
		return diag_at(s->diags, DIAG(LCOV_CUT),
			(struct place){ s->path, s->test_name_line, 1 },
			"no section follows the last TN: the tracefile is cut off, write it again");
	if (s->cut_line)
		return diag_at(s->diags, DIAG(LCOV_CUT), (struct place){ s->path, s->cut_line, 1 },
			"the last line has no end and is no end_of_record: the tracefile is cut off, write it again");
	/* Where records were refused, that there are none left is no news. */
	if ((!s->has_sections || !s->has_lines) && !s->diags->count[DIAG_ERROR])
		return diag_at(s->diags, DIAG(LCOV_EMPTY), whole,
			s->has_sections ? "no section has a line record (DA): nothing was measured"
					: "no section (SF) in the tracefile: nothing was measured");
	return 0;
}

static void read_portion(struct worker *w)
{
	const struct lcov_source *source = w->portion.of;
	struct lcov *l = &w->lcov;

	l->path = source->path;
	l->wants_hits = source->into->tally;
	if (w->portion.too_long)
		lcov_long_line(l, (struct str){ w->portion.p, w->portion.n });
	else
		lcov_lines(l, (struct str){ w->portion.p, w->portion.n });
	if (w->portion.continues)
		lcov_keep(l);
}

static void finish_portion(struct worker *w)
{
	struct lcov_source *source = w->portion.of;
	struct run *r = w->run;

	turn_take(&r->adding, w->portion.index);
	add_portion(source, &w->lcov);
	if (w->portion.is_last && !stream_failed(source->stream))
		at_end_of_file(source);
	if (w->portion.is_last)
		r->sources->done(r->sources, source);
	turn_pass(&r->adding);
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

static void run_workers(struct run *r, unsigned threads)
{
	struct worker *workers;
	unsigned n = threads_wanted(threads);

	workers = memory_get(n * sizeof(*workers));
	memset(workers, 0, n * sizeof(*workers));
	for (unsigned i = 0; i < n; i++) {
		workers[i].run = r;
		workers[i].lcov.scan = lcov_scan_best();
		lcov_reset(&workers[i].lcov);
	}
	workers->has_portion = portions_next(&r->portions, &workers->portion);
	/* One portion needs one worker, as most tracefiles do. */
	threads_run(work, workers, r->portions.in ? n : 1, sizeof(*workers));
	for (unsigned i = 0; i < n; i++) {
		lcov_release(&workers[i].lcov);
		portion_release(&workers[i].portion);
	}
	free(workers);
}

static struct stream *next_stream(struct portions_feed *feed, void **of)
{
	struct lcov_sources *all = ((struct run *)feed)->sources;
	struct lcov_source *source = all->next(all);

	*of = source;
	return source ? source->stream : NULL;
}

void lcov_read(struct lcov_sources *all, unsigned threads)
{
	struct run r = { .feed.next = next_stream, .sources = all };

	portions_start(&r.portions, &r.feed, STR("end_of_record"));
	turn_start(&r.adding);
	run_workers(&r, threads);
	turn_end(&r.adding);
	portions_end(&r.portions);
}

struct single {
	struct lcov_sources sources; /* the first, for next_single() */
	struct lcov_source *source;  /* until it was asked for */
};

static struct lcov_source *next_single(struct lcov_sources *all)
{
	struct single *s = (struct single *)all;
	struct lcov_source *source = s->source;

	s->source = NULL;
	return source;
}

static void done_single(struct lcov_sources *all, struct lcov_source *source)
{
	(void)all;
	(void)source;
}

static int lcov_parse(struct input in, struct report *into, struct diags *d)
{
	struct lcov_source source = { in.path, in.stream, .into = into, .diags = d };
	struct single one = { { next_single, done_single }, &source };

	lcov_read(&one.sources, in.threads);
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
