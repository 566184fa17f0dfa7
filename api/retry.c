/* retry - see retry.h. */
#include "api/retry.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "crypt/digest.h"
#include "people/sealed.h"
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

/* What answers with a token is kept nowhere: a login is told once. */
static bool takes_key(const struct route *row)
{
	static const char logins[] = "/v1/sessions";

	return row->who != ROUTE_ANYONE &&
	       strncmp(row->path, logins, sizeof(logins) - 1) != 0 &&
	       strcmp(row->path, "/v1/me/password") != 0;
}

/* A reply may hold what its person wrote. */
static struct seal_place place_of(const struct stored_reply *row)
{
	return (struct seal_place){.account = row->account,
				   .table = SLICE("idempotency"),
				   .column = SLICE("reply"),
				   .row = row->key};
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

/* ETag, Location and body, a line each for the two. */
static struct slice pack(struct arena *a, const struct net_reply *rp)
{
	struct slice location = SLICE("");
	struct slice body = buf_slice(&rp->body);

	for (size_t i = 0; i < rp->field_count; i++) {
		if (slice_is(rp->fields[i].name, "Location"))
			location = rp->fields[i].value;
	}
	return arena_print(a, "%.*s\n%.*s\n%.*s", SLICE_ARG(rp->etag),
			   SLICE_ARG(location), SLICE_ARG(body));
}

static void unpack(struct arena *a, struct slice kept, struct net_reply *rp)
{
	struct slice rest, body;
	struct slice etag = slice_split(kept, '\n', &rest);
	struct slice location = slice_split(rest, '\n', &body);

	rp->etag = arena_copy(a, etag);
	if (location.n > 0)
		net_reply_field(rp, "Location", location);
	net_reply_field(rp, "Idempotency-Replayed", SLICE("true"));
	buf_add_slice(&rp->body, body);
}

static enum err answer_again(const struct route *row, struct request *rq,
			     struct reply *rp)
{
	unsigned char digest[DIGEST_BYTES];
	struct stored_reply want = row_of(row, rq, digest);
	struct seal_place place = place_of(&want);
	struct stored_reply had;
	struct slice reply;
	enum err e;

	want.created_us = oldest_us(rq);
	e = idempotency_find(rq->db, rq->arena, &want, &had);
	if (e == ERR_OK)
		e = sealed_read(&rq->hands, &place, had.reply, &reply);
	if (e != ERR_OK)
		return e;
	rp->http->status = (int)had.status;
	unpack(rq->arena, reply, rp->http);
	return ERR_OK;
}

enum err retry_find(const struct route *row, struct request *rq,
		    struct reply *rp, bool *ret_done)
{
	enum err e;

	*ret_done = false;
	if (!writes(row->method) || row->cost == ROUTE_INLINE ||
	    key_of(rq).p == NULL)
		return ERR_OK;
	if (!takes_key(row) || !is_key(key_of(rq))) {
		fault_at_parameter(rp->faults,
				   takes_key(row) ? FAULT_RETRY_KEY
						  : FAULT_RETRY_HERE,
				   FIELD, NULL);
		return ERR_INVALID;
	}
	e = answer_again(row, rq, rp);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e == ERR_INVALID)
		fault_at_parameter(rp->faults, FAULT_RETRY_OTHER, FIELD, NULL);
	*ret_done = e == ERR_OK;
	return e;
}

enum err retry_keep(const struct route *row, struct request *rq,
		    const struct reply *rp)
{
	unsigned char digest[DIGEST_BYTES];
	struct stored_reply reply;
	struct seal_place place;
	enum err e;

	if (row->who == ROUTE_ANYONE || !writes(row->method) ||
	    key_of(rq).p == NULL)
		return ERR_OK;
	reply = row_of(row, rq, digest);
	place = place_of(&reply);
	reply.status = rp->http->status;
	reply.created_us = rq->hands.now_us;
	e = sealed_write(&rq->hands, &place, pack(rq->arena, rp->http),
			 &reply.reply);
	/* Who was erased by it sends nothing again. */
	if (e != ERR_OK)
		return e == ERR_GONE ? ERR_OK : e;
	return idempotency_insert(rq->db, &reply, oldest_us(rq));
}
