/*
 * POST /v1/me/documents?kind=&name= - keeps a PDF file, sealed piece by piece.
 *
 * WRITE.
 */
#include "api/document_row.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "json/jr.h"

handler_fn handle_document_create;

/* Names go into a field of a head again. */
static bool is_name(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
			return false;
	}
	return slice_trim(s).n > 0;
}

static void read_name(struct request *rq, struct slice *ret, struct faults *f)
{
	if (!params_one(rq->http, "name", ret, f))
		return;
	if (ret->p == NULL || !is_name(*ret))
		fault_at_parameter(f, FAULT_EMPTY, "name", NULL);
	else if (ret->n > DOCUMENT_NAME_BYTES)
		fault_at_parameter(f, FAULT_TOO_LONG, "name", "200");
}

static enum err read_request(struct request *rq, struct slice *ret_kind,
			     struct slice *ret_name, struct faults *f)
{
	static const char *const known[] = {"kind", "name", NULL};

	params_only(rq->http, known, f);
	read_name(rq, ret_name, f);
	if (params_one(rq->http, "kind", ret_kind, f) &&
	    (ret_kind->p == NULL || !jr_id_is_valid(*ret_kind)))
		fault_at_parameter(f, FAULT_ID, "kind", NULL);
	if (!slice_starts(rq->http->body, SLICE("%PDF-")))
		fault_at_pointer(f, FAULT_NO_PDF, "", NULL);
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

/* ERR_CONFLICT: there are as many as may be.  What was given does not count. */
static enum err check_count(struct request *rq)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_documents all;
	size_t kept = 0;
	enum err e = documents_of_account(rq->db, rq->arena, rq->caller.id,
					  &page, &all);

	for (size_t i = 0; e == ERR_OK && i < all.count; i++)
		kept += all.items[i].application.n == 0;
	return e == ERR_OK && kept >= DOCUMENTS_MAX ? ERR_CONFLICT : e;
}

enum err handle_document_create(struct request *rq, struct reply *rp)
{
	struct stored_document row = {.account = rq->caller.id,
				      .application = SLICE(""),
				      .created_us = rq->hands.now_us};
	struct slice name;
	char id[ID_CHARS + 1];
	enum err e = read_request(rq, &row.kind, &name, rp->faults);

	if (e == ERR_OK)
		e = check_count(rq);
	if (e != ERR_OK)
		return e;
	id_new(id);
	row.id = arena_copy(rq->arena, slice_of(id));
	e = document_row_keep(&rq->hands, &row, slice_trim(name),
			      rq->http->body);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena, "/v1/me/documents/%s", id));
	return document_row_write(&rq->hands, rp->json, &row);
}
