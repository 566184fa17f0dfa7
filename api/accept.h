/* accept - which form of an opening a client wants (RFC 9110, 12.5.1). */
#ifndef API_ACCEPT_H
#define API_ACCEPT_H

#include "base/slice.h"

enum accept_form { ACCEPT_JSON, ACCEPT_JSON_LD, ACCEPT_CALENDAR };

/*
 * The form of the highest quality, ties to the first named; JSON when nothing
 * is asked or nothing of what is asked is here.
 */
enum accept_form accept_form_of(struct slice field);

#endif
