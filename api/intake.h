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

/* A document of ours, in JSON, and where it stood. */
enum { INTAKE_PREFIX_BYTES = 16, INTAKE_DOCUMENT_BYTES_MAX = 1 << 20 };
struct intake_item {
	struct slice text; /* while it is visited; one not read is whole */
	unsigned row;      /* line, or place in the array from 1 */
	unsigned line;     /* 0 in an array */
	char prefix[INTAKE_PREFIX_BYTES]; /* of pointers: "/3" */
};
typedef enum err intake_visit(void *ctx, const struct intake_item *item);

/*
 * One document after the other, in memory for one: an array is cut by its
 * brackets, lines and tables are read row by row.  What `visit` fails with ends
 * it.  An object of JSON-LD is read whole, so it has INTAKE_WHOLE_BYTES_MAX.
 */
enum { INTAKE_WHOLE_BYTES_MAX = 2 << 20 };
MUST_USE enum err intake_each(enum intake_form form, struct slice bytes,
			      intake_visit *visit, void *ctx, struct faults *f);

/* What was found in a document is told with the document's place. */
void intake_tell(struct faults *to, const struct faults *own,
		 const struct intake_item *item);

/* Every row of a table, blank ones as well: their text is empty. */
MUST_USE enum err intake_csv_each(struct slice bytes, intake_visit *visit,
				  void *ctx, struct faults *f);

/* Of one form each; for intake.c and tests. */
MUST_USE enum err intake_csv(struct arena *a, struct slice bytes,
			     struct slice *ret_text, struct faults *f);
MUST_USE enum err intake_jobposting(struct arena *a, struct slice bytes,
				    struct slice *ret_text, struct faults *f);

#endif
