#include "gate/base/gzip.h"

#include <stdlib.h>
#include <zlib.h>

#include "gate/base/memory.h"

struct gzip {
	z_stream z;
	bool in_member;
	bool any; /* a member ended well */
};

bool gzip_is(struct str bytes)
{
	return str_starts(bytes, STR("\x1f\x8b"));
}

const char *gzip_library_version(void)
{
	return zlibVersion();
}

struct gzip *gzip_new(void)
{
	struct gzip *g = memory_get(sizeof(*g));

	*g = (struct gzip){ 0 };
	if (inflateInit2(&g->z, 16 + MAX_WBITS) != Z_OK)
		memory_exhausted();
	return g;
}

void gzip_free(struct gzip *g)
{
	if (!g)
		return;
	inflateEnd(&g->z);
	free(g);
}

/* zlib counts in unsigned int. */
static uInt at_most(size_t n)
{
	return n > UINT32_MAX ? UINT32_MAX : (uInt)n;
}

size_t gzip_inflate(struct gzip *g, struct str *packed, char *into, size_t bytes, const char **why)
{
	size_t done = 0;

	while (packed->n && done < bytes) {
		uInt given = at_most(packed->n), room = at_most(bytes - done);
		bool first = !g->in_member && g->any;
		int code;

		g->z.next_in = (Bytef *)(uintptr_t)packed->p;
		g->z.avail_in = given;
		g->z.next_out = (Bytef *)into + done;
		g->z.avail_out = room;
		g->in_member = true;
		code = inflate(&g->z, Z_NO_FLUSH);
		*packed = str_skip(*packed, given - g->z.avail_in);
		done += room - g->z.avail_out;
		if (code == Z_STREAM_END) {
			g->in_member = false;
			g->any = true;
			inflateReset(&g->z);
		} else if (code != Z_OK && code != Z_BUF_ERROR) {
			*why = first ? "something that is not gzip follows the gzip data"
				     : "the gzip data is damaged";
			return 0;
		}
	}
	return done;
}

const char *gzip_end(const struct gzip *g)
{
	return g->in_member ? "the gzip data is cut off" : NULL;
}
