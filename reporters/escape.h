/*
 * Every encoder, one a sink. Text from reports, paths, policies and commits is written by strangers
 * and reaches a sink only through its encoder.
 */
#ifndef REPORTERS_ESCAPE_H
#define REPORTERS_ESCAPE_H

#include "gate/base/buf.h"

/*
 * A terminal, and the log of a CI job: one line; C0, C1, ESC, bidi controls and bytes that are not
 * UTF-8 show as \x1b or \u{202e}; "##[" and "::" that a job's runner would obey are broken by U+200B.
 */
void escape_terminal(struct buf *out, struct str s);

/* How many columns that takes. */
unsigned escape_terminal_columns(struct str s);

/* A cell of a Markdown table, or text between other text: one line, nothing in it is markup. */
void escape_markdown(struct buf *out, struct str s);

/* A Markdown code span, its fence included; nothing for an empty text. */
void escape_markdown_code(struct buf *out, struct str s);

/* A JSON string (RFC 8259) with its quotes; bytes that are not UTF-8 become U+FFFD. */
void escape_json(struct buf *out, struct str s);

/*
 * The message of a command to GitHub's runner, and a value among its properties: coded, one line, up to
 * the 4,096 characters that the runner takes.
 */
void escape_github_data(struct buf *out, struct str s);
void escape_github_property(struct buf *out, struct str s);

/* Many lines that are whole, whoever wrote them: what a runner would obey in them is broken by U+200B. */
void escape_runner(struct buf *out, struct str text);

/* Text of an HTML page, or the value of an attribute in quotes: one line, nothing in it is markup. */
void escape_html(struct buf *out, struct str s);

/* The same of a line of source, where a tab stays one. */
void escape_html_source(struct buf *out, struct str s);

/* Text that a viewer shows as it is: one line, and what is hidden is shown. Goes into a JSON string. */
void escape_text(struct buf *out, struct str s);

/* The same for a SARIF message, where `[text](1)` would be a link. */
void escape_sarif(struct buf *out, struct str s);

/*
 * A path of the repository as a relative reference (RFC 3986), whatever its bytes: no scheme, no query,
 * no fragment.
 */
void escape_uri(struct buf *out, struct str s);

/* XML, between tags or in an attribute with quotes: one line, and what XML must not hold is shown. */
void escape_xml(struct buf *out, struct str s);

/* A line of a note that is for people: as for a terminal, and never starting with '{'. */
void escape_note(struct buf *out, struct str s);

#endif
