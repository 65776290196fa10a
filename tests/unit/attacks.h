/*
 * What strangers put into names and messages to be obeyed, linked or shown as what it is not; and texts made
 * of it at random.
 */
#ifndef TESTS_ATTACKS_H
#define TESTS_ATTACKS_H

#include "gate/base/buf.h"

static const char *const attacks[] = {
	"::set-output name=x::y",
	":",
	":12 x::",
	"#",
	"[error]",
	"%0A::error::x",
	"x,file=y,title=z::",
	"%",
	"\xe2\x80\x83::stop-commands::x",
	"##[add-matcher]x]",
	"##vso[task.setvariable]",
	"\r::error::x",
	"\x0b\x0c::error::x",
	"\xc2\x85::error::x",
	"\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\",
	"section_start:1:x\r\x1b[0K",
	"| x | y |",
	"\\",
	"\\\\|",
	"a\\|",
	"`",
	"``` x",
	"\\`",
	"`` ` ``",
	"<details><summary>",
	"<!-- areagate -->",
	"[x](javascript:y)",
	"![x](http://y)",
	"[x]: http://y",
	"&#124;",
	"&lt;script&gt;",
	"@org/team",
	"#1",
	"org/repo#1",
	"mailto:a@b.c",
	"www.e.com",
	"http://e.com",
	"- [x] done",
	"* x",
	"1. x",
	"0) x",
	"# h",
	"> q",
	"===",
	"---",
	"***",
	"___",
	"~~~",
	"    code",
	"$$x$$",
	"| - |",
	":-:|:-:",
	"\xe2\x80\xaetxt.exe",
	"\xef\xbb\xbf",
	"{\"schema\":\"areagate/record/1\"}",
	"\xc2",
	"\xc3\x28",
	"\xf8\x88\x80\x80\x80",
	":+1:",
	"<span>$</span>",
	"\\#\xe2\x80\x8b",
	"\\u{202e}",
	"\\x1b",
	"\n\n## h\n",
};

static inline uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Bytes, single characters that matter, and whole attacks, run together. */
static inline void random_text(struct buf *text, uint64_t *random)
{
	static const char active[] = "\\`*_[]<>#@~$|&!:-+=.)( \n\r\t\x1b{}0aw/";
	uint64_t pieces = next_random(random) % 12;

	buf_truncate(text, 0);
	while (pieces--) {
		uint64_t kind = next_random(random) % 4, n = next_random(random);

		if (kind == 0)
			buf_byte(text, (char)(unsigned char)(n & 0xff));
		else if (kind == 1)
			buf_puts(text, attacks[n % (sizeof(attacks) / sizeof(attacks[0]))]);
		else
			buf_byte(text, active[n % (sizeof(active) - 1)]);
	}
}

#endif
