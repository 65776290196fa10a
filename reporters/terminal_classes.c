/*
 * Lines by class against the baseline: a row an area, a column a class.
 */
#include <inttypes.h>

#include "reporters/table.h"
#include "reporters/terminal.h"

static void add_area(struct table *t, const struct area_verdict *a)
{
	table_cell(t, a->name, STYLE_PLAIN);
	for (int i = 0; i < LINE_CLASSES; i++) {
		if (a->classes.counts.n[i])
			table_cellf(t, STYLE_PLAIN, "%" PRIu64, a->classes.counts.n[i]);
		else
			table_cell(t, STR(""), STYLE_PLAIN);
	}
}

void terminal_classes(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct table_column columns[LINE_CLASSES + 1] = { { "lines by class", false, 0 } };
	struct table t;

	if (!v->area_count || !v->areas[0].classes.known)
		return;
	for (int i = 0; i < LINE_CLASSES; i++)
		columns[i + 1] = (struct table_column){ line_classes[i].name, true, 0 };
	table_init(&t, columns, LINE_CLASSES + 1);
	for (size_t i = 0; i < v->area_count; i++)
		add_area(&t, &v->areas[i]);
	buf_byte(out, '\n');
	table_print(&t, look, 2, out);
	table_release(&t);
}
