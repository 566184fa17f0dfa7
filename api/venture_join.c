/*
 * POST /v1/ventures/join - by the link of a letter that asked them to.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/venture_row.h"
#include "people/venture.h"

handler_fn handle_venture_join;

enum { TOKEN_BYTES = 200 };

struct joining {
	struct slice token;
};

enum err handle_venture_join(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct joining, token, BODY_SECRET, .needed = true,
		     .most = TOKEN_BYTES),
		BODY_END};
	struct stored_venture row;
	struct joining joining;
	struct slice id;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &joining, rp->faults);
	if (e == ERR_OK)
		e = venture_join(&rq->hands, rq->caller.id, joining.token, &id);
	if (e == ERR_OK)
		e = venture_row_find(rq, id, &row);
	if (e != ERR_OK)
		return e;
	rp->http->etag = venture_row_etag(rq->arena, row.version);
	return venture_row_write(rq, rp->json, &row);
}
