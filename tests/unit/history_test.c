/* Every answer beside what git says, and beside the graph that the commits were made from. */
#include "tests/unit/repo_fixture.h"

#include "gate/repo/history.h"

enum { COMMITS = 30, GRAPHS = 60, LONG = 10000 };

struct graph {
	unsigned n;
	uint64_t above[COMMITS]; /* a bit each ancestor, and itself */
	uint64_t time[COMMITS];
	char id[COMMITS][REPO_ID_HEX + 1];
};

static struct history *history;
static uint32_t dice_state = 1;

static unsigned dice(unsigned sides)
{
	dice_state = dice_state * 1664525u + 1013904223u;
	return (dice_state >> 16) % sides;
}

static void open_history(const char *path)
{
	open_repository(path);
	assert_int_equal(0, history_open(&history, repo, &diags));
}

static int end_history(void **state)
{
	history_close(history);
	history = NULL;
	return fixture_tear_down(state);
}

/* A commit of up to three parents, for git fast-import; one in eight is a root. */
static void draw(struct graph *g, unsigned i, unsigned skew, unsigned serial, FILE *out)
{
	unsigned parents = i && dice(8) ? 1 + dice(3) : 0;

	g->time[i] = 1700000000 + 100 * i;
	/* A clock that is wrong, by more than the graph took. */
	if (skew && dice(4) == 0)
		g->time[i] += dice(2) ? 100000 : (uint64_t)-100000;
	g->above[i] = UINT64_C(1) << i;
	fprintf(out, "reset refs/heads/b%u\ncommit refs/heads/b%u\nmark :%u\n", i, i, i + 1);
	fprintf(out, "committer C <c@localhost> %llu +0000\ndata <<END\ngraph %u\nEND\n",
		(unsigned long long)g->time[i], serial);
	for (unsigned p = 0; p < parents; p++) {
		unsigned from = dice(3) ? i - 1 - dice(i < 4 ? i : 4) : dice(i);

		fprintf(out, "%s :%u\n", p ? "merge" : "from", from + 1);
		g->above[i] |= g->above[from];
	}
	fputs("\n", out);
	g->n++;
}

static void make_graph(struct graph *g, unsigned skew, unsigned serial)
{
	FILE *out = fopen(at("stream"), "w");
	char line[80];

	assert_non_null(out);
	*g = (struct graph){ 0 };
	for (unsigned i = 0; i < COMMITS; i++)
		draw(g, i, skew, serial, out);
	fclose(out);
	sh("rm -rf r && git init -q r && cd r && git fast-import --quiet --export-marks=../marks <../stream");
	out = fopen(at("marks"), "r");
	assert_non_null(out);
	while (fgets(line, sizeof(line), out)) {
		unsigned mark = (unsigned)strtoul(line + 1, NULL, 10);

		memcpy(g->id[mark - 1], strchr(line, ' ') + 1, REPO_ID_HEX);
	}
	fclose(out);
	open_history(at("r"));
}

static void drop_graph(void)
{
	history_close(history);
	repo_close(repo);
	history = NULL;
	repo = NULL;
}

/* The best of what both have, or -1. */
static int true_base(const struct graph *g, unsigned a, unsigned b)
{
	uint64_t common = g->above[a] & g->above[b], best = common;
	int found = -1;

	for (unsigned i = 0; i < g->n; i++) {
		if (common >> i & 1)
			best &= ~(g->above[i] & ~(UINT64_C(1) << i));
	}
	for (unsigned i = 0; i < g->n; i++) {
		if (!(best >> i & 1))
			continue;
		if (found < 0 || g->time[i] > g->time[found] ||
			(g->time[i] == g->time[found] && strcmp(g->id[i], g->id[found]) < 0))
			found = (int)i;
	}
	return found;
}

static void check_pair(const struct graph *g, unsigned a, unsigned b, bool clocks_are_right)
{
	char got[REPO_ID_HEX + 1];
	uint64_t distance, truth = (uint64_t)__builtin_popcountll(g->above[b] & ~g->above[a]);
	int base = true_base(g, a, b);

	assert_int_equal(base < 0 ? HISTORY_NO : HISTORY_YES,
		history_merge_base(history, g->id[a], g->id[b], got));
	if (base >= 0)
		assert_string_equal(g->id[base], got);
	assert_int_equal(g->above[b] >> a & 1 ? HISTORY_YES : HISTORY_NO,
		history_is_ancestor(history, g->id[a], g->id[b]));
	assert_int_equal(HISTORY_YES, history_distance(history, g->id[a], g->id[b], &distance));
	if (clocks_are_right)
		assert_int_equal(truth, distance);
	else
		assert_true(distance >= truth);
}

static void check_with_git(const struct graph *g, unsigned a, unsigned b, bool clocks_are_right)
{
	char got[REPO_ID_HEX + 1] = "";
	const char *all = ask("git -C r merge-base --all %s %s || :", g->id[a], g->id[b]);
	uint64_t distance;

	if (history_merge_base(history, g->id[a], g->id[b], got) == HISTORY_NO)
		assert_string_equal("", all);
	else
		assert_non_null(strstr(all, got));
	assert_string_equal(
		history_is_ancestor(history, g->id[a], g->id[b]) == HISTORY_YES ? "yes" : "no",
		ask("git -C r merge-base --is-ancestor %s %s && echo yes || echo no", g->id[a],
			g->id[b]));
	history_distance(history, g->id[a], g->id[b], &distance);
	if (clocks_are_right)
		assert_int_equal(distance,
			strtoul(ask("git -C r rev-list --count %s..%s", g->id[a], g->id[b]), NULL,
				10));
}

static void compare_graphs(unsigned skew, unsigned serial)
{
	struct graph g;

	for (unsigned k = 0; k < GRAPHS / 2; k++) {
		make_graph(&g, skew, serial + k);
		for (unsigned a = 0; a < g.n; a++) {
			for (unsigned b = 0; b < g.n; b++)
				check_pair(&g, a, b, !skew);
		}
		for (unsigned i = 0; i < 4; i++)
			check_with_git(&g, dice(g.n), dice(g.n), !skew);
		drop_graph();
	}
}

static void history__graphs_with_many_roots_and_octopus_merges(void **state)
{
	(void)state;
	compare_graphs(0, 0);
}

static void history__wrong_clocks_change_no_answer(void **state)
{
	(void)state;
	compare_graphs(1, GRAPHS);
}

static void history__criss_cross_takes_the_newest(void **state)
{
	char got[REPO_ID_HEX + 1];

	(void)state;
	make_repository("r");
	sh("cd r && git branch other && git commit -q --allow-empty -m left && git tag left &&"
	   " git checkout -q other && GIT_COMMITTER_DATE='1700000005 +0000'"
	   " git commit -q --allow-empty -m right && git tag right &&"
	   " git merge -q -m cross left && git checkout -q main && git merge -q -m criss right");
	open_history(at("r"));
	assert_string_equal("2", ask("git -C r merge-base --all main other | wc -l | tr -d ' '"));
	assert_int_equal(HISTORY_YES,
		history_merge_base(history, ask("git -C r rev-parse main"),
			ask("git -C r rev-parse other"), got));
	assert_string_equal(ask("git -C r rev-parse right"), got);
}

static void history__a_commit_is_as_its_object_says(void **state)
{
	struct history_commit c;

	(void)state;
	make_repository("r");
	sh("cd r && git checkout -q -b side HEAD~1 && git commit -q --allow-empty -m side &&"
	   " git checkout -q main && GIT_COMMITTER_NAME='A > B' git merge -q -m 'committer X <x> 1 +0' side");
	open_history(at("r"));
	assert_int_equal(0, history_commit(history, ask("git -C r rev-parse HEAD"), &c));
	assert_string_equal(ask("git -C r rev-parse HEAD^{tree}"), c.tree);
	assert_int_equal(1700000001, c.time);
	assert_int_equal(2, c.parent_count);
	assert_string_equal(ask("git -C r rev-parse HEAD^1"), c.parents[0]);
	assert_string_equal(ask("git -C r rev-parse HEAD^2"), c.parents[1]);
	assert_false(c.shallow);
	assert_int_equal(-1, history_commit(history, ask("git -C r rev-parse HEAD^{tree}"), &c));
	assert_int_equal(-1, history_commit(history, "HEAD", &c));
}

/* Anybody can push an object: git looks at what it says when it is used. */
static void history__odd_commits_are_read_as_far_as_they_go(void **state)
{
#define A_TREE "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
	static const struct {
		const char *text;
		int read;
		uint64_t time;
	} odd[] = {
		{ "", -1, 0 },
		{ "tree\n", -1, 0 },
		{ "tree 4b825dc642cb6eb9a060e54bf8d69288fbee490\n", -1, 0 },
		{ "tree zb825dc642cb6eb9a060e54bf8d69288fbee4904\n", -1, 0 },
		{ "parent 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n" A_TREE, -1, 0 },
		{ A_TREE, 0, 0 },
		{ A_TREE "committer C <c> -5 +0000\n\n", 0, 0 },
		{ A_TREE "committer C <c> 99999999999999999999999999 +0000\n\n", 0, 0 },
		{ A_TREE "committer\n\n", 0, 0 },
		{ A_TREE "author A <a> 5 +0000\n\ncommitter C <c> 7 +0000\n", 0, 0 },
		{ A_TREE "author A <a> 5 +0000\ncommitter > <c> > 7 +0000\n\n", 0, 7 },
		{ A_TREE "committer C <c> 7", 0, 7 },
		{ A_TREE "parent 1\ncommitter C <c> 7 +0000\n\n", 0, 7 },
	};
	struct history_commit c;

	(void)state;
	make_repository("r");
	open_history(at("r"));
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		const char *id =
			ask("printf '%s' | git -C r hash-object -t commit --literally -w --stdin",
				odd[i].text);

		assert_int_equal(odd[i].read, history_commit(history, id, &c));
		if (odd[i].read < 0)
			continue;
		assert_int_equal(odd[i].time, c.time);
		assert_int_equal(0, c.parent_count);
	}
}

static void history__ten_thousand_in_a_line(void **state)
{
	const char *head, *root;
	char got[REPO_ID_HEX + 1];
	uint64_t distance;

	(void)state;
	sh("git init -q -b main r && awk 'BEGIN { for (i = 1; i <= %d; i++) printf \"commit refs/heads/main\\n"
	   "committer C <c@localhost> %%d +0000\\ndata 1\\nx\\n\", 1700000000 + i }' |"
	   " git -C r fast-import --quiet",
		LONG);
	open_history(at("r"));
	head = ask("git -C r rev-parse main");
	root = ask("git -C r rev-list --max-parents=0 main");
	assert_int_equal(HISTORY_YES, history_is_ancestor(history, root, head));
	assert_int_equal(HISTORY_NO, history_is_ancestor(history, head, root));
	assert_int_equal(HISTORY_YES, history_merge_base(history, head, root, got));
	assert_string_equal(root, got);
	assert_int_equal(HISTORY_YES, history_distance(history, root, head, &distance));
	assert_int_equal(LONG - 1, distance);
}

/* main is two commits ahead of where topic, two commits long, began; six were before. */
static void make_shallow(int depth)
{
	sh("git init -q -b main full && cd full && for i in 1 2 3 4 5 6; do git commit -q --allow-empty -m $i;"
	   " done && git checkout -q -b topic && git commit -q --allow-empty -m t1 &&"
	   " git commit -q --allow-empty -m t2 && git checkout -q main &&"
	   " git commit -q --allow-empty -m 7 && git commit -q --allow-empty -m 8 && git checkout -q topic");
	sh("git clone -q --no-single-branch --depth %d \"file://$PWD/full\" r", depth);
	open_history(at("r"));
}

static void history__shallow_hides_what_it_does_not_have(void **state)
{
	struct history_commit c;
	const char *topic, *main_;
	char got[REPO_ID_HEX + 1];
	uint64_t distance;

	(void)state;
	make_shallow(2);
	topic = ask("git -C r rev-parse topic");
	main_ = ask("git -C r rev-parse origin/main");
	assert_int_equal(HISTORY_HIDDEN, history_merge_base(history, topic, main_, got));
	assert_non_null(strstr(history_hidden(history).p, "is shallow and ends at "));
	assert_int_equal(HISTORY_HIDDEN, history_is_ancestor(history, main_, topic));
	assert_int_equal(HISTORY_HIDDEN,
		history_is_ancestor(history, ask("git -C full rev-parse main~2"), topic));
	assert_non_null(
		strstr(history_hidden(history).p, "is not in this clone, which is shallow"));
	assert_int_equal(HISTORY_YES,
		history_is_ancestor(history, ask("git -C r rev-parse topic~1"), topic));
	assert_int_equal(HISTORY_HIDDEN, history_distance(history, main_, topic, &distance));
	/* The parent that is not there is named. */
	assert_int_equal(0, history_commit(history, ask("git -C r rev-parse topic~1"), &c));
	assert_true(c.shallow);
	assert_string_equal(ask("git -C full rev-parse main~2"), c.parents[0]);
	assert_int_equal(-1, history_commit(history, c.parents[0], &c));
}

static void history__shallow_answers_where_it_is_deep_enough(void **state)
{
	const char *topic, *main_, *base;
	char got[REPO_ID_HEX + 1];
	uint64_t distance;

	(void)state;
	make_shallow(4);
	topic = ask("git -C r rev-parse topic");
	main_ = ask("git -C r rev-parse origin/main");
	base = ask("git -C r merge-base topic origin/main");
	assert_int_equal(HISTORY_YES, history_merge_base(history, topic, main_, got));
	assert_string_equal(base, got);
	assert_int_equal(HISTORY_YES, history_distance(history, base, topic, &distance));
	assert_int_equal(2, distance);
	assert_int_equal(HISTORY_NO, history_is_ancestor(history, main_, topic));
}

static void history__a_hole_hides_too(void **state)
{
	char got[REPO_ID_HEX + 1];
	const char *head, *gone;

	(void)state;
	make_repository("r");
	sh("cd r && git commit -q --allow-empty -m three && id=$(git rev-parse HEAD~1) &&"
	   " git tag other $(git commit-tree -m other HEAD^{tree}) &&"
	   " rm -f .git/objects/$(echo $id | cut -c 1-2)/$(echo $id | cut -c 3-)");
	open_history(at("r"));
	head = ask("git -C r rev-parse HEAD");
	gone = ask("git -C r cat-file commit HEAD | sed -n 's/^parent //p'");
	assert_int_equal(HISTORY_HIDDEN,
		history_merge_base(history, head, ask("git -C r rev-parse other"), got));
	assert_non_null(strstr(history_hidden(history).p, ask("echo %.12s", gone)));
	assert_null(strstr(history_hidden(history).p, "shallow"));
}

#define HISTORY_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, end_history)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HISTORY_TEST(history__graphs_with_many_roots_and_octopus_merges),
		HISTORY_TEST(history__wrong_clocks_change_no_answer),
		HISTORY_TEST(history__criss_cross_takes_the_newest),
		HISTORY_TEST(history__a_commit_is_as_its_object_says),
		HISTORY_TEST(history__odd_commits_are_read_as_far_as_they_go),
		HISTORY_TEST(history__ten_thousand_in_a_line),
		HISTORY_TEST(history__shallow_hides_what_it_does_not_have),
		HISTORY_TEST(history__shallow_answers_where_it_is_deep_enough),
		HISTORY_TEST(history__a_hole_hides_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
