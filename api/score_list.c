/*
 * GET /v1/applications/{id}/scores - of all its reviewers, to the members alone,
 * and their mean.  READ.
 */
#include "api/application_row.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "store/reviews.h"

handler_fn handle_score_list;

static enum err write_score(struct request *rq, struct json_writer *w,
			    const struct stored_application *it,
			    const struct stored_score *s)
{
	struct slice row =
		arena_print(rq->arena, "%.*s.%.*s", SLICE_ARG(it->id),
			    SLICE_ARG(s->reviewer));
	struct slice note;
	enum err e = life_unseal(&rq->hands, it->person, "score_sealed", row,
				 s->note_sealed, &note);

	jw_object(w, NULL);
	jw_text(w, "reviewer", s->reviewer);
	jw_bool(w, "own", slice_eq(s->reviewer, rq->caller.id));
	jw_int(w, "score", s->score);
	if (e == ERR_OK && note.n > 0)
		jw_text(w, "note", note);
	else
		jw_null(w, "note");
	jw_time(w, "at", s->at_us);
	jw_end(w);
	return e;
}

static void write_mean(struct json_writer *w, const struct stored_scores *list)
{
	int64_t sum = 0, n = (int64_t)list->count;

	for (size_t i = 0; i < list->count; i++)
		sum += list->items[i].score;
	if (n > 0)
		jw_hundredths(w, "mean", (sum * 100 + n / 2) / n);
	else
		jw_null(w, "mean");
}

enum err handle_score_list(struct request *rq, struct reply *rp)
{
	const struct page all = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_application it;
	struct stored_scores list;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = applications_get(rq->db, rq->arena, rq->argument, &it);
	if (e == ERR_OK)
		e = reviews_scores(rq->db, rq->arena, it.id, &all, &list);
	if (e != ERR_OK)
		return e;
	rp->http->cache_control = "private, no-store";
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	for (size_t i = 0; e == ERR_OK && i < list.count; i++)
		e = write_score(rq, rp->json, &it, &list.items[i]);
	jw_end(rp->json);
	write_mean(rp->json, &list);
	jw_end(rp->json);
	return e;
}
