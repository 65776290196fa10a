/*
 * Paths as text: nothing here looks at the file system.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "gate/base/arena.h"

/*
 * The path in one spelling: forward slashes when it has a drive or no forward slash at all, no empty
 * or "." part, ".." taken back where it can be, no slash at the end.
 */
struct str path_tidy(struct arena *a, struct str path);

/* Starts with a slash, or with a drive such as C: */
bool path_is_absolute(struct str path);

struct str path_base(struct str path);

/* ".c", with the point; empty if there is none. */
struct str path_extension(struct str path);

/* What of `path` lies below the folder `root`; false if it does not. */
bool path_below(struct str path, struct str root, struct str *rest);

/* A file of a programming language, by its extension. */
bool path_is_source(struct str path);

/* A source file that often holds no code of its own, so that its absence from a report says nothing. */
bool path_is_header(struct str path);

#endif
