/*
 * Finds the tests that a source file declares, without running any of it. To add a framework: a row in
 * declared.c, and its name in gate/model/declared.h.
 */
#ifndef PARSERS_DECLARED_H
#define PARSERS_DECLARED_H

#include "gate/model/declared.h"

/* What is larger was generated, or is no source. */
#define DECLARED_BYTES_MAX ((size_t)8 << 20)

/* By its name: can the file have tests of the framework at all? */
bool declared_may_be_in(const struct framework *f, struct str path);

/* Adds the tests of `text`, the content of the file `path`. False if a pattern took too many steps. */
bool declared_find(const struct framework *f, struct str text, struct str path,
	struct declared_tests *into, struct arena *a);

#endif
