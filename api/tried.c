/* tried - see tried.h. */
#include "api/tried.h"

#include <stdio.h>

#include "base/arena.h"
#include "crypt/blind.h"
#include "json/jr.h"

enum { SUBJECT_OCTETS = 16 };

_Static_assert(2 * SUBJECT_OCTETS <= LIMIT_SUBJECT_MAX, "it fits as text");

void tried_read(const struct keys *k, struct arena *a,
		const struct net_request *rq,
		char subject[LIMIT_SUBJECT_MAX + 1])
{
	struct faults *ignored = ARENA_NEW(a, struct faults);
	unsigned char index[BLIND_INDEX_BYTES];
	const struct jr *body, *email;

	subject[0] = '\0';
	if (jr_parse(a, rq->body, &body, ignored) != ERR_OK)
		return;
	email = jr_get(body, "email");
	if (email == NULL || email->type != JR_TEXT ||
	    blind_email(k, KEYS_PRESENT, email->text, index) != ERR_OK)
		return;
	for (size_t i = 0; i < SUBJECT_OCTETS; i++)
		snprintf(subject + 2 * i, 3, "%02x", index[i]);
}
