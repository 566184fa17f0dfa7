/* organisation_row - see organisation_row.h. */
#include "api/organisation_row.h"

#include "base/arena.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/opening.h"
#include "matcher/snapshot.h"
#include "people/membership.h"
#include "store/members.h"

static const char *const keys[] = {"name", "kind", "places", "website", NULL};

static void write_name(struct json_writer *w, const struct jr *name,
		       enum lang lang)
{
	if (name->type != JR_TEXT) {
		jw_tree(w, "name", name);
		return;
	}
	jw_object(w, "name");
	jw_text(w, lang_code(lang), name->text);
	jw_end(w);
}

static struct slice compose(const struct request *rq,
			    const struct organisation_wish *wish)
{
	struct json_writer w;
	struct slice copy;
	struct buf to;

	buf_init(&to, SIZE_MAX / 2);
	jw_init(&w, &to);
	jw_object(&w, NULL);
	jw_word(&w, "type", "organisation");
	jw_text(&w, "id", wish->id);
	for (size_t i = 0; keys[i] != NULL; i++) {
		const struct jr *n = jr_get(wish->body, keys[i]);

		if (n == NULL)
			n = jr_get(wish->before, keys[i]);
		if (n == NULL || n->type == JR_NULL)
			continue;
		if (slice_is(slice_of(keys[i]), "name"))
			write_name(&w, n, rq->reader);
		else
			jw_tree(&w, keys[i], n);
	}
	jw_end(&w);
	copy = arena_copy(rq->arena, buf_slice(&to));
	buf_done(&to);
	return copy;
}

enum err organisation_row_read(struct request *rq,
			       const struct organisation_wish *wish,
			       struct organisation **ret_it, struct faults *f)
{
	struct opening_reader r = {rq->arena, rq->snapshot->vocabulary,
				   rq->snapshot->rates, NULL};
	const struct jr *document;
	enum err e;

	if (!jr_is_object(wish->body, f))
		return ERR_INVALID;
	jr_only_keys(wish->body, keys, f);
	e = jr_parse(rq->arena, compose(rq, wish), &document, f);
	if (e == ERR_OK)
		e = organisation_read(&r, document, ret_it, f);
	return e == ERR_OK && faults_any(f) ? ERR_INVALID : e;
}

struct slice organisation_row_etag(struct arena *a, int64_t version)
{
	return arena_print(a, "o%lld", (long long)version);
}

enum err organisation_row_match(const struct request *rq,
				const struct stored_organisation *row)
{
	struct slice etag = organisation_row_etag(rq->arena, row->version);

	return net_if_match(rq->http, etag) == NET_MATCH_NO ? ERR_STALE
							    : ERR_OK;
}

enum err organisation_row_members(struct request *rq, struct reply *rp,
				  const struct stored_organisation *row)
{
	const struct jr *document, *name;
	struct text texts = {.in[LANG_EN] = {NULL, 0}};
	bool is_verified;
	enum err e = jr_parse(rq->arena, row->document, &document, rp->faults);

	if (e == ERR_OK)
		e = membership_is_verified(&rq->hands, row->id, &is_verified);
	if (e != ERR_OK)
		return e == ERR_MALFORMED ? ERR_INTERNAL : e;
	jw_text(rp->json, "id", row->id);
	name = jr_get(document, "name");
	if (name != NULL &&
	    jr_read_texts(name, OPENING_TITLE_BYTES, &texts, rp->faults))
		jw_texts(rp->json, "name", &texts, rq->lang);
	for (size_t i = 1; keys[i] != NULL; i++) {
		if (jr_get(document, keys[i]) != NULL)
			jw_tree(rp->json, keys[i], jr_get(document, keys[i]));
	}
	jw_bool(rp->json, "verified", is_verified);
	return ERR_OK;
}

enum err organisation_row_write(struct request *rq, struct reply *rp,
				struct slice id)
{
	struct stored_organisation row;
	enum err e = organisations_get(rq->db, rq->arena, id, &row);

	if (e != ERR_OK)
		return e;
	row.id = id;
	rp->http->etag = organisation_row_etag(rq->arena, row.version);
	jw_object(rp->json, NULL);
	e = organisation_row_members(rq, rp, &row);
	jw_end(rp->json);
	return e;
}

enum err organisation_row_verification(struct request *rq, struct reply *rp,
				       struct slice id)
{
	struct stored_verification v = {.state = SLICE("none")};
	enum err e = members_verification(rq->db, rq->arena, id, &v);

	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	jw_object(rp->json, "verification");
	jw_text(rp->json, "state", v.state);
	if (v.note.n > 0)
		jw_text(rp->json, "note", v.note);
	if (v.at_us > 0)
		jw_time(rp->json, "at", v.at_us);
	jw_end(rp->json);
	return ERR_OK;
}

enum err organisation_row_own(struct request *rq, struct reply *rp,
			      const struct stored_member *m)
{
	struct stored_organisation row;
	enum err e =
		organisations_get(rq->db, rq->arena, m->organisation, &row);

	if (e != ERR_OK)
		return e;
	row.id = m->organisation;
	jw_object(rp->json, NULL);
	e = organisation_row_members(rq, rp, &row);
	jw_text(rp->json, "role", m->role);
	jw_time(rp->json, "since", m->since_us);
	if (e == ERR_OK)
		e = organisation_row_verification(rq, rp, m->organisation);
	jw_end(rp->json);
	return e;
}
