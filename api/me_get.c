/* GET /v1/me - the account that signed in.  READ. */
#include "api/api.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/compiler.h"
#include "crypt/secret.h"
#include "people/sealed.h"
#include "session/login.h"
#include "store/accounts.h"

handler_fn handle_me_get;

static enum err open_email(struct request *rq, const struct stored_account *a,
			   struct slice *ret_email)
{
	struct seal_place place = {.account = a->id,
				   .table = SLICE("accounts"),
				   .column = SLICE("email_sealed")};
	SCOPED(data_key) *key = NULL;
	enum err e = sealed_key(&rq->hands, a->id, &key);

	if (e == ERR_OK)
		e = seal_read(rq->arena, key, &place, a->email_sealed,
			      ret_email);
	return e;
}

enum err handle_me_get(struct request *rq, struct reply *rp)
{
	struct stored_account account;
	struct slice email;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = accounts_get(rq->db, rq->arena, rq->caller.id, &account);
	if (e == ERR_OK)
		e = open_email(rq, &account, &email);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", account.id);
	jw_text(rp->json, "email", email);
	jw_text(rp->json, "role", account.role);
	jw_text(rp->json, "lang", account.lang);
	jw_bool(rp->json, "email_confirmed", rq->caller.is_active);
	jw_time(rp->json, "since", account.created_us);
	if (rq->caller.login->kind != LOGIN_BEARER) {
		char csrf[SECRET_CSRF_CHARS + 1];

		secret_csrf(api_parts(rq->api)->keys, rq->caller.login->digest,
			    csrf);
		jw_word(rp->json, "csrf", csrf);
	}
	jw_end(rp->json);
	return ERR_OK;
}
