/* codec_atom - openings as an Atom feed (RFC 4287). */
#ifndef API_CODEC_ATOM_H
#define API_CODEC_ATOM_H

#include <stddef.h>

#include "api/codec_opening.h"
#include "base/buf.h"

struct atom_feed {
	struct slice id;  /* of the feed, for ever the same */
	const char *site; /* what addresses of pages begin with */
	int64_t at_us;    /* when it last can have changed */
};

/* Texts in the view's language. */
void codec_atom_begin(struct buf *to, const struct opening_view *v,
		      const struct atom_feed *feed);
void codec_atom_entry(struct buf *to, const struct opening_view *v,
		      const struct atom_feed *feed, size_t opening);
void codec_atom_end(struct buf *to);

#endif
