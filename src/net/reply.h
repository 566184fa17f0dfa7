/*
 * reply - the octets of an answer, from what the service filled in.
 *
 * Decided here: 304 for If-None-Match, gzip, the fields that net owns, and
 * which answers have no body (RFC 9110, sections 6.4.1, 8.6, 9.3.2, 15.4.5).
 */
#ifndef NET_REPLY_H
#define NET_REPLY_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"

struct gzip;
struct turn;

/* What the connection knows about this answer. */
struct reply_frame {
	const char *date;
	bool closes;      /* says `Connection: close` */
	bool tells_alive; /* says `Connection: keep-alive`, for HTTP/1.0 */
};

/* Can be sent: no field was refused and the body fits. */
bool reply_is_sound(const struct turn *t);

/*
 * Appends the head to `out`; *ret_body is what follows it and lives until the
 * turn ends.  The status may have become 304.
 */
void reply_write(struct turn *t, struct gzip *g, const struct reply_frame *f,
		 struct buf *out, struct slice *ret_body);

#endif
