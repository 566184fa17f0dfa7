/* PATCH /v1/me - the language of letters.  WRITE. */
#include "api/body.h"
#include "api/handler.h"
#include "api/me_row.h"
#include "api/params.h"
#include "store/accounts.h"

handler_fn handle_me_patch;

struct wanted {
	enum lang lang;
};

enum err handle_me_patch(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, lang, BODY_LANG, .needed = true), BODY_END};
	struct wanted wanted = {LANG_EN};
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &wanted, rp->faults);
	if (e == ERR_OK)
		e = accounts_set_lang(rq->db, rq->caller.id,
				      slice_of(lang_code(wanted.lang)));
	return e == ERR_OK ? me_row_write(rq, rp) : e;
}
