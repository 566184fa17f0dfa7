/* rewrites - openings removed and put back, for what stays in memory. */
#ifndef BENCH_REWRITES_H
#define BENCH_REWRITES_H

#include <stddef.h>

struct live;

/* Ten times a thousand; then says what the process holds.  `slot` is free. */
void rewrites(struct live *l, size_t slot);

#endif
