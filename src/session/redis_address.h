/*
 * redis_address - where Redis is, as an operator writes it.
 *
 *   redis://[[user]:password@]host[:port][/db]
 *   unix:/path/to/socket[?db=n]
 *
 * User and password may hold percent-encoded octets.  A name is resolved when
 * it is read, once: a loop never asks a name server.
 */
#ifndef SESSION_REDIS_ADDRESS_H
#define SESSION_REDIS_ADDRESS_H

#include "base/compiler.h"
#include "base/err.h"
#include "base/slice.h"

enum { REDIS_TEXT_BYTES = 256, REDIS_DB_MAX = 9999 };

struct redis_address {
	char path[REDIS_TEXT_BYTES]; /* of a unix socket; "": TCP */
	char host[REDIS_TEXT_BYTES]; /* numeric */
	int port;
	int db;
	char user[REDIS_TEXT_BYTES];     /* "": none */
	char password[REDIS_TEXT_BYTES]; /* "": none; never logged */
};

/* ERR_INVALID with a sentence that does not repeat the text. */
MUST_USE enum err redis_address_read(struct slice text,
				     struct redis_address *ret_address,
				     char *words, size_t words_bytes);

#endif
