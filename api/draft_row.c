/* draft_row - see draft_row.h. */
#include "api/draft_row.h"

#include "api/problem.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "json/jw.h"

struct slice draft_row_etag(struct arena *a, int64_t version)
{
	return arena_print(a, "d%lld", (long long)version);
}

enum err draft_row_create(struct request *rq, struct reply *rp,
			  const struct jr *body)
{
	char id[ID_CHARS + 1];
	struct stored_draft row = {.organisation = rq->argument,
				   .opening = SLICE(""),
				   .account = rq->caller.id};
	int64_t version;
	enum err e;

	if (!jr_is_object(body, rp->faults))
		return ERR_INVALID;
	id_new(id);
	row.id = arena_copy(rq->arena, slice_of(id));
	row.document = jw_canonical(rq->arena, body);
	e = desk_put_draft(rq->db, &row, &version);
	if (e == ERR_OK)
		e = draft_row_write(rq, rp, row.id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	net_reply_field(
		rp->http, "Location",
		arena_print(rq->arena, "/v1/organisations/%.*s/drafts/%.*s",
			    SLICE_ARG(rq->argument), SLICE_ARG(row.id)));
	return ERR_OK;
}

/* Its own id, or that of the draft. */
static struct slice id_of(const struct stored_draft *draft,
			  const struct jr *document)
{
	const struct jr *id = jr_get(document, "id");

	return id != NULL && id->type == JR_TEXT ? id->text : draft->id;
}

enum err draft_row_posting(struct request *rq, const struct stored_draft *draft,
			   struct posting *ret)
{
	struct faults *ignored = ARENA_NEW(rq->arena, struct faults);
	const struct jr *status;

	*ret = (struct posting){.organisation = draft->organisation,
				.confirmed = rq->today};
	if (jr_parse(rq->arena, draft->document, &ret->body, ignored) != ERR_OK)
		return ERR_INTERNAL;
	ret->id = id_of(draft, ret->body);
	status = jr_get(ret->body, "status");
	if (status != NULL && status->type == JR_TEXT &&
	    slice_is(status->text, "draft"))
		ret->body = jr_without(rq->arena, ret->body, "status");
	return ERR_OK;
}

/* What is wrong with it is told, and stands in nobody's way. */
static enum err write_errors(struct request *rq, struct reply *rp,
			     const struct stored_draft *draft)
{
	struct faults *f = ARENA_NEW(rq->arena, struct faults);
	const struct opening *o;
	struct posting p;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	e = draft_row_posting(rq, draft, &p);
	if (e == ERR_OK)
		e = posting_read(rq, &p, &o, f);
	if (e != ERR_OK && e != ERR_INVALID && e != ERR_MALFORMED)
		return e;
	jw_array(rp->json, "errors");
	for (size_t i = 0; i < f->count; i++) {
		jw_object(rp->json, NULL);
		jw_word(rp->json, "code", fault_code_word(f->items[i].code));
		jw_word(rp->json, "pointer", f->items[i].at);
		problem_detail(rp->json, &f->items[i], rq->reader);
		jw_end(rp->json);
	}
	jw_end(rp->json);
	return ERR_OK;
}

enum err draft_row_write(struct request *rq, struct reply *rp, struct slice id)
{
	struct stored_draft row;
	enum err e = desk_get_draft(rq->db, rq->arena, id, rq->argument, &row);

	if (e != ERR_OK)
		return e;
	rp->http->etag = draft_row_etag(rq->arena, row.version);
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", row.id);
	jw_text(rp->json, "organisation", row.organisation);
	jw_raw(rp->json, "document", row.document);
	jw_int(rp->json, "version", row.version);
	jw_time(rp->json, "created", row.created_us);
	jw_time(rp->json, "updated", row.updated_us);
	e = write_errors(rq, rp, &row);
	jw_end(rp->json);
	return e;
}
