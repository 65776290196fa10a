/*
 * What a failing test says: type, message and text, a NUL byte between them. Whatever the bytes, a cause
 * of bounded length, the same for the same bytes; and where all of it is what the test printed, the line
 * that told the cause is a part of it.
 */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

#include "parsers/cause.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct causes causes = { .names.arena = &arena };
	struct str rest = { (const char *)data, size };
	struct cause_text t = { .set_up = size % 2 };
	struct str all = rest, printed = rest;
	const struct cause *once, *twice, *told;

	t.type = str_cut(&rest, '\0');
	t.message = str_cut(&rest, '\0');
	t.text = rest;
	once = causes_find(&causes, &t);
	twice = causes_find(&causes, &t);
	if (once != twice || (once && once->what.n > CAUSE_WHAT_BYTES_MAX))
		abort();
	told = causes_find_printed(&causes, &(struct cause_text){ 0 }, &printed);
	if (!told != !printed.n || (told && told->kind == CAUSE_OTHER) || !str_has(all, printed))
		abort();
	arena_release(&arena);
	return 0;
}
