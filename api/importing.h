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

/* In one transaction; what is longer is staged (import_job.h). */
enum { IMPORTING_ROWS_MAX = 500, IMPORTING_BYTES_MAX = 2 << 20 };

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

struct importing;

/* Takes `rows` off, which begins anew; the snapshot may be another after it. */
typedef enum err importing_spill(void *ctx, struct request *one,
				 struct importing *im);

struct importing {
	enum intake_form form;
	struct slice body;
	int is_complete; /* what is gone from the feed closes */
	int overwrites;  /* also what a person edited */
	/* NULL: all rows are kept, and are IMPORTING_ROWS_MAX at most; else
	   they are those that are to be put, a few at a time. */
	importing_spill *spill;
	void *ctx;
	bool is_long; /* there were more, and no spill: nothing was read */
	size_t read;
	size_t count;
	struct import_row *rows;
	size_t counts[IMPORT__CHANGES];
};

/* For lines outside a request, with the hands of their thread. */
struct request importing_request(const struct api *api, const struct seat *seat,
				 struct arena *a);

/*
 * Reads the body in its form.  ERR_MALFORMED, ERR_INVALID: every fault with
 * line and pointer.
 */
MUST_USE enum err importing_read(struct request *rq, struct importing *im,
				 struct faults *f);

/*
 * Puts it; *ret_run is empty when nothing changed.  ERR_CONFLICT: something
 * changed since it was read.
 */
MUST_USE enum err importing_put(struct request *rq, const struct importing *im,
				struct slice *ret_run);

/* One row of a run that is in the record.  ERR_CONFLICT: nothing was put. */
MUST_USE enum err importing_put_row(struct request *rq,
				    const struct import_row *row,
				    struct slice run);

struct stored_opening;

/* A person wrote the newest version. */
MUST_USE enum err importing_is_edited(struct request *rq,
				      const struct stored_opening *stored,
				      bool *ret_is);

#endif
