/*
 * intake - openings as others write them, made into documents of ours.
 *
 *   JSON     an array, one object, or NDJSON: passed on as it is
 *   CSV      the first row names the columns (intake_csv.c); a line of JSON a
 *            row, so that a fault's line is the row, the header being row 1
 *   JSON-LD  schema.org JobPosting: one, an array, or an @graph; an array of
 *            documents in the same order
 *
 * Whether a document is good is not asked here: an unknown place, a day that
 * does not exist and the like are found where documents are read.
 */
#ifndef API_INTAKE_H
#define API_INTAKE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/fault.h"

struct arena;

enum intake_form { INTAKE_JSON, INTAKE_CSV, INTAKE_JSON_LD };

/* "text/csv; charset=utf-8"; "openings.csv", all else is JSON. */
bool intake_form_of_type(struct slice type, enum intake_form *ret_form);
enum intake_form intake_form_of_name(struct slice name);

/* ERR_MALFORMED, ERR_INVALID. */
MUST_USE enum err intake_text(struct arena *a, enum intake_form form,
			      struct slice bytes, struct slice *ret_text,
			      struct faults *f);

/* Of one form each; for intake.c and tests. */
MUST_USE enum err intake_csv(struct arena *a, struct slice bytes,
			     struct slice *ret_text, struct faults *f);
MUST_USE enum err intake_jobposting(struct arena *a, struct slice bytes,
				    struct slice *ret_text, struct faults *f);

#endif
