/* retry - see retry.h. */
#include "api/retry.h"

#include "base/clock.h"
#include "crypt/digest.h"
#include "store/idempotency.h"

#define FIELD "Idempotency-Key"

static int64_t oldest_us(const struct request *rq)
{
	return rq->hands.now_us - (int64_t)RETRY_HOURS * 3600 * 1000000;
}

/* p NULL: it has no key. */
static struct slice key_of(const struct request *rq)
{
	return net_field(rq->http, "idempotency-key");
}

static bool is_key(struct slice key)
{
	if (key.n == 0 || key.n > RETRY_KEY_BYTES_MAX)
		return false;
	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] <= ' ' || key.p[i] >= 0x7F)
			return false;
	}
	return true;
}

static bool writes(enum net_method m)
{
	return m != NET_GET && m != NET_HEAD && m != NET_OPTIONS;
}

static struct stored_reply row_of(const struct route *row,
				  const struct request *rq,
				  unsigned char digest[DIGEST_BYTES])
{
	struct slice request[] = {rq->http->path,
				  net_field(rq->http, "if-match"),
				  rq->http->body};

	digest_of(request, sizeof(request) / sizeof(request[0]), digest);
	return (struct stored_reply){
		.account = rq->caller.id,
		.route = slice_of(row->name),
		.key = key_of(rq),
		.request = hands_octets(digest, DIGEST_BYTES)};
}

enum err retry_find(const struct route *row, struct request *rq,
		    struct reply *rp, bool *ret_done)
{
	unsigned char digest[DIGEST_BYTES];
	struct stored_reply want, had;
	enum err e;

	*ret_done = false;
	if (!writes(row->method) || row->cost == ROUTE_INLINE ||
	    key_of(rq).p == NULL)
		return ERR_OK;
	if (row->who == ROUTE_ANYONE || !is_key(key_of(rq))) {
		fault_at_parameter(rp->faults,
				   row->who == ROUTE_ANYONE ? FAULT_RETRY_HERE
							    : FAULT_RETRY_KEY,
				   FIELD, NULL);
		return ERR_INVALID;
	}
	want = row_of(row, rq, digest);
	want.created_us = oldest_us(rq);
	e = idempotency_find(rq->db, rq->arena, &want, &had);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e == ERR_INVALID)
		fault_at_parameter(rp->faults, FAULT_RETRY_OTHER, FIELD, NULL);
	if (e != ERR_OK)
		return e;
	rp->http->status = (int)had.status;
	buf_add_slice(&rp->http->body, had.reply);
	net_reply_field(rp->http, "Idempotency-Replayed", SLICE("true"));
	*ret_done = true;
	return ERR_OK;
}

enum err retry_keep(const struct route *row, struct request *rq,
		    const struct reply *rp)
{
	unsigned char digest[DIGEST_BYTES];
	struct stored_reply reply;

	if (row->who == ROUTE_ANYONE || !writes(row->method) ||
	    key_of(rq).p == NULL)
		return ERR_OK;
	reply = row_of(row, rq, digest);
	reply.status = rp->http->status;
	reply.reply = buf_slice(&rp->http->body);
	reply.created_us = rq->hands.now_us;
	return idempotency_insert(rq->db, &reply, oldest_us(rq));
}
