/* invitations - those who were asked to become members; see members.h. */
#include "base/clock.h"
#include "store/members.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_invitation, id),
	TEXT_COLUMN(stored_invitation, organisation),
	TEXT_COLUMN(stored_invitation, role),
	BLOB_COLUMN(stored_invitation, email_index),
	BLOB_COLUMN(stored_invitation, email_sealed),
	BLOB_COLUMN(stored_invitation, hash),
	TEXT_COLUMN(stored_invitation, by),
	I64_COLUMN(stored_invitation, created_us),
	I64_COLUMN(stored_invitation, expires_us),
	TEXT_COLUMN(stored_invitation, state),
};
static const struct shape shape = SHAPE(stored_invitation, columns);

enum err members_invite(struct db *db, const struct stored_invitation *i)
{
	return row_insert(db, QUERY_INVITATION_INSERT, &shape, i);
}

enum err members_accept(struct db *db, struct arena *a, struct slice hash,
			struct stored_invitation *ret_invitation)
{
	struct stored_invitation invitation;
	enum err e;

	e = row_one(db, a, ASK(QUERY_INVITATION_BY_HASH, BLOB_VALUE(hash)),
		    &shape, &invitation);
	if (e != ERR_OK)
		return e;
	e = row_change(db,
		       ASK(QUERY_INVITATION_ACCEPT, BLOB_VALUE(hash),
			   I64_VALUE(clock_now_us())),
		       NULL, NULL);
	if (e == ERR_NOT_FOUND)
		return ERR_GONE;
	invitation.state = SLICE("accepted");
	if (e == ERR_OK)
		*ret_invitation = invitation;
	return e;
}

enum err members_uninvite(struct db *db, struct slice organisation,
			  struct slice id)
{
	return row_change(db,
			  ASK(QUERY_INVITATION_WITHDRAW, TEXT_VALUE(id),
			      TEXT_VALUE(organisation)),
			  NULL, NULL);
}

enum err members_invitations(struct db *db, struct arena *a,
			     struct slice organisation, const struct page *page,
			     struct stored_invitations *ret_them)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_INVITATIONS_OF_ORGANISATION,
			 TEXT_VALUE(organisation), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &shape, &rows);
	if (e == ERR_OK)
		*ret_them = (struct stored_invitations){rows.count, rows.items};
	return e;
}
