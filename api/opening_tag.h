/*
 * opening_tag - the entity tag of an opening: which document it is, and in
 * which form it was told.
 *
 * Whoever changes it shows the tag of any form that was read; what is compared
 * is the document.
 */
#ifndef API_OPENING_TAG_H
#define API_OPENING_TAG_H

#include "api/handler.h"

/* `form`: a hash of all else that shapes the reply. */
struct slice opening_tag(struct arena *a, uint64_t document, uint64_t form);

/* Of the document as it is kept, told whole. */
struct slice opening_tag_of(struct arena *a, struct slice document);

/* ERR_STALE: If-Match names another document. */
MUST_USE enum err opening_tag_match(const struct request *rq,
				    struct slice document);

#endif
