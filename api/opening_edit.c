/* opening_edit - see opening_edit.h. */
#include "api/opening_edit.h"

#include "api/opening_tag.h"
#include "api/params.h"
#include "api/posting.h"
#include "json/jr.h"

static enum err change(struct request *rq, const struct stored_opening *stored,
		       enum opening_edit how, struct faults *f)
{
	const struct opening *o;
	struct posting p;
	enum err e = posting_from(rq, stored, &p);

	if (how == OPENING_WHOLE)
		p.before = NULL;
	if (e == ERR_OK)
		e = jr_parse(rq->arena, rq->http->body, &p.body, f);
	if (e == ERR_OK)
		e = posting_read(rq, &p, &o, f);
	return e == ERR_OK ? posting_keep(rq, o) : e;
}

enum err opening_edit(struct request *rq, struct reply *rp,
		      enum opening_edit how)
{
	struct stored_opening stored;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = openings_get(rq->db, rq->arena, rq->argument, &stored);
	/* The rules of a programme are an administrator's. */
	if (e == ERR_OK && slice_is(stored.type, "programme"))
		e = ERR_FORBIDDEN;
	if (e == ERR_OK)
		e = opening_tag_match(rq, stored.document);
	if (e == ERR_OK)
		e = posting_may(rq, stored.organisation);
	if (e == ERR_OK)
		e = change(rq, &stored, how, rp->faults);
	return e == ERR_OK ? posting_write(rq, rp, rq->argument) : e;
}
