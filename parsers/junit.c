#include "parsers/junit.h"

#include <inttypes.h>
#include <string.h>

#include "gate/base/utf8.h"
#include "parsers/parser.h"

struct suite {
	struct str name, file; /* its own, else of the one around it */
	unsigned depth;
	uint32_t line;
	bool list;  /* <testsuites> */
	bool whole; /* not a part of another suite */
	struct junit_claim claim;
	struct junit_tally before; /* what had been counted when it began */
};

struct junit {
	struct report *into;
	struct arena *arena;
	struct diags *diags;
	struct str path;
	size_t bytes;                        /* of the whole input */
	const struct junit_dialect *dialect; /* NULL: not known */
	bool foreign;                        /* the root is no suite */
	bool has_results;                    /* some case has a status, a result or a time */
	bool refused;                        /* for what a suite claims */
	unsigned depth;                      /* elements that are open */

	struct suite suites[XML_DEPTH_MAX];
	unsigned suite_count;
	struct junit_tally tally;
	uint64_t claimed_tests; /* the most that any suite claims */

	/* the open testcase, or failure of a whole suite */
	struct test *test; /* NULL: none */
	unsigned test_depth;
	uint32_t test_line;
	bool of_suite, no_name, no_class;
	enum junit_child child;
	struct junit_word status, result, success, type;

	/* the text of the child that decides, as long as it is wanted */
	unsigned text_depth; /* 0: it is not */
	struct junit_text text;
};

static struct place at_line(const struct junit *j, uint32_t line)
{
	return (struct place){ .file = j->path, .line = line };
}

/* A copy, or `like` if that says the same: cases of a suite follow each other. */
static struct str keep(const struct junit *j, struct str s, struct str like)
{
	if (str_eq(s, like))
		return like;
	return s.n ? arena_str(j->arena, s) : STR("");
}

static struct str headline(const struct junit *j, struct str text)
{
	bool place_first = j->dialect && j->dialect->place_first;

	return keep(
		j, utf8_cut(junit_headline(text, place_first), JUNIT_MESSAGE_BYTES_MAX), STR(""));
}

static void on_suite(struct junit *j, const struct xml_element *e, enum junit_child none)
{
	const struct suite *around = j->suite_count ? &j->suites[j->suite_count - 1] : NULL;
	struct junit_tag tag = junit_tag(e);
	struct suite *s = &j->suites[j->suite_count++];

	(void)none;
	*s = (struct suite){ .depth = e->depth, .line = e->at.line, .before = j->tally };
	s->list = str_eq(e->name, STR("testsuites"));
	s->whole = !around || (around->list && around->whole);
	s->claim = junit_claim(&tag);
	if (!s->list && str_trim(tag.name).n)
		s->name = keep(j, tag.name, STR(""));
	if (around && !s->name.n)
		s->name = around->name;
	s->file = keep(j, tag.file, STR(""));
	if (around && !s->file.n)
		s->file = around->file;
	if (s->claim.tests != JUNIT_NO_CLAIM && s->claim.tests > j->claimed_tests)
		j->claimed_tests = s->claim.tests;
}

/*
 * Where doubling would copy and clear megabytes, the array grows to what the rest of the input will
 * bring if it goes on as it began, but never to a multiple that a misleading start could ask for.
 */
static void make_room(struct junit *j, const struct xml_element *e)
{
	enum { FEW = 1024, GROWTH_MAX = 16 };
	struct tests *all = &j->into->tests;
	size_t n = all->n, wanted;

	if (n < FEW || n < all->cap || !e->offset)
		return;
	wanted = (size_t)((double)n * (double)j->bytes / (double)e->offset * 1.05);
	if (wanted < n + n / 4)
		wanted = n + n / 4;
	if (wanted > n * GROWTH_MAX)
		wanted = n * GROWTH_MAX;
	all->v = arena_resize(j->arena, all->v, n * sizeof(*all->v), wanted * sizeof(*all->v));
	all->cap = wanted;
}

static struct test *open_test(struct junit *j, const struct xml_element *e)
{
	struct tests *all = &j->into->tests;

	make_room(j, e);
	j->test = ARENA_PUSH(j->arena, all->v, all->n, all->cap);
	j->test_depth = e->depth;
	j->test_line = e->at.line;
	j->child = JUNIT_BARE;
	return j->test;
}

static void on_case(struct junit *j, const struct xml_element *e, enum junit_child none)
{
	const struct suite *around = &j->suites[j->suite_count - 1];
	struct junit_tag tag = junit_tag(e);
	struct test *t = open_test(j, e);
	const struct test *before = j->into->tests.n > 1 ? t - 1 : t;

	(void)none;
	if (str_trim(tag.name).n)
		t->name = keep(j, tag.name, STR(""));
	t->suite = tag.classname.n ? keep(j, tag.classname, before->suite) : around->name;
	t->file = tag.file.n ? keep(j, tag.file, before->file) : around->file;
	t->time_us = junit_time_us(tag.time, e->at, j->diags);
	j->status = junit_word(tag.status);
	j->result = junit_word(tag.result);
	j->success = junit_word(tag.success);
	j->type.n = 0;
	j->of_suite = false;
	j->no_name = tag.name.p && !tag.name.n;
	j->no_class = tag.classname.p && !tag.classname.n;
	j->has_results |= tag.status.p || tag.result.p || tag.time.p;
	j->tally.cases++;
}

/* Ant writes one when a class cannot be loaded: no test of the suite has started. */
static void open_record_of_suite(struct junit *j, const struct xml_element *e)
{
	const struct suite *around = &j->suites[j->suite_count - 1];
	struct test *t = open_test(j, e);

	t->suite = around->name;
	t->file = around->file;
	t->name = around->name.n ? around->name : STR("(suite)");
	j->of_suite = true;
}

static void on_child(struct junit *j, const struct xml_element *e, enum junit_child child)
{
	struct junit_tag tag;

	if (!j->test && child >= JUNIT_FAILURE)
		open_record_of_suite(j, e);
	if (!j->test || child <= j->child)
		return;
	tag = junit_tag(e);
	j->child = child;
	j->type = junit_word(tag.type);
	j->test->message = headline(j, tag.message);
	j->text_depth = j->test->message.n ? 0 : e->depth;
	j->text.n = 0;
}

static void on_rerun(struct junit *j, const struct xml_element *e, enum junit_child child)
{
	j->tally.reruns += j->test != NULL;
	on_child(j, e, child);
}

static const struct element {
	const char *name;
	size_t name_bytes;
	void (*on)(struct junit *j, const struct xml_element *e, enum junit_child child);
	enum junit_child child;
} elements[] = {
#define ELEMENT(name, on, child)                  \
	{                                         \
		name, sizeof(name) - 1, on, child \
	}
	ELEMENT("testcase", on_case, JUNIT_BARE),
	ELEMENT("testsuite", on_suite, JUNIT_BARE),
	ELEMENT("testsuites", on_suite, JUNIT_BARE),
	ELEMENT("skipped", on_child, JUNIT_SKIPPED),
	ELEMENT("flakyFailure", on_rerun, JUNIT_FLAKY),
	ELEMENT("flakyError", on_rerun, JUNIT_FLAKY),
	ELEMENT("failure", on_child, JUNIT_FAILURE),
	ELEMENT("rerunFailure", on_rerun, JUNIT_FAILURE),
	ELEMENT("rerunError", on_rerun, JUNIT_FAILURE),
	ELEMENT("error", on_child, JUNIT_ERROR),
#undef ELEMENT
};

static const struct element *find_element(struct str name)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		if (name.n == elements[i].name_bytes && !memcmp(name.p, elements[i].name, name.n))
			return &elements[i];
	}
	return NULL;
}

static void on_start(void *user, const struct xml_element *e)
{
	struct junit *j = user;
	const struct element *element = find_element(e->name);
	struct str shown = diag_shown(e->name);

	j->depth = e->depth + 1;
	if (e->depth == 0 && (!element || element->on != on_suite)) {
		j->foreign = true;
		diag_at(j->diags, DIAG(REPORT_FORMAT), e->at,
			"the root element <" STR_FMT
			"> is not that of JUnit XML: <testsuites> or <testsuite>",
			STR_ARG(shown));
	}
	if (!element || j->foreign)
		return;
	/* The first case is as good as the millionth. */
	if (!j->dialect && (element->on != on_case || !j->tally.cases))
		j->dialect = junit_recognise(e);
	if (j->test && element->child == JUNIT_BARE)
		diag_at(j->diags, DIAG(JUNIT_NESTED), e->at, "<" STR_FMT "> inside a <testcase>",
			STR_ARG(shown));
	else
		element->on(j, e, element->child);
}

static void on_text(void *user, struct str piece)
{
	struct junit *j = user;

	if (j->text_depth)
		junit_text_add(&j->text, piece);
}

static void name_test(struct junit *j)
{
	struct test *t = j->test;

	if (t->name.n)
		return;
	if (j->no_name && j->child >= JUNIT_FAILURE && t->suite.n) {
		t->name = t->suite; /* the hook of a suite */
		return;
	}
	t->name = arena_printf(j->arena, "(unnamed %" PRIu64 ")", j->tally.cases);
	diag_at(j->diags, DIAG(JUNIT_NAMELESS), at_line(j, j->test_line),
		"a testcase without a name: it is called '" STR_FMT "'", STR_ARG(t->name));
}

static struct junit_meaning meaning(const struct junit *j)
{
	struct junit_case c = {
		.child = j->child,
		.no_name = j->no_name,
		.no_class = j->no_class,
		.status = junit_word_str(&j->status),
		.result = junit_word_str(&j->result),
		.success = junit_word_str(&j->success),
		.type = junit_word_str(&j->type),
		.message = j->test->message,
	};

	if (j->of_suite)
		return (struct junit_meaning){ .state = TEST_BLOCKED };
	return junit_meaning(j->dialect, &c);
}

static void close_test(struct junit *j)
{
	struct test *t = j->test;
	struct junit_meaning means = { .state = TEST_PASSING };

	if (j->child != JUNIT_BARE || j->status.n || j->result.n || j->success.n || j->of_suite)
		means = meaning(j);
	name_test(j);
	if (means.word.n)
		diag_at(j->diags, DIAG(JUNIT_WORD), at_line(j, j->test_line),
			"nobody knows what '" STR_FMT "' says of a test: taken as failing",
			STR_ARG(diag_shown(junit_headline(means.word, false))));
	if (means.module)
		t->suite = t->name;
	t->module = means.module;
	t->state = means.state;
	t->errored = j->child == JUNIT_ERROR;
	if (j->child == JUNIT_BARE && t->state == TEST_FAILING)
		j->child = JUNIT_FAILURE;
	j->tally.child[j->child] += !j->of_suite;
	j->tally.bad += t->state == TEST_FAILING || t->state == TEST_BLOCKED;
	j->test = NULL;
}

static void close_suite(struct junit *j)
{
	const struct suite *s = &j->suites[--j->suite_count];
	struct junit_tally counted = junit_tally_since(&j->tally, &s->before);

	if (!s->whole || (s->list && j->refused))
		return;
	if (junit_check_claim(&s->claim, &counted, j->dialect, at_line(j, s->line), j->diags) < 0)
		j->refused = true;
}

static void on_end(void *user, struct str name)
{
	struct junit *j = user;

	(void)name;
	j->depth--;
	if (j->text_depth && j->depth == j->text_depth) {
		j->test->message = headline(j, (struct str){ j->text.p, j->text.n });
		j->text_depth = 0;
	}
	if (j->test && j->depth == j->test_depth)
		close_test(j);
	else if (j->suite_count && j->depth == j->suites[j->suite_count - 1].depth)
		close_suite(j);
}

/* A list of tests, written by the option that lists them, is the skeleton of a report. */
static void mark_list(struct junit *j)
{
	struct tests *all = &j->into->tests;

	if (!j->dialect || !j->dialect->lists || j->has_results || j->tally.bad)
		return;
	for (size_t i = 0; i < all->n; i++)
		all->v[i].state = all->v[i].state == TEST_PASSING ? TEST_NOT_RUN : all->v[i].state;
}

static int check_empty(const struct junit *j)
{
	struct place root = at_line(j, j->suites[0].line);

	if (j->tally.cases)
		return 0;
	if (j->claimed_tests)
		return diag_at(j->diags, DIAG(JUNIT_EMPTY), root,
			"no test is in the report, though it claims tests=\"%" PRIu64
			"\": write one <testcase> a test",
			j->claimed_tests);
	return diag_at(j->diags, DIAG(JUNIT_EMPTY), root,
		"no test ran: the report has no <testcase>; check what the test run selects");
}

static bool sniff(struct str head)
{
	struct str root = xml_root(head);

	/* Check (libcheck) has a root of this name in a namespace of its own, and no testcases. */
	return (str_eq(root, STR("testsuites")) || str_eq(root, STR("testsuite"))) &&
		!str_has(head, STR("http://check.sourceforge.net/ns"));
}

static int parse_bytes(struct str bytes, struct str path, struct report *into, struct diags *d)
{
	struct junit j = {
		.into = into, .arena = into->arena, .diags = d, .path = path, .bytes = bytes.n
	};
	struct xml_events events = { &j, on_start, on_end, on_text };
	uint64_t errors = d->count[DIAG_ERROR];

	if (xml_scan(bytes, path, &events, d) < 0)
		return -1;
	if (!j.foreign && check_empty(&j) == 0)
		mark_list(&j);
	into->producer = j.dialect ? str_of(j.dialect->name) : STR("");
	return d->count[DIAG_ERROR] > errors ? -1 : 0;
}

static int parse(struct input in, struct report *into, struct diags *d)
{
	struct buf all = { 0 };
	int result = -1;

	if (stream_read_all(in.stream, &all) == 0)
		result = parse_bytes(buf_str(&all), in.path, into, d);
	buf_release(&all);
	return result;
}

const struct parser junit_parser = {
	.name = "junit",
	.about = "JUnit XML test reports, as most test runners write them",
	.sniff = sniff,
	.parse = parse,
};
