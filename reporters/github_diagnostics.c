#include <inttypes.h>

#include "reporters/annotations.h"
#include "reporters/github.h"

static void annotate_level(
	struct annotations *all, const struct diags *d, enum diag_level level, struct buf *text)
{
	for (const struct diag *i = d->first; i; i = i->next) {
		struct annotation a = { .kind = level == DIAG_ERROR ? ANNOTATION_ERROR
								    : ANNOTATION_WARNING,
			.at = i->at };
		struct buf title = { 0 };

		if (i->kind->level != level)
			continue;
		buf_truncate(text, 0);
		buf_add(text, i->text);
		if (i->more)
			buf_printf(text, " (and %" PRIu64 " more like it)", i->more);
		buf_printf(&title, "areagate %s", i->kind->slug);
		a.title = buf_str(&title);
		a.text = buf_str(text);
		annotate(all, &a);
		buf_release(&title);
	}
}

void github_diagnostics(const struct diags *d, enum diag_level least, struct buf *out)
{
	struct annotations all = { .out = out };
	struct buf text = { 0 };

	annotate_level(&all, d, DIAG_ERROR, &text);
	if (least <= DIAG_WARNING)
		annotate_level(&all, d, DIAG_WARNING, &text);
	annotations_end(&all);
	buf_release(&text);
}
