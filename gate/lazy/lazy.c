#include "gate/lazy/lazy.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void missing(const struct lazy_library *library)
{
	/* Nothing can be done about a failed write here: the exit status says it as well. */
	dprintf(STDERR_FILENO, "areagate: error: cannot do without %s: %s\n", library->file,
		dlerror());
	_exit((int)library->status);
}

lazy_function *lazy_find(const struct lazy_library *library, const char *name)
{
	void *handle = dlopen(library->file, RTLD_LAZY);
	void *symbol = handle ? dlsym(handle, name) : NULL;
	lazy_function *function;

	if (!symbol)
		missing(library);
	memcpy(&function, &symbol, sizeof(function)); /* ISO C has no cast for this */
	return function;
}
