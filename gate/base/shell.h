/*
 * Words for a POSIX shell, for what people copy and for scripts that are written.
 */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include "gate/base/arena.h"

/* The word in quotes; left as it is where nothing needs one. In `a`. */
struct str shell_word(struct arena *a, struct str word);

#endif
