/*
 * importing - the openings of an organisation, many at once.
 *
 * First all is read and held to what is there (on a reader), then it is put (on
 * the writer): all of it, or nothing.  What is the same is left alone.  What a
 * person edited here since is kept as that person wrote it, unless it is said
 * otherwise.
 */
#ifndef API_IMPORTING_H
#define API_IMPORTING_H

#include "api/handler.h"
#include "api/intake.h"

enum { IMPORTING_ROWS_MAX = 2000 };

enum import_change {
	IMPORT_CREATED,
	IMPORT_UPDATED,
	IMPORT_UNCHANGED,
	IMPORT_KEPT, /* edited by hand */
	IMPORT_CLOSED,
	IMPORT__CHANGES
};
extern const char *const import_change_words[];

struct import_row {
	unsigned
		row; /* line, or place in the array from 1; 0: not in the feed */
	struct slice id;
	enum import_change change;
	struct slice document; /* to be put, or empty */
	int64_t version;       /* that was there; 0: none */
};

struct importing {
	int is_complete; /* what is gone from the feed closes */
	int overwrites;  /* also what a person edited */
	size_t count;
	struct import_row *rows;
	size_t counts[IMPORT__CHANGES];
};

/*
 * Reads the body in its form.  ERR_MALFORMED, ERR_INVALID: every fault with
 * line and pointer.
 */
MUST_USE enum err importing_read(struct request *rq, enum intake_form form,
				 struct importing *im, struct faults *f);

/*
 * Puts it; *ret_run is empty when nothing changed.  ERR_CONFLICT: something
 * changed since it was read.
 */
MUST_USE enum err importing_put(struct request *rq, const struct importing *im,
				struct slice *ret_run);

#endif
