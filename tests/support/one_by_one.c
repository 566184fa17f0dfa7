/* one_by_one - see one_by_one.h. */
#include "support/one_by_one.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/day.h"
#include "matcher/snapshot.h"

static bool any_relates(const struct values *v, const struct place_list *own,
			const struct place_list *wanted)
{
	if (wanted->count == 0)
		return true;
	for (size_t i = 0; i < wanted->count; i++) {
		if (values_relate(v, own, wanted->items[i]))
			return true;
	}
	return false;
}

static bool is_one_of(struct slice id, const struct id_list *wanted)
{
	if (wanted->count == 0)
		return true;
	for (size_t i = 0; i < wanted->count; i++) {
		if (slice_eq(id, wanted->items[i]))
			return true;
	}
	return false;
}

static bool state_passes(const struct opening *o, const struct filters *f)
{
	enum state state = opening_state(o, f->day);

	if (f->states == 0)
		return state != STATE_DRAFT;
	return (f->states >> state & 1u) != 0;
}

static bool passes(const struct snapshot *s, const struct opening *o,
		   const struct filters *f, enum filter which)
{
	switch (which) {
	case FILTER_KIND:
		return f->kinds == 0 || (f->kinds >> o->kind & 1u) != 0;
	case FILTER_PLACE:
		return any_relates(s->vocabulary->places, &o->places,
				   &f->places);
	case FILTER_SECTOR:
		return any_relates(s->vocabulary->sectors, &o->sectors,
				   &f->sectors);
	case FILTER_ORGANISATION:
		return is_one_of(o->organisation, &f->organisations);
	case FILTER_STATUS:
		return state_passes(o, f);
	case FILTER_PAY:
		return f->pay_min <= 0 ||
		       (o->pay.is_comparable && o->pay.max >= f->pay_min);
	case FILTER_CLOSES:
		return f->closes_before == DAY_NONE ||
		       (o->closes != DAY_NONE && o->closes <= f->closes_before);
	case FILTER__COUNT:
		break;
	}
	return true;
}

bool one_passes(const struct snapshot *s, size_t i, const struct filters *f,
		enum filter skip)
{
	struct arena *a = arena_new(0);
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, i, &row);
	const struct opening *o = segment_opening(a, leaf->segment, row);
	bool is_good = bit_has(leaf->shown, row);

	for (int which = 0; which < FILTER__COUNT && is_good; which++)
		is_good = which == (int)skip ||
			  passes(s, o, f, (enum filter)which);
	arena_free(a);
	return is_good;
}
