/*
 * The progress report and its parts, in their order, a file each. A part without evidence writes nothing.
 */
#ifndef REPORTERS_MARKDOWN_H
#define REPORTERS_MARKDOWN_H

#include "gate/model/difference.h"
#include "gate/model/names.h"
#include "reporters/markdown_page.h"
#include "reporters/reporter.h"

/* What the parts are made of. */
struct markdown {
	const struct verdict *v;
	struct page page;
	bool has_before;   /* a record to compare with: that of --since, or the baseline */
	const char *since; /* the heading for what changed */
	struct difference difference;
	struct names blocked;             /* files */
	const struct area_before *before; /* against that record, one an area; or NULL */
};

void markdown_accomplished(struct markdown *m);
void markdown_areas(struct markdown *m);
void markdown_blockers(struct markdown *m);
void markdown_missing(struct markdown *m);
void markdown_flaky(struct markdown *m);
void markdown_next(struct markdown *m);
void markdown_criteria(struct markdown *m);
void markdown_since(struct markdown *m);
void markdown_evidence(struct markdown *m);

/* Files that cannot be loaded, for markdown_unwritten(): their planned tests are told of as blocked. */
void markdown_find_blocked(struct markdown *m);

/* Tests that are planned and not there, those apart. */
uint64_t markdown_unwritten(const struct markdown *m, const struct area_verdict *a);

/* A step that covers, or measures, what the rule lacks. */
void markdown_cover(const struct area_verdict *a, const struct finding *f, struct buf *out);

/* What people call the area; not encoded. */
struct str markdown_title(const struct area_verdict *a);

/* Between other text; of a stranger's novel as much as belongs on a page. */
void markdown_text(struct buf *out, struct str text);
void markdown_code(struct buf *out, struct str text);
void markdown_heading(struct buf *out, struct str text);
void markdown_area(struct buf *out, const struct area_verdict *a);

/* Behind its name, if its figures were not measured in this run. */
void markdown_carried(struct buf *out, const struct area_verdict *a);

/* "65.00 %"; nothing of nothing. */
void markdown_percent(struct buf *out, struct count c);
void markdown_decimal(struct buf *out, struct decimal d);

/* "+2", "-1", "0" */
void markdown_change(struct buf *out, uint64_t before, uint64_t after);

#endif
