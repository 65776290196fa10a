#define _GNU_SOURCE /* sched_getaffinity */
#include "gate/base/threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>

unsigned threads_available(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;

	return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (unsigned)n;
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
