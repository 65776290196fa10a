/*
 * Completions for shells, from the tables of commands, options and formats.
 */
#ifndef GATE_COMPLETIONS_H
#define GATE_COMPLETIONS_H

#include "gate/base/buf.h"

struct shell {
	const char *name; /* what users type: areagate completion <name> */
	void (*print)(struct buf *out);
};

extern const struct shell shells[];
extern const size_t shell_count;

void completions_bash(struct buf *out);
void completions_zsh(struct buf *out);
void completions_fish(struct buf *out);

/* What can stand for an option's value, or for a command's arguments. */
enum completed {
	COMPLETED_NOTHING,
	COMPLETED_FILES,
	COMPLETED_FOLDERS,
	COMPLETED_FORMATS,
	COMPLETED_REVISIONS,
	COMPLETED_REMOTES,
	COMPLETED_WORDS, /* those of the text itself: "bash|zsh|fish" */
};

/* By how --help names it: "DIR", "[REPORT...]". */
enum completed completed_by(const char *name);

/* "bash zsh fish" of "bash|zsh|fish". */
void completed_words(const char *name, struct buf *out);

/* In single quotes, as all three shells read it. */
void completed_quote(const char *text, struct buf *out);

#endif
