/*
 * contact - how a seeker can be reached: sealed beside the profile, and shown
 * to a poster with an application alone.
 */
#ifndef PEOPLE_CONTACT_H
#define PEOPLE_CONTACT_H

#include "base/err.h"
#include "people/hands.h"

/* {"name",...} as it was put; {} where nothing was. */
MUST_USE enum err contact_read(const struct hands *h, struct slice account,
			       struct slice *ret_json);

/* As it stands in a row of profiles that was read; empty for none. */
MUST_USE enum err contact_open(const struct hands *h, struct slice account,
			       struct slice sealed, struct slice *ret_json);
MUST_USE enum err contact_seal(const struct hands *h, struct slice account,
			       struct slice json, struct slice *ret_sealed);

#endif
