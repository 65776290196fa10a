/*
 * Runs a command and says what it took. A small program, since the peak of a child includes what its
 * parent had before exec: an interpreter would add its own to every figure.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CANNOT_RUN = 127 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run(const char *output, unsigned seconds, char **command)
{
	int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0 || close(fd) < 0) {
		perror(output);
		_exit(CANNOT_RUN);
	}
	alarm(seconds); /* outlives exec, and ends what does not expect it */
	execvp(command[0], command);
	perror(command[0]);
	_exit(CANNOT_RUN);
}

int main(int argc, char **argv)
{
	double start, seconds;
	struct rusage used;
	int status;
	pid_t child;

	if (argc < 4) {
		fputs("usage: measure OUTPUT SECONDS COMMAND...\n", stderr);
		return 2;
	}
	start = now();
	child = fork();
	if (child == 0)
		run(argv[1], (unsigned)strtoul(argv[2], NULL, 10), argv + 3);
	if (child < 0 || wait4(child, &status, 0, &used) < 0) {
		perror("measure");
		return 3;
	}
	seconds = now() - start;
	printf("%.6f %ld %d\n", seconds, used.ru_maxrss,
		WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
	return 0;
}
