/*
 * hook - secrets of webhooks and what is signed with them, as Standard Webhooks
 * says: HMAC-SHA256 over "<id>.<timestamp>.<body>".
 *
 * Any thread.
 */
#ifndef CRYPT_HOOK_H
#define CRYPT_HOOK_H

#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;

/* "whsec_" and the base64 of 32 octets; as long as the arena. */
struct slice hook_secret_new(struct arena *a);

struct hook_signed {
	struct slice id;
	int64_t second; /* since 1970 */
	struct slice body;
};

/* "v1,<base64>".  ERR_INVALID: the secret is none. */
MUST_USE enum err hook_sign(struct arena *a, struct slice secret,
			    const struct hook_signed *what,
			    struct slice *ret_signature);

#endif
