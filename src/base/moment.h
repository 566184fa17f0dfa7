/*
 * moment - moments as microseconds since 1970, UTC, and how they are written.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/*
 * RFC 3339 with a zone, "2026-11-25T21:00:00+08:00" or "...13:00:00.5Z"; from
 * 1970 on.  No leap second.
 */
bool moment_read(struct slice text, int64_t *ret_us);

/* Noon of a day at +08:00: what stands for the day where a moment is needed. */
int64_t moment_noon(int32_t day);

#endif
