/* The two ways in which the program gives up: a broken assertion, no memory. */
#include "base/compiler.h"

#include <stdio.h>
#include <stdlib.h>

void assert_failed(const char *condition, const char *file, int line)
{
	fprintf(stderr,
		"level=error event=assertion.failed at=%s:%d what=\"%s\"\n",
		file, line, condition);
	abort();
}

void out_of_memory(size_t bytes)
{
	fprintf(stderr, "level=error event=memory.exhausted bytes=%zu\n",
		bytes);
	abort();
}
