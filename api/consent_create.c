/*
 * POST /v1/me/consents - one more word: a yes to a text, or its withdrawal.
 *
 * A yes names the version of the text as it is now: who agreed to an older one
 * has not read it.  A withdrawal is taken under any version, and acts at once.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/consent_row.h"
#include "api/handler.h"
#include "api/params.h"
#include "json/jr.h"
#include "matcher/snapshot.h"
#include "people/audit.h"
#include "people/consents.h"

handler_fn handle_consent_create;

enum { VERSION_BYTES = 40, WORDS_MAX = 450 };

struct word {
	int purpose;
	bool given;
	struct slice destination, version;
	enum lang lang;
};

/* A transfer names its place, and nothing else does. */
static void check_place(const struct request *rq, const struct word *w,
			struct faults *f)
{
	char known[FAULT_ARG_BYTES];

	if (w->purpose != CONSENT_TRANSFER) {
		if (w->destination.p != NULL)
			fault_at_pointer(f, FAULT_EXCLUDES, "/destination",
					 "purpose");
		return;
	}
	if (w->destination.p == NULL) {
		fault_at_pointer(f, FAULT_MISSING, "", "destination");
		return;
	}
	if (values_find(rq->snapshot->vocabulary->places, w->destination) >= 0)
		return;
	values_list(rq->snapshot->vocabulary->places, known);
	fault_at_pointer(f, FAULT_UNKNOWN_VALUE, "/destination", known);
}

static enum err read_word(struct request *rq, struct word *ret,
			  struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct word, purpose, BODY_WORD, .needed = true,
		     .words = consent_words),
		BODY(struct word, given, BODY_FLAG, .needed = true),
		BODY(struct word, destination, BODY_ID),
		BODY(struct word, version, BODY_TEXT, .needed = true,
		     .most = VERSION_BYTES),
		BODY(struct word, lang, BODY_LANG, .needed = true),
		BODY_END};
	enum err e;

	*ret = (struct word){.lang = rq->reader};
	if (!params_none(rq->http, f))
		return ERR_INVALID;
	e = body_read(rq, fields, ret, f);
	if (e != ERR_OK)
		return e;
	rq->reader = ret->lang;
	check_place(rq, ret, f);
	if (ret->given &&
	    !slice_is(ret->version,
		      consent_version((enum consent_purpose)ret->purpose)))
		fault_at_pointer(
			f, FAULT_NOT_ACCEPTED, "/version",
			consent_version((enum consent_purpose)ret->purpose));
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

/* Nobody changes their mind so often; a yes that stands can always be taken
 * back. */
static enum err check_count(struct request *rq)
{
	struct page page = {.number = WORDS_MAX, .id = SLICE(""), .limit = 1};
	struct stored_consents words;
	enum err e = consents_of_account(rq->db, rq->arena, rq->caller.id,
					 &page, &words);

	return e == ERR_OK && words.count > 0 ? ERR_CONFLICT : e;
}

static enum err keep(struct request *rq, const struct word *w,
		     struct stored_consent *ret)
{
	struct audit_word audit = {
		.actor = rq->caller.id,
		.action = w->given ? SLICE("consent.given")
				   : SLICE("consent.withdrawn"),
		.object = rq->caller.id,
		.detail = slice_of(consent_words[w->purpose])};
	enum err e = ERR_OK;

	*ret = (struct stored_consent){
		.account = rq->caller.id,
		.purpose = slice_of(consent_words[w->purpose]),
		.destination =
			w->destination.p == NULL ? SLICE("") : w->destination,
		.given = w->given ? 1 : 0,
		.version = w->version,
		.lang = slice_of(lang_code(w->lang)),
		.at_us = rq->hands.now_us};
	if (!w->given) {
		bool was;

		e = consent_given(&rq->hands, rq->caller.id,
				  (enum consent_purpose)w->purpose,
				  ret->destination, &was);
		/* What was never agreed to is a no already. */
		if (e != ERR_OK || !was)
			return e;
	} else {
		e = check_count(rq);
	}
	if (e == ERR_OK)
		e = consents_append(rq->db, ret);
	return e == ERR_OK ? audit_tell(&rq->hands, &audit) : e;
}

enum err handle_consent_create(struct request *rq, struct reply *rp)
{
	struct stored_consent row;
	struct word word;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	e = read_word(rq, &word, rp->faults);
	if (e == ERR_OK)
		e = keep(rq, &word, &row);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	consent_row_write(rp->json, NULL, &row);
	return ERR_OK;
}
