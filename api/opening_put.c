/*
 * PUT /v1/openings/{id} - the whole document anew.
 *
 * What GET gave may be sent back: what it adds to a document is passed over.
 * The status is changed elsewhere (opening_move.c).
 *
 * WRITE.
 */
#include "api/opening_edit.h"

handler_fn handle_opening_put;

enum err handle_opening_put(struct request *rq, struct reply *rp)
{
	return opening_edit(rq, rp, OPENING_WHOLE);
}
