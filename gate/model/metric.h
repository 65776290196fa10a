/*
 * What can be counted. A new metric is a row here and in metrics[] of coverage.c.
 */
#ifndef MODEL_METRIC_H
#define MODEL_METRIC_H

enum metric { METRIC_LINES, METRIC_BRANCHES, METRIC_FUNCTIONS, METRIC_MCDC, METRIC_COUNT };

struct metric_words {
	const char *name; /* in policies and machine output: "lines" */
	const char *title, *one, *many;
};

extern const struct metric_words metrics[METRIC_COUNT];

#endif
