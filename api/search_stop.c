/*
 * POST /v1/searches/stop?token= - no more letters of that search.
 *
 * For the link at the end of each letter and for the button that mail programs
 * make of List-Unsubscribe (RFC 8058): whatever the body says.  A link that was
 * used already has done what it says, so it is answered the same.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "crypt/secret.h"
#include "store/one_times.h"
#include "store/searches.h"

handler_fn handle_search_stop;

static enum err find_by(struct request *rq, enum keys_age age,
			struct slice token, struct stored_one_time *ret)
{
	unsigned char hash[SECRET_HASH_BYTES];
	enum err e = secret_hash(rq->hands.keys, age, SECRET_UNSUBSCRIBE, token,
				 hash);

	return e == ERR_OK
		       ? one_times_get(rq->db, rq->arena,
				       hands_octets(hash, sizeof(hash)), ret)
		       : e;
}

static enum err find(struct request *rq, struct slice token,
		     struct stored_one_time *ret)
{
	enum err e = find_by(rq, KEYS_PRESENT, token, ret);

	if (e == ERR_NOT_FOUND && keys_have_old(rq->hands.keys))
		e = find_by(rq, KEYS_OLD, token, ret);
	if (e == ERR_NOT_FOUND)
		return ERR_LINK_EXPIRED;
	if (e == ERR_OK && !slice_is(ret->kind, "unsubscribe"))
		return ERR_MALFORMED;
	return e;
}

enum err handle_search_stop(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"token", "lang", NULL};
	struct stored_one_time link;
	struct slice token;
	enum err e;

	params_only(rq->http, known, rp->faults);
	params_one(rq->http, "token", &token, rp->faults);
	if (!faults_any(rp->faults) && token.p == NULL)
		fault_at_parameter(rp->faults, FAULT_MISSING, "token", "token");
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = find(rq, token, &link);
	if (e == ERR_OK)
		e = searches_remove(rq->db, link.payload);
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	rp->http->status = 204;
	return ERR_OK;
}
