/* consent_row - see consent_row.h. */
#include "api/consent_row.h"

static void write_text(struct json_writer *w, const char *key, struct slice s)
{
	if (s.n > 0)
		jw_text(w, key, s);
	else
		jw_null(w, key);
}

void consent_row_write(struct json_writer *w, const char *key,
		       const struct stored_consent *c)
{
	jw_object(w, key);
	jw_text(w, "purpose", c->purpose);
	write_text(w, "destination", c->destination);
	jw_bool(w, "given", c->given == 1);
	write_text(w, "version", c->version);
	write_text(w, "lang", c->lang);
	jw_time(w, "at", c->at_us);
	jw_end(w);
}
