/* Policies of a change and of its base, made in a few words. */
#ifndef TESTS_SIDES_FIXTURE_H
#define TESTS_SIDES_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "policies/stricter.h"

static struct arena arena;
static struct policies head, base;
static struct evidence evidence;
static struct diags diags;
static struct names tree;

/* Both sides are empty again. */
static inline void begin(void)
{
	policies_release(&head);
	policies_release(&base);
	head = (struct policies){ .arena = &arena, .folder = STR("policies") };
	base = (struct policies){ .arena = &arena, .folder = STR("policies") };
}

static inline void begin_test(void)
{
	diags = (struct diags){ .arena = &arena };
	tree = (struct names){ .arena = &arena };
	evidence_init(&evidence, &arena);
	begin();
}

static inline int tear_down(void **state)
{
	(void)state;
	begin();
	arena_release(&arena);
	return 0;
}

static inline void parse(struct policies *p, const char *file, const char *text)
{
	assert_int_equal(0, policy_parse(p, str_of(text), str_of(file), &diags));
}

#endif
