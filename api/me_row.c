/* me_row - see me_row.h. */
#include "api/me_row.h"

#include "api/api.h"
#include "crypt/secret.h"
#include "people/account.h"
#include "session/login.h"

enum err me_row_write(struct request *rq, struct reply *rp)
{
	struct stored_account account;
	struct slice email;
	enum err e = accounts_get(rq->db, rq->arena, rq->caller.id, &account);

	if (e == ERR_OK)
		e = account_address(&rq->hands, &account, &email);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", account.id);
	jw_text(rp->json, "email", email);
	jw_text(rp->json, "role", account.role);
	jw_text(rp->json, "lang", account.lang);
	jw_bool(rp->json, "email_confirmed", rq->caller.is_active);
	jw_time(rp->json, "since", account.created_us);
	if (!login_is_bearer(rq->caller.login)) {
		char csrf[SECRET_CSRF_CHARS + 1];

		secret_csrf(api_parts(rq->api)->keys, rq->caller.login->digest,
			    csrf);
		jw_word(rp->json, "csrf", csrf);
	}
	jw_end(rp->json);
	return ERR_OK;
}
