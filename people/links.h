/*
 * links - what a link in a letter to an account is worth.
 *
 * Only the hash of its token is kept.  A link is for one purpose, works once,
 * within LINK_MINUTES, and dies with the epoch of its account: with a new
 * password, a block, or signing out everywhere.
 */
#ifndef PEOPLE_LINKS_H
#define PEOPLE_LINKS_H

#include "base/err.h"
#include "crypt/seal.h"
#include "crypt/secret.h"
#include "people/hands.h"
#include "people/letters.h"
#include "store/accounts.h"

enum { LINK_MINUTES = 30 };

struct link {
	enum secret_kind kind; /* SECRET_VERIFY, _RESET or _EMAIL */
	struct slice account;
	struct slice payload; /* sealed, or ids; may be empty */
};

/* Older ones of the account and purpose work no longer. */
MUST_USE enum err link_make(const struct hands *h, const struct link *l,
			    char token[SECRET_CHARS + 1]);

/* Where a payload is sealed: with the key of its account. */
struct seal_place link_place(struct slice account);

struct link_found {
	struct stored_account account; /* as it is now */
	struct slice payload;
};

/*
 * ERR_MALFORMED: no token of that purpose.  ERR_LINK_EXPIRED: it was used, is
 * too old, or its account has changed since.
 */
MUST_USE enum err link_look(const struct hands *h, enum secret_kind kind,
			    struct slice token, struct link_found *ret);

/* The same, and it is used now. */
MUST_USE enum err link_use(const struct hands *h, enum secret_kind kind,
			   struct slice token, struct link_found *ret);

/*
 * "https://example.org/#/reset?token=...": what stands behind # is never sent,
 * so that no log and no Referer holds it.  Without a token the page alone.
 */
struct slice link_address(struct arena *a, const char *site, const char *page,
			  const char *token);

/* A link and the letter that it stands in. */
struct link_letter {
	struct link link;
	enum letter_kind letter;
	const char *site;
	const char *page;
	struct slice email; /* empty: to the account's own address */
};
MUST_USE enum err link_send(const struct hands *h, const struct link_letter *l);

#endif
