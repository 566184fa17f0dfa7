/* invitation_row - see invitation_row.h. */
#include "api/invitation_row.h"

#include "people/sealed.h"

/* One that nobody took up in time waits no longer. */
static struct slice state_of(const struct request *rq,
			     const struct stored_invitation *i)
{
	if (slice_is(i->state, "waiting") && i->expires_us <= rq->hands.now_us)
		return SLICE("expired");
	return i->state;
}

enum err invitation_row_write(struct request *rq, struct reply *rp,
			      const struct stored_invitation *i)
{
	struct seal_place place = {.table = SLICE("invitation"),
				   .column = SLICE("email_sealed"),
				   .row = i->id};
	struct slice email;
	enum err e = sealed_read(&rq->hands, &place, i->email_sealed, &email);

	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", i->id);
	jw_text(rp->json, "email", email);
	jw_text(rp->json, "role", i->role);
	jw_text(rp->json, "state", state_of(rq, i));
	jw_time(rp->json, "created", i->created_us);
	jw_time(rp->json, "expires", i->expires_us);
	jw_end(rp->json);
	return ERR_OK;
}
