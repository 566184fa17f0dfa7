/*
 * POST /v1/openings/{id}/complaints - reports a mistake or fraud; no account is
 * needed.  WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "people/complaints.h"
#include "store/claims.h"
#include "store/openings.h"

handler_fn handle_complaint_create;

static const char *const kinds[] = {"mistake", "fraud", "closed", "other",
				    NULL};

struct wanted {
	int kind;
	struct slice words;
	struct slice email;
};

static enum err keep(struct request *rq, const struct wanted *w)
{
	char id[ID_CHARS + 1];
	struct stored_complaint c = {.opening = rq->argument,
				     .kind = slice_of(kinds[w->kind]),
				     .account = SLICE(""),
				     .reply_sealed = SLICE(""),
				     .state = SLICE("open"),
				     .decided_by = SLICE(""),
				     .at_us = rq->hands.now_us};
	enum err e;

	id_new(id);
	c.id = slice_of(id);
	e = complaint_seal(&rq->hands, &c, w->words,
			   &(struct complaint_reply){w->email, rq->reader});
	return e == ERR_OK ? complaints_insert(rq->db, &c) : e;
}

enum err handle_complaint_create(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, kind, BODY_WORD, .needed = true,
		     .words = kinds),
		BODY(struct wanted, words, BODY_TEXT, .needed = true,
		     .most = 4000),
		BODY(struct wanted, email, BODY_EMAIL), BODY_END};
	struct wanted wanted = {.kind = 0};
	struct stored_opening stored;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = openings_get(rq->db, rq->arena, rq->argument, &stored);
	if (e == ERR_OK && slice_is(stored.status, "draft"))
		e = ERR_NOT_FOUND;
	if (e == ERR_OK)
		e = body_read(rq, fields, &wanted, rp->faults);
	if (e == ERR_OK)
		e = keep(rq, &wanted);
	if (e != ERR_OK)
		return e;
	/* Nobody may follow it up: it has no address of its own. */
	rp->http->status = 202;
	jw_object(rp->json, NULL);
	jw_bool(rp->json, "received", true);
	jw_end(rp->json);
	return ERR_OK;
}
