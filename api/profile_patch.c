/*
 * PATCH /v1/me/profile - changes a part of it, by a JSON merge patch (RFC
 * 7396); without a profile the patch is the first.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/profile_row.h"
#include "json/jr.h"
#include "json/merge.h"

handler_fn handle_profile_patch;

/* What the profile would be. */
static enum err patched(struct request *rq, struct stored_profile *ret_row,
			const struct jr **ret_body, struct faults *f)
{
	const struct jr *patch, *old;
	struct slice json;
	enum err e = jr_parse(rq->arena, rq->http->body, &patch, f);

	if (e == ERR_OK && !jr_is_object(patch, f))
		e = ERR_INVALID;
	if (e == ERR_OK)
		e = profile_row_read(rq, ret_row);
	if (e == ERR_OK)
		e = profile_row_document(rq, ret_row, &json);
	if (e == ERR_OK)
		e = jr_parse(rq->arena, json, &old, f);
	if (e != ERR_OK)
		return e;
	return jr_parse(rq->arena, merge_patch(rq->arena, old, patch), ret_body,
			f);
}

enum err handle_profile_patch(struct request *rq, struct reply *rp)
{
	const struct jr *body;
	struct stored_profile row;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = patched(rq, &row, &body, rp->faults);
	return e == ERR_OK ? profile_row_keep(rq, rp, body, &row) : e;
}
