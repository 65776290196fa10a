/*
 * The root that a report shows by the ends of its paths. A root takes something away from the front of
 * a path, or puts something there (a report that was written in a folder below): its text starts with
 * '-' or '+', and is empty where nothing is proved.
 */
#ifndef MODEL_RESOLVE_ROOT_H
#define MODEL_RESOLVE_ROOT_H

#include "gate/model/resolver.h"

/* The one root that explains most of the candidates that no known root explains. */
struct str root_elect(struct resolver *r, const struct candidate *v, size_t n);

/* The path as the root makes it, or empty if the root does not fit. */
struct str root_apply(struct resolver *r, struct str root, struct str path);

#endif
