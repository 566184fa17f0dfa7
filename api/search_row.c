/* search_row - see search_row.h. */
#include "api/search_row.h"

#include "api/body.h"
#include "api/codec_filters.h"
#include "api/shield.h"
#include "base/arena.h"
#include "crypt/blind.h"
#include "crypt/digest.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "matcher/profile.h"
#include "matcher/snapshot.h"
#include "people/alerts.h"
#include "people/sealed.h"

enum { Q_BYTES = 2000, ETAG_OCTETS = 8 };

const char *const search_every_words[] = {"daily", "weekly", "never", NULL};

static void try_query(struct request *rq, const struct jr *query,
		      struct faults *f)
{
	static const char *const keys[] = {"q", "filters", NULL};
	struct filters filters = filters_none(rq->today);
	struct slice q;

	if (query == NULL || !jr_is_object(query, f))
		return;
	jr_only_keys(query, keys, f);
	if (jr_get(query, "q") != NULL)
		jr_read_text(jr_get(query, "q"), Q_BYTES, &q, f);
	if (jr_get(query, "filters") != NULL)
		codec_filters_of_json(rq->arena, rq->snapshot->vocabulary,
				      jr_get(query, "filters"), &filters, f);
}

static void try_profile(struct request *rq, const struct jr *profile,
			struct faults *f)
{
	const struct snapshot *s = rq->snapshot;
	const struct profile *ignored;
	enum err e;

	if (profile == NULL)
		return;
	e = profile_read(rq->arena, s->vocabulary, s->rates, profile, NULL,
			 &ignored, f);
	/* What is wrong is told by the faults. */
	if (e == ERR_OK)
		(void)shield_may_be_kept(rq, profile, f);
}

enum err search_body_read(struct request *rq, bool with_email,
			  struct search_body *ret, struct faults *f)
{
	static const struct body_field own[] = {
		BODY(struct search_body, query, BODY_TREE, .needed = true),
		BODY(struct search_body, profile, BODY_TREE),
		BODY(struct search_body, every, BODY_WORD, .needed = true,
		     .words = search_every_words),
		BODY(struct search_body, lang, BODY_LANG), BODY_END};
	static const struct body_field addressed[] = {
		BODY(struct search_body, email, BODY_EMAIL, .needed = true),
		BODY(struct search_body, query, BODY_TREE, .needed = true),
		BODY(struct search_body, profile, BODY_TREE),
		BODY(struct search_body, every, BODY_WORD, .needed = true,
		     .words = search_every_words),
		BODY(struct search_body, lang, BODY_LANG),
		BODY_END};
	enum err e;

	*ret = (struct search_body){.lang = rq->reader};
	if (rq->snapshot == NULL)
		return ERR_BUSY;
	e = body_read(rq, with_email ? addressed : own, ret, f);
	if (e == ERR_MALFORMED)
		return e;
	try_query(rq, ret->query, f);
	try_profile(rq, ret->profile, f);
	return faults_any(f) ? ERR_INVALID : e;
}

enum err search_row_fill(struct request *rq, const struct search_body *body,
			 struct stored_search *row)
{
	struct seal_place place = alert_profile_place(row);

	row->query = jw_canonical(rq->arena, body->query);
	row->every = slice_of(search_every_words[body->every]);
	row->lang = slice_of(lang_code(body->lang));
	row->last_run_us = 0;
	/* The first run only learns what is there already. */
	row->next_run_us = slice_is(row->every, "never") ? 0 : rq->hands.now_us;
	row->profile_sealed = SLICE("");
	if (body->profile == NULL)
		return ERR_OK;
	return sealed_write(&rq->hands, &place,
			    jw_canonical(rq->arena, body->profile),
			    &row->profile_sealed);
}

static enum err set_address(struct request *rq, struct slice email,
			    struct stored_search *row)
{
	struct seal_place place = {.table = SLICE("saved_search"),
				   .column = SLICE("email_sealed"),
				   .row = row->id};
	unsigned char index[BLIND_INDEX_BYTES];
	enum err e = blind_email(rq->hands.keys, KEYS_PRESENT, email, index);

	if (e != ERR_OK)
		return e;
	row->email_index =
		arena_copy(rq->arena, hands_octets(index, sizeof(index)));
	return sealed_write(&rq->hands, &place, email, &row->email_sealed);
}

enum err search_row_make(struct request *rq, const struct search_body *body,
			 struct stored_search *ret_row,
			 char token[SECRET_CHARS + 1])
{
	unsigned char hash[SECRET_HASH_BYTES];
	char id[ID_CHARS + 1];
	enum err e;

	id_new(id);
	secret_new(SECRET_ALERT, token);
	e = secret_hash(rq->hands.keys, KEYS_PRESENT, SECRET_ALERT,
			slice_of(token), hash);
	if (e != ERR_OK)
		return e;
	*ret_row = (struct stored_search){
		.id = arena_copy(rq->arena, slice_of(id)),
		.account = rq->caller.id,
		.hash = arena_copy(rq->arena, hands_octets(hash, sizeof(hash))),
		.confirmed_us = rq->caller.id.n > 0 ? rq->hands.now_us : 0,
		.created_us = rq->hands.now_us};
	if (rq->caller.id.n == 0)
		e = set_address(rq, body->email, ret_row);
	return e == ERR_OK ? search_row_fill(rq, body, ret_row) : e;
}

static enum err find_by(struct request *rq, enum keys_age age,
			struct slice token, struct stored_search *ret)
{
	unsigned char hash[SECRET_HASH_BYTES];
	enum err e =
		secret_hash(rq->hands.keys, age, SECRET_ALERT, token, hash);

	/* No token at all is one that nobody has. */
	if (e == ERR_MALFORMED)
		return ERR_NOT_FOUND;
	return e == ERR_OK ? searches_by_token(rq->db, rq->arena,
					       hands_octets(hash, sizeof(hash)),
					       ret)
			   : e;
}

enum err search_row_by_token(struct request *rq, struct slice token,
			     struct stored_search *ret_row)
{
	enum err e = find_by(rq, KEYS_PRESENT, token, ret_row);

	if (e == ERR_NOT_FOUND && keys_have_old(rq->hands.keys))
		e = find_by(rq, KEYS_OLD, token, ret_row);
	return e;
}

struct slice search_row_etag(struct arena *a, const struct stored_search *row)
{
	const struct slice parts[] = {row->query, row->profile_sealed,
				      row->every, row->lang};
	unsigned char digest[DIGEST_BYTES];
	struct slice text = SLICE("s");

	digest_of(parts, COUNT(parts), digest);
	for (int i = 0; i < ETAG_OCTETS; i++)
		text = arena_print(a, "%.*s%02x", SLICE_ARG(text), digest[i]);
	return text;
}

enum err search_row_members(struct request *rq, struct json_writer *w,
			    const struct stored_search *row)
{
	struct seal_place place = alert_profile_place(row);
	struct slice profile;
	enum err e =
		sealed_read(&rq->hands, &place, row->profile_sealed, &profile);

	if (e != ERR_OK)
		return e;
	jw_text(w, "id", row->id);
	jw_raw(w, "query", row->query);
	if (profile.n > 0)
		jw_raw(w, "profile", profile);
	jw_text(w, "every", row->every);
	jw_text(w, "lang", row->lang);
	jw_time(w, "created", row->created_us);
	if (row->last_run_us > 0)
		jw_time(w, "last_run", row->last_run_us);
	return ERR_OK;
}

void search_row_token(struct request *rq, struct json_writer *w,
		      const char *token)
{
	const char *const names[] = {"feed.atom", "calendar.ics"};
	const char *const keys[] = {"feed", "calendar"};

	jw_word(w, "token", token);
	for (size_t i = 0; i < COUNT(names); i++)
		jw_text(w, keys[i],
			arena_print(rq->arena, "/v1/searches/%s/%s", token,
				    names[i]));
}
