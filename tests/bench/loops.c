#include "tests/bench/loops.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { BLOCK_BYTES = 256 * 1024 };

_Noreturn void fail(const char *what)
{
	perror(what);
	exit(3);
}

void *grown(void *p, size_t n, size_t *room, size_t element_bytes)
{
	if (n < *room)
		return p;
	*room = *room ? 2 * *room : 16;
	p = realloc(p, *room * element_bytes);
	if (!p)
		fail("loops");
	return p;
}

void read_blocks(const char *path, on_block on, void *loop)
{
	static char block[BLOCK_BYTES];
	int fd = open(path, O_RDONLY);
	size_t kept = 0;
	ssize_t n;

	if (fd < 0)
		fail(path);
	while ((n = read(fd, block + kept, sizeof(block) - kept)) > 0) {
		size_t filled = kept + (size_t)n;
		const char *last = memrchr(block, '\n', filled);
		size_t whole = last ? (size_t)(last + 1 - block) : 0;

		if (whole)
			on(loop, block, block + whole);
		kept = filled - whole;
		memmove(block, block + whole, kept);
	}
	if (n < 0 || close(fd) < 0)
		fail(path);
}

static const char *line_end(const char *p, const char *end)
{
	return memchr(p, '\n', (size_t)(end - p));
}

static void newlines_block(void *loop, const char *p, const char *end)
{
	uint64_t *n = loop;

	for (; p < end; p = line_end(p, end) + 1)
		++*n;
}

static int loop_newlines(int count, char **paths)
{
	uint64_t n = 0;

	for (int i = 0; i < count; i++)
		read_blocks(paths[i], newlines_block, &n);
	printf("%" PRIu64 " lines\n", n);
	return 0;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static uint64_t newlines_avx2(const char *p, size_t n)
{
	const __m256i newline = _mm256_set1_epi8('\n');
	uint64_t lines = 0;
	size_t i = 0;

	for (; i + 64 <= n; i += 64) {
		__m256i a = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
		__m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + i + 32));
		uint32_t x = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, newline));
		uint32_t y = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, newline));

		lines += (uint64_t)__builtin_popcountll((uint64_t)x << 32 | y);
	}
	for (; i < n; i++)
		lines += p[i] == '\n';
	return lines;
}

static int loop_newlines_avx2(int count, char **paths)
{
	uint64_t lines = 0;

	if (!__builtin_cpu_supports("avx2")) {
		fputs("loops: no AVX2 here\n", stderr);
		return 2;
	}
	for (int i = 0; i < count; i++) {
		int fd = open(paths[i], O_RDONLY);
		struct stat st;
		void *p;

		if (fd < 0 || fstat(fd, &st) < 0)
			fail(paths[i]);
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
		if (p == MAP_FAILED)
			fail(paths[i]);
		lines += newlines_avx2(p, (size_t)st.st_size);
		munmap(p, (size_t)st.st_size);
		close(fd);
	}
	printf("%" PRIu64 " lines\n", lines);
	return 0;
}
#endif

static void sum_block(void *loop, const char *p, const char *end)
{
	uint64_t *sum = loop;

	while (p < end) {
		if (p[0] == 'D' && p[1] == 'A') {
			p += 3;
			digits(&p);
			p++;
			*sum += digits(&p);
		}
		p = line_end(p, end) + 1;
	}
}

static int loop_sum(int count, char **paths)
{
	uint64_t sum = 0;

	for (int i = 0; i < count; i++)
		read_blocks(paths[i], sum_block, &sum);
	printf("%" PRIu64 " executions\n", sum);
	return 0;
}

/* An array for a kind of record, with the names of all functions behind each other. */
struct arrays {
	struct line {
		uint32_t number;
		uint64_t count;
	} * lines;
	struct branch {
		uint32_t line, block, way;
		uint64_t count;
	} * branches;
	struct function {
		uint64_t number; /* a line of FN, a count of FNDA */
		size_t name;
		uint32_t name_bytes;
	} * functions;
	char *names;
	size_t line_count, line_room, branch_count, branch_room;
	size_t function_count, function_room, names_bytes, names_room;
};

static const char *take_line(struct arrays *a, const char *p)
{
	struct line *l;

	a->lines = grown(a->lines, a->line_count, &a->line_room, sizeof(*l));
	l = &a->lines[a->line_count++];
	l->number = (uint32_t)digits(&p);
	p++;
	l->count = digits(&p);
	return p;
}

static const char *take_branch(struct arrays *a, const char *p)
{
	struct branch *b;

	a->branches = grown(a->branches, a->branch_count, &a->branch_room, sizeof(*b));
	b = &a->branches[a->branch_count++];
	b->line = (uint32_t)digits(&p);
	p++;
	b->block = (uint32_t)digits(&p);
	p++;
	b->way = (uint32_t)digits(&p);
	p++;
	b->count = *p == '-' ? UINT64_MAX : digits(&p);
	return p;
}

/* FN and FNDA: a number and a name. */
static const char *take_function(struct arrays *a, const char *p, const char *end)
{
	struct function *f;
	size_t n;

	a->functions = grown(a->functions, a->function_count, &a->function_room, sizeof(*f));
	f = &a->functions[a->function_count++];
	f->number = digits(&p);
	p++;
	n = (size_t)(line_end(p, end) - p);
	while (a->names_bytes + n > a->names_room)
		a->names = grown(a->names, a->names_room, &a->names_room, 1);
	memcpy(a->names + a->names_bytes, p, n);
	f->name = a->names_bytes;
	f->name_bytes = (uint32_t)n;
	a->names_bytes += n;
	return p + n;
}

static void lines_block(void *loop, const char *p, const char *end)
{
	while (p < end) {
		if (p[0] == 'D' && p[1] == 'A')
			p = take_line(loop, p + 3);
		p = line_end(p, end) + 1;
	}
}

static void records_block(void *loop, const char *p, const char *end)
{
	while (p < end) {
		if (p[0] == 'D' && p[1] == 'A')
			p = take_line(loop, p + 3);
		else if (p[0] == 'B' && p[2] == 'D')
			p = take_branch(loop, p + 5);
		else if (p[0] == 'F' && p[1] == 'N' && p[2] == ':')
			p = take_function(loop, p + 3, end);
		else if (p[0] == 'F' && p[2] == 'D')
			p = take_function(loop, p + 5, end);
		p = line_end(p, end) + 1;
	}
}

static int into_arrays(int count, char **paths, on_block on)
{
	static struct arrays a;

	for (int i = 0; i < count; i++)
		read_blocks(paths[i], on, &a);
	printf("%zu lines, %zu branches, %zu functions\n", a.line_count, a.branch_count,
		a.function_count / 2);
	return 0;
}

static int loop_lines(int count, char **paths)
{
	return into_arrays(count, paths, lines_block);
}

static int loop_records(int count, char **paths)
{
	return into_arrays(count, paths, records_block);
}

static const struct loop {
	const char *name;
	int (*run)(int count, char **paths);
	const char *about;
} loops[] = {
	{ "newlines", loop_newlines, "count lines with memchr" },
#if defined(__x86_64__)
	{ "newlines-avx2", loop_newlines_avx2, "count newlines 64 bytes at a time" },
#endif
	{ "sum", loop_sum, "the sum of the counts of DA" },
	{ "lines", loop_lines, "DA into an array" },
	{ "records", loop_records, "every record into arrays" },
	{ "merge", loop_merge, "one tracefile of many, on stdout" },
	{ "merge-totals", loop_merge_totals, "the same, but only its totals" },
};

int main(int argc, char **argv)
{
	const size_t n = sizeof(loops) / sizeof(loops[0]);

	for (size_t i = 0; argc > 2 && i < n; i++) {
		if (!strcmp(argv[1], loops[i].name))
			return loops[i].run(argc - 2, argv + 2);
	}
	fputs("usage: loops NAME FILE...\n", stderr);
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, "  %-14s %s\n", loops[i].name, loops[i].about);
	return 2;
}
