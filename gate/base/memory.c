#include "gate/base/memory.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

#include "gate/exit.h"

_Noreturn void memory_exhausted(void)
{
	static const char text[] = "areagate: error: out of memory, nothing was judged\n";

	/* Nothing can be done about a failed write here: the exit status says it as well. */
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(EXIT_EVIDENCE);
	_exit(EXIT_EVIDENCE);
}

void memory_keep_freed(void)
{
#ifdef __GLIBC__
	/* The blocks of an arena are larger and go by themselves. */
	mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
	mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
#endif
}

void *memory_get(size_t bytes)
{
	return memory_resize(NULL, bytes);
}

void *memory_resize(void *p, size_t bytes)
{
	void *got = realloc(p, bytes ? bytes : 1);

	if (!got)
		memory_exhausted();
	return got;
}
