#include "gate/base/digest.h"

#include <nettle/base64.h>
#include <nettle/md5.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

struct sha256 {
	struct sha256_ctx context;
};

const char *digest_library_version(void)
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

static void put_hex(const uint8_t *digest, size_t n, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*out++ = digits[digest[i] >> 4];
		*out++ = digits[digest[i] & 0xf];
	}
	*out = '\0';
}

void sha256_end(struct sha256 *s, char out[SHA256_HEX + 1])
{
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(&s->context, sizeof(digest), digest);
	put_hex(digest, sizeof(digest), out);
	free(s);
}

void sha256_hex(struct str bytes, char out[SHA256_HEX + 1])
{
	struct sha256 *s = sha256_new();

	sha256_add(s, bytes);
	sha256_end(s, out);
}

void sha256_base64(struct str bytes, char out[SHA256_BASE64 + 1])
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&context, sizeof(digest), digest);
	base64_encode_raw(out, sizeof(digest), digest);
	out[SHA256_BASE64] = '\0';
}

static void md5(struct str bytes, uint8_t digest[MD5_DIGEST_SIZE])
{
	struct md5_ctx context;

	md5_init(&context);
	md5_update(&context, bytes.n, (const uint8_t *)bytes.p);
	md5_digest(&context, MD5_DIGEST_SIZE, digest);
}

void md5_hex(struct str bytes, char out[MD5_HEX + 1])
{
	uint8_t digest[MD5_DIGEST_SIZE];

	md5(bytes, digest);
	put_hex(digest, sizeof(digest), out);
}

void md5_base64(struct str bytes, char out[MD5_BASE64 + 1])
{
	uint8_t digest[MD5_DIGEST_SIZE];
	char padded[BASE64_ENCODE_RAW_LENGTH(MD5_DIGEST_SIZE)];

	md5(bytes, digest);
	base64_encode_raw(padded, sizeof(digest), digest);
	memcpy(out, padded, MD5_BASE64);
	out[MD5_BASE64] = '\0';
}
