#include "gate/output_folder.h"

#include <string.h>

#include "gate/model/names.h"
#include "gate/outputs.h"

/* An area of a record is called as strangers like: no file of that name is outside of the folder. */
static struct str name_file(struct arena *a, struct str folder, struct str area, const char *ending)
{
	struct buf path = { 0 };
	struct str copy;

	buf_add(&path, folder);
	buf_byte(&path, '/');
	for (size_t i = 0; i < area.n; i++) {
		char c = area.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			(c && strchr("._-", c)))
			buf_byte(&path, c);
		else
			buf_printf(&path, "%%%02x", (unsigned)(unsigned char)c);
	}
	buf_puts(&path, ending);
	copy = arena_str(a, buf_str(&path));
	buf_release(&path);
	return copy;
}

/* Each area once, however many of the verdicts have it. */
static struct names names_of_areas(struct verdicts verdicts, struct arena *a)
{
	struct names names = { .arena = a };

	for (size_t i = 0; i < verdicts.n; i++) {
		for (size_t j = 0; j < verdicts.v[i]->area_count; j++)
			names_add(&names, verdicts.v[i]->areas[j].name);
	}
	return names;
}

int output_folder_fill(struct verdicts verdicts, const struct reporter *reporter, struct str folder,
	struct diags *d)
{
	struct arena arena = { 0 };
	struct names names = names_of_areas(verdicts, &arena);
	struct buf bytes = { 0 };
	int result = 0;

	for (size_t i = 0; i < names.n && result == 0; i++) {
		buf_truncate(&bytes, 0);
		reporter->report_area(verdicts, names.v[i], &bytes);
		result = outputs_put(name_file(&arena, folder, names.v[i], reporter->ending).p,
			buf_str(&bytes), d);
	}
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}
