/*
 * SHA-256 (FIPS 180-4), through nettle; this is its only user.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "gate/base/str.h"

#define SHA256_HEX 64

/* "3.8" of the library that is linked; static text. */
const char *sha256_library_version(void);

/* Writes 64 hex digits and a NUL byte. */
void sha256_hex(struct str bytes, char out[SHA256_HEX + 1]);

#endif
