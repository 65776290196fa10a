#include "gate/model/source.h"

#include <string.h>

#include "gate/base/buf.h"
#include "gate/base/digest.h"
#include "gate/base/utf8.h"

enum { GIT_ID_HEX = 40 };

uint32_t source_lines(struct str text)
{
	const char *p = text.p, *end = text.p + text.n;
	uint32_t n = 0;

	for (; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
		n++;
	return n + (text.n && text.p[text.n - 1] != '\n');
}

/*
 * What else ends a line: JavaScript knows a lone CR, U+2028 and U+2029, and Python's splitlines(), by
 * which coverage.py takes the text of a line, U+000B, U+000C, U+001C to U+001E and U+0085 as well.
 */
static bool is_odd_break(struct str text, size_t i)
{
	const char *p = text.p + i;
	size_t left = text.n - i;

	if (*p == '\r')
		return left < 2 || p[1] != '\n';
	if (*p == '\v' || *p == '\f' || (*p >= 0x1c && *p <= 0x1e))
		return true;
	return (left >= 2 && !memcmp(p, "\xc2\x85", 2)) ||
		(left >= 3 && (!memcmp(p, "\xe2\x80\xa8", 3) || !memcmp(p, "\xe2\x80\xa9", 3)));
}

static uint32_t odd_breaks(struct str text)
{
	uint32_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += is_odd_break(text, i);
	return n;
}

static bool has_checksum(struct str line, uint32_t hash)
{
	char text[MD5_BASE64 + 1];

	md5_base64(line, text);
	return checksum_hash(str_of(text)) == hash;
}

/* The work tree may end lines with CR LF where the tree does not, and tools may leave the CR away. */
static bool may_have_checksum(struct str line, uint32_t hash)
{
	struct buf with_cr = { 0 };
	bool same;

	if (str_starts(line, STR("\xef\xbb\xbf")) && may_have_checksum(str_skip(line, 3), hash))
		return true;
	if (has_checksum(line, hash))
		return true;
	buf_add(&with_cr, line);
	buf_byte(&with_cr, '\r');
	same = has_checksum(buf_str(&with_cr), hash);
	buf_release(&with_cr);
	return same;
}

/* The first line with another checksum, or 0. What is not UTF-8 may have been put into it before. */
static uint32_t other_line(struct str text, const struct provenance *p)
{
	uint32_t number = 0;
	struct str line;
	size_t i = 0;

	while (i < p->n && str_line(&text, &line)) {
		number++;
		if (number != p->v[i].line)
			continue;
		if (!may_have_checksum(line, p->v[i].hash) && utf8_valid(line) == line.n)
			return number;
		i++;
	}
	return 0;
}

static bool all_hex(struct str s, size_t digits)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!memchr("0123456789abcdef", s.p[i], 16))
			return false;
	}
	return s.n == digits;
}

bool source_version_is_id(struct str version)
{
	return all_hex(version, GIT_ID_HEX);
}

static bool has_md5(struct str text, struct str hex)
{
	char digest[MD5_HEX + 1];

	md5_hex(text, digest);
	return str_eq(hex, str_of(digest));
}

/* gcovr writes the MD5 of the file alone, lcov's own scripts put "md5:" before it. */
static bool is_other_version(struct str text, struct str version)
{
	struct str hex = all_hex(version, MD5_HEX) ? version : str_cut_last(&version, ' ');
	struct buf with_cr = { 0 };
	struct str line;
	bool same;

	if (str_starts(hex, STR("md5:")))
		hex = str_skip(hex, 4);
	if (!all_hex(hex, MD5_HEX) || has_md5(text, hex))
		return false;
	/* As it may lie in the work tree. */
	for (struct str rest = text; str_line(&rest, &line);) {
		buf_add(&with_cr, line);
		if (line.p + line.n < text.p + text.n)
			buf_puts(&with_cr, "\r\n");
	}
	same = has_md5(buf_str(&with_cr), hex);
	buf_release(&with_cr);
	return !same;
}

struct contradiction source_contradicts(struct str text, const struct file_coverage *file)
{
	struct contradiction c = { AGREES, file->last_line, source_lines(text) };
	const struct provenance *p = file->provenance;

	/* In place of the text, which lies elsewhere. */
	if (str_starts(text, STR("version https://git-lfs.github.com/spec/")))
		return c;

	/* The empty line behind the last line end is counted by llvm-cov, and by V8 in an empty file. */
	if (c.line > c.lines + 1 && c.line > c.lines + 1 + odd_breaks(text)) {
		c.kind = PAST_END;
		return c;
	}
	if (!p)
		return c;
	c.line = p->foreign ? 0 : other_line(text, p);
	if (c.line && !odd_breaks(text))
		c.kind = OTHER_LINE;
	else if (p->version.n && is_other_version(text, p->version))
		c.kind = OTHER_FILE;
	return c;
}
