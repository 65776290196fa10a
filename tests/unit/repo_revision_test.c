#include "tests/unit/repo_fixture.h"

static void repo__every_way_to_name_a_commit_leads_to_it(void **state)
{
	static const char *const names[] = { "main", "refs/heads/main", "light", "annotated",
		"twice", "HEAD", "@", "HEAD^0", "main~0", "heads/main" };
	const char *id;

	(void)state;
	make_repository("r");
	sh("cd r && git tag light && git tag -am x annotated && git -c advice.nestedTag=false tag -am y twice annotated");
	id = ask("git -C r rev-parse HEAD");
	open_repository(at("r"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		resolve(names[i]);
		assert_string_equal(id, revision.commit);
	}
	resolve(id);
	assert_string_equal(id, revision.commit);
	resolve(arena_str(&arena, (struct str){ id, 9 }).p);
	assert_string_equal(id, revision.commit);
	resolve(arena_printf(&arena, "v1.0-2-g%.9s", id).p);
	assert_string_equal(id, revision.commit);
	resolve(ask("git -C r rev-parse twice"));
	assert_string_equal(id, revision.commit);
	resolve(arena_printf(&arena, "%.9s~1", id).p);
	assert_string_equal(ask("git -C r rev-parse HEAD~1"), revision.commit);
}

static void repo__a_detached_head_is_resolved(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git checkout -q --detach HEAD~1");
	open_repository(at("r"));
	resolve("HEAD");
	assert_string_equal(ask("git -C r rev-parse main~1"), revision.commit);
}

static void repo__an_unborn_head_says_there_is_no_commit_yet(void **state)
{
	(void)state;
	sh("git init -q r");
	open_repository(at("r"));
	refuse_revision("HEAD", "there is no commit yet");
	assert_str("HEAD", diags.first->at.file);
}

static void repo__unknown_revisions_are_named(void **state)
{
	static const char *const bad[] = { "nothing", "HEAD~7", "-x", "a..b", "HEAD:nowhere", "@{",
		"~", "0123456789012345678901234567890123456789", "^", "HEAD^{", ":", "refs/heads/",
		"012345", "012345~1", "nothing~1", ":/one", "HEAD^{/one}", "HEAD@{9}" };

	(void)state;
	make_repository("r");
	open_repository(at("r"));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		diags = (struct diags){ .arena = &arena };
		refuse_revision(bad[i], "");
		assert_str(bad[i], diags.first->at.file);
	}
}

static void repo__a_revision_is_256_bytes_at_most(void **state)
{
	char longest[258] = "";

	(void)state;
	make_repository("r");
	open_repository(at("r"));
	memset(longest, 'a', 257);
	refuse_revision(longest, "a revision has 1 to 256 bytes, not 257");
	diags = (struct diags){ .arena = &arena };
	refuse_revision("", "a revision has 1 to 256 bytes, not 0");
	diags = (struct diags){ .arena = &arena };
	longest[256] = '\0';
	refuse_revision(longest, "names no commit");
}

static void repo__what_is_no_commit_is_said_to_be_none(void **state)
{
	(void)state;
	make_repository("r");
	sh("cd r && git tag -am x blob HEAD:a.c");
	open_repository(at("r"));
	refuse_revision("HEAD^{tree}", "names a tree");
	diags = (struct diags){ .arena = &arena };
	refuse_revision("HEAD:a.c", "names a blob");
	diags = (struct diags){ .arena = &arena };
	refuse_revision("blob", "names a blob");
}

static void repo__an_ambiguous_id_asks_for_more_digits(void **state)
{
	(void)state;
	make_repository("r");
	/* 65,536 starts of four digits: a few hundred blobs share one for sure. */
	sh("cd r && i=0; while [ $i -lt 900 ]; do echo \"blob\nmark :$i\ndata <<E\n$i\nE\"; i=$((i+1));"
	   " done | sed 's/mark :0/mark :901/' | git fast-import --quiet");
	open_repository(at("r"));
	refuse_revision(
		ask("cd r && git cat-file --batch-all-objects --batch-check='%%(objectname)' |"
		    " cut -c1-4 | uniq -d | head -1"),
		"is the start of more than one id");
}

static const struct CMUnitTest tests[] = {
	SCRATCH_TEST(repo__every_way_to_name_a_commit_leads_to_it),
	SCRATCH_TEST(repo__a_detached_head_is_resolved),
	SCRATCH_TEST(repo__an_unborn_head_says_there_is_no_commit_yet),
	SCRATCH_TEST(repo__unknown_revisions_are_named),
	SCRATCH_TEST(repo__a_revision_is_256_bytes_at_most),
	SCRATCH_TEST(repo__what_is_no_commit_is_said_to_be_none),
	SCRATCH_TEST(repo__an_ambiguous_id_asks_for_more_digits),
};

int main(void)
{
	return cmocka_run_group_tests_name("repo_revision", tests, NULL, NULL);
}
