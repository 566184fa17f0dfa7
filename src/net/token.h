/*
 * token - the smallest words of HTTP: tokens and lists (RFC 9110, 5.6).
 *
 * Pure functions over octets; nothing here knows a locale.
 */
#ifndef NET_TOKEN_H
#define NET_TOKEN_H

#include <stdbool.h>

#include "base/slice.h"

bool token_has(unsigned char c); /* tchar */
bool token_is(struct slice s);   /* one tchar or more */

/* An octet of a field value: no control character but TAB. */
bool token_value_has(unsigned char c);

bool token_eq(struct slice a, struct slice b); /* ASCII letters in any case */
bool token_eq_text(struct slice a, const char *b);

/* The hexadecimal digit's value, or -1. */
int token_hex(unsigned char c);

/*
 * Takes the next element of a list off `rest`, trimmed; empty elements are
 * passed over (RFC 9110, 5.6.1.2).  False at the end.  Commas inside quoted
 * strings are no borders.
 */
bool token_list_next(struct slice *rest, struct slice *ret_element);

#endif
