#define _GNU_SOURCE /* sched_getaffinity */
#include "gate/base/threads.h"

#include <sched.h>
#include <stdbool.h>

unsigned threads_available(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;

	return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (unsigned)n;
}

unsigned threads_wanted(unsigned asked)
{
	return !asked ? threads_available() : asked < THREADS_MAX ? asked : THREADS_MAX;
}

struct task {
	void (*work)(void *item);
	void *item;
	pthread_t thread;
	bool started;
};

static void *run_task(void *task)
{
	struct task *t = task;

	t->work(t->item);
	return NULL;
}

void threads_run(void (*work)(void *item), void *items, unsigned n, unsigned long bytes)
{
	struct task tasks[THREADS_MAX];

	if (n > THREADS_MAX)
		n = THREADS_MAX;
	for (unsigned i = 1; i < n; i++) {
		tasks[i] = (struct task){ .work = work, .item = (char *)items + i * bytes };
		tasks[i].started = pthread_create(&tasks[i].thread, NULL, run_task, &tasks[i]) == 0;
	}
	work(items);
	for (unsigned i = 1; i < n; i++) {
		if (tasks[i].started)
			pthread_join(tasks[i].thread, NULL);
	}
}

void turn_start(struct turn *t)
{
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->moved, NULL);
	t->next = 0;
}

void turn_end(struct turn *t)
{
	pthread_cond_destroy(&t->moved);
	pthread_mutex_destroy(&t->lock);
}

void turn_take(struct turn *t, uint64_t number)
{
	pthread_mutex_lock(&t->lock);
	while (t->next != number)
		pthread_cond_wait(&t->moved, &t->lock);
}

void turn_pass(struct turn *t)
{
	t->next++;
	pthread_cond_broadcast(&t->moved);
	pthread_mutex_unlock(&t->lock);
}
