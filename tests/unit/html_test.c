/* The HTML page: what of a verdict it shows, and what it says where there is nothing to show. */
#include "gate/model/trail.h"
#include "tests/unit/coverage_fixture.h"
#include "tests/unit/verdict_fixture.h"

static struct detail detail;
static struct file_detail files[4];
static struct coverage coverage;

static const char *page(void)
{
	return written(&html_reporter, &verdict);
}

static int set_up_page(void **state)
{
	detail = (struct detail){ .files = files };
	memset(files, 0, sizeof(files));
	coverage_init(&coverage, &arena);
	return set_up(state);
}

/* Lines 1 to `covered` are, and those up to `total` are not. */
static void add(const char *path, uint32_t covered, uint32_t total)
{
	struct hits hits = { 0 };
	struct file_detail *f = &files[detail.file_count++];

	for (uint32_t i = 1; i <= total; i++)
		put_line(&hits, i, i <= covered);
	unite_hits(&coverage, path, &hits);
	f->path = str_of(path);
	for (size_t i = 0; i < detail.file_count; i++)
		files[i].coverage = file_of(&coverage, files[i].path.p);
	verdict.detail = &detail;
}

static void html__a_verdict_without_areas_is_a_page(void **state)
{
	(void)state;
	verdict = (struct verdict){ .gate = GATE_CANNOT_JUDGE, .tool = STR("areagate") };
	assert_has(page(), "<h1><strong class=\"bad\">gate closed: cannot judge</strong></h1>");
	assert_has_not(page(), "id=\"areas\"");
	assert_has(page(), "</main>\n</body>\n</html>\n");
}

static void html__a_record_says_that_it_has_no_lines(void **state)
{
	(void)state;
	assert_has(page(),
		"From a record: it holds figures and rules, but no files, lines or sources.");
	assert_has(page(), "13 more lines to 85 %");
	assert_has_not(page(), "href=\"#files\"");
	add("a.c", 1, 2);
	assert_has_not(page(), "From a record");
	assert_has(page(), "href=\"#files\"");
}

static void html__nothing_is_run_or_fetched(void **state)
{
	(void)state;
	verdict.title = STR("</title><script>alert(1)</script>");
	areas[0].name = STR("<img src=x onerror=alert(1)>");
	findings[0].say = STR("\" onmouseover=\"alert(1)");
	assert_has_not(page(), "<script");
	assert_has_not(page(), "<img");
	assert_has_not(page(), "\" onmouseover");
	assert_has_not(page(), " style=");
	assert_has_not(page(), "http:");
	assert_has(page(),
		"content=\"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-");
}

static void html__a_file_that_is_not_shown_says_why_and_where(void **state)
{
	static const char *const why[SOURCE_STATES] = {
		[SOURCE_NOT_WANTED] = "no source without a repository",
		[SOURCE_BINARY] = "the file is binary",
		[SOURCE_TOO_LARGE] = "too large to be shown",
		[SOURCE_MISSING] = "not in this clone",
		[SOURCE_NO_FILE] = "it is a link",
		[SOURCE_LEFT_OUT] = "left out",
	};

	(void)state;
	add("a.c", 1, 4);
	for (int i = 0; i < SOURCE_STATES; i++) {
		files[0].source_state = (enum source_state)i;
		if (why[i])
			assert_has(page(), why[i]);
		assert_true(!strstr(page(), "<ol class=\"src\">") == (i != SOURCE_TEXT));
	}
	assert_has(page(), "; uncovered: 2-4</li>");
}

static void html__folders_sum_up_and_one_in_one_is_one(void **state)
{
	(void)state;
	add("a/b/c/one.c", 1, 2);
	add("a/b/d/two.c", 1, 4);
	add("a/b/two.c", 0, 0);
	assert_has(page(), "<summary><code>a/b/</code>");
	assert_has(page(), "<span>33.33 %</span> <span>2/6</span></span></summary>");
	assert_has(page(), "<summary><code>c/</code>");
	assert_has(page(),
		"<code>two.c</code> <span class=\"row\"><span class=\"dim\">no code</span>");
}

static void html__folders_in_folders_end_somewhere(void **state)
{
	struct buf path = { 0 };

	(void)state;
	for (int i = 0; i < 100; i++)
		buf_puts(&path, "a/");
	add("a/x.c", 1, 1);
	for (int i = 1; i < 4; i++) {
		struct str deep = arena_printf(&arena, "%s%d.c", path.p, i);

		deep.n -= 60 * (size_t)(4 - i);
		add(arena_str(&arena, deep).p, 1, 1);
	}
	assert_has(page(), "</main>");
	buf_release(&path);
}

static void html__so_many_files_are_listed_and_the_rest_is_counted(void **state)
{
	enum { MANY = 20003 };
	struct file_detail *all = arena_alloc(&arena, MANY * sizeof(*all));

	(void)state;
	for (int i = 0; i < MANY; i++)
		all[i].path = arena_printf(&arena, "%05d/x.c", i / 10000);
	detail = (struct detail){ .files = all, .file_count = MANY };
	verdict.detail = &detail;
	assert_has(page(), "<p>20003 files, 20003 of them in no report</p>");
	assert_has(page(), "<li>and 3 more files</li>");
	all[MANY - 4].path = STR("00001/z.c");
	assert_has(page(), "<li>and 3 more files</li>");
}

static void html__places_lead_to_the_lines_in_the_page(void **state)
{
	(void)state;
	add("a.c", 1, 3);
	files[0].source_state = SOURCE_TEXT;
	files[0].source = STR("one\ntwo\nthree\n");
	areas[0].uncovered = (struct uncovered_list){
		.v = { { STR("a.c"), { 2, 3 } }, { STR("b.c"), { 7, 7 } } }, .n = 2
	};
	assert_has(page(), "<a href=\"#f1-2\"><code>a.c:2-3</code></a>");
	assert_has(page(), "<li id=\"f1-2\" class=\"u\"><b>uncovered: </b>two</li>");
	assert_has(page(), "<li><code>b.c:7</code>");
}

static void html__the_trend_is_drawn_and_told(void **state)
{
	struct trail_entry before[2] = { 0 };
	struct trail trails[2] = { { .v = before, .n = 2 }, { 0 } };

	(void)state;
	before[0].lines = before[1].lines =
		(struct area_coverage){ .known = true, .count = { 1, 2 } };
	before[1].lines.count.covered = 2;
	add("a.c", 1, 3);
	assert_has_not(page(), "id=\"trend\"");
	detail.trails = trails;
	assert_has(page(),
		"<title>Covered lines of project</title>"
		"<desc>100.00 %, 50.00 %, 82.40 %</desc>"
		"<polyline points=\"6,6 150,54 294,23\"/>");
	assert_has_not(page(), "Covered lines of workers");
}

static void html__failing_tests_are_listed_and_bounded(void **state)
{
	static struct test_detail tests[300];
	static struct test failing;

	(void)state;
	add("a.c", 1, 1);
	failing = (struct test){ .suite = STR("s"), .name = STR("fails"), .message = STR("1 < 2") };
	for (size_t i = 0; i < 300; i++)
		tests[i] = (struct test_detail){ .test = &failing, .state = TEST_FAILING };
	detail.tests = tests;
	detail.test_count = 300;
	assert_has(page(), "<summary>300 tests failing</summary>");
	assert_has(page(), "<code>s::fails</code><p class=\"said\">1 &lt; 2</p>");
	assert_has(page(), "<li>and 100 more</li>");
}

#define PAGE(test) cmocka_unit_test_setup_teardown(test, set_up_page, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAGE(html__a_verdict_without_areas_is_a_page),
		PAGE(html__a_record_says_that_it_has_no_lines),
		PAGE(html__nothing_is_run_or_fetched),
		PAGE(html__a_file_that_is_not_shown_says_why_and_where),
		PAGE(html__folders_sum_up_and_one_in_one_is_one),
		PAGE(html__folders_in_folders_end_somewhere),
		PAGE(html__so_many_files_are_listed_and_the_rest_is_counted),
		PAGE(html__places_lead_to_the_lines_in_the_page),
		PAGE(html__the_trend_is_drawn_and_told),
		PAGE(html__failing_tests_are_listed_and_bounded),
	};

	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
