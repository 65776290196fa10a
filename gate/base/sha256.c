#include "gate/base/sha256.h"

#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stdio.h>
#include <stdlib.h>

#include "gate/base/memory.h"

struct sha256 {
	struct sha256_ctx context;
};

const char *sha256_library_version(void)
{
	static char version[32];

	snprintf(version, sizeof(version), "%d.%d", nettle_version_major(), nettle_version_minor());
	return version;
}

struct sha256 *sha256_new(void)
{
	struct sha256 *s = memory_get(sizeof(*s));

	sha256_init(&s->context);
	return s;
}

void sha256_add(struct sha256 *s, struct str bytes)
{
	sha256_update(&s->context, bytes.n, (const uint8_t *)bytes.p);
}

void sha256_end(struct sha256 *s, char out[SHA256_HEX + 1])
{
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(&s->context, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
	free(s);
}

void sha256_hex(struct str bytes, char out[SHA256_HEX + 1])
{
	struct sha256 *s = sha256_new();

	sha256_add(s, bytes);
	sha256_end(s, out);
}
