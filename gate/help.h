/*
 * What --help prints, from the tables of options, commands and reporters.
 */
#ifndef GATE_HELP_H
#define GATE_HELP_H

#include "gate/options.h"

/* The text of `areagate --help`, or of `areagate COMMAND --help`. */
void help_print(const struct command *command, struct buf *out);

#endif
