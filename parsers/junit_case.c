#include "parsers/junit_state.h"

#include <inttypes.h>
#include <string.h>

#include "gate/base/utf8.h"

struct str junit_keep(const struct junit *j, struct str s, struct str like)
{
	if (str_eq(s, like))
		return like;
	return s.n ? arena_str(j->arena, s) : STR("");
}

static struct str headline(const struct junit *j, struct str text)
{
	bool place_first = j->dialect && j->dialect->place_first;

	return junit_keep(
		j, utf8_cut(junit_headline(text, place_first), JUNIT_MESSAGE_BYTES_MAX), STR(""));
}

/* Node says "test" of every test, whichever describe() it is in. */
static bool is_no_class(struct str classname, const struct junit_suite *around)
{
	return str_eq(classname, STR("test")) && around->name.n && !around->list;
}

static struct test *open_test(struct junit *j, const struct xml_element *e)
{
	struct tests *all = &j->into->tests;

	j->test = ARENA_PUSH(j->arena, all->v, all->n, all->cap);
	j->test_depth = e->depth;
	j->test_line = e->at.line;
	j->child = JUNIT_BARE;
	j->text.type_bytes = j->text.head_bytes = j->text.tail_bytes = 0;
	j->printed = false;
	return j->test;
}

void junit_on_case(struct junit *j, const struct xml_element *e, enum junit_child none)
{
	const struct junit_suite *around = &j->suites[j->suite_count - 1];
	struct junit_tag tag = junit_tag(e);
	struct test *t = open_test(j, e);
	const struct test *before = j->into->tests.n > 1 ? t - 1 : t;

	(void)none;
	if (str_trim(tag.name).n)
		t->name = junit_keep(j, tag.name, STR(""));
	t->suite = tag.classname.n && !is_no_class(tag.classname, around)
		? junit_keep(j, tag.classname, before->suite)
		: around->name;
	t->file = tag.file.n ? junit_keep(j, tag.file, before->file) : around->file;
	j->timed = junit_time_us(tag.time, e->at, j->diags, &t->time_us);
	j->status = junit_word(tag.status);
	j->result = junit_word(tag.result);
	j->success = junit_word(tag.success);
	j->type.n = j->beside.n = j->property.n = 0;
	j->of_suite = false;
	j->has_class = tag.classname.n > 0;
	j->no_name = tag.name.p && !tag.name.n;
	j->no_class = tag.classname.p && !tag.classname.n;
	j->has_results |= tag.status.p || tag.result.p || tag.time.p;
	j->tally.cases++;
}

/* Ant writes one when a class cannot be loaded: no test of the suite has started. */
static void open_record_of_suite(struct junit *j, const struct xml_element *e)
{
	const struct junit_suite *around = &j->suites[j->suite_count - 1];
	struct test *t = open_test(j, e);

	t->suite = around->name;
	t->file = around->file;
	t->name = around->name.n ? around->name : STR("(suite)");
	j->of_suite = true;
}

static void want_text(struct junit *j, struct junit_text *text, unsigned depth)
{
	j->wanted = text;
	j->text_depth = depth;
	j->events.wants_text = depth > 0;
}

void junit_on_child(struct junit *j, const struct xml_element *e, enum junit_child child)
{
	struct junit_tag tag;

	if (!j->test && child >= JUNIT_FAILURE)
		open_record_of_suite(j, e);
	if (!j->test)
		return;
	tag = junit_tag(e);
	if (child == JUNIT_SKIPPED)
		j->beside = junit_word(tag.type.n ? tag.type : tag.message);
	if (child <= j->child)
		return;
	j->child = child;
	j->type = junit_word(tag.type);
	j->test->message = headline(j, tag.message);
	/* Of what did not fail the text says no more than the message. */
	want_text(j, &j->text, child >= JUNIT_FAILURE || !j->test->message.n ? e->depth : 0);
	junit_text_start(&j->text, tag.type);
}

void junit_on_rerun(struct junit *j, const struct xml_element *e, enum junit_child child)
{
	j->tally.reruns += j->test != NULL;
	junit_on_child(j, e, child);
}

void junit_on_property(struct junit *j, const struct xml_element *e, enum junit_child none)
{
	(void)none;
	if (j->test)
		j->property = junit_word(junit_tag(e).name);
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
	diag_at(j->diags, DIAG(JUNIT_NAMELESS), junit_line(j, j->test_line),
		"a testcase without a name: it is called '" STR_FMT "'", STR_ARG(t->name));
}

static struct junit_meaning meaning(const struct junit *j)
{
	struct junit_case c = {
		.child = j->child,
		.no_name = j->no_name,
		.no_class = j->no_class,
		.name = j->test->name,
		.classname = j->has_class ? j->test->suite : STR(""),
		.status = junit_word_str(&j->status),
		.result = junit_word_str(&j->result),
		.success = junit_word_str(&j->success),
		.type = junit_word_str(&j->type),
		.message = j->test->message,
		.property = junit_word_str(&j->property),
		.beside = j->child > JUNIT_SKIPPED ? junit_word_str(&j->beside) : STR(""),
	};

	if (j->of_suite)
		return (struct junit_meaning){ .state = TEST_BLOCKED };
	return junit_meaning(j->dialect, &c);
}

static bool is_bad(enum test_state state)
{
	return state == TEST_FAILING || state == TEST_BLOCKED;
}

/* By what is known so far: the output of what passed is not looked at. */
static bool may_be_bad(const struct junit *j)
{
	/* Without a failure it may come behind the output; "run" is what passed. */
	if (j->child == JUNIT_BARE)
		return !str_eq(junit_word_str(&j->status), STR("run"));
	return is_bad(meaning(j).state);
}

/* Bazel has one test a suite, and the output is the suite's. */
static struct test *only_bad_test(const struct junit *j)
{
	const struct tests *all = &j->into->tests;
	size_t before = j->suites[j->suite_count - 1].tests_before;

	return all->n == before + 1 && is_bad(all->v[before].state) ? &all->v[before] : NULL;
}

void junit_on_output(struct junit *j, const struct xml_element *e, enum junit_child none)
{
	(void)none;
	if (!j->dialect || !j->dialect->prints_why || j->text_depth)
		return;
	if (j->test ? !may_be_bad(j) : !only_bad_test(j))
		return;
	if (!j->printed)
		junit_text_start(&j->output, STR(""));
	j->printed = true;
	want_text(j, &j->output, e->depth);
}

static void find_cause(struct junit *j, struct test *t)
{
	char room[JUNIT_TEXT_ROOM_BYTES];
	struct str printed = j->printed ? junit_text_ends(&j->output, room) : STR("");

	t->cause = junit_cause(&j->causes, t, &j->text, j->of_suite, &printed);
	if (printed.n)
		t->message = headline(j, printed);
}

void junit_end_text(struct junit *j)
{
	if (j->wanted == &j->text && !j->test->message.n)
		j->test->message = headline(j, junit_text_head(&j->text));
	else if (!j->test && only_bad_test(j))
		find_cause(j, only_bad_test(j));
	want_text(j, NULL, 0);
}

void junit_close_case(struct junit *j)
{
	struct test *t = j->test;
	struct junit_meaning means = { .state = TEST_PASSING };

	if (j->child != JUNIT_BARE || j->status.n || j->result.n || j->success.n || j->of_suite ||
		j->property.n || str_starts(t->suite, STR("@")))
		means = meaning(j);
	name_test(j);
	if (means.word.n)
		diag_at(j->diags, DIAG(JUNIT_WORD), junit_line(j, j->test_line),
			"nobody knows what '" STR_FMT "' says of a test: taken as failing",
			STR_ARG(diag_shown(junit_headline(means.word, false))));
	if (means.by_class)
		t->name = t->suite;
	else if (means.module)
		t->suite = t->name;
	t->module = means.module;
	t->state = means.state;
	t->errored = j->child == JUNIT_ERROR;
	t->untimed = !j->timed && (test_state_ran(t->state) || t->state == TEST_EXPECTED_FAILURE);
	if (j->child != JUNIT_BARE || j->printed)
		find_cause(j, t);
	if (j->child == JUNIT_BARE && t->state == TEST_FAILING)
		j->child = JUNIT_FAILURE;
	j->tally.child[j->child] += !j->of_suite;
	j->tally.bad += is_bad(t->state);
	j->tally.shown += is_bad(t->state) || j->child >= JUNIT_FAILURE;
	j->into->tests.n -= means.no_test;
	j->test = NULL;
}
