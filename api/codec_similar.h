/*
 * codec_similar - openings to look at instead of one that is closed.
 *
 * Up to SIMILAR_MAX that are open, of the same kind: first those with words of
 * its title, in its places; then in its places; then of the kind at all.
 */
#ifndef API_CODEC_SIMILAR_H
#define API_CODEC_SIMILAR_H

#include <stddef.h>

#include "api/codec_opening.h"

struct analyser;

enum { SIMILAR_MAX = 5 };

/* "similar":[...] into an object that is open, as they stand in lists. */
void codec_similar_write(struct json_writer *w, const struct opening_view *v,
			 struct analyser *analyser, size_t opening);

#endif
