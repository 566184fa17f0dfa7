/* date - IMF-fixdate, the one form of a date that HTTP writes (RFC 9110, 5.6.7). */
#ifndef NET_DATE_H
#define NET_DATE_H

#include <stdint.h>

enum { DATE_BYTES = 30 }; /* "Sun, 06 Nov 1994 08:49:37 GMT" and NUL */

void date_write(int64_t unix_second, char text[DATE_BYTES]);

#endif
