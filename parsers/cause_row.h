/*
 * The parts of causes_find(): rows of phrases, where they match, and what is taken from there. Only the
 * cause*.c files include this.
 */
#ifndef PARSERS_CAUSE_ROW_H
#define PARSERS_CAUSE_ROW_H

#include "parsers/cause.h"

/* What of a match says which cause it is. `word` is the row's own. */
enum cause_how {
	HOW_CAPTURE,   /* the capture */
	HOW_NOTHING,   /* the kind says all; or `word` */
	HOW_NAMED,     /* `word`, and the capture in quotes */
	HOW_MEMBER,    /* first capture within the second: a name of a module */
	HOW_RELATIVE,  /* first capture as seen from the file that the second one names */
	HOW_IN_FOLDER, /* the same from a folder */
	HOW_DOTTED,    /* the capture with points for slashes */
	HOW_BEFORE,    /* the word before the phrase */
	HOW_PROGRAM,   /* the capture, if it may be the name of a program */
	HOW_HOST,      /* host:port near by; else `word` */
	HOW_ADDRESS,   /* first capture is the host, second one the port */
	HOW_FILE,      /* the file that is named near by, if any */
	HOW_FILE_HERE, /* the file the line starts with; without it the row does not hold */
	HOW_SHAPE,     /* the rest of the line, with what differs from test to test taken out */
};

/*
 * `%` captures up to what follows it in the pattern, and at its end a word; `~` skips. A pattern holds
 * within one line, letters of either case; it starts with three letters or more of its own.
 */
struct cause_row {
	enum cause_kind kind;
	const char *pattern;
	enum cause_how how;
	const char *word;
	const char *seen; /* where */
	bool weak;        /* holds only if no other row does: a phrase around the cause */
};

extern const struct cause_row cause_rows[];
extern const size_t cause_row_count;

struct cause_match {
	const struct cause_row *row;
	struct str text, line; /* line is a part of text */
	size_t at, end;        /* in line */
	struct str capture[2];
};

/* Bounded text under construction: what does not fit is left out. */
struct cause_what {
	size_t n;
	char p[CAUSE_WHAT_BYTES_MAX];
};

void cause_add(struct cause_what *w, struct str s);
struct str cause_str(const struct cause_what *w);

/* False if the row does not hold here after all. */
bool cause_take(struct cause_what *w, const struct cause_match *m);

/* "localhost:5432" near the match; false if there is none. */
bool cause_host(struct cause_what *w, const struct cause_match *m);
void cause_address(struct cause_what *w, struct str host, struct str port);

/*
 * The line without numbers, ids, times and the like. Quoted texts and paths go as well; with `words`
 * those without digits stay, as the name of a variable that is not set.
 */
void cause_shape(struct cause_what *w, struct str line, bool words);

/* The file with which a line such as "a.c:1:2: error" starts, or empty. */
struct str cause_leading_file(struct str line);

/* The line of a failure that tells most about it. */
struct str cause_telling_line(const struct cause_text *t);

/* Does the failure tell of an assertion? Then what it quotes is no cause. */
bool cause_is_assertion(struct str type, struct str line);

#endif
