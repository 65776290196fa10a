#include "parsers/lcov_scan.h"
#include "parsers/lcov_scan_record.h"

#include <string.h>

const char *lcov_plain_line(const char *p, struct line_hits *into)
{
	uint64_t line, count = 0;
	const char *next;

	if (memcmp(p, "DA:", 3) != 0)
		return p;
	next = lcov_number(p + 3, ',', LCOV_LINE_DIGITS_MAX, &line);
	if (next)
		next = lcov_number(next, '\n', LCOV_COUNT_DIGITS_MAX, &count);
	if (!next || !line)
		return p;
	*into = (struct line_hits){ count, (uint32_t)line, 0 };
	return next;
}

/* Text that looks like a number but for a leading zero is another block, or branch, than the number. */
static const char *token(const char *p, uint64_t *out)
{
	return p && *p == '0' && p[1] != ',' ? NULL
		: p                          ? lcov_number(p, ',', LCOV_LINE_DIGITS_MAX, out)
					     : NULL;
}

const char *lcov_plain_branch(const char *p, struct outcome_hits *into)
{
	uint64_t line, group = 0, index = 0, count = 0;
	bool reached = true;
	const char *next;

	if (memcmp(p, "BRDA:", 5) != 0)
		return p;
	next = lcov_number(p + 5, ',', LCOV_LINE_DIGITS_MAX, &line);
	next = token(next, &group);
	next = token(next, &index);
	if (next && next[0] == '-' && next[1] == '\n') {
		reached = false;
		next += 2;
	} else if (next) {
		next = lcov_number(next, '\n', LCOV_COUNT_DIGITS_MAX, &count);
	}
	if (!next || !line)
		return p;
	*into = (struct outcome_hits){ count, (uint32_t)line, (uint32_t)group, (uint32_t)index,
		.reached = reached };
	return next;
}

#define DEFINE_PLAIN(name, list, item, slow, rank)                                 \
	static const char *name(const char *p, const char *end, struct list *into) \
	{                                                                          \
		const char *next = p;                                              \
                                                                                   \
		for (; p < end && into->n < into->cap; into->n++, p = next) {      \
			struct item *v = &into->v[into->n];                        \
                                                                                   \
			next = slow(p, v);                                         \
			if (next == p)                                             \
				break;                                             \
			into->unordered |= into->n && rank(v - 1) >= rank(v);      \
		}                                                                  \
		return p;                                                          \
	}

DEFINE_PLAIN(plain_lines, line_list, line_hits, lcov_plain_line, lcov_line_rank)
DEFINE_PLAIN(plain_branches, outcome_list, outcome_hits, lcov_plain_branch, lcov_branch_rank)

static bool always(void)
{
	return true;
}

const struct lcov_scan lcov_scan_plain = { "plain", always, plain_lines, plain_branches };

const struct lcov_scan *const lcov_scans[] = {
#if defined(__x86_64__)
	&lcov_scan_avx2,
#endif
	&lcov_scan_plain,
};

const size_t lcov_scan_count = sizeof(lcov_scans) / sizeof(lcov_scans[0]);

const struct lcov_scan *lcov_scan_best(void)
{
	size_t i = 0;

	while (!lcov_scans[i]->supported())
		i++;
	return lcov_scans[i];
}
