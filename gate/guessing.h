/*
 * The frameworks of proposed areas, by what the files of their tests look like in HEAD.
 */
#ifndef GATE_GUESSING_H
#define GATE_GUESSING_H

#include "gate/model/proposal.h"
#include "gate/run.h"

/* Fills framework and command of each area, whose policies `r` has. -1 after a diagnostic. */
int guess_frameworks(struct proposal *p, struct run *r);

#endif
