/* codec_jobposting - an opening as schema.org's JobPosting, in JSON-LD. */
#ifndef API_CODEC_JOBPOSTING_H
#define API_CODEC_JOBPOSTING_H

#include <stddef.h>

#include "api/codec_opening.h"

/* One object; texts in the language of the reader. */
void codec_jobposting_write(struct json_writer *w, const struct opening_view *v,
			    size_t opening, enum lang reader);

#endif
