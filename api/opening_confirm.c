/*
 * POST /v1/admin/openings/{id}/confirmed - an administrator looked it up: a
 * source held on that day.  Audited.  WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/posting.h"
#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "json/jw.h"
#include "people/audit.h"

handler_fn handle_opening_confirm;

struct wanted {
	int32_t day;
	struct slice source;
};

/* Not before what is known already, nor in days to come. */
static enum err check_day(struct request *rq, const struct wanted *w,
			  const struct stored_opening *stored, struct faults *f)
{
	char first[DAY_TEXT_BYTES], last[DAY_TEXT_BYTES];

	if (w->day <= rq->today && w->day >= (int32_t)stored->confirmed_day)
		return ERR_OK;
	day_write((int32_t)stored->confirmed_day, first);
	day_write(rq->today, last);
	fault_at_pointer(f, FAULT_LATER_DAY, "/day",
			 arena_print(rq->arena, "%s..%s", first, last).p);
	return ERR_INVALID;
}

static void write_source(struct json_writer *w, const struct jr *old,
			 const struct wanted *wanted)
{
	jw_object(w, NULL);
	jw_text(w, "url", wanted->source);
	for (const struct jr *n = old == NULL ? NULL : old->first; n != NULL;
	     n = n->next) {
		if (slice_is(n->key, "title"))
			jw_tree(w, "title", n);
	}
	jw_day(w, "held", wanted->day);
	jw_end(w);
}

/* The one that is named held on that day, or is a new one. */
static struct slice sources_of(struct request *rq, const struct jr *document,
			       const struct wanted *wanted)
{
	const struct jr *list = jr_get(document, "sources");
	struct json_writer w;
	bool is_there = false;
	struct slice copy;
	struct buf to;

	buf_init(&to, SIZE_MAX / 2);
	jw_init(&w, &to);
	jw_object(&w, NULL);
	jw_array(&w, "sources");
	for (const struct jr *n = list == NULL ? NULL : list->first; n != NULL;
	     n = n->next) {
		const struct jr *url = jr_get(n, "url");

		if (url == NULL || !slice_eq(url->text, wanted->source)) {
			jw_tree(&w, NULL, n);
			continue;
		}
		write_source(&w, n, wanted);
		is_there = true;
	}
	if (!is_there)
		write_source(&w, NULL, wanted);
	jw_end(&w);
	jw_end(&w);
	copy = arena_copy(rq->arena, buf_slice(&to));
	buf_done(&to);
	return copy;
}

static enum err confirm(struct request *rq, const struct stored_opening *stored,
			const struct wanted *w, struct faults *f)
{
	struct slice members = SLICE("{}");
	const struct opening *o;
	struct posting p;
	enum err e = posting_from(rq, stored, &p);

	if (e == ERR_OK && w->source.n > 0)
		members = sources_of(rq, p.before, w);
	p.confirmed = w->day;
	if (e == ERR_OK)
		e = jr_parse(rq->arena, members, &p.body, f);
	if (e == ERR_OK)
		e = posting_read(rq, &p, &o, f);
	if (e == ERR_OK)
		e = posting_keep(rq, o);
	if (e != ERR_OK)
		return e;
	return audit_tell(
		&rq->hands,
		&(struct audit_word){.actor = rq->caller.id,
				     .action = SLICE("opening.confirmed"),
				     .object = stored->id});
}

enum err handle_opening_confirm(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, day, BODY_DAY, .needed = true),
		BODY(struct wanted, source, BODY_URL), BODY_END};
	struct wanted wanted = {.day = DAY_NONE};
	struct stored_opening stored;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = openings_get(rq->db, rq->arena, rq->argument, &stored);
	if (e == ERR_OK)
		e = body_read(rq, fields, &wanted, rp->faults);
	if (e == ERR_OK)
		e = check_day(rq, &wanted, &stored, rp->faults);
	if (e == ERR_OK)
		e = confirm(rq, &stored, &wanted, rp->faults);
	return e == ERR_OK ? posting_write(rq, rp, rq->argument) : e;
}
