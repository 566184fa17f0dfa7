/* placements - the rows and their changes; see placements.h. */
#include "store/placements.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_placement, id),
	TEXT_COLUMN(stored_placement, application),
	TEXT_COLUMN(stored_placement, opening),
	TEXT_COLUMN(stored_placement, organisation),
	TEXT_COLUMN(stored_placement, person),
	TEXT_COLUMN(stored_placement, state),
	I64_COLUMN(stored_placement, start_day),
	I64_COLUMN(stored_placement, posted_day),
	I64_COLUMN(stored_placement, end_day),
	TEXT_COLUMN(stored_placement, end_reason),
	TEXT_COLUMN(stored_placement, not_retained_reason),
	TEXT_COLUMN(stored_placement, city),
	TEXT_COLUMN(stored_placement, industry),
	TEXT_COLUMN(stored_placement, occupation),
	I64_COLUMN(stored_placement, pay_start_minor),
	I64_COLUMN(stored_placement, pay_end_minor),
	TEXT_COLUMN(stored_placement, currency),
	I64_COLUMN(stored_placement, events),
	I64_COLUMN(stored_placement, created_us),
	I64_COLUMN(stored_placement, updated_us),
};
static const struct shape shape = SHAPE(stored_placement, columns);

static const struct column event_columns[] = {
	TEXT_COLUMN(stored_placement_event, placement),
	I64_COLUMN(stored_placement_event, number),
	TEXT_COLUMN(stored_placement_event, state),
	I64_COLUMN(stored_placement_event, day),
	TEXT_COLUMN(stored_placement_event, reason),
	TEXT_COLUMN(stored_placement_event, actor),
	I64_COLUMN(stored_placement_event, at_us),
};
static const struct shape event_shape =
	SHAPE(stored_placement_event, event_columns);

static enum err append(struct db *db, const struct stored_placement_event *v)
{
	return row_insert(db, QUERY_PLACEMENT_EVENT_INSERT, &event_shape, v);
}

enum err placements_start(struct db *db,
			  const struct stored_placement *placement,
			  struct slice actor)
{
	struct stored_placement row = *placement;
	struct stored_placement_event first = {
		.placement = row.id,
		.number = 1,
		.state = SLICE("in_post"),
		.day = row.start_day,
		.actor = actor,
		.at_us = clock_now_us(),
	};
	enum err e;

	row.state = first.state;
	row.events = 1;
	row.created_us = first.at_us;
	row.updated_us = first.at_us;
	e = row_insert(db, QUERY_PLACEMENT_INSERT, &shape, &row);
	return e == ERR_OK ? append(db, &first) : e;
}

enum err placements_get(struct db *db, struct arena *a, struct slice id,
			struct stored_placement *ret_placement)
{
	return row_one(db, a, ASK(QUERY_PLACEMENT_BY_ID, TEXT_VALUE(id)),
		       &shape, ret_placement);
}

enum err placements_by_application(struct db *db, struct arena *a,
				   struct slice application,
				   struct stored_placement *ret_placement)
{
	return row_one(
		db, a,
		ASK(QUERY_PLACEMENT_BY_APPLICATION, TEXT_VALUE(application)),
		&shape, ret_placement);
}

enum err placements_move(struct db *db, struct slice from,
			 const struct stored_placement_event *event)
{
	struct stored_placement_event next = *event;
	enum err e =
		row_change(db,
			   ASK(QUERY_PLACEMENT_MOVE, TEXT_VALUE(next.state),
			       I64_VALUE(next.day), TEXT_VALUE(next.reason),
			       I64_VALUE(next.at_us),
			       TEXT_VALUE(next.placement), TEXT_VALUE(from)),
			   &next.number, NULL);

	if (e == ERR_NOT_FOUND)
		return ERR_STALE;
	return e == ERR_OK ? append(db, &next) : e;
}

enum err placements_set_pay(struct db *db, struct slice id,
			    const struct placement_pay *pay)
{
	return row_change(
		db,
		ASK(QUERY_PLACEMENT_SET_PAY, I64_VALUE(pay->start_minor),
		    I64_VALUE(pay->end_minor), TEXT_VALUE(pay->currency),
		    I64_VALUE(clock_now_us()), TEXT_VALUE(id)),
		NULL, NULL);
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_placements *ret_them)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_them = (struct stored_placements){rows.count, rows.items};
	return e;
}

enum err placements_of_person(struct db *db, struct arena *a,
			      struct slice person, const struct page *page,
			      struct stored_placements *ret_them)
{
	return read_page(db, a,
			 ASK(QUERY_PLACEMENTS_OF_PERSON, TEXT_VALUE(person),
			     TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			 ret_them);
}

enum err placements_of_organisation(struct db *db, struct arena *a,
				    struct slice organisation,
				    const struct page *page,
				    struct stored_placements *ret_them)
{
	return read_page(db, a,
			 ASK(QUERY_PLACEMENTS_OF_ORGANISATION,
			     TEXT_VALUE(organisation), TEXT_VALUE(page->id),
			     LIMIT_VALUE(page)),
			 ret_them);
}

enum err placements_events(struct db *db, struct arena *a,
			   struct slice placement, const struct page *page,
			   struct stored_placement_events *ret_events)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_PLACEMENT_EVENTS, TEXT_VALUE(placement),
			 I64_VALUE(page->number), LIMIT_VALUE(page)),
		     &event_shape, &rows);
	if (e == ERR_OK)
		*ret_events = (struct stored_placement_events){rows.count,
							       rows.items};
	return e;
}
