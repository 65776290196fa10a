#include "reporters/tracefile.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/buf.h"
#include "gate/base/memory.h"
#include "gate/base/threads.h"

enum { RECORD_MAX = 128 }; /* bytes of a record without its texts */

static char *put(char *p, struct str text)
{
	if (text.n)
		memcpy(p, text.p, text.n);
	return p + text.n;
}

static char *put_number(char *p, uint64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	return put(p, (struct str){ digits + at, sizeof(digits) - at });
}

/* A record as it grows: room for its texts is there from the start. */
static char *start(struct buf *out, struct str tag, size_t texts)
{
	return put(buf_room(out, RECORD_MAX + texts), tag);
}

static void end(struct buf *out, char *p)
{
	*p++ = '\n';
	out->n = (size_t)(p - out->p);
}

static void put_text(struct buf *out, struct str tag, struct str text)
{
	end(out, put(start(out, tag, text.n), text));
}

static void put_totals(struct buf *out, struct str found, struct str hit, struct count c)
{
	end(out, put_number(start(out, found, 0), c.total));
	end(out, put_number(start(out, hit, 0), c.covered));
}

static int by_line(const void *a, const void *b)
{
	const struct function_hits *x = *(const struct function_hits *const *)a;
	const struct function_hits *y = *(const struct function_hits *const *)b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return str_cmp(x->name, y->name);
}

/* A name that starts like a last line would be taken for one, so that one is written before it. */
static bool looks_like_line(struct str name)
{
	size_t n = 0;

	while (n < name.n && name.p[n] >= '0' && name.p[n] <= '9')
		n++;
	return n && n < name.n && name.p[n] == ',';
}

static void put_function(struct buf *out, const struct function_hits *f)
{
	char *p = start(out, STR("FN:"), f->name.n);

	p = put_number(p, f->line);
	*p++ = ',';
	if (looks_like_line(f->name)) {
		p = put_number(p, f->line);
		*p++ = ',';
	}
	end(out, put(p, f->name));
}

/* By line, and both records in one order, as a reader likes them best. */
static void put_functions(struct buf *out, const struct function_list *list)
{
	const struct function_hits **sorted = memory_get(list->n * sizeof(*sorted) + 1);
	struct count c = { .total = list->n };

	for (size_t i = 0; i < list->n; i++)
		sorted[i] = &list->v[i];
	qsort(sorted, list->n, sizeof(*sorted), by_line);
	for (size_t i = 0; i < list->n; i++) {
		if (sorted[i]->declared)
			put_function(out, sorted[i]);
	}
	for (size_t i = 0; i < list->n; i++) {
		char *p = start(out, STR("FNDA:"), sorted[i]->name.n);

		p = put_number(p, sorted[i]->count);
		*p++ = ',';
		end(out, put(p, sorted[i]->name));
		c.covered += sorted[i]->count > 0;
	}
	free(sorted);
	put_totals(out, STR("FNF:"), STR("FNH:"), c);
}

static struct str word_of(const struct tally *t, uint32_t token)
{
	return token & HITS_TOKEN_IS_WORD ? t->words.v[token & ~HITS_TOKEN_IS_WORD] : STR("");
}

static char *put_token(char *p, const struct tally *t, uint32_t token)
{
	return token & HITS_TOKEN_IS_WORD ? put(p, word_of(t, token)) : put_number(p, token);
}

static struct count put_branches(
	struct buf *out, const struct tally *t, const struct outcome_list *list)
{
	struct count c = { .total = list->n };

	for (size_t i = 0; i < list->n; i++) {
		const struct outcome_hits *o = &list->v[i];
		char *p = start(out, STR("BRDA:"), word_of(t, o->group).n + word_of(t, o->index).n);

		p = put_number(p, o->line);
		*p++ = ',';
		if (o->mark)
			*p++ = o->mark;
		p = put_token(p, t, o->group);
		*p++ = ',';
		p = put_token(p, t, o->index);
		*p++ = ',';
		end(out, o->reached ? put_number(p, o->count) : put(p, STR("-")));
		c.covered += o->count > 0;
	}
	return c;
}

/* MCDC:<line>,<group size>,<sense t or f>,<taken>,<index>,<expression> */
static struct count put_conditions(
	struct buf *out, const struct tally *t, const struct outcome_list *list)
{
	struct count c = { .total = list->n };

	for (size_t i = 0; i < list->n; i++) {
		const struct outcome_hits *o = &list->v[i];
		struct str expression = o->text ? t->words.v[o->text - 1] : STR("");
		char *p = start(out, STR("MCDC:"), expression.n);

		p = put_number(p, o->line);
		*p++ = ',';
		p = put_number(p, o->group);
		p = put(p, o->index % 2 ? STR(",t,") : STR(",f,"));
		p = put_number(p, o->count);
		*p++ = ',';
		p = put_number(p, o->index / 2);
		*p++ = ',';
		end(out, put(p, expression));
		c.covered += o->count > 0;
	}
	return c;
}

static struct count put_lines(struct buf *out, const struct tally *t, const struct line_list *list)
{
	struct count c = { .total = list->n };

	for (size_t i = 0; i < list->n; i++) {
		const struct line_hits *l = &list->v[i];
		bool checked = l->checksum && l->checksum != HITS_TWO_CHECKSUMS;
		struct str checksum = checked ? t->words.v[l->checksum - 1] : STR("");
		char *p = start(out, STR("DA:"), checksum.n);

		p = put_number(p, l->line);
		*p++ = ',';
		p = put_number(p, l->count);
		if (checked)
			*p++ = ',';
		end(out, put(p, checksum));
		c.covered += l->count > 0;
	}
	return c;
}

static void put_file(struct buf *out, const struct tally *t, const struct tally_file *f)
{
	put_text(out, STR("TN:"), STR(""));
	put_text(out, STR("SF:"), f->path);
	if (f->version.n)
		put_text(out, STR("VER:"), f->version);
	put_functions(out, &f->functions);
	if (f->branches.n)
		put_totals(out, STR("BRF:"), STR("BRH:"), put_branches(out, t, &f->branches));
	if (f->conditions.n)
		put_totals(out, STR("MCF:"), STR("MCH:"), put_conditions(out, t, &f->conditions));
	put_totals(out, STR("LF:"), STR("LH:"), put_lines(out, t, &f->lines));
	put_text(out, STR("end_of_record"), STR(""));
}

/* What is printed at a time: enough to be worth a write, and little enough to stay in a cache. */
enum { PIECE_RECORDS = 8 * 1024 };

struct printing {
	const struct tally *t;
	struct sink *into;
	pthread_mutex_t lock; /* of the next two */
	size_t next_file;
	uint64_t pieces;
	struct turn putting; /* of pieces */
	int result;          /* with the turn */
};

struct piece {
	uint64_t number;
	size_t from, to; /* files */
};

static bool take_piece(struct printing *p, struct piece *piece)
{
	size_t files = tally_files(p->t), at, records = 0;

	pthread_mutex_lock(&p->lock);
	at = p->next_file;
	piece->from = at;
	while (at < files && records < PIECE_RECORDS) {
		const struct tally_file *f = &p->t->files[at++];

		records += f->lines.n + f->branches.n + f->conditions.n + 2 * f->functions.n;
	}
	piece->to = p->next_file = at;
	piece->number = p->pieces;
	p->pieces += at > piece->from;
	pthread_mutex_unlock(&p->lock);
	return at > piece->from;
}

static void print_pieces(void *worker)
{
	struct printing *p = *(struct printing **)worker;
	struct buf out = { 0 };
	struct piece piece;

	while (take_piece(p, &piece)) {
		for (size_t i = piece.from; i < piece.to; i++)
			put_file(&out, p->t, &p->t->files[i]);
		turn_take(&p->putting, piece.number);
		if (p->result == 0)
			p->result = sink_put(p->into, buf_str(&out));
		turn_pass(&p->putting);
		out.n = 0;
	}
	buf_release(&out);
}

int tracefile_print(const struct tally *t, unsigned threads, struct sink *into)
{
	struct printing printing = { .t = t, .into = into };
	struct printing *workers[THREADS_MAX];
	unsigned n = threads_wanted(threads);

	for (unsigned i = 0; i < n; i++)
		workers[i] = &printing;
	pthread_mutex_init(&printing.lock, NULL);
	turn_start(&printing.putting);
	threads_run(print_pieces, workers, n, sizeof(*workers));
	turn_end(&printing.putting);
	pthread_mutex_destroy(&printing.lock);
	return printing.result;
}
