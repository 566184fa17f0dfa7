/* complaint_row - see complaint_row.h. */
#include "api/complaint_row.h"

#include "people/complaints.h"

enum err complaint_row_write(struct request *rq, struct reply *rp,
			     const struct stored_complaint *c)
{
	struct complaint_reply to;
	struct slice words;
	enum err e = complaint_words(&rq->hands, c, &words);

	if (e == ERR_OK)
		e = complaint_reply_to(&rq->hands, c, &to);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", c->id);
	jw_text(rp->json, "opening", c->opening);
	jw_text(rp->json, "kind", c->kind);
	jw_text(rp->json, "words", words);
	if (to.email.n > 0)
		jw_text(rp->json, "email", to.email);
	jw_text(rp->json, "state", c->state);
	jw_time(rp->json, "at", c->at_us);
	if (c->decided_us > 0)
		jw_time(rp->json, "decided", c->decided_us);
	jw_end(rp->json);
	return ERR_OK;
}
