/*
 * message - a letter as the octets that a mail server takes (RFC 5322, MIME).
 *
 * Plain text in UTF-8 as it is; no line is longer than 998 octets; no value can
 * begin a header of its own.  Pure.
 */
#ifndef JOBS_MESSAGE_H
#define JOBS_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/lang.h"
#include "base/slice.h"

struct arena;

struct message {
	struct slice id;   /* of the outbox: the same letter, the same id */
	struct slice host; /* behind the @ of its id */
	struct slice from, to;
	struct slice subject;
	struct slice text;      /* lines end with \n */
	struct slice one_click; /* address that ends such letters, or empty */
	enum lang lang;
	int64_t at_us;
};

/* Whether it can stand in a header as it is: a@b, no space, no mark. */
bool message_address_is_sound(struct slice address);

/* As long as the arena; lines end with \r\n. */
struct slice message_write(struct arena *a, const struct message *m);

/* What stands before the @ of its id: 32 digits. */
struct slice message_name(struct arena *a, struct slice id);

#endif
