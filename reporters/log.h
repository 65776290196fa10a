/*
 * What `areagate log` prints: the records along history, and where a rule broke.
 */
#ifndef REPORTERS_LOG_H
#define REPORTERS_LOG_H

#include "gate/model/bisect.h"
#include "gate/model/trail.h"
#include "reporters/json_writer.h"
#include "reporters/reporter.h"

void log_terminal(const struct trail *t, const struct look *look, struct buf *out);
void log_markdown(const struct trail *t, const struct look *look, struct buf *out);
void log_json(const struct trail *t, const struct look *look, struct buf *out);

void bisect_terminal(const struct bisect *b, const struct look *look, struct buf *out);
void bisect_json(const struct bisect *b, const struct look *look, struct buf *out);

/* "open", "closed", "cannot judge" */
extern const char *const log_gates[];

/* The cells of a record that both tables have; each appends its text or nothing. */
void log_date(uint64_t time, struct buf *out);
void log_percent(const struct trail_entry *e, struct buf *out);
void log_change(const struct trail *t, const struct trail_entry *e, struct buf *out);

/* The start of a text that is too long for so many columns, and "…". Not encoded. */
void log_cut(struct buf *out, struct str text, size_t columns);

/* What the walk came by: a sentence a line, each behind `before`. */
void log_walk(const struct trail_walk *w, bool by_tree, const char *before, struct buf *out);
bool log_any_by_tree(const struct trail *t);

/* What the mark of carried figures means, if there is one. */
void log_carried(const struct trail *t, const char *before, struct buf *out);

/* "commits", "commits_without_record", ... */
void log_walk_json(struct json_writer *w, const struct trail_walk *walk);

#endif
