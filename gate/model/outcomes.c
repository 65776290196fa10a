#include "gate/model/outcomes.h"

#include <string.h>

#include "gate/base/memory.h"

enum {
	SHORT_LINES_MAX = 30,
	SHORT_LENGTH_MAX = 8,
	LONG = 255,
	RUN_MAX = 1 + 4 * VARINT_MAX, /* bytes, without text */
};

/* Outcomes of one line and group whose indices follow each other. */
struct run {
	uint32_t line, length;
	struct outcome_part group, index;
};

static bool is(const struct outcome_part *part, uint32_t number)
{
	return !part->text.p && part->number == number;
}

static bool same(const struct outcome_part *a, const struct outcome_part *b)
{
	if (!a->text.p != !b->text.p)
		return false;
	return a->text.p ? str_eq(a->text, b->text) : a->number == b->number;
}

static unsigned char *put_part(unsigned char *p, const struct outcome_part *part)
{
	if (!part->text.p)
		return varint_put(p, part->number * 2);
	p = varint_put(p, (uint32_t)part->text.n * 2 + 1);
	memcpy(p, part->text.p, part->text.n);
	return p + part->text.n;
}

static bool is_short(const struct run *before, const struct run *r)
{
	uint32_t lines = r->line - before->line;

	if (lines > SHORT_LINES_MAX || r->length > SHORT_LENGTH_MAX || !is(&r->index, 0))
		return false;
	if (lines)
		return is(&r->group, 0);
	return !before->group.text.p && is(&r->group, before->group.number + 1);
}

static void write(struct keys_writer *w, const struct run *before, const struct run *r)
{
	unsigned char *p = keys_room(w, RUN_MAX + r->group.text.n + r->index.text.n);
	uint32_t lines = r->line - before->line;

	if (is_short(before, r)) {
		*p++ = (unsigned char)(lines * SHORT_LENGTH_MAX + r->length - 1);
	} else {
		*p++ = LONG;
		p = varint_put(p, lines);
		p = put_part(p, &r->group);
		p = put_part(p, &r->index);
		p = varint_put(p, r->length - 1);
	}
	keys_wrote(w, p);
}

static struct outcome_part part_of(const struct names *words, uint32_t token)
{
	struct outcome_part part = { .number = token };

	if (!(token & HITS_TOKEN_IS_WORD))
		return part;
	part.text = words->v[token & ~HITS_TOKEN_IS_WORD];
	/* Its length is kept with one bit less. */
	if (part.text.n > INT32_MAX / 2)
		memory_exhausted();
	return part;
}

/* How many outcomes from `v` on are a run; words do not follow each other. */
static size_t run_length(const struct outcome_hits *v, const struct outcome_hits *end)
{
	const struct outcome_hits *o = v + 1;

	while (o < end && o->index == o[-1].index + 1 && o->line == v->line &&
		o->group == v->group && !(o->index & HITS_TOKEN_IS_WORD))
		o++;
	return (size_t)(o - v);
}

static struct run run_of(const struct outcome_hits *v, size_t length, const struct names *words)
{
	return (struct run){ v->line, (uint32_t)length, part_of(words, v->group),
		part_of(words, v->index) };
}

static void put_bits(struct keys_writer *w, const struct outcome_list *list)
{
	const struct outcome_hits *v = list->v;

	for (size_t i = 0; i < list->n; i += 8) {
		unsigned bits = 0;

		for (size_t j = 0; j < 8 && i + j < list->n; j++)
			bits |= (unsigned)(v[i + j].count > 0) << j;
		w->bits.p[i / 8] = (char)bits;
	}
}

struct keys outcomes_keys(struct keys_writer *w, struct arena *a, const struct outcome_list *list,
	const struct names *words)
{
	const struct outcome_hits *v = list->v, *end;
	static const struct outcome_hits none = { 0 };
	const struct outcome_hits *before = &none;
	unsigned char *p;

	if (!list->n)
		return (struct keys){ 0 };
	end = v + list->n;
	keys_start(w, list->n);
	put_bits(w, list);
	/* Of all runs that are short. */
	p = keys_room(w, list->n);
	while (v < end) {
		size_t length = run_length(v, end);
		uint32_t lines = v->line - before->line;

		/* What is_short() finds for nearly all, at a glance. */
		if (lines - 1 < SHORT_LINES_MAX && length <= SHORT_LENGTH_MAX && !v->group &&
			!v->index) {
			*p++ = (unsigned char)(lines * SHORT_LENGTH_MAX + length - 1);
		} else {
			struct run last = run_of(before, 1, words), r = run_of(v, length, words);

			keys_wrote(w, p);
			write(w, &last, &r);
			p = keys_room(w, (size_t)(end - v));
		}
		before = v;
		v += length;
	}
	keys_wrote(w, p);
	return keys_end(w, a);
}

static const unsigned char *get_part(const unsigned char *p, struct outcome_part *part)
{
	uint32_t n;

	p = varint_get(p, &n);
	*part = (struct outcome_part){ .number = n / 2 };
	if (n % 2 == 0)
		return p;
	part->text = (struct str){ (const char *)p, n / 2 };
	return p + n / 2;
}

static void next_run(struct outcomes_cursor *c)
{
	const unsigned char *p = c->keys->bytes + c->offset;
	struct outcome *o = &c->at;
	uint32_t lines = *p / SHORT_LENGTH_MAX;

	c->left = *p % SHORT_LENGTH_MAX;
	if (*p++ == LONG) {
		p = varint_get(p, &lines);
		p = get_part(p, &o->group);
		p = get_part(p, &o->index);
		p = varint_get(p, &c->left);
	} else {
		uint32_t group = lines ? 0 : o->group.number + 1;

		o->group = (struct outcome_part){ .number = group };
		o->index = (struct outcome_part){ 0 };
	}
	o->line += lines;
	c->offset = (size_t)(p - c->keys->bytes);
}

bool outcomes_next(struct outcomes_cursor *c)
{
	if (c->next == c->keys->n)
		return false;
	if (c->left) {
		c->left--;
		c->at.index.number++;
	} else {
		next_run(c);
	}
	c->at.taken = keys_bit(c->keys, c->next++);
	return true;
}

struct count outcomes_count_in(const struct keys *k, const struct line_range *ranges, size_t n)
{
	struct outcomes_cursor c = { .keys = k };
	struct count count = { 0 };
	size_t i = 0;

	while (i < n && outcomes_next(&c)) {
		while (i < n && ranges[i].last < c.at.line)
			i++;
		if (i < n && ranges[i].first <= c.at.line) {
			count.total++;
			count.covered += c.at.taken;
		}
	}
	return count;
}

static int part_cmp(const struct outcome_part *a, const struct outcome_part *b)
{
	if (a->text.p && b->text.p)
		return str_cmp(a->text, b->text);
	if (!a->text.p != !b->text.p)
		return a->text.p ? 1 : -1;
	return (a->number > b->number) - (a->number < b->number);
}

static int cmp(const struct outcome *a, const struct outcome *b)
{
	int result = (a->line > b->line) - (a->line < b->line);

	if (!result)
		result = part_cmp(&a->group, &b->group);
	return result ? result : part_cmp(&a->index, &b->index);
}

/* A set that is written outcome by outcome. */
struct joiner {
	struct keys_writer w;
	struct run before, run;
	size_t n;
};

static void add(struct joiner *j, const struct outcome *o)
{
	struct run *r = &j->run;

	keys_set(&j->w, j->n++, o->taken);
	if (r->length && r->line == o->line && same(&r->group, &o->group) && !r->index.text.p &&
		is(&o->index, r->index.number + r->length)) {
		r->length++;
		return;
	}
	if (r->length)
		write(&j->w, &j->before, r);
	j->before = *r;
	*r = (struct run){ o->line, 1, o->group, o->index };
}

static struct keys joined(struct joiner *j, struct arena *a)
{
	struct keys k;

	if (j->run.length)
		write(&j->w, &j->before, &j->run);
	j->w.n = j->n;
	k = keys_end(&j->w, a);
	keys_release(&j->w);
	return k;
}

void outcomes_unite(struct keys *into, struct arena *a, const struct keys *from)
{
	struct outcomes_cursor x = { .keys = into }, y = { .keys = from };
	struct joiner j = { 0 };
	bool more_x, more_y;

	if (keys_unite(into, from))
		return;
	keys_start(&j.w, (size_t)into->n + from->n);
	more_x = outcomes_next(&x);
	more_y = outcomes_next(&y);
	while (more_x || more_y) {
		int order = !more_x ? 1 : !more_y ? -1 : cmp(&x.at, &y.at);
		struct outcome o = order <= 0 ? x.at : y.at;

		if (order == 0)
			o.taken |= y.at.taken;
		add(&j, &o);
		if (order <= 0)
			more_x = outcomes_next(&x);
		if (order >= 0)
			more_y = outcomes_next(&y);
	}
	*into = joined(&j, a);
}
