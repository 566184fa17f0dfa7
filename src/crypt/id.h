/*
 * id - names for rows that nobody can guess or count: 128 random bits.
 *
 * Written in base 32 with the digits and the lower-case letters without i, l,
 * o and u: 26 characters, safe in addresses, files and speech, and never a
 * word.  Any thread, once keys_open() or password_open() has been called.
 */
#ifndef CRYPT_ID_H
#define CRYPT_ID_H

#include <stdbool.h>

#include "base/slice.h"

enum { ID_CHARS = 26 };

void id_new(char text[ID_CHARS + 1]); /* ends in NUL */

/* Whether id_new() could have written it; whether there is one is the store's
   business. */
bool id_is(struct slice text);

#endif
