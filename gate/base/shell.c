#include "gate/base/shell.h"

#include <string.h>

#include "gate/base/buf.h"

static bool is_plain(struct str word)
{
	static const char safe[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+";

	for (size_t i = 0; i < word.n; i++) {
		if (!word.p[i] || !strchr(safe, word.p[i]))
			return false;
	}
	return word.n > 0;
}

struct str shell_word(struct arena *a, struct str word)
{
	struct buf quoted = { 0 };
	struct str out;

	if (is_plain(word))
		return arena_str(a, word);
	buf_byte(&quoted, '\'');
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '\'')
			buf_puts(&quoted, "'\\'");
		buf_byte(&quoted, word.p[i]);
	}
	buf_byte(&quoted, '\'');
	out = arena_str(a, buf_str(&quoted));
	buf_release(&quoted);
	return out;
}
