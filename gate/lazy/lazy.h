/*
 * Functions of a shared library that is loaded when the first of them is called. libgit2 brings others
 * along, and to load them all was most of a run that needs none of them.
 *
 * A row below defines a function under the library's own name, so callers are written as if linked with
 * it, and are with AREAGATE_LAZY=OFF, which leaves this room out. A call without a row does not link; a
 * row that is not what the library's header says does not compile.
 */
#ifndef LAZY_LAZY_H
#define LAZY_LAZY_H

#include "gate/exit.h"

struct lazy_library {
	/* As the loader finds them, each with the version of its interface; the first that is there. NULL ends them. */
	const char *const *files;
	enum exit_status status; /* of a process that cannot do without */
};

typedef void lazy_function(void);

/*
 * Never NULL: without the library or the function in it the process ends with one line on stderr, as
 * it would have at its start. For any thread. What is loaded stays.
 */
lazy_function *lazy_find(const struct lazy_library *library, const char *name);

/* `library` is the struct lazy_library of the file. Two threads may both look: they find the same. */
/* clang-format off */
#define LAZY_TARGET(name) \
	static _Atomic(__typeof__(&name)) target; \
	if (!target) \
		target = (__typeof__(&name))lazy_find(&library, #name)

#define LAZY(type, name, parameters, arguments) \
	type name parameters \
	{ \
		LAZY_TARGET(name); \
		return target arguments; \
	}

#define LAZY_VOID(name, parameters, arguments) \
	void name parameters \
	{ \
		LAZY_TARGET(name); \
		target arguments; \
	}

/* By the types of their parameters. */
#define LAZY0(type, name) LAZY(type, name, (void), ())
#define LAZY1(type, name, A) LAZY(type, name, (A a), (a))
#define LAZY2(type, name, A, B) LAZY(type, name, (A a, B b), (a, b))
#define LAZY3(type, name, A, B, C) LAZY(type, name, (A a, B b, C c), (a, b, c))
#define LAZY4(type, name, A, B, C, D) LAZY(type, name, (A a, B b, C c, D d), (a, b, c, d))
#define LAZY5(type, name, A, B, C, D, E) \
	LAZY(type, name, (A a, B b, C c, D d, E e), (a, b, c, d, e))
#define LAZY6(type, name, A, B, C, D, E, F) \
	LAZY(type, name, (A a, B b, C c, D d, E e, F f), (a, b, c, d, e, f))
#define LAZY7(type, name, A, B, C, D, E, F, G) \
	LAZY(type, name, (A a, B b, C c, D d, E e, F f, G g), (a, b, c, d, e, f, g))
/* clang-format on */

#endif
