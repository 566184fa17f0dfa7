/* show - answers as pages for people on a terminal, in one language. */
#ifndef APP_SHOW_H
#define APP_SHOW_H

#include "api/codec_candidates.h"
#include "api/codec_match.h"

struct arena;
struct snapshot;

void show_match(struct arena *a, const struct snapshot *s,
		const struct match_request *rq,
		const struct match_answer *answer);

/* Rank, verdict, the fit of both and of each side, and what is unknown. */
void show_candidates(const struct candidates_view *v,
		     const struct candidates *c);

/* The criteria of one opening, each with a mark, and what would change it. */
void show_reasons(struct arena *a, const struct snapshot *s,
		  const struct match_request *rq, size_t opening);

/* Title in the language, id and organisation: one line. */
void show_opening(struct arena *a, const struct snapshot *s, size_t opening,
		  enum lang l);

#endif
