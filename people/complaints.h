/*
 * complaints - what somebody reported of an opening, and where to answer them.
 *
 * Both are sealed with the program's key: whoever reports needs no account.
 */
#ifndef PEOPLE_COMPLAINTS_H
#define PEOPLE_COMPLAINTS_H

#include "base/err.h"
#include "base/lang.h"
#include "people/hands.h"

struct stored_complaint;

/* Where an answer goes; empty email: nowhere. */
struct complaint_reply {
	struct slice email;
	enum lang lang;
};

/* Fills in words_sealed and reply_sealed; c->id is set. */
MUST_USE enum err complaint_seal(const struct hands *h,
				 struct stored_complaint *c, struct slice words,
				 const struct complaint_reply *to);
MUST_USE enum err complaint_words(const struct hands *h,
				  const struct stored_complaint *c,
				  struct slice *ret_words);
MUST_USE enum err complaint_reply_to(const struct hands *h,
				     const struct stored_complaint *c,
				     struct complaint_reply *ret);

/* Of all that are open, the words of whoever is answered at that address. */
MUST_USE enum err complaints_forget(const struct hands *h, struct slice email);

#endif
