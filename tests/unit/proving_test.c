/* Reports against a real repository. */
#include "tests/unit/repo_fixture.h"

#include "gate/proving.h"
#include "tests/unit/coverage_fixture.h"

static struct evidence evidence;
static struct workplace place;
static struct path_rules rules;

static struct report *add_report(const char *name)
{
	return evidence_report(&evidence, STR(""), str_of(name));
}

static void add_line(struct report *r, const char *path, uint32_t line)
{
	struct hits hits = { 0 };

	put_line(&hits, line, 1);
	unite_hits(&r->coverage, path, &hits);
}

/* A repository with a.c and src/b.c, a line each. */
static void start(void)
{
	make_repository(at("r"));
	open_repository(at("r"));
	place = (struct workplace){ .arena = &arena, .repo = repo, .tree = { .arena = &arena } };
	assert_int_equal(0, workplace_revision(&place, "HEAD", true, &diags));
	evidence_init(&evidence, &arena);
	rules = (struct path_rules){ .tree = &place.tree };
}

static int prove(void)
{
	evidence_resolve(&evidence, &rules);
	return proving_reports(&evidence, &place, 2, &diags);
}

static void proving__tells_the_report_that_is_stale_and_no_other(void **state)
{
	struct report *good, *bad;

	(void)state;
	start();
	good = add_report("good.info");
	bad = add_report("bad.info");
	add_line(good, "a.c", 2);
	add_line(good, "src/b.c", 1);
	add_line(bad, "a.c", 1);
	add_line(bad, "src/b.c", 3);
	assert_int_equal(-1, prove());
	assert_said(DIAG(REPORT_STALE), "has line 3 of 'src/b.c', which has 1 line");
	assert_null(diags.first->next);
	assert_str("bad.info", diags.first->at.file);
}

static void proving__of_many_files_finds_each_that_is_stale(void **state)
{
	struct report *r;

	(void)state;
	sh("mkdir r && cd r && git init -q && for i in $(seq 1000); do echo $i >f$i.c; done && git add . &&"
	   " git commit -qm many && git gc -q");
	open_repository(at("r"));
	place = (struct workplace){ .arena = &arena, .repo = repo, .tree = { .arena = &arena } };
	assert_int_equal(0, workplace_revision(&place, "HEAD", true, &diags));
	evidence_init(&evidence, &arena);
	rules = (struct path_rules){ .tree = &place.tree };
	r = add_report("r.info");
	for (int i = 1; i <= 1000; i++)
		add_line(r, arena_printf(&arena, "f%d.c", i).p, i % 100 ? 1 : 9);
	assert_int_equal(-1, prove());
	assert_int_equal(10, diags.count[DIAG_ERROR]);
}

static void proving__notes_what_a_partial_clone_does_not_have(void **state)
{
	struct report *r;

	(void)state;
	start();
	sh("cd r && chmod -R u+w .git/objects &&"
	   " rm .git/objects/$(git rev-parse HEAD:a.c | sed 's,^..,&/,')");
	r = add_report("r.info");
	add_line(r, "a.c", 99);
	add_line(r, "src/b.c", 1);
	assert_int_equal(0, prove());
	assert_said(DIAG(REPORT_UNPROVED), "1 of its files was not compared");
	assert_int_equal(1, r->note_count);
	assert_int_equal(TRUST_EXACT, r->trust);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(proving__tells_the_report_that_is_stale_and_no_other),
		SCRATCH_TEST(proving__of_many_files_finds_each_that_is_stale),
		SCRATCH_TEST(proving__notes_what_a_partial_clone_does_not_have),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
