/*
 * record - a login as octets, for a store that knows no types.
 *
 * Version 2, integers big-endian:
 *
 *    0  1   version
 *    1  32  digest: a record says itself whose it is, so that an answer to
 *           another question is noticed
 *   33  26  account, padded with NUL
 *   59  1   kind
 *   60  8   epoch
 *   68  8   created, microseconds since 1970
 *   76  8   expires, microseconds since 1970
 *   84  26  family, padded with NUL
 *  110  ..  label, UTF-8, the rest
 *
 * Pure.  The place of the account is known to scripts.c as well.
 */
#ifndef SESSION_RECORD_H
#define SESSION_RECORD_H

#include <stddef.h>

#include "base/compiler.h"
#include "base/slice.h"
#include "session/login.h"

enum {
	RECORD_VERSION = 2,
	RECORD_ACCOUNT_AT = 33,
	RECORD_HEAD_BYTES = 110,
	RECORD_BYTES_MAX = RECORD_HEAD_BYTES + LOGIN_LABEL_BYTES - 1
};

/* The number of octets written. */
size_t record_write(const struct login *l, char octets[RECORD_BYTES_MAX]);

/* False when it is no whole record of a version and kind known here. */
MUST_USE bool record_read(struct slice octets, struct login *ret_login);

#endif
