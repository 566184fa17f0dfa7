/*
 * organisation - who stands behind openings, as the catalogue names them.
 *
 * {"type":"organisation","id","name","kind"?,"places"?,"website"?}.  Immutable
 * once read; lives in the arena and keeps nothing of the JSON.
 */
#ifndef MATCHER_ORGANISATION_H
#define MATCHER_ORGANISATION_H

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"

struct jr;
struct opening_reader;

struct organisation {
	struct slice id;
	struct text name;
	struct slice website;  /* empty when not stated */
	struct slice document; /* canonical JSON */
};

/* ERR_INVALID: every fault with its pointer. */
MUST_USE enum err organisation_read(const struct opening_reader *r,
				    const struct jr *n,
				    struct organisation **ret_organisation,
				    struct faults *reterr_faults);

#endif
