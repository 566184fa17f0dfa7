/* progress - a bar on a terminal for what takes long; nothing elsewhere. */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	const char *what;
	size_t total;
	bool is_shown;
	int64_t last_us;
};

struct progress progress_new(const char *what, size_t total);
void progress_step(struct progress *p,
		   size_t done); /* cheap when called often */
void progress_end(struct progress *p);

#endif
