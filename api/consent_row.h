/* consent_row - a word of consent as JSON. */
#ifndef API_CONSENT_ROW_H
#define API_CONSENT_ROW_H

#include "json/jw.h"
#include "store/profiles.h"

void consent_row_write(struct json_writer *w, const char *key,
		       const struct stored_consent *c);

#endif
