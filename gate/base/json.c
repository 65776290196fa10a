#include "gate/base/json.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/base/utf8.h"

/*
 * cJSON gives no positions and takes more than JSON, so the text is walked once beside its tree: the
 * walk may rely on what cJSON has already accepted, and refuses the rest.
 */
struct walk {
	struct arena *arena;
	const char *p, *end;
	struct place at; /* of p */
	struct diags *diags;
	const struct diag_kind *bad;
	unsigned depth;
};

static void step(struct walk *w)
{
	if (*w->p == '\n') {
		w->at.line++;
		w->at.column = 0;
	}
	w->at.column++;
	w->p++;
}

static void step_to(struct walk *w, const char *p)
{
	while (w->p < p && w->p < w->end)
		step(w);
}

static void skip_space(struct walk *w)
{
	while (w->p < w->end && strchr(" \t\r\n", *w->p))
		step(w);
}

static int walk_string(struct walk *w)
{
	static const char nul[] = "\\u0000";

	for (step(w); w->p < w->end && *w->p != '"'; step(w)) {
		if ((unsigned char)*w->p < 0x20)
			return diag_at(w->diags, w->bad, w->at,
				"a raw control byte in a string: write it as an escape such as \\n");
		if (*w->p != '\\')
			continue;
		if ((size_t)(w->end - w->p) >= sizeof(nul) - 1 && !memcmp(w->p, nul, sizeof(nul) - 1))
			return diag_at(w->diags, w->bad, w->at, "\\u0000 is not allowed in a string");
		step(w);
	}
	step(w);
	return 0;
}

static void digits(const char **p, const char *end)
{
	while (*p < end && **p >= '0' && **p <= '9')
		(*p)++;
}

/* RFC 8259, section 6; cJSON takes whatever strtod() takes. */
static const char *number_end(const char *p, const char *end)
{
	const char *from;

	if (p < end && *p == '-')
		p++;
	from = p;
	digits(&p, end);
	if (p == from || (*from == '0' && p > from + 1))
		return NULL;
	if (p < end && *p == '.') {
		from = ++p;
		digits(&p, end);
		if (p == from)
			return NULL;
	}
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		from = p;
		digits(&p, end);
		if (p == from)
			return NULL;
	}
	return p;
}

static int walk_number(struct walk *w, struct json *node)
{
	const char *from = w->p, *to = w->p;
	const char *strict = number_end(w->p, w->end);

	while (to < w->end && strchr("+-.eE0123456789", *to))
		to++;
	if (strict != to)
		return diag_at(w->diags, w->bad, w->at, "'" STR_FMT "' is not a JSON number",
			(int)(to - from), from);
	node->text = arena_str(w->arena, (struct str){ from, (size_t)(to - from) });
	step_to(w, to);
	return 0;
}

static int walk_value(struct walk *w, const cJSON *item, struct json *node);

static int walk_key(struct walk *w, const cJSON *item, struct json *node, const struct json *first)
{
	node->key = arena_str(w->arena, str_of(item->string));
	node->key_at = w->at;
	for (const struct json *i = first; i; i = i->next) {
		if (str_eq(i->key, node->key))
			return diag_at(w->diags, w->bad, w->at,
				"'" STR_FMT "' stands twice in this object (first at line %u)",
				STR_ARG(i->key), i->key_at.line);
	}
	if (walk_string(w) < 0)
		return -1;
	skip_space(w);
	step(w); /* the colon */
	return 0;
}

static int walk_children(struct walk *w, const cJSON *item, struct json *node)
{
	struct json *last = NULL;
	int result = 0;

	if (++w->depth > JSON_DEPTH_MAX)
		return diag_at(w->diags, w->bad, w->at, "nested deeper than %d", JSON_DEPTH_MAX);
	step(w); /* the bracket */
	for (const cJSON *i = item->child; i; i = i->next) {
		struct json *child = arena_alloc(w->arena, sizeof(*child));

		if (node->type == JSON_OBJECT && node->count == JSON_CHILDREN_MAX)
			return diag_at(w->diags, w->bad, w->at, "more than %d keys in one object",
				JSON_CHILDREN_MAX);
		skip_space(w);
		if (node->type == JSON_OBJECT && walk_key(w, i, child, node->child) < 0)
			result = -1;
		if (result < 0 || walk_value(w, i, child) < 0)
			return -1;
		if (last)
			last->next = child;
		else
			node->child = child;
		last = child;
		node->count++;
		skip_space(w);
		if (i->next)
			step(w); /* the comma */
	}
	skip_space(w);
	step(w); /* the closing bracket */
	w->depth--;
	return 0;
}

static int walk_value(struct walk *w, const cJSON *item, struct json *node)
{
	const char *word = "null";

	skip_space(w);
	node->at = w->at;
	if (cJSON_IsObject(item) || cJSON_IsArray(item)) {
		node->type = cJSON_IsObject(item) ? JSON_OBJECT : JSON_ARRAY;
		return walk_children(w, item, node);
	}
	if (cJSON_IsString(item)) {
		node->type = JSON_STRING;
		node->text = arena_str(w->arena, str_of(item->valuestring));
		return walk_string(w);
	}
	if (cJSON_IsNumber(item)) {
		node->type = JSON_NUMBER;
		return walk_number(w, node);
	}
	if (cJSON_IsBool(item)) {
		node->type = JSON_BOOL;
		node->truth = cJSON_IsTrue(item);
		word = node->truth ? "true" : "false";
	}
	step_to(w, w->p + strlen(word));
	return 0;
}

/* Comments become blanks, so that every place stays what it was. */
static void blank_comments(char *p, size_t n)
{
	bool string = false;

	for (size_t i = 0; i < n; i++) {
		if (string && p[i] == '\\')
			i++;
		else if (p[i] == '"')
			string = !string;
		else if (!string && p[i] == '/' && i + 1 < n && p[i + 1] == '/') {
			while (i < n && p[i] != '\n')
				p[i++] = ' ';
		}
	}
}

static struct place place_of(struct walk w, const char *p)
{
	step_to(&w, p);
	return w.at;
}

static int check_bytes(const struct walk *w, struct str text)
{
	size_t valid = utf8_valid(text);
	const char *nul = text.n ? memchr(text.p, '\0', text.n) : NULL;

	if (text.n > JSON_BYTES_MAX)
		return diag_at(w->diags, w->bad, w->at, "larger than %zu MiB", JSON_BYTES_MAX >> 20);
	if (valid < text.n)
		return diag_at(w->diags, w->bad, place_of(*w, w->p + valid), "not valid UTF-8");
	if (nul)
		return diag_at(w->diags, w->bad, place_of(*w, w->p + (nul - text.p)), "a NUL byte");
	return 0;
}

static const struct json *parse_copy(struct walk *w)
{
	const char *end = NULL;
	cJSON *tree = cJSON_ParseWithLengthOpts(w->p, (size_t)(w->end - w->p), &end, 0);
	struct json *root = NULL;
	struct walk after = *w;

	step_to(&after, end);
	if (!tree) {
		skip_space(&after);
		if (after.p >= w->end)
			diag_at(w->diags, w->bad, after.at, "the JSON ends too early");
		else
			diag_at(w->diags, w->bad, after.at,
				"not valid JSON from here on: a quote, comma, colon or value is missing or too many");
		return NULL;
	}
	skip_space(&after);
	root = arena_alloc(w->arena, sizeof(*root));
	if (after.p < w->end) {
		diag_at(w->diags, w->bad, after.at, "something follows the end of the JSON value");
		root = NULL;
	} else if (walk_value(w, tree, root) < 0) {
		root = NULL;
	}
	cJSON_Delete(tree);
	return root;
}

const struct json *json_parse(struct arena *a, struct str text, struct place start,
	enum json_flags flags, struct diags *d, const struct diag_kind *bad)
{
	struct walk w = { .arena = a, .at = start, .diags = d, .bad = bad };
	const struct json *root = NULL;
	char *copy = memory_get(text.n + 1);

	if (text.n)
		memcpy(copy, text.p, text.n);
	copy[text.n] = '\0'; /* cJSON has read past a text without one (CVE-2023-53154) */
	w.p = copy;
	w.end = copy + text.n;
	w.at.file = arena_str(a, start.file);
	if (check_bytes(&w, text) == 0) {
		if (flags & JSON_COMMENTS)
			blank_comments(copy, text.n);
		root = parse_copy(&w);
	}
	free(copy);
	return root;
}

const struct json *json_get(const struct json *object, const char *key)
{
	if (!object || object->type != JSON_OBJECT)
		return NULL;
	for (const struct json *i = object->child; i; i = i->next) {
		if (str_eq(i->key, str_of(key)))
			return i;
	}
	return NULL;
}

const char *json_library_version(void)
{
	return cJSON_Version();
}

const char *json_type_name(enum json_type type)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",
		[JSON_BOOL] = "true or false",
		[JSON_NUMBER] = "a number",
		[JSON_STRING] = "a string",
		[JSON_ARRAY] = "a list",
		[JSON_OBJECT] = "an object",
	};

	return names[type];
}
