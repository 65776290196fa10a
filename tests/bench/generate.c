/*
 * Writes tracefiles and test reports of any size, the same bytes each time. `totals`, `shard-totals`
 * and `junit-totals` say what is in them, to compare with what a reader says.
 *
 * Shares of bytes in tracefiles of lcov 1.16 with branches, gcc 12, without system headers:
 *
 *                             DA  BRDA  FN+FNDA  rest
 *   zlib 1.2.13 (C)          41 %  50 %    7 %    2 %
 *   Lua 5.4.4 (C)            43 %  39 %   17 %    1 %
 *   PCRE2 10.42 (C)          36 %  61 %    3 %    1 %
 *   areagate (C)             36 %  30 %   30 %    4 %
 *   JsonCpp 1.9.5 (C++)      15 %  55 %   30 %    0 %
 *   GoogleTest 1.12.1 (C++)   5 %  25 %   70 %    0 %
 *   what is written here     36 %  39 %   24 %    1 %
 *
 * Of 100 lines of a source gcc counts 25 (PCRE2) to 45 (Lua), and branches in 17 (areagate) to 57
 * (JsonCpp) of 100 of those: two in most of them, four in a fifth; here 43, and 24. Of the lines,
 * 18 % (GoogleTest) to 43 % (PCRE2) are never reached; here 25 %.
 */
#include "tests/bench/generate.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct section section;
static struct section_counts counts;
static struct out out = { .fd = STDOUT_FILENO };

static uint64_t number_of(const char *text)
{
	char *end;
	unsigned long long n = strtoull(text, &end, 10);

	if (*text < '0' || *text > '9' || *end) {
		fprintf(stderr, "generate: error: '%s' is not a number\n", text);
		exit(2);
	}
	return n;
}

/* The sections of a shard: what all shards have, and so some more than it writes itself. */
static bool next_section(uint64_t *index, uint64_t *bytes, uint64_t wanted)
{
	if (*bytes >= wanted)
		return false;
	section_invent(&section, (*index)++);
	*bytes += section_bytes(&section);
	return true;
}

static uint64_t wanted_bytes(const char *text, struct run run)
{
	return run.runs > 1 ? number_of(text) * 10 / 9 : number_of(text);
}

static void tracefile(struct run run, const char *size)
{
	uint64_t index = 0, bytes = 0, wanted = wanted_bytes(size, run);

	while (next_section(&index, &bytes, wanted)) {
		if (section_count(&section, run, &counts))
			write_tracefile(&out, &section, &counts);
	}
}

static void gcovr(struct run run, const char *size)
{
	uint64_t index = 0, bytes = 0, wanted = wanted_bytes(size, run);
	bool any = false;

	out_str(&out, "{\"gcovr/format_version\": \"0.3\", \"files\": [\n");
	while (next_section(&index, &bytes, wanted)) {
		if (!section_count(&section, run, &counts))
			continue;
		if (any)
			out_str(&out, ",\n");
		write_gcovr(&out, &section, &counts);
		any = true;
	}
	out_str(&out, "\n]}\n");
}

struct totals {
	uint64_t covered[3], total[3];
};

/* Each shard's counts, into those of the ones before it. */
static void join(uint64_t *into, const uint64_t *more, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		into[i] |= more[i] != 0 && more[i] != NOT_REACHED;
}

static void add(struct totals *t, int metric, const uint64_t *hit, uint32_t n)
{
	t->total[metric] += n;
	for (uint32_t i = 0; i < n; i++)
		t->covered[metric] += hit[i] != 0;
}

static void totals(uint32_t runs, const char *size)
{
	static const char *const names[] = { "lines", "branches", "functions" };
	static struct section_counts hit;
	struct totals t = { 0 };
	uint64_t index = 0, bytes = 0, wanted = wanted_bytes(size, (struct run){ 0, runs });

	while (next_section(&index, &bytes, wanted)) {
		memset(&hit, 0, sizeof(hit));
		for (uint32_t i = 0; i < runs; i++) {
			if (!section_count(&section, (struct run){ i, runs }, &counts))
				continue;
			join(hit.lines, counts.lines, section.line_count);
			join(hit.branches, counts.branches, section.branch_count);
			join(hit.functions, counts.functions, section.function_count);
		}
		add(&t, 0, hit.lines, section.line_count);
		add(&t, 1, hit.branches, section.branch_count);
		add(&t, 2, hit.functions, section.function_count);
	}
	printf("files %" PRIu64 "\n", index);
	for (int i = 0; i < 3; i++)
		printf("%s %" PRIu64 "/%" PRIu64 "\n", names[i], t.covered[i], t.total[i]);
}

static int open_report(const char *folder, uint64_t number)
{
	char path[4096];
	int fd, n = snprintf(path, sizeof(path), "%s/%05" PRIu64 ".xml", folder, number);

	fd = n < (int)sizeof(path) ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644) : -1;
	if (fd < 0) {
		perror(path);
		exit(5);
	}
	return fd;
}

/* Many small reports; no test is in two of them. */
static void reports(const char *folder, uint64_t files, uint64_t cases)
{
	for (uint64_t i = 0; i < files; i++) {
		out.fd = open_report(folder, i);
		write_junit(&out, i * cases, cases);
		out_flush(&out);
		if (close(out.fd) < 0) {
			perror(folder);
			exit(5);
		}
	}
}

static void junit_totals(uint64_t cases)
{
	struct report_totals t;

	out.fd = open("/dev/null", O_WRONLY);
	t = write_junit(&out, 0, cases);
	printf("tests %" PRIu64 "\npassing %" PRIu64 "\nfailing %" PRIu64 "\nskipped %" PRIu64 "\n",
		t.tests, t.passing, t.failing, t.skipped);
}

static struct run shard_of(char **argv)
{
	struct run run = { (uint32_t)number_of(argv[0]), (uint32_t)number_of(argv[1]) };

	if (run.runs < 2 || run.number >= run.runs) {
		fprintf(stderr, "generate: error: shards are numbered from 0, of at least 2\n");
		exit(2);
	}
	return run;
}

static int usage(void)
{
	fputs("usage: generate tracefile|gcovr|totals BYTES\n"
	      "       generate shard|gcovr-shard NUMBER OF BYTES\n"
	      "       generate shard-totals OF BYTES\n"
	      "       generate junit|junit-totals CASES\n"
	      "       generate reports FOLDER FILES CASES\n",
		stderr);
	return 2;
}

int main(int argc, char **argv)
{
	const struct run one = { 0, 1 };
	const char *what = argc > 1 ? argv[1] : "";

	if (argc == 3 && !strcmp(what, "tracefile"))
		tracefile(one, argv[2]);
	else if (argc == 3 && !strcmp(what, "gcovr"))
		gcovr(one, argv[2]);
	else if (argc == 3 && !strcmp(what, "totals"))
		totals(1, argv[2]);
	else if (argc == 5 && !strcmp(what, "shard"))
		tracefile(shard_of(argv + 2), argv[4]);
	else if (argc == 5 && !strcmp(what, "gcovr-shard"))
		gcovr(shard_of(argv + 2), argv[4]);
	else if (argc == 4 && !strcmp(what, "shard-totals"))
		totals((uint32_t)number_of(argv[2]), argv[3]);
	else if (argc == 3 && !strcmp(what, "junit"))
		write_junit(&out, 0, number_of(argv[2]));
	else if (argc == 3 && !strcmp(what, "junit-totals"))
		junit_totals(number_of(argv[2]));
	else if (argc == 5 && !strcmp(what, "reports"))
		reports(argv[2], number_of(argv[3]), number_of(argv[4]));
	else
		return usage();
	out_flush(&out);
	return 0;
}
