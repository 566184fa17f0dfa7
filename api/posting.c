/* posting - see posting.h. */
#include "api/posting.h"

#include "api/api.h"
#include "api/opening_tag.h"
#include "api/twins.h"
#include "base/arena.h"
#include "base/day.h"
#include "json/canon.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/catalogue.h"
#include "matcher/snapshot.h"
#include "people/life.h"
#include "people/membership.h"
#include "people/published.h"
#include "store/claims.h"
#include "store/desk.h"
#include "store/organisations.h"

/* Ours, and what replies add to a document. */
static const char *const not_taken[] = {"id",
					"type",
					"claimed_by",
					"confirmed",
					"organisation_name",
					"organisation_website",
					"state",
					"not_confirmed_since",
					"possible_duplicates",
					"similar",
					"version",
					NULL};

static bool is_in(const char *const *words, struct slice key)
{
	for (; *words != NULL; words++) {
		if (slice_is(key, *words))
			return true;
	}
	return false;
}

static void write_own(struct json_writer *w, const struct posting *p)
{
	jw_text(w, "id", p->id);
	if (p->is_programme)
		jw_word(w, "type", "programme");
	if (p->organisation.n > 0)
		jw_text(w, "organisation", p->organisation);
	if (p->claimed_by.n > 0)
		jw_text(w, "claimed_by", p->claimed_by);
	if (p->status.n > 0)
		jw_text(w, "status", p->status);
	if (p->confirmed != DAY_NONE)
		jw_day(w, "confirmed", p->confirmed);
}

static bool is_taken(const struct posting *p, const struct jr *n)
{
	if (p->organisation.n > 0 && slice_is(n->key, "organisation"))
		return false;
	if (p->status.n > 0 && slice_is(n->key, "status"))
		return false;
	return !is_in(not_taken, n->key);
}

/* A key of JSON may be longer than a C string would need it to be. */
static const char *key_of(struct arena *a, const struct jr *n)
{
	return arena_copy(a, n->key).p;
}

/* The members of `before` where they stand, then what is new. */
static void write_members(struct json_writer *w, struct arena *a,
			  const struct posting *p)
{
	const struct jr *first = p->before == NULL ? NULL : p->before->first;

	for (const struct jr *n = first; n != NULL; n = n->next) {
		const struct jr *own = jr_get(p->body, key_of(a, n));
		const struct jr *used = own == NULL ? n : own;

		if (is_taken(p, n) && used->type != JR_NULL)
			jw_tree(w, key_of(a, n), used);
	}
	for (const struct jr *n = p->body->first; n != NULL; n = n->next) {
		if (!is_taken(p, n) || jr_get(p->before, key_of(a, n)) != NULL)
			continue;
		if (p->before == NULL || n->type != JR_NULL)
			jw_tree(w, key_of(a, n), n);
	}
}

/* Who posts here is applied to here, unless it says otherwise. */
static void write_apply(struct json_writer *w, const struct posting *p)
{
	if (p->is_programme || p->before != NULL ||
	    jr_get(p->body, "apply") != NULL)
		return;
	jw_object(w, "apply");
	jw_word(w, "by", "baybridge");
	jw_end(w);
}

static struct slice compose(struct arena *a, const struct posting *p)
{
	struct json_writer w;
	struct slice copy;
	struct buf to;

	buf_init(&to, SIZE_MAX / 2);
	jw_init(&w, &to);
	jw_object(&w, NULL);
	write_own(&w, p);
	write_members(&w, a, p);
	write_apply(&w, p);
	jw_end(&w);
	copy = arena_copy(a, buf_slice(&to));
	buf_done(&to);
	return copy;
}

/* What is ours may be repeated, not changed. */
static void check_same(const struct posting *p, const char *key,
		       struct slice own, struct faults *f)
{
	const struct jr *n = jr_get(p->body, key);

	if (n == NULL || own.n == 0)
		return;
	if (n->type != JR_TEXT || !slice_eq(n->text, own))
		jr_fault(f, n, FAULT_DISAGREES, key);
}

static void check_own(const struct posting *p, struct faults *f)
{
	static const char *const types[] = {"opening", "programme"};
	const struct jr *type = jr_get(p->body, "type");
	const char *own = types[p->is_programme];

	if (type != NULL &&
	    (type->type != JR_TEXT || !slice_is(type->text, own)))
		jr_fault(f, type, FAULT_NOT_ACCEPTED, own);
	check_same(p, "id", p->id, f);
	check_same(p, "organisation", p->organisation, f);
	check_same(p, "status", p->status, f);
}

static enum err add_programme(struct request *rq, struct catalogue *c,
			      struct slice id)
{
	struct faults ignored = {.count = 0};
	struct stored_opening stored;
	const struct jr *root;
	enum err e = openings_get(rq->db, rq->arena, id, &stored);

	if (e == ERR_OK)
		e = jr_parse(rq->arena, stored.document, &root, &ignored);
	if (e == ERR_OK)
		e = catalogue_add(c, root, &ignored);
	/* One that is not there, or not good, is a fault of who names it. */
	return e == ERR_NOT_FOUND || e == ERR_INVALID || e == ERR_MALFORMED
		       ? ERR_OK
		       : e;
}

static struct opening_reader reader_of(const struct request *rq)
{
	return (struct opening_reader){rq->arena, rq->snapshot->vocabulary,
				       rq->snapshot->rates, NULL};
}

/* The programme that it names is there, and has the stream. */
static enum err check_programme(struct request *rq, const struct opening *o,
				const struct jr *document, struct faults *f)
{
	struct opening_reader r = reader_of(rq);
	struct catalogue *c;
	enum err e;

	if (o->programme.n == 0)
		return ERR_OK;
	c = catalogue_new(&r);
	e = catalogue_add(c, document, f);
	if (e == ERR_OK && !slice_eq(o->programme, o->id))
		e = add_programme(rq, c, o->programme);
	return e == ERR_OK ? catalogue_check(c, 0, 1, f) : e;
}

/* NULL when it is not good; whole when its programme is not. */
static enum err read_document(struct request *rq, const struct jr *document,
			      const struct opening **ret_opening,
			      struct faults *f)
{
	struct opening_reader r = reader_of(rq);
	struct opening *o;
	enum err e = opening_read(&r, document, &o, f);

	*ret_opening = NULL;
	if (e != ERR_OK)
		return e;
	*ret_opening = o;
	return check_programme(rq, o, document, f);
}

enum err posting_read(struct request *rq, const struct posting *p,
		      const struct opening **ret_opening, struct faults *f)
{
	const struct jr *document;
	enum err e;

	if (!jr_is_object(p->body, f))
		return ERR_INVALID;
	check_own(p, f);
	e = jr_parse(rq->arena, compose(rq->arena, p), &document, f);
	if (e == ERR_OK)
		e = read_document(rq, document, ret_opening, f);
	return e == ERR_OK && faults_any(f) ? ERR_INVALID : e;
}

enum err posting_from(struct request *rq, const struct stored_opening *stored,
		      struct posting *ret)
{
	struct faults ignored = {.count = 0};
	const struct jr *claimed;

	*ret = (struct posting){.id = arena_copy(rq->arena, stored->id),
				.is_programme =
					slice_is(stored->type, "programme"),
				.organisation = stored->organisation,
				.status = stored->status,
				.confirmed = rq->today};
	if (jr_parse(rq->arena, stored->document, &ret->before, &ignored) !=
	    ERR_OK)
		return ERR_INTERNAL;
	claimed = jr_get(ret->before, "claimed_by");
	if (claimed != NULL)
		ret->claimed_by = claimed->text;
	return ERR_OK;
}

/* NULL: not stated, not known, or not good. */
static enum err find_by(struct request *rq, struct slice id,
			struct organisation **ret)
{
	struct faults ignored = {.count = 0};
	struct opening_reader r = reader_of(rq);
	struct stored_organisation row;
	const struct jr *root;
	enum err e;

	*ret = NULL;
	if (id.n == 0)
		return ERR_OK;
	e = organisations_get(rq->db, rq->arena, id, &row);
	if (e == ERR_OK &&
	    jr_parse(rq->arena, row.document, &root, &ignored) == ERR_OK &&
	    organisation_read(&r, root, ret, &ignored) != ERR_OK)
		*ret = NULL;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err posting_may(struct request *rq, struct slice organisation)
{
	bool is_verified;
	enum err e =
		membership_is_verified(&rq->hands, organisation, &is_verified);

	if (e != ERR_OK)
		return e;
	if (!rq->caller.is_active)
		return ERR_UNCONFIRMED;
	return is_verified ? ERR_OK : ERR_UNVERIFIED;
}

static enum err keep_version(struct request *rq, struct slice id)
{
	struct stored_opening row;
	enum err e = openings_get(rq->db, rq->arena, id, &row);

	if (e != ERR_OK)
		return e;
	return desk_keep_version(
		rq->db, &(struct stored_version){.opening = id,
						 .version = row.version,
						 .account = rq->caller.id,
						 .document = row.document,
						 .at_us = rq->hands.now_us});
}

enum err posting_keep(struct request *rq, const struct opening *o)
{
	struct organisation *by;
	enum change change;
	enum err e = find_by(rq, o->organisation, &by);

	if (e == ERR_OK)
		e = published_put(rq->db, rq->arena, o, by, &change);
	if (e != ERR_OK || change == CHANGE_UNCHANGED)
		return e;
	e = keep_version(rq, o->id);
	return e == ERR_OK ? twins_find(rq, o) : e;
}

enum err posting_put(struct request *rq, const struct opening *o)
{
	struct organisation *by;
	enum change change;
	enum err e = find_by(rq, o->organisation, &by);

	return e == ERR_OK ? published_put(rq->db, rq->arena, o, by, &change)
			   : e;
}

enum err posting_restore(struct request *rq, struct slice document,
			 struct faults *f)
{
	const struct opening *o;
	const struct jr *root;
	enum err e = jr_parse(rq->arena, document, &root, f);

	if (e == ERR_OK)
		e = read_document(rq, root, &o, f);
	return e == ERR_OK ? posting_put(rq, o) : e;
}

enum err posting_write_twins(struct request *rq, struct reply *rp,
			     struct slice id)
{
	struct stored_twins twins;
	enum err e = twins_of(rq->db, rq->arena, id, &twins);

	if (e != ERR_OK)
		return e;
	jw_array(rp->json, "possible_duplicates");
	for (size_t i = 0; i < twins.count; i++) {
		const struct stored_twin *t = &twins.items[i];

		jw_object(rp->json, NULL);
		jw_text(rp->json, "id",
			slice_eq(t->opening, id) ? t->other : t->opening);
		jw_hundredths(rp->json, "similarity", t->similarity_hundredths);
		jw_end(rp->json);
	}
	jw_end(rp->json);
	return ERR_OK;
}

enum err posting_write(struct request *rq, struct reply *rp, struct slice id)
{
	struct faults ignored = {.count = 0};
	struct stored_opening row;
	const struct jr *root;
	const struct opening *o;
	enum err e = openings_get(rq->db, rq->arena, id, &row);

	if (e == ERR_OK)
		e = jr_parse(rq->arena, row.document, &root, &ignored);
	if (e == ERR_OK)
		e = read_document(rq, root, &o, &ignored);
	/* Its programme may have gone since: it is told as it is. */
	if (e == ERR_INVALID)
		e = o == NULL ? ERR_INTERNAL : ERR_OK;
	if (e != ERR_OK)
		return e;
	rp->http->etag = opening_tag_of(rq->arena, row.document);
	jw_object(rp->json, NULL);
	jw_members(rp->json, canon_inside(row.document));
	if (!o->states_kind)
		jw_word(rp->json, "kind", kind_words[o->kind]);
	if (!o->states_status)
		jw_word(rp->json, "status", status_words[o->status]);
	jw_word(rp->json, "state", state_words[opening_state(o, rq->today)]);
	jw_int(rp->json, "version", row.version);
	e = posting_write_twins(rq, rp, id);
	jw_end(rp->json);
	return e;
}

enum err posting_change(struct request *rq, const struct stored_opening *stored,
			struct slice members, struct faults *f)
{
	struct posting p;
	const struct opening *o;
	enum err e = posting_from(rq, stored, &p);

	if (e == ERR_OK)
		e = jr_parse(rq->arena, members, &p.body, f);
	if (e != ERR_OK)
		return e;
	if (jr_get(p.body, "status") != NULL)
		p.status = (struct slice){NULL, 0};
	if (jr_get(p.body, "organisation") != NULL)
		p.organisation = (struct slice){NULL, 0};
	if (jr_get(p.body, "claimed_by") != NULL)
		p.claimed_by = jr_get(p.body, "claimed_by")->text;
	if (e == ERR_OK)
		e = posting_read(rq, &p, &o, f);
	return e == ERR_OK ? posting_keep(rq, o) : e;
}

/* Calls `visit` for each opening of an organisation, page by page. */
typedef enum err visit_fn(struct request *rq, const struct stored_opening *o,
			  const void *ctx);

static enum err each(struct request *rq, struct slice organisation,
		     visit_fn *visit, const void *ctx)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct desk_openings some = {.count = PAGE_MAX};
	enum err e = ERR_OK;

	while (e == ERR_OK && some.count == PAGE_MAX) {
		e = desk_of_organisation(rq->db, rq->arena, organisation, &page,
					 &some);
		for (size_t i = 0; e == ERR_OK && i < some.count; i++) {
			struct stored_opening row;

			page.id = some.items[i].id;
			e = openings_get(rq->db, rq->arena, page.id, &row);
			row.id = page.id;
			if (e == ERR_OK)
				e = visit(rq, &row, ctx);
		}
	}
	return e;
}

/* Of a feed, say: nobody wrote a version of it here. */
static bool is_applied_for_here(struct request *rq,
				const struct stored_opening *o)
{
	struct faults ignored = {.count = 0};
	const struct jr *n, *by;

	if (jr_parse(rq->arena, o->document, &n, &ignored) != ERR_OK)
		return false;
	by = jr_get(jr_get(n, "apply"), "by");
	return by != NULL && by->type == JR_TEXT &&
	       slice_is(by->text, "baybridge");
}

static enum err close_one(struct request *rq, const struct stored_opening *o,
			  const void *ctx)
{
	struct faults ignored = {.count = 0};
	struct page page = {.number = PAGE_LAST, .limit = 1};
	struct stored_versions mine;
	enum err e;

	(void)ctx;
	if (!slice_is(o->status, "open"))
		return ERR_OK;
	e = desk_versions(rq->db, rq->arena, o->id, &page, &mine);
	if (e != ERR_OK || (mine.count == 0 && !is_applied_for_here(rq, o)))
		return e;
	e = posting_change(rq, o, SLICE("{\"status\":\"closed\"}"), &ignored);
	/* One that today's vocabulary refuses is in no list anyway. */
	if (e != ERR_OK && e != ERR_INVALID)
		return e;
	return life_opening_closed(&rq->hands, &api_parts(rq->api)->life, o->id,
				   LIFE_WITHDRAWN_BY_POSTER);
}

enum err posting_close_all(struct request *rq, struct slice organisation)
{
	return each(rq, organisation, close_one, NULL);
}

static enum err renew_one(struct request *rq, const struct stored_opening *row,
			  const void *by)
{
	struct faults ignored = {.count = 0};
	struct opening_reader r = reader_of(rq);
	const struct jr *root;
	struct opening *o;
	enum change change;

	if (jr_parse(rq->arena, row->document, &root, &ignored) != ERR_OK ||
	    opening_read(&r, root, &o, &ignored) != ERR_OK)
		return ERR_OK;
	return published_put(rq->db, rq->arena, o, by, &change);
}

enum err posting_renew_words(struct request *rq, const struct organisation *o)
{
	return each(rq, o->id, renew_one, o);
}
