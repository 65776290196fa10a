#include "tests/unit/check.h"

#include <pthread.h>

#include "gate/base/threads.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned running;

struct item {
	unsigned number, done;
	pthread_t thread;
	char rest[40];
};

static void work(void *item)
{
	struct item *i = item;

	pthread_mutex_lock(&lock);
	running++;
	i->done++;
	i->thread = pthread_self();
	pthread_mutex_unlock(&lock);
}

static void threads__each_item_is_worked_on_once_before_they_end(void **state)
{
	static const unsigned counts[] = { 1, 2, 3, 8, THREADS_MAX };

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		struct item items[THREADS_MAX] = { { 0 } };

		running = 0;
		threads_run(work, items, counts[i], sizeof(*items));
		assert_int_equal(counts[i], running);
		for (unsigned j = 0; j < THREADS_MAX; j++)
			assert_int_equal(j < counts[i], items[j].done);
		assert_true(pthread_equal(pthread_self(), items[0].thread));
	}
}

static void threads__no_more_run_than_the_most(void **state)
{
	struct item items[THREADS_MAX + 6] = { { 0 } };

	(void)state;
	running = 0;
	threads_run(work, items, THREADS_MAX + 6, sizeof(*items));
	assert_int_equal(THREADS_MAX, running);
	assert_int_equal(0, items[THREADS_MAX].done);
}

static void threads__there_is_one_at_least(void **state)
{
	(void)state;
	assert_true(threads_available() >= 1 && threads_available() <= THREADS_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(threads__each_item_is_worked_on_once_before_they_end),
		CHECK(threads__no_more_run_than_the_most),
		CHECK(threads__there_is_one_at_least),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
