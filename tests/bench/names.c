/* Names of sources and functions, as long as those of real code. */
#include "tests/bench/section.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tests/bench/dice.h"

static const char *const modules[] = { "cache", "index", "journal", "page", "queue", "render",
	"route", "session", "shader", "socket", "table", "timer", "token", "tree", "vector",
	"worker" };
static const char *const verbs[] = { "add", "apply", "begin", "check", "clear", "close", "commit",
	"copy", "count", "decode", "drop", "encode", "find", "finish", "flush", "get", "grow",
	"insert", "link", "load", "merge", "open", "parse", "read", "remove", "reset", "resize",
	"scan", "set", "split", "update", "write" };
static const char *const nouns[] = { "array", "block", "bucket", "buffer", "bytes", "child",
	"column", "cursor", "digest", "edge", "entry", "event", "field", "flags", "frame", "handle",
	"header", "item", "key", "leaf", "limit", "list", "lock", "message", "mode", "name", "node",
	"offset", "option", "owner", "parent", "range" };
static const char *const endings[] = { "", "_locked", "_at", "_from", "_range", "_fast", "_all",
	"_unsafe" };
static const char *const folders[] = { "base", "engine", "kernel", "net", "storage", "tools", "ui",
	"util" };
static const char *const arguments[] = { "v", "i", "PKc", "RKS0_", "mPKcb",
	"RKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE", "St10shared_ptrINS_4NodeEE",
	"RSt6vectorIiSaIiEEm" };

#define PICK(words, n) ((words)[(n) % (sizeof(words) / sizeof((words)[0]))])

enum { NAMES = 32 * 32 * 8 }; /* combinations of verbs, nouns and endings; a power of two */

__attribute__((format(printf, 3, 4))) static uint32_t text(
	char *to, size_t room, const char *format, ...)
{
	va_list rest;
	int n;

	va_start(rest, format);
	n = vsnprintf(to, room, format, rest);
	va_end(rest);
	return (uint32_t)n < room ? (uint32_t)n : (uint32_t)room - 1;
}

void section_name_path(struct section *s)
{
	struct dice d = dice_of(s->index, 1);
	uint32_t r = dice_below(&d, 1u << 16);

	text(s->path, sizeof(s->path), "/home/build/workspace/project/src/%s/%s/%s_%s_%u.%s",
		PICK(folders, r), PICK(modules, r >> 3), PICK(modules, s->index),
		PICK(nouns, r >> 7), (unsigned)s->index, s->mangled ? "cc" : "c");
}

/* <length><name>, as an identifier stands in a mangled name. */
static uint32_t mangled_method(char *to, size_t room, uint32_t which)
{
	char name[64];
	uint32_t n = text(name, sizeof(name), "%s_%s%s", PICK(verbs, which),
		PICK(nouns, which >> 5), PICK(endings, which >> 10));

	return text(to, room, "%u%s", n, name);
}

void section_name_function(const struct section *s, uint32_t nth, struct section_function *f)
{
	struct dice d = dice_of(s->index, 2);
	uint32_t start = dice_below(&d, NAMES), step = dice_below(&d, NAMES) | 1;
	uint32_t which = (start + nth * step) % NAMES; /* an odd step meets each once */
	uint32_t class = (start + nth / 16) % 4;       /* methods of a class stand together */
	const char *module = PICK(modules, s->index), *owner = PICK(nouns, start + class);
	char method[80];

	if (!s->mangled) {
		f->name_bytes = text(f->name, sizeof(f->name), "%s_%s_%s%s", module,
			PICK(verbs, which), PICK(nouns, which >> 5), PICK(endings, which >> 10));
		return;
	}
	mangled_method(method, sizeof(method), which);
	f->name_bytes = text(f->name, sizeof(f->name), "_ZN%s%u%s%u%s%sE%s", which % 2 ? "K" : "",
		(unsigned)strlen(module), module, (unsigned)strlen(owner), owner, method,
		PICK(arguments, which * 7 + nth));
}
