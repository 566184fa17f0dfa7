/* venture_row - see venture_row.h. */
#include "api/venture_row.h"

#include "base/arena.h"
#include "base/buf.h"
#include "json/jr.h"
#include "matcher/profile.h"
#include "matcher/snapshot.h"
#include "people/sealed.h"

enum { ABOUT_BYTES = 4000, DOCUMENT_BYTES = 1024 * 1024 };

static struct seal_place place_of(const struct stored_venture *row)
{
	return (struct seal_place){.account = row->lead,
				   .table = SLICE("ventures"),
				   .column = SLICE("sealed"),
				   .row = row->id};
}

/* ERR_NOT_FOUND: it has nothing to do with the caller. */
static enum err check_member(struct request *rq, struct slice venture)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_venture_members all;
	enum err e = ventures_members(rq->db, rq->arena, venture, &page, &all);

	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		if (slice_eq(all.items[i].account, rq->caller.id) &&
		    slice_is(all.items[i].state, "joined"))
			return ERR_OK;
	}
	return e == ERR_OK ? ERR_NOT_FOUND : e;
}

enum err venture_row_find(struct request *rq, struct slice id,
			  struct stored_venture *ret)
{
	enum err e = ventures_get(rq->db, rq->arena, id, ret);

	if (e != ERR_OK || slice_eq(ret->lead, rq->caller.id))
		return e;
	return ret->lead.n == 0 ? ERR_NOT_FOUND : check_member(rq, id);
}

enum err venture_row_led(struct request *rq, struct slice id,
			 struct stored_venture *ret)
{
	enum err e = venture_row_find(rq, id, ret);

	if (e == ERR_OK && !slice_eq(ret->lead, rq->caller.id))
		return ERR_FORBIDDEN;
	return e;
}

/* What is the lead's own is taken out before the rest is read as a venture. */
static enum err check_body(struct request *rq, const struct jr *body,
			   struct faults *f)
{
	const struct snapshot *s = rq->snapshot;
	const struct jr *nobody, *n, *venture;
	const struct profile *profile;
	struct slice text;
	enum err e = jr_parse(rq->arena, SLICE("{}"), &nobody, f);

	if (e != ERR_OK || !jr_is_object(body, f))
		return ERR_INVALID;
	n = jr_need(body, "name", f);
	if (n != NULL && jr_read_text(n, VENTURE_NAME_BYTES, &text, f) &&
	    slice_trim(text).n == 0)
		jr_fault(f, n, FAULT_EMPTY, NULL);
	n = jr_get(body, "about");
	if (n != NULL)
		(void)jr_read_text(n, ABOUT_BYTES, &text, f);
	venture = jr_without(rq->arena, body, "name");
	venture = jr_without(rq->arena, venture, "about");
	e = profile_read(rq->arena, s->vocabulary, s->rates, nobody, venture,
			 &profile, f);
	return e == ERR_OK && faults_any(f) ? ERR_INVALID : e;
}

static void write_part(struct json_writer *w, const char *key,
		       const struct jr *object)
{
	const struct jr *n = jr_get(object, key);

	if (n != NULL)
		jw_tree(w, key, n);
}

/* Facts and shares; who the members are is for nobody but the team. */
static struct slice document_of(struct arena *a, const struct jr *body)
{
	const struct jr *members = jr_get(body, "members");
	struct json_writer w;
	struct buf text;
	struct slice copy;

	buf_init(&text, DOCUMENT_BYTES);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	write_part(&w, "facts", body);
	if (members != NULL) {
		jw_array(&w, "members");
		for (const struct jr *m = members->first; m != NULL;
		     m = m->next) {
			jw_object(&w, NULL);
			write_part(&w, "equity", m);
			write_part(&w, "full_time", m);
			write_part(&w, "facts", m);
			jw_end(&w);
		}
		jw_end(&w);
	}
	jw_end(&w);
	copy = arena_copy(a, buf_slice(&text));
	buf_done(&text);
	return copy;
}

enum err venture_row_body(struct request *rq, struct stored_venture *row,
			  struct faults *f)
{
	struct seal_place place = place_of(row);
	const struct jr *body;
	enum err e = jr_parse(rq->arena, rq->http->body, &body, f);

	if (e == ERR_OK)
		e = check_body(rq, body, f);
	if (e != ERR_OK)
		return e;
	row->document = document_of(rq->arena, body);
	return sealed_write(&rq->hands, &place, jw_canonical(rq->arena, body),
			    &row->sealed);
}

static enum err open_body(struct request *rq, const struct stored_venture *row,
			  const struct jr **ret_body)
{
	struct seal_place place = place_of(row);
	struct faults ignored = {.count = 0};
	struct slice json;
	enum err e = sealed_read(&rq->hands, &place, row->sealed, &json);

	return e == ERR_OK ? jr_parse(rq->arena, json, ret_body, &ignored) : e;
}

enum err venture_row_name(struct request *rq, const struct stored_venture *row,
			  struct slice *ret_name)
{
	const struct jr *body, *name;
	enum err e = open_body(rq, row, &body);

	*ret_name = SLICE("");
	if (e != ERR_OK)
		return e;
	name = jr_get(body, "name");
	if (name != NULL)
		*ret_name = name->text;
	return ERR_OK;
}

static enum err write_people(struct request *rq, struct json_writer *w,
			     const struct stored_venture *row)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_venture_members all;
	enum err e = ventures_members(rq->db, rq->arena, row->id, &page, &all);

	jw_array(w, "people");
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		const struct stored_venture_member *m = &all.items[i];

		jw_object(w, NULL);
		jw_text(w, "account", m->account);
		jw_bool(w, "is_you", slice_eq(m->account, rq->caller.id));
		jw_text(w, "role", m->role);
		jw_hundredths(w, "equity", m->equity_hundredths);
		jw_time(w, "since", m->since_us);
		jw_end(w);
	}
	jw_end(w);
	return e;
}

enum err venture_row_write(struct request *rq, struct json_writer *w,
			   const struct stored_venture *row)
{
	const struct jr *body;
	enum err e = open_body(rq, row, &body);

	if (e != ERR_OK)
		return e;
	jw_object(w, NULL);
	jw_text(w, "id", row->id);
	jw_bool(w, "is_led", slice_eq(row->lead, rq->caller.id));
	write_part(w, "name", body);
	write_part(w, "about", body);
	write_part(w, "facts", body);
	write_part(w, "members", body);
	e = write_people(rq, w, row);
	jw_time(w, "created", row->created_us);
	jw_time(w, "updated", row->updated_us);
	jw_end(w);
	return e;
}

struct slice venture_row_etag(struct arena *a, int64_t version)
{
	return arena_print(a, "v%lld", (long long)version);
}
