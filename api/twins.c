/* twins - see twins.h. */
#include "api/twins.h"

#include "api/posting.h"
#include "matcher/likeness.h"
#include "matcher/snapshot.h"
#include "store/claims.h"

/* Of an organisation with more, the first by id. */
enum { COMPARED_MAX = 2000 };

/* Where neither says, that is one place too. */
static bool is_one_place(const struct opening *a, const struct opening *b)
{
	if (a->places.count == 0 && b->places.count == 0)
		return true;
	for (size_t i = 0; i < a->places.count; i++) {
		for (size_t k = 0; k < b->places.count; k++) {
			if (a->places.items[i] == b->places.items[k])
				return true;
		}
	}
	return false;
}

static enum err compare(struct request *rq, const struct opening *o,
			const struct likeness *own, struct slice id)
{
	long number = snapshot_find(rq->snapshot, id);
	const struct opening *other;
	struct likeness its;
	int hundredths;

	if (number < 0 || slice_eq(id, o->id))
		return ERR_OK;
	other = snapshot_opening(rq->arena, rq->snapshot, (size_t)number);
	if (other->is_programme || other->status != STATUS_OPEN ||
	    other->kind != o->kind || !is_one_place(o, other))
		return ERR_OK;
	its = likeness_of(rq->arena, rq->analyser, &other->title);
	hundredths = likeness_hundredths(own, &its);
	if (hundredths < POSTING_TWIN_HUNDREDTHS)
		return ERR_OK;
	return twins_put(rq->db, &(struct stored_twin){
					 .opening = o->id,
					 .other = other->id,
					 .similarity_hundredths = hundredths,
					 .at_us = rq->hands.now_us});
}

enum err twins_find(struct request *rq, const struct opening *o)
{
	struct id_list by = {1, &o->organisation};
	struct likeness own;
	struct id_list ids;
	enum err e = ERR_OK;

	if (o->is_programme || o->organisation.n == 0 ||
	    o->status != STATUS_OPEN)
		return ERR_OK;
	own = likeness_of(rq->arena, rq->analyser, &o->title);
	ids = snapshot_of_organisations(rq->arena, rq->snapshot, &by);
	for (size_t i = 0; e == ERR_OK && i < ids.count && i < COMPARED_MAX;
	     i++)
		e = compare(rq, o, &own, ids.items[i]);
	return e;
}
