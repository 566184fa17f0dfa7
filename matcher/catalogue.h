/*
 * catalogue - the set of openings, programmes and organisations, as read.
 *
 * Filled from files (an import, match --catalogue) or from the store, then
 * handed to snapshot_new().  One thread.  Everything lives in the reader's
 * arena.
 */
#ifndef MATCHER_CATALOGUE_H
#define MATCHER_CATALOGUE_H

#include <stddef.h>

#include "base/err.h"
#include "base/fault.h"
#include "matcher/opening.h"
#include "matcher/organisation.h"

struct arena;
struct catalogue;
struct jr;

struct catalogue *catalogue_new(const struct opening_reader *r);

/*
 * One object, by its `type`; without one it is an opening.
 * ERR_INVALID: it is not accepted, or its id is there already.
 */
MUST_USE enum err catalogue_add(struct catalogue *c, const struct jr *n,
				struct faults *reterr_faults);

/*
 * A whole file: one JSON array, one object, or NDJSON.  Reads on after a fault
 * so that all of a file's are told; what was good has been added all the same,
 * so after an error the catalogue is to be thrown away.
 * ERR_MALFORMED, ERR_INVALID: the pointers begin at the document, `line` is set
 * in NDJSON.
 */
MUST_USE enum err catalogue_add_file(struct catalogue *c, struct slice bytes,
				     struct faults *reterr_faults);

/*
 * After the last addition: every opening's programme must be here,
 * and its stream be one of the programme's.  Checks the
 * openings from number `from` on, in order of addition, up to `to`.
 */
MUST_USE enum err catalogue_check(const struct catalogue *c, size_t from,
				  size_t to, struct faults *reterr_faults);

/* In order of addition; programmes are among the openings. */
size_t catalogue_openings(const struct catalogue *c);
const struct opening *catalogue_opening(const struct catalogue *c, size_t i);
size_t catalogue_organisations(const struct catalogue *c);
const struct organisation *catalogue_organisation(const struct catalogue *c,
						  size_t i);

/* NULL when there is none. */
const struct opening *catalogue_find(const struct catalogue *c,
				     struct slice id);
const struct organisation *
catalogue_find_organisation(const struct catalogue *c, struct slice id);

#endif
