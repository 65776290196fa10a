#include "tests/unit/check.h"

#include "gate/base/digest.h"

static void digest__md5_is_that_of_rfc_1321(void **state)
{
	char hex[MD5_HEX + 1];

	(void)state;
	md5_hex(STR(""), hex);
	assert_string_equal("d41d8cd98f00b204e9800998ecf8427e", hex);
	md5_hex(STR("message digest"), hex);
	assert_string_equal("f96b697d7cb7938d525a2f31aaf161d0", hex);
}

static void digest__md5_in_base64_is_that_of_geninfo(void **state)
{
	char text[MD5_BASE64 + 1];

	(void)state;
	/* What geninfo --checksum of lcov 1.16 wrote of this line. */
	md5_base64(STR("\treturn n / 2;"), text);
	assert_string_equal("VCJpVrvTG9/4AxRU2TsORg", text);
}

static void digest__sha256_in_base64_is_what_a_content_security_policy_names(void **state)
{
	char text[SHA256_BASE64 + 1];

	(void)state;
	/* openssl dgst -sha256 -binary | base64, of "abc" (FIPS 180-4) */
	sha256_base64(STR("abc"), text);
	assert_string_equal("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(digest__md5_is_that_of_rfc_1321),
		CHECK(digest__md5_in_base64_is_that_of_geninfo),
		CHECK(digest__sha256_in_base64_is_what_a_content_security_policy_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
