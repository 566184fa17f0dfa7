/*
 * erasure - an account is forgotten: what is live ends, the rows go, and what
 * cannot be done in a transaction is left as work.
 *
 * In the transaction the person is out of every table and the key of their
 * sealed fields is destroyed.  Two things are left, kept in the settings of the
 * record so that they outlive a crash: letters that stand in a folder
 * (erasure_letters, done by jobs/), and octets in the free room of the file and
 * its log (erasure_rewrites, done by src/app when the writer rests).  Then the
 * audit chain says that it is done.
 */
#ifndef PEOPLE_ERASURE_H
#define PEOPLE_ERASURE_H

#include <stddef.h>

#include "base/err.h"
#include "people/hands.h"

struct life_rules;

struct erasure_owned {
	size_t count;
	const struct slice *organisations;
};

/*
 * ERR_CONFLICT: the account is the only owner of `reterr_owned`, which must be
 * handed over first, or the only administrator.  ERR_NOT_FOUND: there is no such
 * account.
 */
MUST_USE enum err erasure_of(const struct hands *h,
			     const struct life_rules *rules,
			     struct slice account,
			     struct erasure_owned *reterr_owned);

/*
 * Whose letters are to be removed from the folder, by their address; of erasures
 * a moment ago none, whose last letter may be on its way there.
 */
struct erasure_letters {
	size_t count;
	const struct slice *emails;
};
MUST_USE enum err erasure_letters(const struct hands *h,
				  struct erasure_letters *ret);

/* They are; only those that erasure_letters() gave count. */
MUST_USE enum err erasure_letters_done(const struct hands *h, size_t count);

/* Of accounts whose octets may still stand somewhere in the file. */
struct erasure_rewrites {
	size_t count;
	const struct slice *accounts;
};
MUST_USE enum err erasure_rewrites(const struct hands *h,
				   struct erasure_rewrites *ret);

/* They do not any more; says so in the audit chain. */
MUST_USE enum err erasure_rewrites_done(const struct hands *h,
					const struct erasure_rewrites *which);

#endif
