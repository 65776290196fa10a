#include "tests/unit/check.h"

#include <dlfcn.h>
#include <git2.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gate/lazy/lazy.h"
#include "gate/repo/repo.h"

static bool is_loaded(const char *file)
{
	void *handle = dlopen(file, RTLD_LAZY | RTLD_NOLOAD);

	if (handle)
		dlclose(handle);
	return handle != NULL;
}

/* Looks in a child for what cannot be found. Returns its exit status; `said` is its stderr. */
static int look_in_vain(const char *const *files, const char *name, char *said, size_t room)
{
	const struct lazy_library library = { files, EXIT_REPOSITORY };
	int ends[2], status = 0;
	size_t all = 0;
	ssize_t n;
	pid_t child;

	assert_int_equal(0, pipe(ends));
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		lazy_find(&library, name);
		_exit(0);
	}
	close(ends[1]);
	while ((n = read(ends[0], said + all, room - 1 - all)) > 0)
		all += (size_t)n;
	said[all] = '\0';
	close(ends[0]);
	assert_true(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* The first test: what another has called is loaded. */
static void lazy__a_library_is_loaded_by_its_first_call_only(void **state)
{
	static const char git[] = "libgit2.so." LIBGIT2_SOVERSION;

	(void)state;
	assert_false(is_loaded(git));
	assert_true(str_starts(str_of(repo_library_version()), STR(LIBGIT2_SOVERSION)));
	assert_true(is_loaded(git));
}

static void lazy__without_a_library_the_process_ends_and_names_it(void **state)
{
	static const char *const one[] = { "libnone.so.7", NULL };
	static const char *const any[] = { "libnone.so.7", "libnone.so.8", NULL };
	char said[500];

	(void)state;
	assert_int_equal(EXIT_REPOSITORY, look_in_vain(one, "none", said, sizeof(said)));
	assert_non_null(strstr(said, "areagate: error: cannot do without libnone.so.7: "));
	assert_int_equal(EXIT_REPOSITORY, look_in_vain(any, "none", said, sizeof(said)));
	assert_non_null(strstr(said, "cannot do without libnone.so.7, or libnone.so.8: libnone"));
}

static void lazy__the_first_library_that_is_there_is_taken(void **state)
{
	static const char *const files[] = { "libnone.so.7", "libc.so.6", "libnone.so.8", NULL };
	const struct lazy_library library = { files, EXIT_REPOSITORY };

	(void)state;
	assert_non_null(lazy_find(&library, "strlen"));
}

static void lazy__without_a_function_the_process_ends_and_names_it(void **state)
{
	static const char *const files[] = { "libc.so.6", NULL };
	char said[500];

	(void)state;
	assert_int_equal(
		EXIT_REPOSITORY, look_in_vain(files, "no_such_function", said, sizeof(said)));
	assert_non_null(strstr(said, "no_such_function"));
}

/* Whatever follows one would be lost. */
static void lazy__an_option_of_libgit2_that_is_not_passed_on_is_refused(void **state)
{
	size_t bytes = 7;

	(void)state;
	assert_int_equal(-1, git_libgit2_opts(GIT_OPT_GET_MWINDOW_SIZE, &bytes));
	assert_int_equal(7, bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lazy__a_library_is_loaded_by_its_first_call_only),
		cmocka_unit_test(lazy__without_a_library_the_process_ends_and_names_it),
		cmocka_unit_test(lazy__the_first_library_that_is_there_is_taken),
		cmocka_unit_test(lazy__without_a_function_the_process_ends_and_names_it),
		cmocka_unit_test(lazy__an_option_of_libgit2_that_is_not_passed_on_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
