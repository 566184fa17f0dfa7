/*
 * gzip - compressed replies (RFC 1952), for those who accept them.
 *
 * One compressor a loop, used by its thread alone.
 */
#ifndef NET_GZIP_H
#define NET_GZIP_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"
#include "net/service.h"

enum { GZIP_BYTES_MIN = 1024 }; /* below, a reply is sent as it is */

struct gzip;

struct gzip *gzip_new(void);
void gzip_free(struct gzip *g); /* NULL is fine */

/*
 * Appends the compressed form of `plain`.  False when that would not be
 * shorter; the buffer is then as it was.
 */
bool gzip_write(struct gzip *g, struct slice plain, struct buf *to);

/*
 * Accept-Encoding (RFC 9110, 12.5.3): gzip is named with a weight above 0, or
 * "*" stands for it, and identity is not preferred.  No field: not accepted,
 * since who says nothing may not be able to read it.
 */
bool gzip_is_accepted(const struct net_request *rq);

#endif
