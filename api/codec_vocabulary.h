/* codec_vocabulary - the vocabulary as JSON, for clients that ask questions. */
#ifndef API_CODEC_VOCABULARY_H
#define API_CODEC_VOCABULARY_H

#include "base/lang.h"
#include "json/jw.h"
#include "matcher/criteria.h"
#include "matcher/vocabulary.h"

/* Members of the reply of GET /v1/vocabulary, into an open object. */
void codec_vocabulary_write(struct json_writer *w, const struct vocabulary *v,
			    enum lang lang);

#endif
