/*
 * codec_match - the body and the reply of POST /v1/match.
 *
 * The command line prints with the same functions, so that both give the same
 * bytes but for the name of the snapshot.
 */
#ifndef API_CODEC_MATCH_H
#define API_CODEC_MATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "json/jw.h"
#include "matcher/match.h"

struct arena;
struct jr;
struct snapshot;

enum { MATCH_LIMIT_DEFAULT = 20, MATCH_LIMIT_MAX = 100, MATCH_Q_BYTES = 2000 };

/* A request as it was read; query.after points into it. */
struct match_request {
	struct match_query query; /* without its analyser */
	struct match_key after;
	uint64_t hash;     /* of all that shapes the list, for cursors */
	bool is_reordered; /* the cursor was of another snapshot's order */
	enum lang lang;
};

/* A request that has said nothing yet: published weights, no filter. */
struct match_request codec_match_preset(int32_t as_of);

/*
 * ERR_INVALID: every fault with its pointer.  ERR_MALFORMED: a cursor that is
 * not ours (pointer /cursor).
 */
MUST_USE enum err codec_match_read(struct arena *a, const struct snapshot *s,
				   const struct jr *body, int32_t today,
				   struct match_request *ret_request,
				   struct faults *reterr_faults);

/* The reply as one object. */
void codec_match_write(struct arena *a, struct json_writer *w,
		       const struct snapshot *s, const struct match_request *rq,
		       const struct match_answer *answer);

/* As one line of `criteria` of a result; used by `explain` as well. */
void codec_criteria_write(struct json_writer *w, const struct judgement *j,
			  const struct facts *facts,
			  const struct judged *judged,
			  const struct match_request *rq);
void codec_repair_write(struct json_writer *w, const struct repair *r,
			const struct facts *facts, const struct judged *judged,
			const struct match_request *rq);

/*
 * `parts` of a result, row `row` of the fitter's leaf, with their evidence;
 * points add up at both levels.
 */
void codec_parts_write(struct arena *a, struct json_writer *w,
		       const struct fitter *fitter, struct analyser *an,
		       size_t row, const struct fit *fit);

/* One part without its evidence, into an object that is open. */
void codec_part_write(struct json_writer *w, enum fit_part p,
		      const struct fit *fit, const struct weights *weights);

/* {"text":.4,...} */
void codec_weights_write(struct json_writer *w, const char *key,
			 const struct weights *weights);

#endif
