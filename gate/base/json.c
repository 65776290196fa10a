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

/* Every control byte is white space for cJSON. */
static void skip_space(struct walk *w)
{
	for (; w->p < w->end && (unsigned char)*w->p <= ' '; step(w)) {
		if (!strchr(" \t\r\n", *w->p))
			diag_at(w->diags, w->bad, w->at, "a control byte");
	}
}

/* cJSON reads four letters that are no hex digits as 0, and the string would end there. */
static void walk_escape(struct walk *w)
{
	struct str four = str_skip((struct str){ w->p, (size_t)(w->end - w->p) }, 2);

	if (w->p[1] == 'u') {
		four.n = four.n < 4 ? four.n : 4;
		if (strspn(four.p, "0123456789abcdefABCDEF") < 4)
			diag_at(w->diags, w->bad, w->at, "\\u without four hex digits behind it");
		else if (str_eq(four, STR("0000")))
			diag_at(w->diags, w->bad, w->at, "\\u0000 is not allowed in a string");
	}
	step(w);
}

static void walk_string(struct walk *w)
{
	for (step(w); w->p < w->end && *w->p != '"'; step(w)) {
		if ((unsigned char)*w->p < 0x20)
			diag_at(w->diags, w->bad, w->at,
				"a raw control byte in a string: write it as an escape such as \\n");
		if (*w->p == '\\')
			walk_escape(w);
	}
	step(w);
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

static void walk_number(struct walk *w, struct json *node)
{
	const char *from = w->p, *to = w->p;
	const char *strict = number_end(w->p, w->end);

	while (to < w->end && strchr("+-.eE0123456789", *to))
		to++;
	if (strict != to)
		diag_at(w->diags, w->bad, w->at, "'" STR_FMT "' is not a JSON number",
			(int)(to - from), from);
	node->text = arena_str(w->arena, (struct str){ from, (size_t)(to - from) });
	step_to(w, to);
}

static int walk_value(struct walk *w, const cJSON *item, struct json *node);

static void walk_key(struct walk *w, const cJSON *item, struct json *node, const struct json *first)
{
	node->key = arena_str(w->arena, str_of(item->string));
	node->key_at = w->at;
	for (const struct json *i = first; i; i = i->next) {
		if (str_eq(i->key, node->key)) {
			diag_at(w->diags, w->bad, w->at,
				"'" STR_FMT "' stands twice in this object (first at line %u)",
				STR_ARG(diag_shown(i->key)), i->key_at.line);
			break;
		}
	}
	walk_string(w);
	skip_space(w);
	step(w); /* the colon */
}

/* -1 when there is no going on. */
static int walk_children(struct walk *w, const cJSON *item, struct json *node)
{
	struct json *last = NULL;

	if (++w->depth > JSON_DEPTH_MAX) {
		diag_at(w->diags, w->bad, w->at, "nested deeper than %d", JSON_DEPTH_MAX);
		return -1;
	}
	step(w); /* the bracket */
	for (const cJSON *i = item->child; i; i = i->next) {
		struct json *child = arena_alloc(w->arena, sizeof(*child));

		skip_space(w);
		if (node->type == JSON_OBJECT && node->count == JSON_CHILDREN_MAX) {
			diag_at(w->diags, w->bad, w->at, "more than %d keys in one object",
				JSON_CHILDREN_MAX);
			return -1;
		}
		if (node->type == JSON_OBJECT)
			walk_key(w, i, child, node->child);
		if (walk_value(w, i, child) < 0)
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
		walk_string(w);
		return 0;
	}
	if (cJSON_IsNumber(item)) {
		node->type = JSON_NUMBER;
		walk_number(w, node);
		return 0;
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

static bool check_bytes(const struct walk *w, struct str text)
{
	size_t valid = utf8_valid(text);
	const char *nul = text.n ? memchr(text.p, '\0', text.n) : NULL;

	if (text.n > JSON_BYTES_MAX)
		diag_at(w->diags, w->bad, w->at, "larger than %zu MiB", JSON_BYTES_MAX >> 20);
	else if (valid < text.n)
		diag_at(w->diags, w->bad, place_of(*w, w->p + valid), "not valid UTF-8");
	else if (nul)
		diag_at(w->diags, w->bad, place_of(*w, w->p + (nul - text.p)), "a NUL byte");
	else
		return true;
	return false;
}

/*
 * Where it looks for a key and finds no quote (after a comma too many), cJSON stands one byte too
 * far. A digit may as well be the last item of a list.
 */
static const char *mistake(const char *text, const char *p)
{
	const char *found = p - 1, *before = p - 2;

	if (p - text < 2 || (unsigned char)*found <= ' ' || *found == '"')
		return p;
	while (before > text && (unsigned char)*before <= ' ')
		before--;
	if (*before == '{' && *found != '}')
		return found;
	return *before == ',' && !strchr("[{0123456789", *found) ? found : p;
}

static void complain(struct walk w, const char *p)
{
	step_to(&w, mistake(w.p, p));
	while (w.p < w.end && strchr(" \t\r\n", *w.p))
		step(&w);
	diag_at(w.diags, w.bad, w.at, "%s",
		w.p >= w.end
			? "the JSON ends too early"
			: "not valid JSON from here on: a quote, comma, colon or value is missing or too many");
}

static const struct json *parse_copy(struct walk *w)
{
	const char *end = NULL;
	/* With the line end that json_parse() has put behind: a text cut off is at fault there. */
	cJSON *tree = cJSON_ParseWithLengthOpts(w->p, (size_t)(w->end - w->p) + 1, &end, 0);
	struct json *root = NULL;

	if (!tree) {
		complain(*w, end);
		return NULL;
	}
	root = arena_alloc(w->arena, sizeof(*root));
	if (walk_value(w, tree, root) == 0) {
		skip_space(w);
		if (w->p < w->end)
			diag_at(w->diags, w->bad, w->at,
				"something follows the end of the JSON value");
	}
	cJSON_Delete(tree);
	return root;
}

const struct json *json_parse(struct arena *a, struct str text, struct place start,
	enum json_flags flags, struct diags *d, const struct diag_kind *bad)
{
	struct walk w = { .arena = a, .at = start, .diags = d, .bad = bad };
	uint64_t complaints = d->count[bad->level];
	const struct json *root = NULL;
	char *copy = memory_get(text.n + 2);

	if (text.n)
		memcpy(copy, text.p, text.n);
	/* cJSON has read past a text without a NUL byte (CVE-2023-53154). */
	memcpy(copy + text.n, "\n", 2);
	w.p = copy;
	w.end = copy + text.n;
	w.at.file = arena_str(a, start.file);
	if (check_bytes(&w, text)) {
		if (str_starts(text, STR("\xef\xbb\xbf")))
			memset(copy, ' ', 3); /* cJSON skips a byte order mark */
		if (flags & JSON_COMMENTS)
			blank_comments(copy, text.n);
		root = parse_copy(&w);
	}
	free(copy);
	return d->count[bad->level] > complaints ? NULL : root;
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
