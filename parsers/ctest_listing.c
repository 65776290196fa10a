#include "gate/base/json.h"
#include "parsers/parser.h"

/* ctest --show-only=json-v1: what is registered, built or not; nothing of it ran. */
static bool sniff(struct str head)
{
	struct str start = str_trim(head);

	return str_starts(start, STR("{")) &&
		(str_has(head, STR("\"backtraceGraph\"")) || str_has(head, STR("\"ctestInfo\"")));
}

static int add_tests(const struct json *root, struct str path, struct report *into, struct diags *d)
{
	const struct json *kind = json_get(root, "kind"), *tests = json_get(root, "tests");

	if (!kind || !str_eq(kind->text, STR("ctestInfo")) || !tests || tests->type != JSON_ARRAY)
		return diag_at(d, DIAG(REPORT_FORMAT), root->at,
			"is no listing of CTest: \"kind\" must be \"ctestInfo\", \"tests\" a list");
	for (const struct json *t = tests->child; t; t = t->next) {
		const struct json *name = json_get(t, "name");

		if (!name || name->type != JSON_STRING || !name->text.n)
			return diag_at(d, DIAG(REPORT_FORMAT), t->at, "a test without a name");
		/* As CTest's own report has it: the class is the name. */
		*ARENA_PUSH(into->arena, into->tests.v, into->tests.n, into->tests.cap) =
			(struct test){
				.suite = name->text, .name = name->text, .state = TEST_NOT_RUN
			};
	}
	if (!into->tests.n)
		return diag_at(d, DIAG(JUNIT_EMPTY), (struct place){ .file = path },
			"no test is listed: is enable_testing() called?");
	return 0;
}

static int parse(struct input in, struct report *into, struct diags *d)
{
	struct buf all = { 0 };
	const struct json *root = NULL;
	int result = -1;

	if (stream_read_all(in.stream, &all) == 0)
		root = json_parse(into->arena, buf_str(&all), (struct place){ in.path, 1, 1 },
			JSON_STRICT, d, DIAG(REPORT_FORMAT));
	if (root)
		result = add_tests(root, in.path, into, d);
	into->producer = STR("ctest");
	buf_release(&all);
	return result;
}

const struct parser ctest_listing_parser = {
	.name = "ctest-listing",
	.about = "ctest --show-only=json-v1",
	.sniff = sniff,
	.parse = parse,
};
