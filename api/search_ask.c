/*
 * POST /v1/searches - a saved search of an address alone.
 *
 * Nothing is sent to it but one letter, until its owner opens the link there.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/search_row.h"
#include "people/letters.h"
#include "people/links.h"

handler_fn handle_search_ask;

static enum err write_to(struct request *rq, const struct search_body *body,
			 const char *token)
{
	struct letter_value link = {
		"link",
		link_address(rq->arena, api_parts(rq->api)->letters_site,
			     "alert", token)};

	return letter_put(&rq->hands,
			  &(struct letter){.kind = LETTER_ALERT_CONFIRM,
					   .email = body->email,
					   .lang = body->lang,
					   .values = &link,
					   .count = 1});
}

enum err handle_search_ask(struct request *rq, struct reply *rp)
{
	struct search_body body;
	struct stored_search row;
	char token[SECRET_CHARS + 1];
	enum err e = search_body_read(rq, true, &body, rp->faults);

	if (e == ERR_OK)
		e = search_row_make(rq, &body, &row, token);
	if (e == ERR_OK)
		e = searches_insert(rq->db, &row);
	if (e == ERR_OK)
		e = write_to(rq, &body, token);
	if (e != ERR_OK)
		return e;
	rp->http->status = 202;
	jw_object(rp->json, NULL);
	jw_word(rp->json, "next", "confirm_email");
	jw_end(rp->json);
	return ERR_OK;
}
