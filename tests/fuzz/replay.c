/*
 * replay - runs a harness over its corpus, without a fuzzer.
 *
 * Arguments are folders.  Each file is given whole, then cut in the middle;
 * what breaks a harness aborts.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz_world.h"

enum { FILE_BYTES_MAX = 1024 * 1024, PATH_BYTES = 4096 };

static void run(const uint8_t *bytes, size_t n)
{
	/* A copy of just that size, so that a read past its end is seen. */
	uint8_t *copy = malloc(n == 0 ? 1 : n);

	if (copy == NULL)
		out_of_memory(n);
	memcpy(copy, bytes, n);
	LLVMFuzzerTestOneInput(copy, n);
	free(copy);
}

static void run_file(const char *path)
{
	uint8_t *bytes = malloc(FILE_BYTES_MAX);
	FILE *f = fopen(path, "rb");
	size_t n;

	ASSERT(bytes != NULL && f != NULL);
	n = fread(bytes, 1, FILE_BYTES_MAX, f);
	fclose(f);
	run(bytes, n);
	run(bytes, n / 2);
	free(bytes);
}

static size_t run_folder(const char *folder)
{
	DIR *d = opendir(folder);
	const struct dirent *entry;
	size_t count = 0;

	ASSERT(d != NULL);
	while ((entry = readdir(d)) != NULL) {
		char path[PATH_BYTES];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		run_file(path);
		count++;
	}
	closedir(d);
	return count;
}

int main(int argc, char **argv)
{
	size_t count = 0;

	run((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++)
		count += run_folder(argv[i]);
	printf("%zu files\n", count);
	return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
