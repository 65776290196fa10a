#include "gate/lazy/lazy.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void missing(const struct lazy_library *library)
{
	const char *why = dlerror();

	/* Nothing can be done about a failed write here: the exit status says it as well. */
	dprintf(STDERR_FILENO, "areagate: error: cannot do without %s", library->files[0]);
	for (const char *const *file = library->files + 1; *file; file++) {
		/* A list of all that will do has the one that is preferred once more. */
		if (strcmp(*file, library->files[0]) != 0)
			dprintf(STDERR_FILENO, ", or %s", *file);
	}
	dprintf(STDERR_FILENO, ": %s\n", why);
	_exit((int)library->status);
}

static void *open_first(const struct lazy_library *library)
{
	void *handle = NULL;

	for (const char *const *file = library->files; *file && !handle; file++)
		handle = dlopen(*file, RTLD_LAZY);
	return handle;
}

lazy_function *lazy_find(const struct lazy_library *library, const char *name)
{
	void *handle = open_first(library);
	void *symbol = handle ? dlsym(handle, name) : NULL;
	lazy_function *function;

	if (!symbol)
		missing(library);
	memcpy(&function, &symbol, sizeof(function)); /* ISO C has no cast for this */
	return function;
}
