#include "gate/base/sha256.h"

#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stdio.h>

const char *sha256_library_version(void)
{
	static char version[32];

	snprintf(version, sizeof(version), "%d.%d", nettle_version_major(), nettle_version_minor());
	return version;
}

void sha256_hex(struct str bytes, char out[SHA256_HEX + 1])
{
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&context);
	sha256_update(&context, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&context, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}
