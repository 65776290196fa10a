#include "parsers/junit.h"

#include <stddef.h>
#include <string.h>

#define ROW(field)                                                            \
	{                                                                     \
#field, sizeof(#field) - 1, offsetof(struct junit_tag, field) \
	}

/* What a passing testcase has comes first: most elements are one. */
static const struct row {
	const char *name;
	size_t name_bytes, at;
} rows[] = {
	ROW(name),
	ROW(classname),
	ROW(time),
	ROW(file),
	ROW(status),
	ROW(result),
	ROW(success),
	ROW(type),
	ROW(message),
	ROW(tests),
	ROW(failures),
	ROW(errors),
	ROW(skipped),
	ROW(timestamp),
};

struct junit_tag junit_tag(const struct xml_element *e)
{
	struct junit_tag tag = { 0 };

	for (size_t i = 0; i < e->attribute_count; i++) {
		struct str name = e->attributes[i].name;

		for (const struct row *r = rows; r < rows + sizeof(rows) / sizeof(rows[0]); r++) {
			if (name.n == r->name_bytes && name.p[0] == r->name[0] &&
				!memcmp(name.p, r->name, name.n)) {
				memcpy((char *)&tag + r->at, &e->attributes[i].value,
					sizeof(struct str));
				break;
			}
		}
	}
	return tag;
}
