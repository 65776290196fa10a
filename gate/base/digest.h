/*
 * Digests, through nettle; this is its only user. SHA-256 (FIPS 180-4) is ours; MD5 (RFC 1321) is there
 * to be compared with what other tools wrote.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "gate/base/str.h"

#define SHA256_HEX 64
#define SHA256_BASE64 44
#define MD5_HEX 32
#define MD5_BASE64 22

/* "3.8" of the library that is linked; static text. */
const char *digest_library_version(void);

/* A digest in the making; ends with sha256_end(). */
struct sha256;

struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *s, struct str bytes);

/* Writes 64 hex digits and a NUL byte. */
void sha256_end(struct sha256 *s, char out[SHA256_HEX + 1]);
void sha256_hex(struct str bytes, char out[SHA256_HEX + 1]);

/* The same digest in base64 with its padding, as content security policies name it; and a NUL byte. */
void sha256_base64(struct str bytes, char out[SHA256_BASE64 + 1]);

/* Writes 32 hex digits, or 22 of base64 without padding as Perl's md5_base64() does; and a NUL byte. */
void md5_hex(struct str bytes, char out[MD5_HEX + 1]);
void md5_base64(struct str bytes, char out[MD5_BASE64 + 1]);

#endif
