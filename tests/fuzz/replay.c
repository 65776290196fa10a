/* A fuzzer without libFuzzer: feeds it every file of one folder. An empty folder tests nothing. */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define PATH_BYTES 4096
#define INPUT_BYTES_MAX ((off_t)64 << 20)

static int fail(const char *path, const char *what)
{
	fprintf(stderr, "%s: error: %s\n", path, what);
	return -1;
}

/* The block is as long as the input and no longer, so that a sanitizer sees each byte too far. */
static int feed(const char *path, FILE *f, size_t size)
{
	uint8_t *data = malloc(size);

	if (!data && size > 0)
		return fail(path, "no memory");
	if (fread(data, 1, size, f) != size) {
		free(data);
		return fail(path, "cannot be read");
	}
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 0;
}

static int replay(const char *folder, const char *name)
{
	char path[PATH_BYTES];
	struct stat st;
	int length = snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *f;
	int result;

	if (length < 0 || (size_t)length >= sizeof(path))
		return fail(folder, "the path is too long");
	if (stat(path, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > INPUT_BYTES_MAX)
		return fail(path, "not a file of at most 64 MiB");
	f = fopen(path, "rb");
	if (!f)
		return fail(path, "cannot be opened");
	printf("%s\n", path);
	fflush(stdout); /* a crash is then told with its input */
	result = feed(path, f, (size_t)st.st_size);
	fclose(f);
	return result;
}

static int visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	struct dirent **entries = NULL;
	int count, failed = 0;

	if (argc != 2)
		return fail(argv[0], "usage: a folder of inputs") < 0;
	count = scandir(argv[1], &entries, visible, alphasort);
	if (count <= 0)
		return fail(argv[1], "no folder with inputs") < 0;
	for (int i = 0; i < count; i++) {
		failed += replay(argv[1], entries[i]->d_name) < 0;
		free(entries[i]);
	}
	free(entries);
	printf("%d passed, %d failed\n", count - failed, failed);
	return failed > 0;
}
