/* progress - see progress.h. */
#include "app/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

enum { WIDTH = 30, INTERVAL_US = 100000 };

struct progress progress_new(const char *what, size_t total)
{
	return (struct progress){what, total, isatty(STDERR_FILENO) == 1,
				 clock_monotonic_us()};
}

static void draw(const struct progress *p, size_t done)
{
	size_t filled = p->total == 0 ? WIDTH : done * WIDTH / p->total;

	fprintf(stderr, "\r%s [", p->what);
	for (size_t i = 0; i < WIDTH; i++)
		fputc(i < filled ? '#' : ' ', stderr);
	fprintf(stderr, "] %zu of %zu", done, p->total);
}

void progress_step(struct progress *p, size_t done)
{
	int64_t now;

	if (!p->is_shown)
		return;
	now = clock_monotonic_us();
	if (now - p->last_us < INTERVAL_US)
		return;
	p->last_us = now;
	draw(p, done);
}

void progress_end(struct progress *p)
{
	if (!p->is_shown)
		return;
	draw(p, p->total);
	fputc('\n', stderr);
}
