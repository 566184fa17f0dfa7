/* twins - openings that seem to be one: of one organisation, in one place, with
   nearly the same title. */
#ifndef API_TWINS_H
#define API_TWINS_H

#include "api/handler.h"

struct opening;

/*
 * Among those of the snapshot that are open; each is kept.  Nothing is changed
 * or refused for it: people decide.
 */
MUST_USE enum err twins_find(struct request *rq, const struct opening *o);

#endif
