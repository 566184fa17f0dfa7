/* base64 - octets as letters (RFC 4648, section 4, with padding).  Any thread. */
#ifndef CRYPT_BASE64_H
#define CRYPT_BASE64_H

#include "base/slice.h"

struct arena;

/* As long as the arena. */
struct slice base64_of(struct arena *a, struct slice octets);

#endif
