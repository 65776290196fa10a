#include "gate/model/push.h"

#include "gate/model/diagnostics.h"

enum { SHA1_HEX = 40, SHA256_HEX_OF_ID = 64 };

static bool is_id(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (str_index(STR("0123456789abcdef"), s.p[i]) == 16)
			return false;
	}
	return s.n == SHA1_HEX || s.n == SHA256_HEX_OF_ID;
}

static int refuse(struct str line, uint32_t number, struct diags *d)
{
	return diag_at(d, DIAG(PUSH_INPUT), (struct place){ .file = STR("stdin"), .line = number },
		"'" STR_FMT "' is no line that git writes: is this called as a hook?",
		STR_ARG(diag_shown(line)));
}

/* Its fields; false if they are not what git writes. */
typedef bool cut_line(struct str line, struct pushed_ref *out);

static bool cut_sent(struct str line, struct pushed_ref *out)
{
	out->from = str_cut_last(&line, ' ');
	out->ref = str_cut_last(&line, ' ');
	out->tip = str_cut_last(&line, ' ');
	return line.n > 0;
}

static bool cut_received(struct str line, struct pushed_ref *out)
{
	out->from = str_cut(&line, ' ');
	out->tip = str_cut(&line, ' ');
	out->ref = line;
	return true;
}

static int parse(struct push *into, struct str text, cut_line *cut, struct diags *d)
{
	uint32_t number = 0;
	struct str line;
	int result = 0;

	while (str_line(&text, &line)) {
		struct pushed_ref r, *kept;

		number++;
		if (!cut(line, &r) || !is_id(r.from) || !is_id(r.tip) ||
			!str_starts(r.ref, STR("refs/")) || str_index(r.ref, '\0') < r.ref.n) {
			result = refuse(line, number, d);
			continue;
		}
		kept = ARENA_PUSH(into->arena, into->v, into->n, into->cap);
		kept->ref = arena_str(into->arena, r.ref);
		kept->tip = arena_str(into->arena, r.tip);
		kept->from = arena_str(into->arena, r.from);
	}
	return result;
}

int push_parse_sent(struct push *into, struct str text, struct diags *d)
{
	return parse(into, text, cut_sent, d);
}

int push_parse_received(struct push *into, struct str text, struct diags *d)
{
	return parse(into, text, cut_received, d);
}

bool push_is_zero(struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		if (id.p[i] != '0')
			return false;
	}
	return id.n > 0;
}

bool push_branch(const struct pushed_ref *r, struct str *branch)
{
	struct str heads = STR("refs/heads/");

	if (!str_starts(r->ref, heads))
		return false;
	*branch = str_skip(r->ref, heads.n);
	return true;
}

bool push_is_judged(const struct pushed_ref *r)
{
	static const char *const starts[] = { "refs/heads/", "refs/for/", "HEAD" };
	bool judged = false;

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		judged |= str_starts(r->ref, str_of(starts[i]));
	return judged && !push_is_zero(r->tip);
}
