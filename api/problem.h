/* problem - every error body of the interface is made here (RFC 9457). */
#ifndef API_PROBLEM_H
#define API_PROBLEM_H

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "json/jw.h"
#include "net/service.h"

/*
 * Opens the problem object for e in the emptied reply and leaves it open, so
 * that the caller may add members; problem_end() closes it and sets the status.
 * `detail` is one sentence or NULL; faults may be NULL.
 */
void problem_begin(struct json_writer *w, struct net_reply *rp, enum err e,
		   const char *request_id, enum lang l);
void problem_faults(struct json_writer *w, const struct faults *faults,
		    enum lang l);
/* `detail`: the sentence of one fault, which need not be among `errors`. */
void problem_detail(struct json_writer *w, const struct fault *f, enum lang l);
void problem_end(struct json_writer *w);

/* All of it: no member beyond the standard's, `errors` and `request`. */
void problem_write(struct net_reply *rp, enum err e, const char *request_id,
		   const struct faults *faults, enum lang l);

/* The same with `members` beside them: "a":1,"b":[]; may be empty. */
void problem_write_with(struct net_reply *rp, enum err e,
			const char *request_id, const struct faults *faults,
			enum lang l, struct slice members);

/* The same with one sentence that net has worded itself. */
void problem_write_words(struct net_reply *rp, enum err e,
			 const char *request_id, const char *words);

#endif
