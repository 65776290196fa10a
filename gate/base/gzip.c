#include "gate/base/gzip.h"

#include <zlib.h>

bool gzip_is(struct str bytes)
{
	return str_starts(bytes, STR("\x1f\x8b"));
}

const char *gzip_library_version(void)
{
	return zlibVersion();
}

static const char *inflate_member(z_stream *z, size_t most, struct buf *out)
{
	static _Thread_local char piece[64 * 1024];
	int code;

	do {
		z->next_out = (Bytef *)piece;
		z->avail_out = sizeof(piece);
		code = inflate(z, Z_NO_FLUSH);
		if (code != Z_OK && code != Z_STREAM_END)
			return code == Z_BUF_ERROR ? "the gzip data is cut off"
						   : "the gzip data is damaged";
		if (out->n + (sizeof(piece) - z->avail_out) > most)
			return "it inflates to more than the limit";
		buf_add(out, (struct str){ piece, sizeof(piece) - z->avail_out });
	} while (code != Z_STREAM_END);
	return NULL;
}

const char *gzip_inflate(struct str bytes, size_t most, struct buf *out)
{
	const char *why = NULL;

	while (!why && bytes.n) {
		/* zlib counts in unsigned int; a larger file is cut off for it, and said to be. */
		uInt given = bytes.n > UINT32_MAX ? UINT32_MAX : (uInt)bytes.n;
		z_stream z = { .next_in = (Bytef *)(uintptr_t)bytes.p, .avail_in = given };

		if (!gzip_is(bytes))
			return "something that is not gzip follows the gzip data";
		if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK)
			return "zlib cannot start";
		why = inflate_member(&z, most, out);
		bytes = str_skip(bytes, given - z.avail_in);
		inflateEnd(&z);
	}
	return why;
}
