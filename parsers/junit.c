#include "parsers/junit.h"

#include <inttypes.h>
#include <string.h>

#include "parsers/junit_state.h"
#include "parsers/parser.h"

/* Suites run one after the other: as long as one of them is new, the report is. */
static void take_timestamp(struct report *r, struct str timestamp)
{
	int64_t seconds = junit_timestamp(timestamp);

	if (seconds > r->ran)
		r->ran = seconds;
}

static void on_suite(struct junit *j, const struct xml_element *e, enum junit_child none)
{
	const struct junit_suite *around = j->suite_count ? &j->suites[j->suite_count - 1] : NULL;
	struct junit_tag tag = junit_tag(e);
	struct junit_suite *s = &j->suites[j->suite_count++];

	(void)none;
	*s = (struct junit_suite){ .depth = e->depth, .line = e->at.line, .before = j->tally };
	s->tests_before = j->into->tests.n;
	s->list = str_eq(e->name, STR("testsuites"));
	s->whole = !around || (around->list && around->whole);
	s->claim = junit_claim(&tag);
	take_timestamp(j->into, tag.timestamp);
	if (!s->list && str_trim(tag.name).n)
		s->name = junit_keep(j, tag.name, STR(""));
	if (around && !s->name.n)
		s->name = around->name;
	s->file = junit_keep(j, tag.file, STR(""));
	if (around && !s->file.n)
		s->file = around->file;
	if (s->claim.tests != JUNIT_NO_CLAIM && s->claim.tests > j->claimed_tests)
		j->claimed_tests = s->claim.tests;
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
	ELEMENT("testcase", junit_on_case, JUNIT_BARE),
	ELEMENT("property", junit_on_property, JUNIT_BARE),
	ELEMENT("testsuite", on_suite, JUNIT_BARE),
	ELEMENT("testsuites", on_suite, JUNIT_BARE),
	ELEMENT("skipped", junit_on_child, JUNIT_SKIPPED),
	ELEMENT("flakyFailure", junit_on_rerun, JUNIT_FLAKY),
	ELEMENT("flakyError", junit_on_rerun, JUNIT_FLAKY),
	ELEMENT("failure", junit_on_child, JUNIT_FAILURE),
	ELEMENT("rerunFailure", junit_on_rerun, JUNIT_FAILURE),
	ELEMENT("rerunError", junit_on_rerun, JUNIT_FAILURE),
	ELEMENT("error", junit_on_child, JUNIT_ERROR),
	ELEMENT("system-out", junit_on_output, JUNIT_BARE),
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
	j->comments = (struct junit_comments){ 0 };
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
	if (!j->dialect && (element->on != junit_on_case || !j->tally.cases))
		j->dialect = junit_recognise(e);
	if (j->test && (element->on == junit_on_case || element->on == on_suite))
		diag_at(j->diags, DIAG(JUNIT_NESTED), e->at, "<" STR_FMT "> inside a <testcase>",
			STR_ARG(shown));
	else
		element->on(j, e, element->child);
}

static void on_text(void *user, struct str piece)
{
	struct junit *j = user;

	junit_text_add(j->wanted, piece);
}

static void on_comment(void *user, struct str text, struct place at)
{
	struct junit *j = user;

	junit_comment(&j->comments, text, at);
}

/* The set-up of a suite failed, and its tests never came to be: cmocka, and others. */
static void add_blocked_suite(struct junit *j, const struct junit_suite *s)
{
	struct tests *all = &j->into->tests;
	struct test *t = ARENA_PUSH(j->arena, all->v, all->n, all->cap);

	*t = (struct test){ .suite = s->name,
		.name = s->name.n ? s->name : STR("(suite)"),
		.file = s->file,
		.message = STR("the suite has an error and no testcase"),
		.state = TEST_BLOCKED,
		.errored = true,
		.module = true };
	t->cause = causes_find(
		&j->causes, &(struct cause_text){ .message = t->message, .set_up = true });
	j->tally.bad++;
	j->tally.shown++;
}

/* It has tests, says its start tag, and not one is there: what became of them nobody can tell. */
static bool claims_unseen(
	const struct junit *j, const struct junit_suite *s, const struct junit_tally *counted)
{
	return !s->list && !counted->cases && !counted->bad && s->claim.tests &&
		s->claim.tests != JUNIT_NO_CLAIM && !(j->dialect && j->dialect->own_totals);
}

static void close_suite(struct junit *j)
{
	const struct junit_suite *s = &j->suites[--j->suite_count];
	struct junit_tally counted = junit_tally_since(&j->tally, &s->before);

	if (!s->list && !counted.cases && !counted.bad && s->claim.errors != JUNIT_NO_CLAIM &&
		s->claim.errors) {
		add_blocked_suite(j, s);
		return;
	}
	j->bad_suites += !s->list && counted.bad;
	if (claims_unseen(j, s, &counted))
		j->into->trust = TRUST_COUNTS_ONLY;
	if (!s->whole || (s->list && j->refused))
		return;
	if (junit_check_claim(&s->claim, &counted, j->dialect, junit_line(j, s->line), j->diags) <
		0)
		j->refused = true;
}

static void on_end(void *user, struct str name)
{
	struct junit *j = user;

	(void)name;
	j->depth--;
	if (j->text_depth && j->depth == j->text_depth) {
		junit_end_text(j);
	}
	if (j->test && j->depth == j->test_depth)
		junit_close_case(j);
	else if (j->suite_count && j->depth == j->suites[j->suite_count - 1].depth)
		close_suite(j);
}

/* What a test prints may stand before the root (doctest): how many bytes, of what is no other XML. */
static size_t bytes_before_root(struct str head)
{
	size_t at = 0;

	if (xml_root(head).n || !str_has(head, STR("<?xml")))
		return 0;
	while (at < head.n && !str_starts(str_skip(head, at), STR("<testsuites")))
		at++;
	return at < head.n ? at : 0;
}

static bool sniff(struct str head)
{
	struct str root = xml_root(head);

	if (bytes_before_root(head))
		return true;
	/* Check (libcheck) has a root of this name in a namespace of its own, and no testcases. */
	return (str_eq(root, STR("testsuites")) || str_eq(root, STR("testsuite"))) &&
		!str_has(head, STR("http://check.sourceforge.net/ns"));
}

/* What the end of the file cut off says nothing of itself: a testcase without its failure would pass. */
static void drop_open_test(struct junit *j)
{
	if (j->test)
		j->into->tests.n--;
}

static void skip_before_root(struct junit *j, struct stream *in)
{
	struct str head = stream_peek(in, STREAM_PEEK_MAX);
	size_t n = bytes_before_root(head);
	char byte;

	if (!n)
		return;
	diag_at(j->diags, DIAG(XML_MENDED), junit_line(j, 1),
		"not well-formed: text before the root element, left out");
	j->events.line = 1;
	while (n-- && stream_read(in, &byte, 1))
		j->events.line += byte == '\n';
}

static int parse(struct input in, struct report *into, struct diags *d)
{
	struct junit j = { .into = into,
		.arena = into->arena,
		.diags = d,
		.path = in.path,
		.causes.names.arena = into->arena };
	uint64_t errors = d->count[DIAG_ERROR];

	j.events = (struct xml_events){ &j, on_start, on_end, on_text, on_comment, 0, false };
	skip_before_root(&j, in.stream);
	if (xml_scan(in.stream, in.path, &j.events, d) < 0)
		drop_open_test(&j);
	else if (!j.foreign &&
		junit_check_empty(&j.tally, j.claimed_tests, junit_line(&j, j.suites[0].line), d) ==
			0)
		junit_check_comments(&j.comments, &j.tally, j.bad_suites, d);
	junit_settle(&j);
	into->producer = j.dialect ? str_of(j.dialect->name) : STR("");
	return d->count[DIAG_ERROR] > errors ? -1 : 0;
}

const struct parser junit_parser = {
	.name = "junit",
	.about = "JUnit XML test reports, as most test runners write them",
	.sniff = sniff,
	.parse = parse,
};
