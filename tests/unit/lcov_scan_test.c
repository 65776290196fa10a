/* Every scanner reads the same records as the plain one, and looks no further than it may. */
#include "tests/unit/check.h"

#include "parsers/lcov_scan.h"

enum {
	ROUNDS = 200000,
	/* Of a text, and of a list: mostly few, so that each end of both is met. */
	RECORDS = 6,
	ROOM = 8,
	MANY = 400,
};

static uint32_t seed = 77;

static uint32_t below(uint32_t n)
{
	return next_number(&seed) % n;
}

static void put_number(struct buf *b, bool count)
{
	static const uint32_t small[] = { 1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7 };
	static const uint32_t any[] = { 1, 2, 7, 8, 9, 10, 15, 16, 17, 18, 19, 20, 25 };
	bool is_small = below(20) > (count ? 8 : 0);
	uint32_t n = is_small ? small[below(11)] : any[below(13)], style = below(50);

	if (style == 0)
		return;
	if (style == 1)
		buf_byte(b, '0');
	if (style == 2 || (style < 12 && count)) {
		buf_byte(b, style == 2 ? '-' : '0');
		return;
	}
	buf_byte(b, (char)('1' + below(9)));
	while (--n)
		buf_byte(b, style == 4 ? '9' : (char)('0' + below(10)));
}

/* A record as tools write it, mostly. */
static void put_record(struct buf *b)
{
	static const char *const odd[] = { "\r\n", "", ",Zm9v\n", " \n", "\n\n" };
	bool branch = below(2);
	uint32_t fields = branch ? 4 : 2;

	buf_puts(b, branch ? "BRDA:" : "DA:");
	if (below(50) == 0)
		fields += below(3) - 1;
	for (uint32_t i = 0; i < fields; i++) {
		if (i)
			buf_byte(b, ',');
		if (branch && i == 3 && below(4) == 0)
			buf_byte(b, '-');
		else if (branch && (i == 1 || i == 2) && below(3))
			buf_byte(b, (char)('0' + below(4)));
		else
			put_number(b, i + 1 == fields);
	}
	buf_puts(b, below(20) ? "\n" : odd[below(5)]);
}

/* As nearly all are, with lines in order but for one in a while. */
static void put_plain_record(struct buf *b, bool branch, uint32_t line)
{
	static const uint32_t powers[] = { 1, 10, 1000, 100000, 10000000, 1000000000 };
	uint32_t count = below(powers[below(6)]);

	line = below(100) ? line + 1 : below(50);
	if (!branch)
		buf_printf(b, "DA:%u,%u\n", line, count);
	else if (below(4))
		buf_printf(b, "BRDA:%u,0,%u,%u\n", line, below(11), count);
	else
		buf_printf(b, "BRDA:%u,0,%u,-\n", line, below(3));
}

/* Runs of one kind of record, longer than any window. */
static void put_run(struct buf *b)
{
	bool branch = below(2);

	for (uint32_t n = below(MANY); n > 0; n--) {
		if (below(300))
			put_plain_record(b, branch, MANY - n);
		else
			put_record(b);
	}
}

static void spoil(struct buf *b)
{
	static const char bytes[] = ",,,-01289\r\n x\0\xff:/BD.";

	for (uint32_t n = below(3) ? 0 : 1 + below(2); n > 0 && b->n; n--)
		b->p[below((uint32_t)b->n)] = bytes[below(sizeof(bytes) - 1)];
	/* Cut off, as the end of a portion never is, and what a scanner must bear still. */
	if (below(3) == 0)
		b->n = below((uint32_t)b->n + 1);
}

/* In a block of its own that starts and ends where a scanner may not look any more. */
static char *in_a_block(struct str text)
{
	char *p = malloc(LCOV_SLACK_BEFORE + text.n + LCOV_SLACK);

	assert_non_null(p);
	memcpy(p, "1,234,56", LCOV_SLACK_BEFORE);
	p += LCOV_SLACK_BEFORE;
	if (text.n)
		memcpy(p, text.p, text.n);
	p[text.n] = '\0';
	for (size_t i = 1; i < LCOV_SLACK; i++)
		p[text.n + i] = "0123456789,,\n\nDA:BR-"[below(20)];
	return p;
}

/* What a scanner makes of a text: both lists, and where it stopped. */
struct scanned {
	struct line_list lines;
	struct outcome_list branches;
	size_t stop;
};

static const char *scan_once(
	const struct lcov_scan *scan, struct scanned *s, const char *p, const char *end)
{
	if (!memcmp(p, "DA:", 3))
		return scan->lines(p, end, &s->lines);
	if (!memcmp(p, "BRDA:", 5))
		return scan->branches(p, end, &s->branches);
	return p;
}

/* From run to run. */
static void scan_all(const struct lcov_scan *scan, struct scanned *s, const char *p, size_t n)
{
	const char *end = p + n, *at = p, *next;

	for (; at < end && (next = scan_once(scan, s, at, end)) != at; at = next)
		;
	s->stop = (size_t)(at - p);
}

static struct scanned new_scanned(size_t room)
{
	struct scanned s = { 0 };

	s.lines.cap = s.branches.cap = room;
	s.lines.v = malloc(room * sizeof(*s.lines.v) + !room);
	s.branches.v = malloc(room * sizeof(*s.branches.v) + !room);
	assert_true(s.lines.v && s.branches.v);
	return s;
}

static void release_scanned(struct scanned *s)
{
	free(s->lines.v);
	free(s->branches.v);
}

static void assert_same_branch(const struct outcome_hits *a, const struct outcome_hits *b)
{
	assert_true(a->count == b->count);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->group, b->group);
	assert_int_equal(a->index, b->index);
	assert_int_equal(a->text, b->text);
	assert_int_equal(a->reached, b->reached);
}

static void assert_same(
	const char *name, struct str text, const struct scanned *a, const struct scanned *b)
{
	if (a->stop != b->stop || a->lines.n != b->lines.n || a->branches.n != b->branches.n)
		fail_msg("%s stops at %zu instead of %zu of '" STR_FMT "'", name, b->stop, a->stop,
			STR_ARG(text));
	assert_int_equal(a->lines.unordered, b->lines.unordered);
	assert_int_equal(a->branches.unordered, b->branches.unordered);
	for (size_t i = 0; i < a->lines.n; i++) {
		assert_true(a->lines.v[i].count == b->lines.v[i].count);
		assert_int_equal(a->lines.v[i].line, b->lines.v[i].line);
		assert_int_equal(a->lines.v[i].checksum, b->lines.v[i].checksum);
	}
	for (size_t i = 0; i < a->branches.n; i++)
		assert_same_branch(&a->branches.v[i], &b->branches.v[i]);
}

/* How many records were read. */
static size_t check_text(struct str text, size_t room)
{
	char *p = in_a_block(text);
	struct scanned wanted = new_scanned(room);
	size_t n;

	scan_all(lcov_scans[lcov_scan_count - 1], &wanted, p, text.n);
	for (size_t i = 0; i + 1 < lcov_scan_count; i++) {
		struct scanned got = new_scanned(room);

		if (lcov_scans[i]->supported()) {
			scan_all(lcov_scans[i], &got, p, text.n);
			assert_same(lcov_scans[i]->name, text, &wanted, &got);
		}
		release_scanned(&got);
	}
	n = wanted.lines.n + wanted.branches.n;
	release_scanned(&wanted);
	free(p - LCOV_SLACK_BEFORE);
	return n;
}

static void scan__all_scanners_read_the_same_of_random_records(void **state)
{
	struct buf b = { 0 };
	size_t read = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		bool many = below(100) == 0;

		buf_truncate(&b, 0);
		for (uint32_t n = many ? 0 : 1 + below(RECORDS); n > 0; n--)
			put_record(&b);
		if (many)
			put_run(&b);
		spoil(&b);
		read += check_text(buf_str(&b), below(many ? MANY : ROOM));
	}
	buf_release(&b);
	/* Were nearly all refused, this would show nothing. */
	assert_true(read > ROUNDS / 4);
}

static void scan__every_cut_of_a_record_ends_within_its_slack(void **state)
{
	static const char *const records[] = { "DA:1234567,1234567890123456789\n", "DA:1,0\n",
		"BRDA:1234567,1234567,1234567,1234567890123456789\n", "BRDA:1,0,0,-\n",
		"BRDA:123,45,67,890\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(records) / sizeof(*records); i++) {
		for (size_t n = 0; n <= strlen(records[i]); n++) {
			size_t wanted = n == strlen(records[i]);

			assert_int_equal(wanted, check_text((struct str){ records[i], n }, 4));
		}
	}
}

static void scan__numbers_are_those_that_are_written(void **state)
{
	static const char text[] = "DA:1,0\nDA:9999999,9999999999999999999\nDA:10000000,1\n";
	char *p = in_a_block(str_of(text));

	(void)state;
	for (size_t i = 0; i < lcov_scan_count; i++) {
		struct scanned s = new_scanned(ROOM);

		if (lcov_scans[i]->supported()) {
			scan_all(lcov_scans[i], &s, p, sizeof(text) - 1);
			assert_int_equal(2, s.lines.n);
			assert_int_equal(9999999, s.lines.v[1].line);
			assert_true(s.lines.v[1].count == 9999999999999999999u);
			assert_int_equal(
				strlen("DA:1,0\nDA:9999999,9999999999999999999\n"), s.stop);
		}
		release_scanned(&s);
	}
	free(p - LCOV_SLACK_BEFORE);
}

static void scan__what_is_not_plain_is_left_where_it_stands(void **state)
{
	static const char *const left[] = { "DA:0,1\n", "DA:1,1,x\n", "DA:1,1\r\n", "DA:1,\n",
		"DA:,1\n", "DA:1\n", "DA:1,1", "DA:-1,1\n", "DA:1,-1\n", "DA:12345678,1\n",
		"DA:1,12345678901234567890\n", "DA:1,1.5\n", "BRDA:0,0,0,1\n", "BRDA:1,00,0,1\n",
		"BRDA:1,0,01,1\n", "BRDA:1,0,0,--\n", "BRDA:1,0,0,-1\n", "BRDA:1,0,0,1-\n",
		"BRDA:1,e0,0,1\n", "BRDA:1,0,x,1\n", "BRDA:1,0,0,\n", "BRDA:1,0,1\n",
		"BRDA:1,0,0,1,1\n", "BRDA:1,0,0,-\r\n", "BRDA:1,12345678,0,1\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(left) / sizeof(*left); i++) {
		if (check_text(str_of(left[i]), 4))
			fail_msg("read: %s", left[i]);
	}
}

static void scan__the_best_one_runs_here(void **state)
{
	(void)state;
	assert_true(lcov_scan_best()->supported());
	assert_true(lcov_scans[lcov_scan_count - 1]->supported());
	assert_string_equal("plain", lcov_scans[lcov_scan_count - 1]->name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(scan__all_scanners_read_the_same_of_random_records),
		CHECK(scan__every_cut_of_a_record_ends_within_its_slack),
		CHECK(scan__numbers_are_those_that_are_written),
		CHECK(scan__what_is_not_plain_is_left_where_it_stands),
		CHECK(scan__the_best_one_runs_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
