/*
 * membership - who acts for an organisation is asked, taken in and told.
 *
 * An invitation is a letter to an address; only the account of that address
 * can take it up, once, within INVITATION_DAYS.  What an account may is
 * changed here together with its entry in the audit chain.
 */
#ifndef PEOPLE_MEMBERSHIP_H
#define PEOPLE_MEMBERSHIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/lang.h"
#include "people/hands.h"
#include "people/letters.h"
#include "store/members.h"

enum { INVITATION_DAYS = 14, INVITATIONS_WAITING_MAX = 50 };

/* Its name in one language; its id when it cannot be read. */
MUST_USE enum err membership_name(const struct hands *h,
				  struct slice organisation, enum lang lang,
				  struct slice *ret_name);

/* No word of an administrator counts as not verified. */
MUST_USE enum err membership_is_verified(const struct hands *h,
					 struct slice organisation,
					 bool *ret_is);

struct invitation_wish {
	struct slice organisation;
	struct slice email;
	struct slice role;
	struct slice by; /* account */
	enum lang lang;  /* of the letter */
	const char *site;
};

/*
 * The letter is put with it.  ERR_CONFLICT: the address is a member's.
 * ERR_TOO_MANY: INVITATIONS_WAITING_MAX are waiting.
 */
MUST_USE enum err membership_invite(const struct hands *h,
				    const struct invitation_wish *wish,
				    struct stored_invitation *ret_it);

/*
 * ERR_LINK_EXPIRED: used, withdrawn, too old or none at all.  ERR_FORBIDDEN: it
 * was sent to another address than the account's; it is still good.
 */
MUST_USE enum err membership_join(const struct hands *h, struct slice account,
				  struct slice token,
				  struct stored_member *ret_member);

/* ERR_NOT_FOUND: is none.  ERR_CONFLICT: it would be the last owner's end. */
MUST_USE enum err membership_set_role(const struct hands *h,
				      const struct stored_member *wanted,
				      struct slice by);
MUST_USE enum err membership_end(const struct hands *h,
				 struct slice organisation,
				 struct slice account, struct slice by);

/* A letter to each owner, with {name} before the values; a notice as well. */
struct owners_letter {
	struct slice organisation;
	enum letter_kind kind;
	const char *notice; /* "organisation.verified" */
	struct slice note;  /* {note} */
	struct slice link;  /* {link} */
};
MUST_USE enum err membership_tell_owners(const struct hands *h,
					 const struct owners_letter *l);

#endif
