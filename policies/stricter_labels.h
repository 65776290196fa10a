/*
 * For stricter.c: labels of the manifest that make several jobs of one, where of jobs one that passes is
 * enough.
 */
#ifndef POLICIES_STRICTER_LABELS_H
#define POLICIES_STRICTER_LABELS_H

#include "policies/stricter.h"

/* After the areas, whose "matrix" is then what is judged by. */
void compare_labels(const struct sides *s);

#endif
