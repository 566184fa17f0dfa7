/*
 * POST /v1/check-ins - one tap on a link in a letter: where they are now.
 *
 * WRITE; the token is all that is asked for.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "people/check_in.h"

handler_fn handle_check_in_create;

enum { TOKEN_BYTES = 128 };

struct check_in_body {
	struct slice token;
	int answer;
};

static const struct body_field fields[] = {
	BODY(struct check_in_body, token, BODY_SECRET, .needed = true,
	     .most = TOKEN_BYTES),
	BODY(struct check_in_body, answer, BODY_WORD, .needed = true,
	     .words = check_in_words),
	BODY_END};

enum err handle_check_in_create(struct request *rq, struct reply *rp)
{
	struct check_in_body body = {.answer = 0};
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &body, rp->faults);
	if (e == ERR_OK)
		e = check_in_answer(&rq->hands, body.token,
				    slice_of(check_in_words[body.answer]));
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	rp->http->cache_control = "no-store";
	return ERR_OK;
}
