/*
 * PATCH /v1/openings/{id} - some members of the document; what is null goes.
 *
 * The status is changed elsewhere (opening_move.c).
 *
 * WRITE.
 */
#include "api/opening_edit.h"

handler_fn handle_opening_patch;

enum err handle_opening_patch(struct request *rq, struct reply *rp)
{
	return opening_edit(rq, rp, OPENING_PARTS);
}
