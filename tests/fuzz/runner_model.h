/*
 * What a runner of GitHub Actions finds in what a job prints, from its side (actions/runner: a line is read,
 * its front trimmed, "::name properties::data" taken, else "##[name properties]data" looked for anywhere).
 * It knows some names only; here any will do.
 */
#ifndef TESTS_RUNNER_MODEL_H
#define TESTS_RUNNER_MODEL_H

#include "gate/base/utf8.h"

struct runner_command {
	struct str name, properties, data; /* as they stand in the line */
	bool legacy;
};

static inline struct str trim_unicode(struct str s)
{
	while (s.n) {
		struct str rest = s;
		int32_t code = utf8_next(&rest);

		if (code != ' ' && (code < 9 || code > 13) && code != 0x85 && code != 0xa0 &&
			code != 0x1680 && (code < 0x2000 || code > 0x200a) && code != 0x2028 &&
			code != 0x2029 && code != 0x202f && code != 0x205f && code != 0x3000)
			break;
		s = rest;
	}
	return s;
}

static inline bool runner_split(
	struct str line, struct str start, struct str end, struct runner_command *out)
{
	struct str inside = str_skip(line, start.n);

	for (size_t i = 0; i + end.n <= inside.n; i++) {
		if (!str_starts(str_skip(inside, i), end))
			continue;
		out->data = str_skip(inside, i + end.n);
		out->properties = (struct str){ inside.p, i };
		out->name = str_cut(&out->properties, ' ');
		return out->name.n > 0;
	}
	return false;
}

static inline bool runner_reads(struct str line, struct runner_command *out)
{
	struct str front = trim_unicode(line);

	*out = (struct runner_command){ 0 };
	if (str_starts(front, STR("::")) && runner_split(front, STR("::"), STR("::"), out))
		return true;
	out->legacy = true;
	for (; line.n; line = str_skip(line, 1)) {
		if (str_starts(line, STR("##[")) && runner_split(line, STR("##["), STR("]"), out))
			return true;
	}
	return false;
}

/* The next line, which ends at LF, CR, or both. False at the end. */
static inline bool runner_line(struct str *rest, struct str *line)
{
	size_t n = 0;

	if (!rest->n)
		return false;
	while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r')
		n++;
	*line = (struct str){ rest->p, n };
	*rest = str_skip(*rest, n < rest->n ? n + 1 : n);
	return true;
}

/* How many commands there are in a text. */
static inline size_t runner_count(struct str text)
{
	struct runner_command c;
	struct str line;
	size_t n = 0;

	while (runner_line(&text, &line))
		n += runner_reads(line, &c);
	return n;
}

#endif
