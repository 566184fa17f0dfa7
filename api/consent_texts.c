/*
 * GET /v1/consents - what a seeker may agree to, with its words and version.
 *
 * INLINE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "people/consents.h"

handler_fn handle_consent_texts;

static void write_purpose(struct json_writer *w, enum consent_purpose p,
			  enum lang l)
{
	struct text title = consent_title(p), text = consent_text(p);

	jw_object(w, NULL);
	jw_word(w, "purpose", consent_words[p]);
	jw_word(w, "version", consent_version(p));
	jw_bool(w, "has_destination", p == CONSENT_TRANSFER);
	jw_texts(w, "title", &title, l);
	jw_texts(w, "text", &text, l);
	jw_end(w);
}

enum err handle_consent_texts(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	for (int p = 0; p < CONSENT__COUNT; p++)
		write_purpose(rp->json, (enum consent_purpose)p, rq->lang);
	jw_end(rp->json);
	jw_null(rp->json, "next");
	jw_end(rp->json);
	rp->http->cache_control = "public, max-age=300";
	return ERR_OK;
}
