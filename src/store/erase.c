/* erase - see erase.h. */
#include "store/erase.h"

#include "store/handle.h"
#include "store/row.h"

/* In the order of schema/queries/erase.sql, all of them. */
static const struct step {
	enum query query;
	bool takes_stand_in;
} steps[] = {
	{QUERY_ERASE_INVITATIONS, false},
	{QUERY_ERASE_SEARCHES_SEEN, false},
	{QUERY_ERASE_SEARCHES, false},
	{QUERY_ERASE_SEARCHES_BY_EMAIL, false},
	{QUERY_ERASE_OUTBOX, false},
	{QUERY_ERASE_OUTBOX_BY_EMAIL, false},
	{QUERY_ERASE_NOTICES, false},
	{QUERY_ERASE_OPENING_VERSIONS, true},
	{QUERY_ERASE_OPENING_DRAFTS, true},
	{QUERY_ERASE_CLAIMS, true},
	{QUERY_ERASE_CLAIMS_DECIDED, true},
	{QUERY_ERASE_COMPLAINTS, false},
	{QUERY_ERASE_COMPLAINTS_DECIDED, true},
	{QUERY_ERASE_INVITATIONS_MADE, true},
	{QUERY_ERASE_VERIFICATIONS_MADE, true},
	{QUERY_ERASE_ONE_TIMES, false},
	{QUERY_ERASE_LOGINS, false},
	{QUERY_ERASE_IDEMPOTENCY, false},
	{QUERY_ERASE_MEMBERS, false},
	{QUERY_ERASE_PROFILE, false},
	{QUERY_ERASE_CONSENTS, false},
	{QUERY_ERASE_VENTURE_MEMBERS, false},
	{QUERY_ERASE_VENTURES, false},
	{QUERY_ERASE_VENTURE_EVENTS, true},
	{QUERY_ERASE_DOCUMENT_CHUNKS, false},
	{QUERY_ERASE_DOCUMENTS, false},
	{QUERY_ERASE_EVENT_NOTES, false},
	{QUERY_ERASE_EVENT_ACTORS, true},
	{QUERY_ERASE_SCORE_NOTES, false},
	{QUERY_ERASE_SCORE_REVIEWERS, true},
	{QUERY_ERASE_SLOTS, false},
	{QUERY_ERASE_APPLICATIONS, true},
	{QUERY_ERASE_PLACEMENTS, true},
	{QUERY_ERASE_PLACEMENT_EVENTS, true},
	{QUERY_ERASE_TRACKERS, false},
	{QUERY_ERASE_HIDDEN, false},
	{QUERY_ERASE_APPROACHES, true},
	{QUERY_ERASE_APPROACHES_MADE, true},
	{QUERY_ERASE_IMPORTS, true},
	{QUERY_ERASE_IMPORT_JOBS, true},
	{QUERY_ERASE_ACCOUNT, false},
};

static enum err run(struct db *db, const struct step *step,
		    struct slice account, struct slice stand_in)
{
	if (step->takes_stand_in)
		return row_write(db, ASK(step->query, TEXT_VALUE(stand_in),
					 TEXT_VALUE(account)));
	return row_write(db, ASK(step->query, TEXT_VALUE(account)));
}

enum err erase_account(struct db *db, struct slice account,
		       struct slice stand_in)
{
	int64_t epoch;
	enum err e;

	e = row_number(db, ASK(QUERY_ACCOUNT_EPOCH, TEXT_VALUE(account)),
		       &epoch);
	for (size_t i = 0; i < COUNT(steps) && e == ERR_OK; i++)
		e = run(db, &steps[i], account, stand_in);
	if (e == ERR_OK)
		e = feed_append(db, FEED_ACCOUNT, account);
	if (e == ERR_OK)
		e = feed_append(db, FEED_PROFILE, account);
	return e;
}

enum err erase_list(struct db *db, struct arena *a, const struct page *page,
		    struct erased_ids *ret_ids)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_ACCOUNTS_ERASED, TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &row_text, &rows);
	if (e == ERR_OK)
		*ret_ids = (struct erased_ids){rows.count, rows.items};
	return e;
}
