/*
 * The parts of a verdict as JSON, in the words of areagate/verdict/1: the verdict for scripts
 * (json.c) and the record in a note (note.c) are made of them.
 */
#ifndef REPORTERS_JSON_H
#define REPORTERS_JSON_H

#include "gate/model/verdict.h"
#include "reporters/json_writer.h"

/* What only one of the two has, or has unless it has to be short. */
enum json_part {
	JSON_REPORT_PATH = 1 << 0,
	JSON_REPORT_NOTES = 1 << 1,
	JSON_AREA_TITLE = 1 << 2, /* and whether it is enforced */
	JSON_MISSING_TESTS = 1 << 3,
	JSON_HELD = 1 << 4,
	JSON_HELD_SAY = 1 << 5,
	JSON_PLACE = 1 << 6,
	JSON_BLOCKERS = 1 << 7,      /* of the project; the first of them, if there are any */
	JSON_ALL_BLOCKERS = 1 << 8,  /* all that are kept, and the empty list */
	JSON_AREA_BLOCKERS = 1 << 9, /* in each area as well */
	JSON_NOT_RUN_TESTS = 1 << 10,
	JSON_ROSTER = 1 << 11,
	JSON_LINES = 1 << 14,
	JSON_INPUTS = 1 << 12,    /* what figures are carried by */
	JSON_RESULTS = 1 << 13,   /* what flaky tests are found by */
	JSON_UNCOVERED = 1 << 15, /* where to begin: the longest runs of lines */
};

/* Null for an empty text. */
void json_put_id(struct json_writer *w, const char *key, struct str id);

/* Which state of the code was judged, and what it was compared with. */
void json_put_code(struct json_writer *w, const struct verdict *v);

/* A base that was chosen. */
void json_put_base(struct json_writer *w, const char *key, const struct base *base);

void json_put_strings(struct json_writer *w, const char *key, const struct str *v, size_t n);

/* As "baseline"; of one that was found. */
void json_put_baseline(struct json_writer *w, const struct baseline *b);

/* One item of the lists below. */
void json_put_report(
	struct json_writer *w, const char *key, const struct report_line *r, unsigned parts);
void json_put_finding(struct json_writer *w, const char *key, const struct verdict *v,
	const struct finding *f, unsigned parts);

/* The lists "reports", "areas", "findings" and "blockers"; `parts` are json_part bits. */
void json_put_lists(struct json_writer *w, const struct verdict *v, unsigned parts);

#endif
