/*
 * Reports where test runners usually put them.
 */
#ifndef GATE_SEEKING_H
#define GATE_SEEKING_H

#include "gate/model/proposal.h"
#include "gate/workplace.h"

/*
 * Adds the path of every file in the work tree that has the name and the start of a report, in one of the
 * usual folders of the top or of a folder that HEAD has.
 */
void seek_reports(struct text_list *into, const struct workplace *w);

/* What was looked for, and where: two lines. */
void seek_say(struct buf *out);

/*
 * The glob that a manifest names the report by: its path, or "build/TEST-*.xml" for one of many that
 * are named alike in a folder.
 */
struct str seek_glob(const struct text_list *paths, struct str path, struct arena *a);

#endif
