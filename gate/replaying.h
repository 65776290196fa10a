/*
 * `areagate check --replay REV`: the verdict of an old record, judged again from what it holds.
 */
#ifndef GATE_REPLAYING_H
#define GATE_REPLAYING_H

#include "gate/run.h"

/*
 * Prints the record that it comes to. The exit status of its verdict, if that is what is recorded byte
 * for byte; else after a diagnostic that names the first difference.
 */
int run_replay(struct run *r);

#endif
