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

static void threads__as_many_as_are_asked_for_are_wanted(void **state)
{
	(void)state;
	assert_int_equal(threads_available(), threads_wanted(0));
	assert_int_equal(3, threads_wanted(3));
	assert_int_equal(THREADS_MAX, threads_wanted(THREADS_MAX + 1));
}

enum { NUMBERS = 2000 };

struct queue {
	pthread_mutex_t lock;
	struct turn turn;
	uint64_t given, said[NUMBERS];
	size_t n; /* with the turn */
};

static void say_numbers(void *item)
{
	struct queue *q = *(struct queue **)item;
	uint64_t mine;

	for (;;) {
		pthread_mutex_lock(&q->lock);
		mine = q->given++;
		pthread_mutex_unlock(&q->lock);
		if (mine >= NUMBERS)
			return;
		turn_take(&q->turn, mine);
		q->said[q->n++] = mine;
		turn_pass(&q->turn);
	}
}

static void threads__turns_come_in_their_order(void **state)
{
	struct queue q = { .lock = PTHREAD_MUTEX_INITIALIZER };
	struct queue *workers[] = { &q, &q, &q, &q };

	(void)state;
	turn_start(&q.turn);
	threads_run(say_numbers, workers, 4, sizeof(*workers));
	turn_end(&q.turn);
	assert_int_equal(NUMBERS, q.n);
	for (uint64_t i = 0; i < NUMBERS; i++)
		assert_int_equal(i, q.said[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(threads__each_item_is_worked_on_once_before_they_end),
		CHECK(threads__no_more_run_than_the_most),
		CHECK(threads__there_is_one_at_least),
		CHECK(threads__as_many_as_are_asked_for_are_wanted),
		CHECK(threads__turns_come_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
