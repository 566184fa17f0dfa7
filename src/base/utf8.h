/* utf8 - strict UTF-8 (RFC 3629): no overlong form, surrogate or value above U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

/*
 * The code point at p, with n bytes left; returns its length in bytes, 0 when
 * the bytes are not strict UTF-8 (the caller then skips one byte).
 */
int utf8_decode(const char *p, size_t n, uint32_t *ret_code);
int utf8_encode(uint32_t code, char bytes[4]); /* returns the length */

/* Whether all of s is strict UTF-8; *ret_at is the first bad byte. */
bool utf8_is_valid(struct slice s, size_t *ret_at);

#endif
