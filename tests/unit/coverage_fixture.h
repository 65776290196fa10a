/*
 * For tests of gate/model and of what stands on it: coverage made of a few records, as a parser makes
 * it, and everything that it knows as text.
 */
#ifndef TESTS_COVERAGE_FIXTURE_H
#define TESTS_COVERAGE_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "gate/model/coverage.h"

static inline void put_line(struct hits *h, uint32_t line, uint64_t count)
{
	hits_line(h, (struct line_hits){ count, line, 0 });
}

static inline void put_sum(struct hits *h, uint32_t line, uint64_t count, const char *checksum)
{
	uint32_t word = names_add(&h->words, str_of(checksum)) + 1;

	hits_line(h, (struct line_hits){ count, line, word });
}

static inline void put_outcome(struct hits *h, struct outcome_list *list, uint32_t line,
	const char *group, const char *index, uint64_t count)
{
	struct outcome_hits o = { .count = count, .line = line, .reached = true };

	o.group = hits_token(h, str_of(group));
	o.index = hits_token(h, str_of(index));
	hits_outcome(h, list, o);
}

static inline void put_function(struct hits *h, struct str name, uint32_t line, uint64_t count)
{
	hits_function(h, (struct function_hits){ count, name, line, true });
}

/* The hits become coverage of that file; they are empty after it. How many lines differ. */
static inline size_t unite_hits(struct coverage *into, const char *path, struct hits *h)
{
	struct keys_writer w = { 0 };
	struct arena own = { 0 };
	struct file_coverage file;
	size_t conflicts;

	hits_settle(h);
	file = file_coverage_of(str_of(path), h, &w, &own);
	conflicts = coverage_unite(into, str_of(path), &file);
	keys_release(&w);
	arena_release(&own);
	hits_release(h);
	return conflicts;
}

static inline struct file_coverage *file_of(struct coverage *c, const char *path)
{
	uint32_t id = names_find(&c->paths, str_of(path));

	return id == NAMES_NONE ? NULL : &c->files[id];
}

/* Keys of functions one after the other. Starts with `keys` set and zeroes; ends with free(name). */
struct function_cursor {
	const struct keys *keys;
	size_t next, offset;
	char *name;
	size_t name_bytes;
	uint32_t line;
	bool called;
};

static inline const unsigned char *next_letters(
	const unsigned char *p, char *into, size_t n, bool packed)
{
	static const char letters[] =
		"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

	for (size_t i = 0; i < n; i++) {
		size_t bit = i * 6;
		unsigned two = p[bit / 8];

		/* The second byte counts only where the letter reaches into it. */
		if (packed && bit % 8 > 2)
			two |= (unsigned)p[bit / 8 + 1] << 8;
		into[i] = packed ? letters[two >> bit % 8 & 63] : (char)p[i];
	}
	return p + (packed ? (n * 6 + 7) / 8 : n);
}

static inline bool next_function(struct function_cursor *c)
{
	const unsigned char *p;
	uint32_t rest;
	size_t shared;

	if (c->next == c->keys->n)
		return false;
	p = c->keys->bytes + c->offset;
	shared = *p++;
	p = varint_get(p, &rest);
	c->name = realloc(c->name, shared + rest / 2 + 1);
	if (!c->name || shared > c->name_bytes)
		abort();
	p = next_letters(p, c->name + shared, rest / 2, rest % 2 == 0);
	c->name_bytes = shared + rest / 2;
	p = varint_get(p, &c->line);
	c->called = keys_bit(c->keys, c->next++);
	c->offset = (size_t)(p - c->keys->bytes);
	return true;
}

/* "9:3:x 9:3:y+ ": line, group and index; what was taken with a plus. */
static inline void show_outcomes(struct buf *out, const struct keys *keys)
{
	struct outcomes_cursor c = { .keys = keys };

	while (outcomes_next(&c)) {
		const struct outcome_part *parts[] = { &c.at.group, &c.at.index };

		buf_printf(out, "%u", c.at.line);
		for (int i = 0; i < 2; i++) {
			if (parts[i]->text.p)
				buf_printf(out, ":'" STR_FMT "'", STR_ARG(parts[i]->text));
			else
				buf_printf(out, ":%u", parts[i]->number);
		}
		buf_puts(out, c.at.taken ? "+ " : " ");
	}
}

/* A name of any bytes as text. */
static inline void show_name(struct buf *out, struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i])
			buf_byte(out, name.p[i]);
		else
			buf_puts(out, "\\0");
	}
}

/* "3:f+ 9:g ": line and name, by name. */
static inline void show_functions(struct buf *out, const struct keys *keys)
{
	struct function_cursor c = { .keys = keys };

	while (next_function(&c)) {
		buf_printf(out, "%u:", c.line);
		show_name(out, (struct str){ c.name, c.name_bytes });
		buf_puts(out, c.called ? "+ " : " ");
	}
	free(c.name);
}

static inline const char *text_and_release(struct arena *a, struct buf *out)
{
	const char *text = arena_str(a, buf_str(out)).p;

	buf_release(out);
	return text;
}

#endif
