/*
 * codec_opening - openings as JSON, in one language or in all.
 *
 * With a language every text is one string and a sibling `lang` names it
 * (`title_lang` when the title had to fall back); without, texts are maps.
 */
#ifndef API_CODEC_OPENING_H
#define API_CODEC_OPENING_H

#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "json/jw.h"

struct arena;
struct snapshot;

struct opening_view {
	struct arena *arena; /* in which openings are made again */
	const struct snapshot *snapshot;
	enum lang lang;
	int32_t day; /* on which state and staleness are told */
};

/* As it stands in a list: an object under `key`, left open. */
void codec_opening_begin(struct json_writer *w, const char *key,
			 const struct opening_view *v, size_t opening);

/* The whole document and what is worked out from it; the second is left open. */
void codec_opening_whole(struct json_writer *w, const char *key,
			 const struct opening_view *v, size_t opening);
void codec_opening_begin_whole(struct json_writer *w, const char *key,
			       const struct opening_view *v, size_t opening);

#endif
