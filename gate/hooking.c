#include "gate/hooking.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gate/base/file.h"
#include "gate/base/path.h"
#include "gate/base/shell.h"
#include "gate/exit.h"
#include "gate/model/diagnostics.h"
#include "gate/outputs.h"
#include "gate/repo/hooks.h"

/* By it our own hook is known again, whichever version wrote it. */
#define MARKER "# areagate hook install wrote this file, and writes it anew"

/* A hook of git, and what it does where the program is gone. */
struct hook {
	const char *name, *gone, *status;
};

static const struct hook at_client = {
	"pre-push",
	"what is pushed is not judged; areagate hook install mends it",
	"0",
};

/* A server does not open its gate since somebody took the guard away. */
static const struct hook at_server = {
	"pre-receive",
	"nothing is taken; areagate hook install mends it",
	"1",
};

/* Who else may have the hooks, and how one of theirs calls us. */
struct manager {
	const char *name;
	const char *files[5]; /* by which it is known, and which are its to edit */
	const char *edit;     /* instead of the file that was found; or NULL */
	const char *calls;    /* what stands in that file if it calls us */
	const char *install;  /* what makes git call the manager */
	const char *lines;
};

#define CALL "areagate hook pre-push"

static const char shell_lines[] =
	"if command -v areagate >/dev/null; then " CALL " \"$@\" || exit; fi\n";

/* clang-format off */
static const struct manager managers[] = {
	{ "husky", { ".husky" }, ".husky/pre-push", CALL, "npx husky", shell_lines },
	{ "lefthook", { "lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml" }, NULL,
		CALL, "lefthook install",
		"pre-push:\n"
		"  commands:\n"
		"    areagate:\n"
		"      run: " CALL " {0}\n"
		"      use_stdin: true\n" },
	{ "pre-commit", { ".pre-commit-config.yaml" }, NULL,
		"id: areagate", "pre-commit install --hook-type pre-push",
		"repos:\n"
		"  - repo: local\n"
		"    hooks:\n"
		"      - id: areagate\n"
		"        name: areagate\n"
		"        entry: " CALL "\n"
		"        language: system\n"
		"        stages: [pre-push]\n"
		"        pass_filenames: false\n"
		"        always_run: true\n"
		"        require_serial: true\n" },
};
/* clang-format on */

struct hooking {
	const struct options *options;
	struct arena arena;
	struct workplace place;
	const struct hook *hook;
	struct str path; /* of the hook's file */
	struct diags *diags;
};

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

/* Does the file have the text? One that cannot be read has not. */
static bool has_text(struct hooking *h, const char *path, struct str text)
{
	struct diags unread = { .arena = &h->arena };
	struct stat st;
	struct file f;
	bool has;

	if (stat(path, &st) < 0 || !S_ISREG(st.st_mode) ||
		file_read(&f, path, &unread, DIAG(OUTPUT_WRITE)) < 0)
		return false;
	has = str_has(buf_str(&f.bytes), text);
	file_release(&f);
	return has;
}

static int print(struct hooking *h, struct str text)
{
	return outputs_print(text, h->diags);
}

static int say_nothing_to_do(struct hooking *h, const char *file)
{
	return print(
		h, arena_printf(&h->arena, "%s calls areagate already: nothing to do\n", file));
}

/* A hook of somebody else's: it calls us already, or is told how to. */
static int leave_to_hook(struct hooking *h)
{
	bool client = h->hook == &at_client;
	struct str call = arena_printf(&h->arena, "areagate hook %s", h->hook->name);

	if (has_text(h, h->path.p, call))
		return say_nothing_to_do(h, h->path.p);
	if (print(h, client ? str_of(shell_lines) : STR("areagate hook pre-receive || exit\n")) < 0)
		return -1;
	return diag_at(h->diags, DIAG(HOOK_OTHER), (struct place){ .file = h->path },
		"is not of areagate, so it stays: add the line above to it, before anything that"
		" reads stdin");
}

static int leave_to_manager(struct hooking *h, const struct manager *m, const char *found)
{
	const char *edit = m->edit ? m->edit : found;
	struct place at = { .file = str_of(edit) };
	bool calls = has_text(h, edit, str_of(m->calls));

	if (calls && is_there(h->path.p))
		return say_nothing_to_do(h, edit);
	if (calls)
		return diag_at(h->diags, DIAG(HOOK_OTHER), at,
			"calls areagate, but git does not call %s before a push: %s", m->name,
			m->install);
	if (print(h, str_of(m->lines)) < 0)
		return -1;
	return diag_at(h->diags, DIAG(HOOK_OTHER), at,
		"%s has the hooks here, so none is written: add the lines above to this file; then"
		" %s",
		m->name, m->install);
}

static const char *known_by(const struct manager *m)
{
	for (size_t i = 0; i < sizeof(m->files) / sizeof(*m->files) && m->files[i]; i++) {
		if (is_there(m->files[i]))
			return m->files[i];
	}
	return NULL;
}

/* The program that runs now: a hook must not find another one, or none, on somebody's PATH. */
static int find_program(struct hooking *h, struct str *out)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	if (n <= 0 || (size_t)n == sizeof(path))
		return diag_at(h->diags, DIAG(HOOK_PLACE), (struct place){ 0 },
			"the path of this program is not known: %s",
			n < 0 ? strerror(errno) : "it is too long");
	*out = arena_str(&h->arena, (struct str){ path, (size_t)n });
	return 0;
}

/*
 * sh is everywhere: git push hangs where a hook's interpreter is not. For the same reason the program is
 * looked for first.
 */
static void write_script(struct hooking *h, struct str program, struct buf *out)
{
	struct arena *a = &h->arena;
	struct str word = shell_word(a, program), policies = STR("");

	if (h->options->policies)
		policies = arena_printf(a, " --policies " STR_FMT,
			STR_ARG(shell_word(a, workplace_policies(&h->place, h->options))));
	buf_printf(out,
		"#!/bin/sh\n" MARKER "\n"
		"areagate=" STR_FMT "\n"
		"if [ ! -x \"$areagate\" ]; then\n"
		"\techo \"areagate: $areagate is gone: %s\" >&2\n"
		"\texit %s\n"
		"fi\n"
		"exec \"$areagate\" hook %s" STR_FMT " -- \"$@\"\n",
		STR_ARG(word), h->hook->gone, h->hook->status, h->hook->name, STR_ARG(policies));
}

static int write_hook(struct hooking *h)
{
	struct buf text = { 0 };
	struct str program;
	int result = -1;

	if (find_program(h, &program) < 0)
		return -1;
	write_script(h, program, &text);
	if (file_write(h->path.p, buf_str(&text), h->diags, DIAG(OUTPUT_WRITE)) < 0)
		goto out;
	/* What git may not execute it passes over. */
	if (chmod(h->path.p, 0755) < 0) {
		diag_at(h->diags, DIAG(OUTPUT_WRITE), (struct place){ .file = h->path },
			"cannot be made executable: %s", strerror(errno));
		goto out;
	}
	result = print(h, arena_printf(&h->arena, "%s: written\n", h->path.p));
out:
	buf_release(&text);
	return result;
}

static int install(struct hooking *h)
{
	if (has_text(h, h->path.p, STR("\n" MARKER "\n")))
		return write_hook(h);
	for (size_t i = 0; i < sizeof(managers) / sizeof(*managers); i++) {
		const char *found = h->hook == &at_client ? known_by(&managers[i]) : NULL;

		if (found)
			return leave_to_manager(h, &managers[i], found);
	}
	return is_there(h->path.p) ? leave_to_hook(h) : write_hook(h);
}

static int find_place(struct hooking *h)
{
	struct str folder;

	if (workplace_open(&h->place, &h->arena, GIT_NEEDED, h->diags) < 0 ||
		repo_hooks(h->place.repo, &h->arena, &folder, h->diags) < 0)
		return -1;
	h->hook = repo_is_bare(h->place.repo) ? &at_server : &at_client;
	h->path = arena_printf(&h->arena, STR_FMT "/%s", STR_ARG(folder), h->hook->name);
	/* A repository without templates has none; more than one missing folder is a mistake. */
	if (mkdir(folder.p, 0777) < 0 && errno != EEXIST)
		return diag_at(h->diags, DIAG(HOOK_PLACE), (struct place){ .file = folder },
			"this folder of git's hooks cannot be made: %s", strerror(errno));
	return 0;
}

int hooking_run(const struct options *o, struct diags *d)
{
	struct hooking h = { .options = o, .diags = d };
	int result = find_place(&h);

	if (result == 0)
		result = install(&h);
	workplace_close(&h.place);
	arena_release(&h.arena);
	return result < 0 ? d->status : EXIT_OPEN;
}
