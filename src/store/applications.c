/* applications - the rows and their changes; see applications.h. */
#include "store/applications.h"

#include "store/handle.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_application, id),
	TEXT_COLUMN(stored_application, opening),
	TEXT_COLUMN(stored_application, intake),
	TEXT_COLUMN(stored_application, organisation),
	TEXT_COLUMN(stored_application, person),
	TEXT_COLUMN(stored_application, venture),
	I64_COLUMN(stored_application, at_us),
	TEXT_COLUMN(stored_application, channel),
	TEXT_COLUMN(stored_application, referred_from),
	BLOB_COLUMN(stored_application, statement_sealed),
	BLOB_COLUMN(stored_application, answers_sealed),
	BLOB_COLUMN(stored_application, contact_sealed),
	BLOB_COLUMN(stored_application, facts_sealed),
	TEXT_COLUMN(stored_application, verdict),
	TEXT_COLUMN(stored_application, failed_tests),
	I64_COLUMN(stored_application, fit_hundredths),
	TEXT_COLUMN(stored_application, state),
	TEXT_COLUMN(stored_application, reason),
	I64_COLUMN(stored_application, state_us),
	I64_COLUMN(stored_application, decided_us),
	I64_COLUMN(stored_application, due_us),
	I64_COLUMN(stored_application, place),
	I64_COLUMN(stored_application, events),
};
static const struct shape shape = SHAPE(stored_application, columns);

static const struct column event_columns[] = {
	TEXT_COLUMN(stored_event, application),
	I64_COLUMN(stored_event, number),
	TEXT_COLUMN(stored_event, state),
	I64_COLUMN(stored_event, at_us),
	TEXT_COLUMN(stored_event, actor),
	TEXT_COLUMN(stored_event, actor_kind),
	TEXT_COLUMN(stored_event, reason),
	BLOB_COLUMN(stored_event, note_sealed),
	I64_COLUMN(stored_event, is_correction),
};
static const struct shape event_shape = SHAPE(stored_event, event_columns);

static enum err append(struct db *db, const struct stored_event *event)
{
	enum err e = row_insert(db, QUERY_APPLICATION_EVENT_INSERT,
				&event_shape, event);

	return e == ERR_OK
		       ? feed_append(db, FEED_APPLICATION, event->application)
		       : e;
}

enum err applications_submit(struct db *db, const struct stored_application *it)
{
	struct stored_application row = *it;
	struct stored_event first = {
		.application = it->id,
		.number = 1,
		.state = SLICE("submitted"),
		.at_us = it->at_us,
		.actor = it->person,
		.actor_kind = SLICE("seeker"),
	};
	enum err e;

	row.state = first.state;
	row.reason = (struct slice){0};
	row.state_us = it->at_us;
	row.decided_us = 0;
	row.events = 1;
	e = row_insert(db, QUERY_APPLICATION_INSERT, &shape, &row);
	return e == ERR_OK ? append(db, &first) : e;
}

enum err applications_get(struct db *db, struct arena *a, struct slice id,
			  struct stored_application *ret_it)
{
	return row_one(db, a, ASK(QUERY_APPLICATION_BY_ID, TEXT_VALUE(id)),
		       &shape, ret_it);
}

/* Nothing changed: is it not there, or in another state? */
static enum err tell_why(struct db *db, struct slice id)
{
	int64_t events;
	enum err e = row_number(
		db, ASK(QUERY_APPLICATION_EXISTS, TEXT_VALUE(id)), &events);

	return e == ERR_OK ? ERR_STALE : e;
}

enum err applications_move(struct db *db, const struct application_move *move,
			   int64_t *ret_number)
{
	struct stored_event event = move->event;
	enum err e = row_change(
		db,
		ASK(QUERY_APPLICATION_MOVE, TEXT_VALUE(event.state),
		    I64_VALUE(event.at_us), TEXT_VALUE(event.reason),
		    I64_VALUE(move->due_us), I64_VALUE(move->is_decision),
		    TEXT_VALUE(event.application), TEXT_VALUE(move->from)),
		&event.number, NULL);

	if (e == ERR_NOT_FOUND)
		return tell_why(db, event.application);
	if (e == ERR_OK)
		e = append(db, &event);
	if (e == ERR_OK)
		*ret_number = event.number;
	return e;
}

enum err applications_set_place(struct db *db, struct slice id,
				struct slice organisation, int64_t place)
{
	return row_change(db,
			  ASK(QUERY_APPLICATION_SET_PLACE, I64_VALUE(place),
			      TEXT_VALUE(id), TEXT_VALUE(organisation)),
			  NULL, NULL);
}

enum err applications_set_due(struct db *db, struct slice id, int64_t events,
			      int64_t due_us)
{
	enum err e =
		row_change(db,
			   ASK(QUERY_APPLICATION_SET_DUE, I64_VALUE(due_us),
			       TEXT_VALUE(id), I64_VALUE(events)),
			   NULL, NULL);

	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_applications *ret_them)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_them =
			(struct stored_applications){rows.count, rows.items};
	return e;
}

/* Lists of one thing, by a number and an id. */
static enum err read_of(struct db *db, struct arena *a, const struct ask *of,
			const struct page *page,
			struct stored_applications *ret_them)
{
	return read_page(db, a,
			 ASK(of->query, of->values[0], I64_VALUE(page->number),
			     TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			 ret_them);
}

enum err applications_of_person(struct db *db, struct arena *a,
				struct slice person, const struct page *page,
				struct stored_applications *ret_them)
{
	return read_of(db, a,
		       ASK(QUERY_APPLICATIONS_OF_PERSON, TEXT_VALUE(person)),
		       page, ret_them);
}

enum err applications_of_opening(struct db *db, struct arena *a,
				 struct slice opening, const struct page *page,
				 struct stored_applications *ret_them)
{
	return read_of(db, a,
		       ASK(QUERY_APPLICATIONS_OF_OPENING, TEXT_VALUE(opening)),
		       page, ret_them);
}

enum err applications_by_place(struct db *db, struct arena *a,
			       const struct application_group *group,
			       const struct page *page,
			       struct stored_applications *ret_them)
{
	return read_page(db, a,
			 ASK(QUERY_APPLICATIONS_BY_PLACE, TEXT_VALUE(group->of),
			     TEXT_VALUE(group->state), I64_VALUE(page->number),
			     TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			 ret_them);
}

enum err applications_of_organisation(struct db *db, struct arena *a,
				      const struct application_group *group,
				      const struct page *page,
				      struct stored_applications *ret_them)
{
	return read_page(db, a,
			 ASK(QUERY_APPLICATIONS_OF_ORGANISATION,
			     TEXT_VALUE(group->of), TEXT_VALUE(group->state),
			     I64_VALUE(page->number), TEXT_VALUE(page->id),
			     LIMIT_VALUE(page)),
			 ret_them);
}

enum err applications_live(struct db *db, struct arena *a, struct slice person,
			   const struct page *page,
			   struct stored_applications *ret_them)
{
	return read_page(db, a,
			 ASK(QUERY_APPLICATIONS_LIVE, TEXT_VALUE(person),
			     TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			 ret_them);
}

enum err applications_due(struct db *db, struct arena *a, int64_t by_us,
			  const struct page *page,
			  struct stored_applications *ret_them)
{
	return read_page(db, a,
			 ASK(QUERY_APPLICATIONS_DUE, I64_VALUE(page->number),
			     TEXT_VALUE(page->id), I64_VALUE(by_us),
			     LIMIT_VALUE(page)),
			 ret_them);
}

enum err applications_count(struct db *db, struct slice opening,
			    int64_t *ret_count)
{
	return row_number(db, ASK(QUERY_APPLICATION_COUNT, TEXT_VALUE(opening)),
			  ret_count);
}

enum err applications_count_state(struct db *db, struct slice opening,
				  struct slice state, int64_t *ret_count)
{
	return row_number(db,
			  ASK(QUERY_APPLICATION_COUNT_STATE,
			      TEXT_VALUE(opening), TEXT_VALUE(state)),
			  ret_count);
}

static const struct column count_columns[] = {
	TEXT_COLUMN(state_count, state),
	I64_COLUMN(state_count, count),
};
static const struct shape count_shape = SHAPE(state_count, count_columns);

enum err applications_states(struct db *db, struct arena *a,
			     struct slice opening,
			     struct state_counts *ret_counts)
{
	struct rows rows;
	enum err e = row_page(db, a,
			      ASK(QUERY_APPLICATION_STATES, TEXT_VALUE(opening),
				  I64_VALUE(PAGE_MAX)),
			      &count_shape, &rows);

	if (e == ERR_OK)
		*ret_counts = (struct state_counts){rows.count, rows.items};
	return e;
}

enum err applications_sent(struct db *db, struct slice person, int64_t since_us,
			   int64_t *ret_count)
{
	return row_number(db,
			  ASK(QUERY_APPLICATIONS_SINCE, TEXT_VALUE(person),
			      I64_VALUE(since_us)),
			  ret_count);
}

static enum err read_events(struct db *db, struct arena *a,
			    const struct ask *ask,
			    struct stored_events *ret_events)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &event_shape, &rows);

	if (e == ERR_OK)
		*ret_events = (struct stored_events){rows.count, rows.items};
	return e;
}

enum err applications_events(struct db *db, struct arena *a,
			     struct slice application, const struct page *page,
			     struct stored_events *ret_events)
{
	return read_events(db, a,
			   ASK(QUERY_APPLICATION_EVENTS,
			       TEXT_VALUE(application), I64_VALUE(page->number),
			       LIMIT_VALUE(page)),
			   ret_events);
}

enum err applications_events_since(struct db *db, struct arena *a,
				   const struct stored_event *after,
				   size_t limit,
				   struct stored_events *ret_events)
{
	static const struct stored_event before_all = {.at_us = PAGE_FIRST};

	if (after == NULL)
		after = &before_all;
	return read_events(
		db, a,
		ASK(QUERY_APPLICATION_EVENTS_SINCE, I64_VALUE(after->at_us),
		    TEXT_VALUE(after->application), I64_VALUE(after->number),
		    I64_VALUE((int64_t)limit)),
		ret_events);
}
