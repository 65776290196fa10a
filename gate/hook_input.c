#include "gate/hook_input.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gate/base/buf.h"
#include "gate/model/diagnostics.h"

#define INPUT_BYTES_MAX ((size_t)64 << 20)

static struct str environment(const char *name)
{
	const char *value = getenv(name);

	return value ? str_of(value) : STR("");
}

static const struct place from_stdin = { .file = { "stdin", 5 } };

/* 1 with what came, 0 at the end, -1 with errno; ETIME when nothing came for too long. */
static int read_piece(struct buf *into)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	int ready = poll(&in, 1, HOOK_INPUT_SECONDS * 1000);
	enum { PIECE_BYTES = 64 * 1024 };
	ssize_t n;

	if (ready == 0)
		errno = ETIME;
	if (ready <= 0)
		return -1;
	n = read(STDIN_FILENO, buf_room(into, PIECE_BYTES), PIECE_BYTES);
	if (n <= 0)
		return (int)n;
	into->n += (size_t)n;
	return 1;
}

/* All of stdin. 1, 0 if nobody writes there, -1 after a diagnostic. */
static int read_stdin(struct buf *into, struct diags *d)
{
	int result;

	do
		result = read_piece(into);
	while ((result > 0 && into->n <= INPUT_BYTES_MAX) || (result < 0 && errno == EINTR));
	if (result < 0 && errno == ETIME && !into->n)
		return 0;
	if (result < 0)
		return diag_at(d, DIAG(PUSH_INPUT), from_stdin, "what is pushed cannot be read: %s",
			strerror(errno));
	if (into->n > INPUT_BYTES_MAX)
		return diag_at(d, DIAG(PUSH_INPUT), from_stdin,
			"more than 64 MiB of refs are pushed at once");
	return 1;
}

static void add(struct push *p, struct str ref, struct str tip, struct str from)
{
	*ARENA_PUSH(p->arena, p->v, p->n, p->cap) = (struct pushed_ref){ ref, tip, from };
}

static const struct str head = { "HEAD", 4 };

/*
 * pre-commit 3 and later: the first ref that does not go, and no range where a first commit is among what
 * is pushed. Its users also run hooks by hand, with or without a range.
 */
static bool by_pre_commit(struct hook_input *in)
{
	struct str tip = environment("PRE_COMMIT_TO_REF");
	struct str branch = environment("PRE_COMMIT_REMOTE_BRANCH");

	if (!environment("PRE_COMMIT").n)
		return false;
	if (!tip.n)
		tip = environment("PRE_COMMIT_LOCAL_BRANCH");
	add(&in->push, branch.n ? branch : head, tip.n ? tip : head,
		environment("PRE_COMMIT_FROM_REF"));
	if (!in->remote.n)
		in->remote = environment("PRE_COMMIT_REMOTE_NAME");
	return true;
}

static int by_stdin(struct hook_input *in, struct diags *d)
{
	struct buf text = { 0 };
	int result = read_stdin(&text, d);

	if (result > 0)
		result = push_parse_sent(&in->push, buf_str(&text), d);
	else if (result == 0) {
		diag_at(d, DIAG(PUSH_UNJUDGED), from_stdin,
			"says nothing for %d seconds, where git tells what is pushed: HEAD alone is"
			" judged (lefthook: use_stdin: true)",
			HOOK_INPUT_SECONDS);
		add(&in->push, head, head, STR(""));
	}
	buf_release(&text);
	return result;
}

int hook_input_sent(struct hook_input *out, struct arena *a, int argument_count, char **arguments,
	struct diags *d)
{
	struct str skip = environment("AREAGATE_SKIP");

	*out = (struct hook_input){ .push = { .arena = a },
		.remote = argument_count ? str_of(arguments[0]) : STR(""),
		.skip = skip.n && !str_eq(skip, STR("0")) };
	if (out->skip || by_pre_commit(out))
		return 0;
	if (!isatty(STDIN_FILENO))
		return by_stdin(out, d);
	add(&out->push, head, head, STR(""));
	return 0;
}

int hook_input_received(struct hook_input *out, struct arena *a, struct diags *d)
{
	struct buf text = { 0 };
	int result = 0;

	*out = (struct hook_input){ .push = { .arena = a }, .remote = STR("") };
	if (!isatty(STDIN_FILENO))
		result = read_stdin(&text, d);
	if (result == 0)
		result = diag_at(d, DIAG(PUSH_INPUT), from_stdin,
			"says nothing: git calls this with what is pushed");
	else if (result > 0)
		result = push_parse_received(&out->push, buf_str(&text), d);
	buf_release(&text);
	return result;
}
