/* ventures - see ventures.h. */
#include "store/ventures.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_venture, id),
	TEXT_COLUMN(stored_venture, lead),
	TEXT_COLUMN(stored_venture, document),
	BLOB_COLUMN(stored_venture, sealed),
	I64_COLUMN(stored_venture, version),
	I64_COLUMN(stored_venture, created_us),
	I64_COLUMN(stored_venture, updated_us),
};
static const struct shape shape = SHAPE(stored_venture, columns);

static const struct column member_columns[] = {
	TEXT_COLUMN(stored_venture_member, venture),
	TEXT_COLUMN(stored_venture_member, account),
	TEXT_COLUMN(stored_venture_member, role),
	I64_COLUMN(stored_venture_member, equity_hundredths),
	TEXT_COLUMN(stored_venture_member, state),
	I64_COLUMN(stored_venture_member, since_us),
};
static const struct shape member_shape =
	SHAPE(stored_venture_member, member_columns);

static const struct column event_columns[] = {
	TEXT_COLUMN(stored_venture_event, venture),
	TEXT_COLUMN(stored_venture_event, kind),
	I64_COLUMN(stored_venture_event, day),
	TEXT_COLUMN(stored_venture_event, city),
	TEXT_COLUMN(stored_venture_event, organisation),
	I64_COLUMN(stored_venture_event, amount_minor),
	TEXT_COLUMN(stored_venture_event, currency),
	I64_COLUMN(stored_venture_event, at_us),
	TEXT_COLUMN(stored_venture_event, actor),
	I64_COLUMN(stored_venture_event, number),
};
static const struct shape event_shape =
	SHAPE(stored_venture_event, event_columns);
/* The table gives the number. */
static const struct shape event_given = {event_columns,
					 COUNT(event_columns) - 1,
					 sizeof(struct stored_venture_event)};

static enum err insert(struct db *db, const struct stored_venture *venture,
		       int64_t *ret_version)
{
	struct stored_venture row = *venture;
	enum err e;

	row.version = 1;
	row.created_us = clock_now_us();
	row.updated_us = row.created_us;
	e = row_insert(db, QUERY_VENTURE_INSERT, &shape, &row);
	if (e == ERR_OK)
		*ret_version = row.version;
	return e;
}

static enum err update(struct db *db, const struct stored_venture *v,
		       int64_t *ret_version)
{
	enum err e =
		row_change(db,
			   ASK(QUERY_VENTURE_UPDATE, TEXT_VALUE(v->document),
			       BLOB_VALUE(v->sealed), I64_VALUE(clock_now_us()),
			       TEXT_VALUE(v->id), TEXT_VALUE(v->lead),
			       I64_VALUE(v->version)),
			   ret_version, NULL);

	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

enum err ventures_put(struct db *db, const struct stored_venture *venture,
		      int64_t *ret_version)
{
	return venture->version == 0 ? insert(db, venture, ret_version)
				     : update(db, venture, ret_version);
}

enum err ventures_get(struct db *db, struct arena *a, struct slice id,
		      struct stored_venture *ret_venture)
{
	return row_one(db, a, ASK(QUERY_VENTURE_BY_ID, TEXT_VALUE(id)), &shape,
		       ret_venture);
}

enum err ventures_empty(struct db *db, struct slice id, struct slice lead)
{
	enum err e = row_change(
		db, ASK(QUERY_VENTURE_EMPTY, TEXT_VALUE(id), TEXT_VALUE(lead)),
		NULL, NULL);

	if (e != ERR_OK)
		return e;
	return row_write(db, ASK(QUERY_VENTURE_MEMBERS_CLEAR, TEXT_VALUE(id)));
}

enum err ventures_of_lead(struct db *db, struct arena *a, struct slice lead,
			  const struct page *page,
			  struct stored_ventures *ret_ventures)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_VENTURES_OF_LEAD, TEXT_VALUE(lead),
			 TEXT_VALUE(page->id), LIMIT_VALUE(page)),
		     &shape, &rows);
	if (e == ERR_OK)
		*ret_ventures =
			(struct stored_ventures){rows.count, rows.items};
	return e;
}

enum err ventures_put_member(struct db *db,
			     const struct stored_venture_member *m)
{
	return row_insert(db, QUERY_VENTURE_MEMBER_PUT, &member_shape, m);
}

enum err ventures_remove_member(struct db *db, struct slice venture,
				struct slice account)
{
	return row_change(db,
			  ASK(QUERY_VENTURE_MEMBER_DELETE, TEXT_VALUE(venture),
			      TEXT_VALUE(account)),
			  NULL, NULL);
}

static enum err read_members(struct db *db, struct arena *a,
			     const struct ask *ask,
			     struct stored_venture_members *ret_members)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &member_shape, &rows);

	if (e == ERR_OK)
		*ret_members =
			(struct stored_venture_members){rows.count, rows.items};
	return e;
}

enum err ventures_members(struct db *db, struct arena *a, struct slice venture,
			  const struct page *page,
			  struct stored_venture_members *ret_members)
{
	return read_members(db, a,
			    ASK(QUERY_VENTURE_MEMBERS_OF_VENTURE,
				TEXT_VALUE(venture), TEXT_VALUE(page->id),
				LIMIT_VALUE(page)),
			    ret_members);
}

enum err ventures_of_account(struct db *db, struct arena *a,
			     struct slice account, const struct page *page,
			     struct stored_venture_members *ret_members)
{
	return read_members(db, a,
			    ASK(QUERY_VENTURE_MEMBERS_OF_ACCOUNT,
				TEXT_VALUE(account), TEXT_VALUE(page->id),
				LIMIT_VALUE(page)),
			    ret_members);
}

enum err ventures_append_event(struct db *db,
			       const struct stored_venture_event *v)
{
	return row_insert(db, QUERY_VENTURE_EVENT_INSERT, &event_given, v);
}

enum err ventures_events(struct db *db, struct arena *a, struct slice venture,
			 const struct page *page,
			 struct stored_venture_events *ret_events)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_VENTURE_EVENTS, TEXT_VALUE(venture),
			 I64_VALUE(page->number), LIMIT_VALUE(page)),
		     &event_shape, &rows);
	if (e == ERR_OK)
		*ret_events =
			(struct stored_venture_events){rows.count, rows.items};
	return e;
}
