/*
 * media - which bodies a route reads, and how long they may be.
 *
 * JSON of the usual length, unless a row of the table in media.c says another
 * type or length for a route.  Asked of the head, before any of the body is
 * read.
 */
#ifndef API_MEDIA_H
#define API_MEDIA_H

#include <stdbool.h>

#include "api/router.h"

struct api_parts;

/* `type` is a Content-Type; its parameters do not count. */
bool media_fits(enum route_id id, struct slice type);

/* 0: the length that is usual. */
size_t media_bytes_max(const struct api_parts *p, enum route_id id);

/* Its body may be so long that only few are received at once. */
bool media_is_import(enum route_id id);

#endif
