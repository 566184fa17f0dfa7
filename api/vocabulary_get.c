/* GET /v1/vocabulary - what can be asked, said and wished, and the weights. */
#include "api/codec_match.h"
#include "api/codec_vocabulary.h"
#include "api/handler.h"
#include "api/params.h"
#include "matcher/linker.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"
#include "matcher/textquery.h"

handler_fn handle_vocabulary_get;

/* BM25F's constants, so that anybody can work a text score out again. */
static void write_scoring(struct json_writer *w)
{
	jw_object(w, "scoring");
	jw_real(w, "k1", TEXT_K1);
	jw_object(w, "fields");
	for (int f = 0; f < FIELD__COUNT; f++) {
		jw_object(w, field_name((enum text_field)f));
		jw_real(w, "weight", field_weights[f].weight);
		jw_real(w, "b", field_weights[f].b);
		jw_end(w);
	}
	jw_end(w);
	jw_object(w, "occupation");
	jw_real(w, "weight", LINK_WEIGHT);
	jw_real(w, "threshold", LINK_THRESHOLD);
	jw_real(w, "sibling", LINK_SIBLING);
	jw_real(w, "search", LINK_SURE);
	jw_end(w);
	jw_end(w);
}

enum err handle_vocabulary_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	struct json_writer *w = rp->json;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	jw_object(w, NULL);
	codec_vocabulary_write(w, rq->snapshot->vocabulary, rq->lang);
	jw_array(w, "kinds");
	for (int k = 0; k < KIND__COUNT; k++)
		jw_word(w, NULL, kind_words[k]);
	jw_end(w);
	codec_weights_write(w, "weights", &weights_published);
	jw_object(w, "priors");
	jw_real(w, "skill", FIT_SKILL_PRIOR);
	jw_real(w, "pref", WISH_PRIOR);
	jw_end(w);
	write_scoring(w);
	if (rq->lang != LANG_ALL)
		jw_word(w, "lang", lang_code(rq->lang));
	jw_end(w);
	rp->http->cache_control = "public, max-age=300";
	return ERR_OK;
}
