#include "reporters/diagnostics.h"

#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/table.h"

static const struct {
	const char *word;
	enum style style;
} levels[DIAG_LEVELS] = {
	[DIAG_NOTE] = { "note", STYLE_FAINT },
	[DIAG_DOUBT] = { "note", STYLE_DOUBT },
	[DIAG_WARNING] = { "warning", STYLE_DOUBT },
	[DIAG_ERROR] = { "error", STYLE_BAD },
};

static void print_place(const struct place *at, struct buf *out)
{
	if (!at->file.n)
		buf_puts(out, "areagate");
	else
		escape_terminal(out, at->file);
	buf_byte(out, ':');
	if (at->line)
		buf_printf(out, "%" PRIu32 ":", at->line);
	if (at->line && at->column)
		buf_printf(out, "%" PRIu32 ":", at->column);
	buf_byte(out, ' ');
}

void diagnostics_print(
	const struct diags *d, enum diag_level least, const struct look *look, struct buf *out)
{
	for (const struct diag *i = d->first; i; i = i->next) {
		if (i->kind->level < least)
			continue;
		print_place(&i->at, out);
		style_print(out, look, levels[i->kind->level].style,
			str_of(levels[i->kind->level].word));
		buf_puts(out, ": ");
		escape_terminal(out, i->text);
		if (i->more)
			buf_printf(out, " (and %" PRIu64 " more like it)", i->more);
		buf_puts(out, " [");
		buf_puts(out, i->kind->slug);
		buf_puts(out, "]\n");
	}
}
