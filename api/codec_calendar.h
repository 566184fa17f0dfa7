/* codec_calendar - the deadline of an opening as iCalendar (RFC 5545). */
#ifndef API_CODEC_CALENDAR_H
#define API_CODEC_CALENDAR_H

#include <stddef.h>

#include "api/codec_opening.h"
#include "base/buf.h"

/* A calendar with one all-day event.  The opening must have a closing day. */
void codec_calendar_write(struct buf *to, const struct opening_view *v,
			  size_t opening, enum lang reader);

/* One event each, texts in the view's language. */
void codec_calendar_write_all(struct buf *to, const struct opening_view *v,
			      const size_t *openings, size_t count);

#endif
