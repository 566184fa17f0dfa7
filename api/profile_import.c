/*
 * POST /v1/me/profile/import - takes a JSON Resume into the profile: what it
 * says replaces what was said, the rest stays.
 *
 * With `dry_run` nothing is kept.  The reply is the profile as it is, or would
 * be, and where the document says what was not understood.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/profile_row.h"
#include "api/resume.h"
#include "base/arena.h"
#include "json/jr.h"
#include "json/merge.h"
#include "matcher/profile.h"
#include "matcher/snapshot.h"

handler_fn handle_profile_import;

struct importing {
	const struct jr *resume;
	bool dry_run;
};

static enum err read_body(struct request *rq, struct importing *ret,
			  struct resume *ret_resume, struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct importing, resume, BODY_TREE, .needed = true),
		BODY(struct importing, dry_run, BODY_FLAG), BODY_END};
	enum err e;

	*ret = (struct importing){NULL, false};
	if (!params_none(rq->http, f))
		return ERR_INVALID;
	e = body_read(rq, fields, ret, f);
	return e == ERR_OK ? resume_read(rq, ret->resume, ret_resume, f) : e;
}

/* What is kept, with what the document says of it in its place. */
static enum err patched(struct request *rq, const struct stored_profile *row,
			struct slice patch, const struct jr **ret,
			struct faults *f)
{
	const struct jr *old, *change;
	struct slice json;
	enum err e = profile_row_document(rq, row, &json);

	if (e == ERR_OK)
		e = jr_parse(rq->arena, json, &old, f);
	if (e == ERR_OK)
		e = jr_parse(rq->arena, patch, &change, f);
	if (e != ERR_OK)
		return e;
	return jr_parse(rq->arena, merge_patch(rq->arena, old, change), ret, f);
}

static void write_rest(struct json_writer *w, const struct resume *r,
		       bool is_dry)
{
	jw_bool(w, "dry_run", is_dry);
	jw_raw(w, "contact", r->contact);
	jw_array(w, "not_understood");
	for (size_t i = 0; i < r->left_count; i++)
		jw_text(w, NULL, r->left[i]);
	jw_end(w);
	jw_end(w);
}

enum err handle_profile_import(struct request *rq, struct reply *rp)
{
	struct resume *resume = ARENA_NEW(rq->arena, struct resume);
	const struct snapshot *s = rq->snapshot;
	const struct profile *profile;
	struct stored_profile row;
	struct importing asked;
	const struct jr *body;
	enum err e;

	if (s == NULL)
		return ERR_BUSY;
	e = read_body(rq, &asked, resume, rp->faults);
	if (e == ERR_OK)
		e = profile_row_read(rq, &row);
	if (e == ERR_OK)
		e = profile_row_check(rq, row.version);
	if (e == ERR_OK)
		e = patched(rq, &row, resume->patch, &body, rp->faults);
	if (e == ERR_OK)
		e = profile_read(rq->arena, s->vocabulary, s->rates, body, NULL,
				 &profile, rp->faults);
	if (e == ERR_OK && !asked.dry_run)
		e = profile_row_seal(rq, body, &row);
	if (e == ERR_OK && !asked.dry_run)
		e = profiles_put(rq->db, &row, &row.version);
	if (e != ERR_OK)
		return e;
	if (row.version > 0)
		rp->http->etag = profile_row_etag(rq->arena, row.version);
	jw_object(rp->json, NULL);
	jw_tree(rp->json, "profile", body);
	write_rest(rp->json, resume, asked.dry_run);
	return ERR_OK;
}
