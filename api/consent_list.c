/*
 * GET /v1/me/consents - the word that counts for each purpose, and every word
 * that was said.
 *
 * READ.
 */
#include "api/consent_row.h"
#include "api/handler.h"
#include "api/paging.h"
#include "base/arena.h"
#include "people/consents.h"

handler_fn handle_consent_list;

/* A purpose without a word is a no of nobody's version. */
static enum err write_newest(struct request *rq, struct json_writer *w,
			     const char *purpose)
{
	struct stored_consent want = {.account = rq->caller.id,
				      .purpose = slice_of(purpose),
				      .destination = SLICE("")};
	struct stored_consent word = want;
	enum err e = consents_newest(rq->db, rq->arena, &want, &word);

	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	consent_row_write(w, NULL, e == ERR_OK ? &word : &want);
	return ERR_OK;
}

/* Its place was not among those of the words before it. */
static bool is_first(const struct stored_consents *all, size_t i)
{
	for (size_t k = i + 1; k < all->count; k++) {
		if (slice_eq(all->items[k].purpose, all->items[i].purpose) &&
		    slice_eq(all->items[k].destination,
			     all->items[i].destination))
			return false;
	}
	return true;
}

/* The newest word for each place, of the last words that were said. */
static enum err write_transfers(struct request *rq, struct json_writer *w)
{
	struct page page = {.limit = PAGE_MAX, .id = SLICE("")};
	struct stored_consents all;
	enum err e = consents_of_account(rq->db, rq->arena, rq->caller.id,
					 &page, &all);

	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		if (slice_is(all.items[i].purpose,
			     consent_words[CONSENT_TRANSFER]) &&
		    is_first(&all, i))
			consent_row_write(w, NULL, &all.items[i]);
	}
	return e;
}

static enum err write_present(struct request *rq, struct json_writer *w)
{
	enum err e = ERR_OK;

	jw_array(w, "present");
	for (int p = 0; e == ERR_OK && p < CONSENT__COUNT; p++) {
		if (p != CONSENT_TRANSFER)
			e = write_newest(rq, w, consent_words[p]);
	}
	if (e == ERR_OK)
		e = write_transfers(rq, w);
	jw_end(w);
	return e;
}

enum err handle_consent_list(struct request *rq, struct reply *rp)
{
	struct stored_consents words;
	struct page page, last = {.number = 0};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = consents_of_account(rq->db, rq->arena, rq->caller.id, &page,
					&words);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	e = write_present(rq, rp->json);
	jw_array(rp->json, "items");
	for (size_t i = 0; i < words.count; i++) {
		consent_row_write(rp->json, NULL, &words.items[i]);
		last = (struct page){words.items[i].number, SLICE(""), 0};
	}
	paging_close(rq, rp, &page, words.count, &last);
	return e;
}
