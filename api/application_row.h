/*
 * application_row - an application as its two sides see it.
 *
 * The seeker sees every change of it and what was sent; members of the
 * organisation see a stand-in for the person's name, what was sent to them, and
 * their own ranking.  Neither sees another application of the person.
 */
#ifndef API_APPLICATION_ROW_H
#define API_APPLICATION_ROW_H

#include "api/handler.h"
#include "people/life.h"
#include "store/applications.h"

/* As a member of the organisation, or another side of it, may act. */
enum life_actor application_actor(enum party party);

/* Options of section clock. */
const struct life_rules *application_rules(const struct request *rq);

/* As it stands in a list, for one side. */
MUST_USE enum err application_row_item(struct request *rq,
				       struct json_writer *w, enum party party,
				       const struct stored_application *it);

/* {"items":[...],"next":...}; `last` of each list is in its header. */
MUST_USE enum err application_row_list(struct request *rq, struct reply *rp,
				       enum party party,
				       const struct page *asked,
				       const struct stored_applications *list);

/* The whole of it: what was sent, its history, its times to meet. */
MUST_USE enum err application_row_whole(struct request *rq, struct reply *rp,
					enum party party,
					const struct stored_application *it);

/* The states that `party` may give it now, as members `"allowed":[...]`. */
MUST_USE enum err application_allowed(struct request *rq, enum party party,
				      const struct stored_application *it,
				      struct slice *ret_members);

/* {"id","title","lang"?} of an opening, also of one that was removed. */
MUST_USE enum err application_opening(struct request *rq, struct json_writer *w,
				      const char *key, struct slice opening);

/* What members know a person by: of this application alone. */
struct slice application_stand_in(struct arena *a, struct slice application);

#endif
