#include "gate/completions.h"

#include <string.h>

const struct shell shells[] = {
	{ "bash", completions_bash },
	{ "zsh", completions_zsh },
	{ "fish", completions_fish },
};

const size_t shell_count = sizeof(shells) / sizeof(shells[0]);

static const struct {
	const char *part;
	enum completed kind;
} names[] = {
	{ "FORMAT", COMPLETED_FORMATS },
	{ "DIR", COMPLETED_FOLDERS },
	{ "FILE", COMPLETED_FILES },
	{ "REPORT", COMPLETED_FILES },
	{ "REV", COMPLETED_REVISIONS },
	{ "BEFORE", COMPLETED_REVISIONS },
	{ "REMOTE", COMPLETED_REMOTES },
	{ "|", COMPLETED_WORDS },
};

enum completed completed_by(const char *name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strstr(name, names[i].part))
			return names[i].kind;
	}
	return COMPLETED_NOTHING;
}

void completed_words(const char *name, struct buf *out)
{
	struct str rest = str_of(name);

	while (rest.n) {
		buf_add(out, str_cut(&rest, '|'));
		buf_puts(out, rest.n ? " " : "");
	}
}

void completed_quote(const char *text, struct buf *out)
{
	buf_byte(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			buf_puts(out, "'\\'");
		buf_byte(out, *text);
	}
	buf_byte(out, '\'');
}
