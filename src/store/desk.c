/* desk - openings, versions and drafts; see desk.h. */
#include "store/desk.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column opening_columns[] = {
	TEXT_COLUMN(desk_opening, id),
	TEXT_COLUMN(desk_opening, organisation),
	I64_COLUMN(desk_opening, confirmed_day),
};
static const struct shape opening_shape = SHAPE(desk_opening, opening_columns);

static const struct column version_columns[] = {
	TEXT_COLUMN(stored_version, opening),
	I64_COLUMN(stored_version, version),
	TEXT_COLUMN(stored_version, account),
	TEXT_COLUMN(stored_version, document),
	I64_COLUMN(stored_version, at_us),
};
static const struct shape version_shape =
	SHAPE(stored_version, version_columns);

static const struct column draft_columns[] = {
	TEXT_COLUMN(stored_draft, id),
	TEXT_COLUMN(stored_draft, organisation),
	TEXT_COLUMN(stored_draft, opening),
	TEXT_COLUMN(stored_draft, account),
	TEXT_COLUMN(stored_draft, document),
	I64_COLUMN(stored_draft, version),
	I64_COLUMN(stored_draft, created_us),
	I64_COLUMN(stored_draft, updated_us),
};
static const struct shape draft_shape = SHAPE(stored_draft, draft_columns);

static enum err read_openings(struct db *db, struct arena *a,
			      const struct ask *ask,
			      struct desk_openings *ret_openings)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &opening_shape, &rows);

	if (e == ERR_OK)
		*ret_openings = (struct desk_openings){rows.count, rows.items};
	return e;
}

enum err desk_unconfirmed(struct db *db, struct arena *a, struct slice status,
			  const struct page *page,
			  struct desk_openings *ret_openings)
{
	return read_openings(db, a,
			     ASK(QUERY_OPENINGS_BY_CONFIRMED,
				 TEXT_VALUE(status), I64_VALUE(page->number),
				 TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			     ret_openings);
}

enum err desk_of_organisation(struct db *db, struct arena *a,
			      struct slice organisation,
			      const struct page *page,
			      struct desk_openings *ret_openings)
{
	return read_openings(db, a,
			     ASK(QUERY_OPENINGS_OF_ORGANISATION,
				 TEXT_VALUE(organisation), TEXT_VALUE(page->id),
				 LIMIT_VALUE(page)),
			     ret_openings);
}

enum err desk_role(struct db *db, struct arena *a, struct slice opening,
		   struct slice account, struct slice *ret_role)
{
	return row_one(db, a,
		       ASK(QUERY_OPENING_ROLE, TEXT_VALUE(opening),
			   TEXT_VALUE(account)),
		       &row_text, ret_role);
}

enum err desk_keep_version(struct db *db, const struct stored_version *version)
{
	return row_insert(db, QUERY_OPENING_VERSION_INSERT, &version_shape,
			  version);
}

enum err desk_versions(struct db *db, struct arena *a, struct slice opening,
		       const struct page *page,
		       struct stored_versions *ret_versions)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_OPENING_VERSIONS, TEXT_VALUE(opening),
			 I64_VALUE(page->number), LIMIT_VALUE(page)),
		     &version_shape, &rows);
	if (e == ERR_OK)
		*ret_versions =
			(struct stored_versions){rows.count, rows.items};
	return e;
}

static enum err insert(struct db *db, const struct stored_draft *draft,
		       int64_t *ret_version)
{
	struct stored_draft row = *draft;
	enum err e;

	row.version = 1;
	row.created_us = clock_now_us();
	row.updated_us = row.created_us;
	e = row_insert(db, QUERY_OPENING_DRAFT_INSERT, &draft_shape, &row);
	if (e == ERR_OK)
		*ret_version = row.version;
	return e;
}

static enum err update(struct db *db, const struct stored_draft *d,
		       int64_t *ret_version)
{
	enum err e = row_change(
		db,
		ASK(QUERY_OPENING_DRAFT_UPDATE, TEXT_VALUE(d->account),
		    TEXT_VALUE(d->document), I64_VALUE(clock_now_us()),
		    TEXT_VALUE(d->id), TEXT_VALUE(d->organisation),
		    I64_VALUE(d->version)),
		ret_version, NULL);

	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

enum err desk_put_draft(struct db *db, const struct stored_draft *draft,
			int64_t *ret_version)
{
	return draft->version == 0 ? insert(db, draft, ret_version)
				   : update(db, draft, ret_version);
}

enum err desk_get_draft(struct db *db, struct arena *a, struct slice id,
			struct slice organisation,
			struct stored_draft *ret_draft)
{
	return row_one(db, a,
		       ASK(QUERY_OPENING_DRAFT_BY_ID, TEXT_VALUE(id),
			   TEXT_VALUE(organisation)),
		       &draft_shape, ret_draft);
}

enum err desk_remove_draft(struct db *db, struct slice id,
			   struct slice organisation)
{
	return row_change(db,
			  ASK(QUERY_OPENING_DRAFT_DELETE, TEXT_VALUE(id),
			      TEXT_VALUE(organisation)),
			  NULL, NULL);
}

enum err desk_drafts(struct db *db, struct arena *a, struct slice organisation,
		     const struct page *page, struct stored_drafts *ret_drafts)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_OPENING_DRAFTS, TEXT_VALUE(organisation),
			 TEXT_VALUE(page->id), LIMIT_VALUE(page)),
		     &draft_shape, &rows);
	if (e == ERR_OK)
		*ret_drafts = (struct stored_drafts){rows.count, rows.items};
	return e;
}
