#include "tests/unit/file_fixture.h"

#include "gate/base/gzip.h"
#include "gate/base/digest.h"

static void gzip__is_inflated_and_the_digest_is_of_the_disk(void **state)
{
	struct file f;
	char digest[SHA256_HEX + 1];

	(void)state;
	sh("seq 1 100000 >plain; gzip -nc plain >f.gz");
	assert_int_equal(0, file_read(&f, at("f.gz"), &diags, &bad));
	assert_int_equal(588895, f.bytes.n);
	assert_true(str_ends(buf_str(&f.bytes), STR("\n99999\n100000\n")));
	assert_true(f.size < 588895 / 2);
	sha256_hex(buf_str(&f.bytes), digest);
	assert_string_not_equal(digest, f.sha256);
	file_release(&f);
}

static void gzip__members_follow_each_other(void **state)
{
	(void)state;
	sh("{ printf a | gzip -n; printf '' | gzip -n; printf b | gzip -n; } >f.gz");
	assert_string_equal("ab", content("f.gz"));
}

static void gzip__of_nothing_is_nothing(void **state)
{
	struct file f;

	(void)state;
	sh("printf '' | gzip -n >f");
	assert_int_equal(0, file_read(&f, at("f"), &diags, &bad));
	assert_int_equal(0, f.bytes.n);
	assert_int_equal(20, f.size);
	file_release(&f);
}

/* All of it, as pieces of at most so many bytes: NULL, or why not. */
static const char *inflate(struct str packed, size_t piece, struct buf *out)
{
	struct gzip *g = gzip_new();
	const char *why = NULL;

	while (packed.n && !why) {
		struct str given = { packed.p, packed.n < piece ? packed.n : piece };
		size_t before = given.n,
		       got = gzip_inflate(g, &given, buf_room(out, piece), piece, &why);

		out->n += got;
		packed = str_skip(packed, before - given.n);
		if (!why && !got && before == given.n)
			why = "it stands still";
	}
	if (!why)
		why = gzip_end(g);
	gzip_free(g);
	return why;
}

static struct str bytes_of(const char *name)
{
	struct file f;
	struct str bytes;

	/* With a byte in front it is not gzip. */
	sh(arena_printf(&arena, "printf x | cat - %s >padded", name).p);
	assert_int_equal(0, file_read(&f, at("padded"), &diags, &bad));
	bytes = arena_str(&arena, str_skip(buf_str(&f.bytes), 1));
	file_release(&f);
	return bytes;
}

static void gzip__every_cut_is_noticed(void **state)
{
	struct str bytes;

	(void)state;
	sh("printf 'SF:a.c\\nend_of_record\\n' | gzip -nc >whole.gz");
	bytes = bytes_of("whole.gz");
	for (size_t n = 2; n < bytes.n; n++) {
		struct buf out = { 0 };
		const char *why = inflate((struct str){ bytes.p, n }, 1000, &out);

		if (!why || strcmp(why, "the gzip data is cut off") != 0)
			fail_msg("cut at %zu: %s", n, why ? why : "not noticed");
		buf_release(&out);
	}
	sh("head -c 30 whole.gz >cut.gz");
	assert_refused(at("cut.gz"), "the gzip data is cut off");
	sh("cat whole.gz cut.gz >second-cut.gz");
	assert_refused(at("second-cut.gz"), "the gzip data is cut off");
}

static void gzip__comes_in_pieces_of_any_size(void **state)
{
	static const size_t pieces[] = { 1, 2, 3, 7, 18, 100, 4096, 1000000 };
	struct str bytes;

	(void)state;
	sh("seq 1 5000 >plain; { head -c 9999 plain | gzip -nc; tail -c +10000 plain | gzip -c; } >f.gz");
	bytes = bytes_of("f.gz");
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct buf out = { 0 };

		assert_null(inflate(bytes, pieces[i], &out));
		assert_string_equal(content("plain"), text_of_str(buf_str(&out)));
		buf_release(&out);
	}
}

static void gzip__damage_and_strangers_are_refused(void **state)
{
	(void)state;
	sh("seq 1 1000 | gzip -nc >f.gz; cp f.gz crc.gz; cp f.gz tail.gz; echo x >>tail.gz");
	sh("printf '\\0\\0\\0\\0' | dd of=crc.gz bs=1 conv=notrunc seek=$(($(wc -c <f.gz) - 8))"
	   " 2>/dev/null");
	sh("printf '\\037\\213\\011xxxxxxxxxxxx' >method.gz");
	assert_refused(at("crc.gz"), "the gzip data is damaged");
	assert_refused(at("tail.gz"), "something that is not gzip follows the gzip data");
	assert_refused(at("method.gz"), "the gzip data is damaged");
}

static void gzip__a_bomb_inflates_as_far_as_is_asked_for(void **state)
{
	enum { ROOM = 4096 };
	char *room = arena_alloc(&arena, ROOM);
	struct gzip *g = gzip_new();
	const char *why = NULL;
	struct str bytes;
	size_t all = 0;

	(void)state;
	sh("head -c 10000000 /dev/zero | gzip -nc >f.gz");
	bytes = bytes_of("f.gz");
	assert_true(bytes.n < 20000);
	for (size_t got; (got = gzip_inflate(g, &bytes, room, ROOM, &why)); all += got)
		assert_true(got == ROOM || all + got == 10000000);
	assert_null(why);
	assert_null(gzip_end(g));
	assert_int_equal(10000000, all);
	gzip_free(g);
	gzip_free(NULL);
}

static void gzip__is_known_by_its_first_two_bytes(void **state)
{
	(void)state;
	assert_true(gzip_is(STR("\x1f\x8b")));
	assert_false(gzip_is(STR("\x1f")));
	assert_false(gzip_is(STR("SF:")));
	assert_false(gzip_is((struct str){ 0 }));
}

static void sha256__is_that_of_fips_180(void **state)
{
	char hex[SHA256_HEX + 1];

	(void)state;
	sha256_hex(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex);
	assert_string_equal(
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", hex);
	sha256_hex((struct str){ 0 }, hex);
	assert_string_equal(
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex);
}

static void sha256__comes_in_pieces_of_any_size(void **state)
{
	char text[1000], whole[SHA256_HEX + 1], hex[SHA256_HEX + 1];

	(void)state;
	memset(text, 'x', sizeof(text));
	sha256_hex((struct str){ text, sizeof(text) }, whole);
	for (size_t piece = 1; piece <= 129; piece += 16) {
		struct sha256 *s = sha256_new();
		struct str rest = { text, sizeof(text) };

		for (; rest.n; rest = str_skip(rest, piece))
			sha256_add(s, (struct str){ rest.p, rest.n < piece ? rest.n : piece });
		sha256_end(s, hex);
		assert_string_equal(whole, hex);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(gzip__is_inflated_and_the_digest_is_of_the_disk),
		IN_FOLDER(gzip__members_follow_each_other),
		IN_FOLDER(gzip__of_nothing_is_nothing),
		IN_FOLDER(gzip__every_cut_is_noticed),
		IN_FOLDER(gzip__damage_and_strangers_are_refused),
		IN_FOLDER(gzip__comes_in_pieces_of_any_size),
		IN_FOLDER(gzip__a_bomb_inflates_as_far_as_is_asked_for),
		CHECK(gzip__is_known_by_its_first_two_bytes),
		CHECK(sha256__is_that_of_fips_180),
		CHECK(sha256__comes_in_pieces_of_any_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
