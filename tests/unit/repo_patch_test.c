/* The lines of a patch are those that `git diff -U0` shows, whatever is configured. */
#include "tests/unit/repo_fixture.h"

#include "gate/repo/patch.h"

static struct patch patch;

static const struct patch_file *patch_find(const struct patch *p, struct str path)
{
	for (size_t i = 0; i < p->n; i++) {
		if (str_eq(p->files[i].path, path))
			return &p->files[i];
	}
	return NULL;
}

static bool wants_all(void *user, struct str path)
{
	(void)user;
	(void)path;
	return true;
}

static bool wants_c(void *user, struct str path)
{
	(void)user;
	return str_ends(path, STR(".c"));
}

static void compare_by(
	const char *base, const char *head, unsigned threads, bool (*wants)(void *, struct str))
{
	struct revision from, to;
	struct patch_request want = { &from, &to, wants, NULL, threads };

	assert_int_equal(0, repo_revision(repo, base, &from, &diags));
	assert_int_equal(0, repo_revision(repo, head, &to, &diags));
	assert_int_equal(0, repo_patch(repo, &want, &patch, &arena, &diags));
	assert_null(diags.first);
}

static void compare(const char *base, const char *head)
{
	compare_by(base, head, 0, wants_all);
}

/* "src/a.c 3-4 9-9" a line, for files with added lines. */
static struct str said(void)
{
	struct buf out = { 0 };
	struct str text;

	for (size_t i = 0; i < patch.n; i++) {
		const struct patch_file *f = &patch.files[i];

		if (!f->n)
			continue;
		buf_printf(&out, STR_FMT, STR_ARG(f->path));
		for (size_t j = 0; j < f->n; j++)
			buf_printf(&out, " %u-%u", f->ranges[j].first, f->ranges[j].last);
		buf_puts(&out, "\n");
	}
	text = arena_str(&arena, buf_str(&out));
	buf_release(&out);
	return text;
}

/* The same, and then what each file has lost: "src/a.c 3-4 9-9 without 3-3". */
static struct str said_both(void)
{
	struct buf out = { 0 };
	struct str text;

	for (size_t i = 0; i < patch.n; i++) {
		const struct patch_file *f = &patch.files[i];

		if (!f->n && !f->removed_count)
			continue;
		buf_printf(&out, STR_FMT, STR_ARG(f->path));
		for (size_t j = 0; j < f->n; j++)
			buf_printf(&out, " %u-%u", f->ranges[j].first, f->ranges[j].last);
		buf_puts(&out, " without");
		for (size_t j = 0; j < f->removed_count; j++)
			buf_printf(&out, " %u-%u", f->removed[j].first, f->removed[j].last);
		buf_puts(&out, "\n");
	}
	text = arena_str(&arena, buf_str(&out));
	buf_release(&out);
	return text;
}

/* "@@ -1,2 +3,4 @@": nothing for a side without lines. */
static void say_side(struct buf *out, struct str line, char sign)
{
	uint64_t first, count = 1;
	struct str numbers, one;

	str_cut(&line, sign);
	numbers = str_cut(&line, ' ');
	one = str_cut(&numbers, ',');
	assert_int_equal(0, str_to_u64(one, &first));
	if (numbers.n)
		assert_int_equal(0, str_to_u64(numbers, &count));
	if (count)
		buf_printf(out, " %u-%u", (unsigned)first, (unsigned)(first + count - 1));
}

/* Nothing of a file that is gone, or has no lines that changed. */
static void say_file(struct buf *out, struct str path, struct buf *added, struct buf *removed)
{
	if (path.n && added->n + removed->n)
		buf_printf(out, STR_FMT STR_FMT " without" STR_FMT "\n", STR_ARG(path),
			STR_ARG(buf_str(added)), STR_ARG(buf_str(removed)));
	buf_truncate(added, 0);
	buf_truncate(removed, 0);
}

/* The same of git itself. */
static struct str said_by_git(const char *base, const char *head)
{
	struct str text = str_of(ask("git -C r -c core.quotePath=false -c diff.noprefix=false"
				     " -c diff.mnemonicPrefix=false diff --no-color --no-ext-diff"
				     " --no-textconv --text -U0 -M %s %s",
		base, head));
	struct buf out = { 0 }, added = { 0 }, removed = { 0 };
	struct str line, path = STR("");

	while (str_line(&text, &line)) {
		if (str_starts(line, STR("diff --git "))) {
			say_file(&out, path, &added, &removed);
			path = STR("");
		} else if (str_starts(line, STR("+++ b/"))) {
			path = str_trim(str_skip(line, 6));
		} else if (str_starts(line, STR("@@ "))) {
			say_side(&added, line, '+');
			say_side(&removed, line, '-');
		}
	}
	say_file(&out, path, &added, &removed);
	text = arena_str(&arena, buf_str(&out));
	buf_release(&out);
	buf_release(&added);
	buf_release(&removed);
	return text;
}

static void assert_as_git(const char *base, const char *head)
{
	struct str git = said_by_git(base, head);

	compare(base, head);
	assert_string_equal(git.p, said_both().p);
}

static void repo_patch__edits_are_as_git_has_them(void **state)
{
	(void)state;
	sh("git init -q -b main r && cd r && seq 100 >a.c && seq 50 >b.c && printf 'x' >c.c &&"
	   " : >empty.c && seq 9 >gone.c && printf '1\\r\\n2\\r\\n' >dos.c && git add . &&"
	   " git commit -qm 1 &&"
	   " sed -i '10d; 20s/$/ changed/; 30i new' a.c && (echo top; cat b.c; echo end) >n &&"
	   " mv n b.c && printf 'x\\ny' >c.c && echo 1 >empty.c && rm gone.c && seq 70 99 >new.c &&"
	   " printf '1\\r\\n2\\n3\\r\\n' >dos.c && git add . && git commit -qm 2");
	open_repository(at("r"));
	assert_as_git("HEAD~1", "HEAD");
	assert_as_git("HEAD", "HEAD~1");
	compare("HEAD~1", "HEAD");
	assert_str("a.c 19-19 29-29\nb.c 1-1 52-52\nc.c 1-2\ndos.c 2-3\nempty.c 1-1\nnew.c 1-30\n",
		said());
	compare("HEAD", "HEAD");
	assert_int_equal(0, patch.n);
}

static void repo_patch__only_what_is_wanted_is_compared(void **state)
{
	(void)state;
	sh("git init -q -b main r && cd r && seq 9 >a.c && seq 9 >a.txt && git add . &&"
	   " git commit -qm 1 && seq 12 >a.c && seq 12 >a.txt && git add . && git commit -qm 2");
	open_repository(at("r"));
	compare_by("HEAD~1", "HEAD", 1, wants_c);
	assert_str("a.c 10-12\n", said());
	assert_null(patch_find(&patch, STR("a.txt")));
	assert_int_equal(3, patch_find(&patch, STR("a.c"))->lines);
}

static void repo_patch__blank_lines_are_counted(void **state)
{
	(void)state;
	sh("git init -q -b main r && cd r && printf 'a\\n\\nb\\n' >a.c && git add . &&"
	   " git commit -qm 1 && printf 'a\\n\\nb\\n\\n \\t\\nc\\n' >a.c && git add . &&"
	   " git commit -qm 2");
	open_repository(at("r"));
	compare("HEAD~1", "HEAD");
	assert_int_equal(3, patch.files[0].lines);
	assert_int_equal(2, patch.files[0].blank);
}

static void repo_patch__no_attribute_and_no_setting_changes_it(void **state)
{
	(void)state;
	sh("git init -q -b main r && cd r && seq 9 >a.c && seq 9 >m.c && git add . &&"
	   " git commit -qm 1 && mkdir d && git mv m.c d/m.c && seq 12 >a.c &&"
	   " printf '*.c -diff\\n*.h diff=words\\n' >.gitattributes && seq 3 >b.h && git add . &&"
	   " git commit -qm 2 && git config diff.noprefix true && git config diff.renames false &&"
	   " git config diff.words.textconv false && git config diff.context 9 &&"
	   " git config diff.algorithm patience && git config diff.external false");
	open_repository(at("r"));
	compare("HEAD~1", "HEAD");
	assert_str(".gitattributes 1-2\na.c 10-12\nb.h 1-3\n", said());
	assert_str("m.c", patch_find(&patch, STR("d/m.c"))->from);
}

static void repo_patch__a_moved_folder_is_no_new_code(void **state)
{
	uint64_t lines = 0;

	(void)state;
	sh("git init -q -b main r && cd r && mkdir -p old/deep && awk 'BEGIN { for (i = 0; i < 3000;"
	   " i++) { f = \"old/deep/f\" i \".c\"; for (j = 0; j < i %% 90 + 20; j++) print i, j >f;"
	   " close(f) } }' && git add . && git commit -qm 1 && git mv old new &&"
	   " awk 'BEGIN { for (i = 0; i < 1500; i++) { f = \"new/deep/f\" i \".c\";"
	   " print \"more\" >>f; close(f) } }' && git add . && git commit -qm 2");
	open_repository(at("r"));
	compare("HEAD~1", "HEAD");
	for (size_t i = 0; i < patch.n; i++)
		lines += patch.files[i].lines;
	assert_int_equal(3000, patch.n);
	assert_int_equal(1500, lines);
	assert_int_equal(0, patch.unpaired);
}

static void repo_patch__moves_are_found_by_what_is_in_them(void **state)
{
	(void)state;
	sh("git init -q -b main r && cd r && mkdir a b && seq 40 >a/one.c && seq 200 240 >a/two.c &&"
	   " seq 300 340 >a/same.c && seq 300 340 >b/same2.c && seq 400 440 >a/index.c &&"
	   " seq 500 540 >a/far.c && git add . && git commit -qm 1 &&"
	   " mkdir c && git mv a/one.c c/other.c && sed -i 5d c/other.c && echo x >>c/other.c &&"
	   " git mv a/same.c c/same2.c && git mv b/same2.c c/same.c && git rm -q a/index.c a/far.c &&"
	   " seq 900 940 >c/index.c && (seq 500 540; seq 60) >c/far.c && git add . &&"
	   " git commit -qm 2");
	open_repository(at("r"));
	assert_as_git("HEAD~1", "HEAD");
	assert_str("a/one.c", patch_find(&patch, STR("c/other.c"))->from);
	assert_str("b/same2.c", patch_find(&patch, STR("c/same2.c"))->from);
	/* The name alone does not make it the same file. */
	assert_str("", patch_find(&patch, STR("c/index.c"))->from);
	assert_str("", patch_find(&patch, STR("c/far.c"))->from);
}

static void repo_patch__where_too_much_moved_it_is_said(void **state)
{
	(void)state;
	sh("git init -q -b main r && cd r && for i in $(seq 210); do seq $i $((i + 30)) >old$i.c;"
	   " done && git add . && git commit -qm 1 && for i in $(seq 210); do"
	   " git mv old$i.c new$i.c && echo x >>new$i.c; done && git add . && git commit -qm 2");
	open_repository(at("r"));
	compare("HEAD~1", "HEAD");
	assert_int_equal(210, patch.unpaired);
	assert_int_equal(32, patch.files[0].lines);
}

static void repo_patch__a_nul_byte_hides_no_line_and_a_link_has_none(void **state)
{
	(void)state;
	sh("git init -q -b main r && cd r && printf 'a\\0b' >bin.c && ln -s bin.c link.c && seq 3 >f.c &&"
	   " git add . && git commit -qm 1 && printf 'a\\0b\\nc\\n' >bin.c && ln -sf f.c link.c &&"
	   " chmod +x f.c && git add . && git commit -qm 2 && rm link.c && seq 4 >link.c &&"
	   " git add . && git commit -qm 3");
	open_repository(at("r"));
	compare("HEAD~2", "HEAD~1");
	assert_int_equal(1, patch.n);
	assert_str("bin.c 1-2\n", said());
	compare("HEAD~1", "HEAD");
	assert_str("link.c 1-4\n", said());
}

static void repo_patch__a_blob_that_is_not_there_is_an_error(void **state)
{
	struct revision from, to;
	struct patch_request want = { &from, &to, wants_all, NULL, 2 };

	(void)state;
	sh("git init -q -b main r && cd r && seq 3 >a.c && git add . && git commit -qm 1 &&"
	   " seq 4 >a.c && git add . && git commit -qm 2 &&"
	   " id=$(git rev-parse HEAD~1:a.c) && rm -f .git/objects/${id%%${id#??}}/${id#??}");
	open_repository(at("r"));
	assert_int_equal(0, repo_revision(repo, "HEAD~1", &from, &diags));
	assert_int_equal(0, repo_revision(repo, "HEAD", &to, &diags));
	assert_int_equal(-1, repo_patch(repo, &want, &patch, &arena, &diags));
	assert_said(DIAG(REPO_OBJECT), "what changed in it cannot be read");
}

static uint32_t seed = 7;

static uint32_t below(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* Code has lines that say the same as others: where a diff puts them is what is compared. */
static void put_line(struct buf *b)
{
	static const char *const lines[] = { "{", "}", "", "\treturn 0;", "\tif (x) {", "\t}",
		"\tbreak;", "/* text */" };

	if (below(2))
		buf_printf(b, "\tcall%u(%u);\n", below(40), below(9));
	else
		buf_printf(b, "%s\n", lines[below(8)]);
}

static void write_edited(const char *name)
{
	struct buf out = { 0 };
	char line[64];
	FILE *f = fopen(name, "r");

	while (f && fgets(line, sizeof(line), f)) {
		if (below(12) == 0)
			put_line(&out);
		if (below(15))
			buf_puts(&out, line);
	}
	if (!f || below(3) == 0) {
		for (uint32_t i = below(60); i; i--)
			put_line(&out);
	}
	if (f)
		fclose(f);
	f = fopen(name, "w");
	assert_non_null(f);
	if (out.n)
		fwrite(out.p, 1, out.n, f);
	fclose(f);
	buf_release(&out);
}

static void repo_patch__of_fifty_commits_is_as_git_has_it(void **state)
{
	(void)state;
	sh("git init -q -b main r && cd r && mkdir src lib && git commit -qm 0 --allow-empty");
	for (int i = 0; i < 50; i++) {
		for (uint32_t n = 1 + below(4); n; n--) {
			const char *folder = below(2) ? "src" : "lib";
			uint32_t file = below(9);

			write_edited(at("r/%s/f%u.c", folder, file));
		}
		if (i % 7 == 6)
			sh("cd r && f=$(ls src/*.c | head -1) && test ! -e lib/m%d.c &&"
			   " git add . && git mv $f lib/m%d.c",
				i, i);
		if (i % 11 == 10)
			sh("cd r && rm $(ls lib/*.c | tail -1)");
		sh("cd r && git add . && git commit -qm %d --allow-empty", i);
	}
	open_repository(at("r"));
	for (int i = 0; i < 50; i++) {
		char base[16], head[16];

		snprintf(base, sizeof(base), "HEAD~%d", i + 1);
		snprintf(head, sizeof(head), "HEAD~%d", i);
		assert_as_git(base, head);
	}
	assert_as_git("HEAD~40", "HEAD");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(repo_patch__edits_are_as_git_has_them),
		SCRATCH_TEST(repo_patch__only_what_is_wanted_is_compared),
		SCRATCH_TEST(repo_patch__blank_lines_are_counted),
		SCRATCH_TEST(repo_patch__no_attribute_and_no_setting_changes_it),
		SCRATCH_TEST(repo_patch__a_moved_folder_is_no_new_code),
		SCRATCH_TEST(repo_patch__moves_are_found_by_what_is_in_them),
		SCRATCH_TEST(repo_patch__where_too_much_moved_it_is_said),
		SCRATCH_TEST(repo_patch__a_nul_byte_hides_no_line_and_a_link_has_none),
		SCRATCH_TEST(repo_patch__a_blob_that_is_not_there_is_an_error),
		SCRATCH_TEST(repo_patch__of_fifty_commits_is_as_git_has_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
