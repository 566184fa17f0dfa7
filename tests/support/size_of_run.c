/* size_of_run - see size_of_run.h. */
#include "support/size_of_run.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t seed_of_run(uint64_t otherwise)
{
	const char *text = getenv("BAYBRIDGE_SEED");
	uint64_t seed = text != NULL ? strtoull(text, NULL, 10) : otherwise;

	printf("seed %" PRIu64 "\n", seed);
	return seed;
}

size_t size_of_run(size_t usual, size_t whole)
{
	const char *text = getenv("BAYBRIDGE_TESTS_LONG");

	return text != NULL && strcmp(text, "1") == 0 ? whole : usual;
}
