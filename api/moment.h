/* moment - a time as RFC 3339 writes it: "2027-01-04T10:00:00+08:00". */
#ifndef API_MOMENT_H
#define API_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* To the second, with Z or an offset; a day and a time that exist. */
bool moment_read(struct slice text, int64_t *ret_us);

#endif
