/* webhooks - where organisations want to be told; see outbox.h. */
#include "store/outbox.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_webhook, id),
	TEXT_COLUMN(stored_webhook, organisation),
	TEXT_COLUMN(stored_webhook, url),
	BLOB_COLUMN(stored_webhook, secret_sealed),
	TEXT_COLUMN(stored_webhook, events),
	TEXT_COLUMN(stored_webhook, state),
	I64_COLUMN(stored_webhook, failures),
	I64_COLUMN(stored_webhook, created_us),
};
static const struct shape shape = SHAPE(stored_webhook, columns);

enum err webhooks_insert(struct db *db, const struct stored_webhook *webhook)
{
	return row_insert(db, QUERY_WEBHOOK_INSERT, &shape, webhook);
}

enum err webhooks_get(struct db *db, struct arena *a, struct slice id,
		      struct stored_webhook *ret_webhook)
{
	return row_one(db, a, ASK(QUERY_WEBHOOK_BY_ID, TEXT_VALUE(id)), &shape,
		       ret_webhook);
}

enum err webhooks_of_organisation(struct db *db, struct arena *a,
				  struct slice organisation,
				  const struct page *page,
				  struct stored_webhooks *ret_them)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_WEBHOOKS_OF_ORGANISATION,
			 TEXT_VALUE(organisation), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &shape, &rows);
	if (e == ERR_OK)
		*ret_them = (struct stored_webhooks){rows.count, rows.items};
	return e;
}

enum err webhooks_set_state(struct db *db, struct slice id,
			    struct slice organisation, struct slice state)
{
	return row_change(db,
			  ASK(QUERY_WEBHOOK_SET_STATE, TEXT_VALUE(state),
			      TEXT_VALUE(id), TEXT_VALUE(organisation)),
			  NULL, NULL);
}

enum err webhooks_remove(struct db *db, struct slice id,
			 struct slice organisation)
{
	return row_change(db,
			  ASK(QUERY_WEBHOOK_DELETE, TEXT_VALUE(id),
			      TEXT_VALUE(organisation)),
			  NULL, NULL);
}

enum err webhooks_result(struct db *db, struct slice id, bool went,
			 int64_t *ret_failures)
{
	return row_change(
		db, ASK(QUERY_WEBHOOK_RESULT, I64_VALUE(went), TEXT_VALUE(id)),
		ret_failures, NULL);
}
