/* profiles - see profiles.h. */
#include "store/profiles.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_profile, account),
	TEXT_COLUMN(stored_profile, facts),
	TEXT_COLUMN(stored_profile, wishes),
	BLOB_COLUMN(stored_profile, texts_sealed),
	BLOB_COLUMN(stored_profile, contact_sealed),
	I64_COLUMN(stored_profile, version),
	I64_COLUMN(stored_profile, created_us),
	I64_COLUMN(stored_profile, updated_us),
};
static const struct shape shape = SHAPE(stored_profile, columns);

static const struct column consent_columns[] = {
	TEXT_COLUMN(stored_consent, account),
	TEXT_COLUMN(stored_consent, purpose),
	TEXT_COLUMN(stored_consent, destination),
	I64_COLUMN(stored_consent, given),
	TEXT_COLUMN(stored_consent, version),
	TEXT_COLUMN(stored_consent, lang),
	I64_COLUMN(stored_consent, at_us),
	I64_COLUMN(stored_consent, number),
};
static const struct shape consent_shape =
	SHAPE(stored_consent, consent_columns);
/* The table gives the number. */
static const struct shape consent_given = {consent_columns,
					   COUNT(consent_columns) - 1,
					   sizeof(struct stored_consent)};

static enum err insert(struct db *db, const struct stored_profile *profile,
		       int64_t *ret_version)
{
	struct stored_profile row = *profile;
	enum err e;

	row.version = 1;
	row.created_us = clock_now_us();
	row.updated_us = row.created_us;
	e = row_insert(db, QUERY_PROFILE_INSERT, &shape, &row);
	if (e == ERR_OK)
		*ret_version = row.version;
	return e;
}

static enum err update(struct db *db, const struct stored_profile *p,
		       int64_t *ret_version)
{
	enum err e = row_change(
		db,
		ASK(QUERY_PROFILE_UPDATE, TEXT_VALUE(p->facts),
		    TEXT_VALUE(p->wishes), BLOB_VALUE(p->texts_sealed),
		    BLOB_VALUE(p->contact_sealed), I64_VALUE(clock_now_us()),
		    TEXT_VALUE(p->account), I64_VALUE(p->version)),
		ret_version, NULL);

	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

enum err profiles_put(struct db *db, const struct stored_profile *profile,
		      int64_t *ret_version)
{
	int64_t version = 0;
	enum err e = profile->version == 0 ? insert(db, profile, &version)
					   : update(db, profile, &version);

	if (e == ERR_OK)
		e = feed_append(db, FEED_PROFILE, profile->account);
	if (e == ERR_OK)
		*ret_version = version;
	return e;
}

enum err profiles_get(struct db *db, struct arena *a, struct slice account,
		      struct stored_profile *ret_profile)
{
	return row_one(db, a,
		       ASK(QUERY_PROFILE_BY_ACCOUNT, TEXT_VALUE(account)),
		       &shape, ret_profile);
}

enum err profiles_remove(struct db *db, struct slice account)
{
	return row_change_fed(db,
			      ASK(QUERY_PROFILE_DELETE, TEXT_VALUE(account)),
			      FEED_PROFILE, account);
}

enum err profiles_page(struct db *db, struct arena *a, const struct page *page,
		       struct stored_profiles *ret_profiles)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_PROFILES_PAGE, TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &shape, &rows);
	if (e == ERR_OK)
		*ret_profiles =
			(struct stored_profiles){rows.count, rows.items};
	return e;
}

enum err consents_append(struct db *db, const struct stored_consent *consent)
{
	enum err e =
		row_insert(db, QUERY_CONSENT_INSERT, &consent_given, consent);

	return e == ERR_OK ? feed_append(db, FEED_PROFILE, consent->account)
			   : e;
}

enum err consents_newest(struct db *db, struct arena *a,
			 const struct stored_consent *want,
			 struct stored_consent *ret_consent)
{
	return row_one(db, a,
		       ASK(QUERY_CONSENT_NEWEST, TEXT_VALUE(want->account),
			   TEXT_VALUE(want->purpose),
			   TEXT_VALUE(want->destination)),
		       &consent_shape, ret_consent);
}

enum err consents_of_account(struct db *db, struct arena *a,
			     struct slice account, const struct page *page,
			     struct stored_consents *ret_consents)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_CONSENTS_OF_ACCOUNT, TEXT_VALUE(account),
			 I64_VALUE(page->number), LIMIT_VALUE(page)),
		     &consent_shape, &rows);
	if (e == ERR_OK)
		*ret_consents =
			(struct stored_consents){rows.count, rows.items};
	return e;
}
