/*
 * PUT /v1/me/contact - name and ways to reach the seeker, sealed.
 *
 * They stand in the row of the profile and share its version.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/profile_row.h"
#include "json/jr.h"
#include "people/contact.h"

handler_fn handle_contact_put;

struct contact {
	struct slice name, phone, whatsapp, wechat, other;
};

static enum err read_body(struct request *rq, const struct jr **ret_body,
			  struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct contact, name, BODY_TEXT, .most = 200),
		BODY(struct contact, phone, BODY_TEXT, .most = 50),
		BODY(struct contact, whatsapp, BODY_TEXT, .most = 50),
		BODY(struct contact, wechat, BODY_TEXT, .most = 100),
		BODY(struct contact, other, BODY_TEXT, .most = 500),
		BODY_END};
	struct contact ignored;
	enum err e;

	if (!params_none(rq->http, f))
		return ERR_INVALID;
	e = jr_parse(rq->arena, rq->http->body, ret_body, f);
	if (e == ERR_OK)
		body_read_object(*ret_body, fields, &ignored, f);
	return e == ERR_OK && faults_any(f) ? ERR_INVALID : e;
}

enum err handle_contact_put(struct request *rq, struct reply *rp)
{
	const struct jr *body;
	struct stored_profile row;
	struct slice json;
	enum err e = read_body(rq, &body, rp->faults);

	if (e == ERR_OK)
		e = profile_row_read(rq, &row);
	if (e == ERR_OK)
		e = profile_row_check(rq, row.version);
	if (e != ERR_OK)
		return e;
	json = jw_canonical(rq->arena, body);
	e = contact_seal(&rq->hands, rq->caller.id, json, &row.contact_sealed);
	if (e == ERR_OK && row.version == 0) {
		row.facts = SLICE("{}");
		row.wishes = SLICE("{}");
		row.texts_sealed = SLICE("");
	}
	if (e == ERR_OK)
		e = profiles_put(rq->db, &row, &row.version);
	if (e != ERR_OK)
		return e;
	rp->http->etag = profile_row_etag(rq->arena, row.version);
	jw_raw(rp->json, NULL, json);
	return ERR_OK;
}
