/* alerts - see alerts.h. */
#include "people/alerts.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/match.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "people/sealed.h"
#include "store/openings.h"
#include "store/searches.h"

#define DAY_US (INT64_C(86400) * 1000000)

struct seal_place alert_profile_place(const struct stored_search *search)
{
	return (struct seal_place){.account = search->account,
				   .table = SLICE("saved_search"),
				   .column = SLICE("profile_sealed"),
				   .row = search->id};
}

/* A search as it was read again. */
struct asked {
	struct slice words;
	struct filters filters;
	const struct profile *profile; /* NULL: without */
};

static enum err read_profile(const struct hands *h,
			     const struct alert_world *world,
			     const struct stored_search *s, struct asked *ret)
{
	struct seal_place place = alert_profile_place(s);
	struct faults ignored = {.count = 0};
	const struct jr *profile;
	struct slice json;
	enum err e;

	if (s->profile_sealed.n == 0)
		return ERR_OK;
	e = sealed_read(h, &place, s->profile_sealed, &json);
	if (e == ERR_OK)
		e = jr_parse(h->arena, json, &profile, &ignored);
	if (e == ERR_OK)
		e = profile_read(h->arena, world->snapshot->vocabulary,
				 world->snapshot->rates, profile, NULL,
				 &ret->profile, &ignored);
	return e;
}

static enum err read_search(const struct hands *h,
			    const struct alert_world *world,
			    const struct stored_search *s, struct asked *ret)
{
	struct faults faults = {.count = 0};
	const struct jr *query, *filters, *q;
	enum err e = jr_parse(h->arena, s->query, &query, &faults);

	*ret = (struct asked){.filters = filters_none(world->today)};
	if (e != ERR_OK)
		return e;
	q = jr_get(query, "q");
	if (q != NULL && q->type == JR_TEXT)
		ret->words = q->text;
	filters = jr_get(query, "filters");
	if (filters != NULL &&
	    !world->read_filters(h->arena, world->snapshot->vocabulary, filters,
				 &ret->filters, &faults))
		return ERR_INVALID;
	if (ret->filters.states == 0)
		ret->filters.states = 1u << STATE_OPEN;
	return read_profile(h, world, s, ret);
}

static void add(const struct hands *h, const struct alert_world *world,
		struct alert_hits *hits, size_t opening, const char *verdict)
{
	const struct opening *o =
		snapshot_opening(h->arena, world->snapshot, opening);

	hits->items[hits->count++] = (struct alert_hit){
		.opening = opening,
		.id = arena_copy(h->arena, o->id),
		.verdict = verdict,
		.closes = o->closes,
		.news = ALERT_NEW,
		.is_told = verdict[0] == '\0' ||
			   !slice_is(slice_of(verdict),
				     verdict_word(VERDICT_INELIGIBLE)),
	};
}

static void find_words(const struct hands *h, const struct alert_world *world,
		       const struct asked *asked, struct alert_hits *hits)
{
	struct search_query q = {.analyser = world->analyser,
				 .words = asked->words,
				 .filters = asked->filters,
				 .sort = SORT_NEWEST,
				 .limit = ALERT_HITS_MAX,
				 .without_facets = true};
	struct search_answer answer;

	search_run(h->arena, world->snapshot, &q, &answer);
	hits->is_cut = answer.item_count >= ALERT_HITS_MAX;
	for (size_t i = 0; i < answer.item_count; i++)
		add(h, world, hits, answer.items[i].opening, "");
}

/* Near misses are remembered, so that a change that lets one in is seen. */
static void find_profile(const struct hands *h, const struct alert_world *world,
			 const struct asked *asked, struct alert_hits *hits)
{
	struct match_query q = {.analyser = world->analyser,
				.profile = asked->profile,
				.words = asked->words,
				.filters = asked->filters,
				.weights = weights_published,
				.as_of = world->today,
				.limit = ALERT_HITS_MAX};
	struct match_answer answer;

	match_rank(h->arena, world->snapshot, &q, &answer);
	hits->is_cut = answer.item_count >= ALERT_HITS_MAX ||
		       answer.near_miss_count >= ALERT_HITS_MAX;
	for (size_t i = 0; i < answer.item_count; i++)
		add(h, world, hits, answer.items[i].opening,
		    verdict_word(answer.items[i].verdict));
	for (size_t i = 0; i < answer.near_miss_count; i++)
		add(h, world, hits, answer.near_misses[i].opening,
		    verdict_word(VERDICT_INELIGIBLE));
}

enum err alert_find(const struct hands *h, const struct alert_world *world,
		    const struct stored_search *search,
		    struct alert_hits *ret_hits)
{
	struct asked asked;
	enum err e = read_search(h, world, search, &asked);

	if (e != ERR_OK)
		return e;
	*ret_hits = (struct alert_hits){
		.items = ARENA_ARRAY(h->arena, struct alert_hit,
				     2 * ALERT_HITS_MAX)};
	if (asked.profile != NULL)
		find_profile(h, world, &asked, ret_hits);
	else
		find_words(h, world, &asked, ret_hits);
	return ERR_OK;
}

static const struct stored_seen *find_seen(const struct stored_seen_list *seen,
					   struct slice opening)
{
	size_t low = 0, high = seen->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = slice_cmp(seen->items[middle].opening, opening);

		if (order == 0)
			return &seen->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Within the days that are soon now and were not when it ran last. */
static bool is_soon(const struct alert_hit *hit, int32_t today,
		    int64_t last_run_us)
{
	int32_t last = clock_day_of_us(last_run_us);

	return hit->closes != DAY_NONE && hit->closes >= today &&
	       hit->closes <= today + ALERT_SOON_DAYS &&
	       hit->closes > last + ALERT_SOON_DAYS;
}

static enum alert_news news_of(const struct alert_hit *hit,
			       const struct stored_seen *seen, bool is_soon_now)
{
	if (seen == NULL)
		return ALERT_NEW;
	if (slice_is(slice_of(hit->verdict), verdict_word(VERDICT_ELIGIBLE)) &&
	    !slice_is(seen->verdict, hit->verdict))
		return ALERT_ELIGIBLE;
	if (hit->is_told &&
	    slice_is(seen->verdict, verdict_word(VERDICT_INELIGIBLE)))
		return ALERT_NEW;
	return is_soon_now ? ALERT_SOON : ALERT_KNOWN;
}

/* All of it in order of id, page by page: it grows by what is told. */
static enum err compare_page(const struct hands *h,
			     const struct alert_world *world,
			     const struct stored_search *s,
			     struct alert_hits *hits, struct page *page)
{
	struct stored_seen_list seen;
	enum err e = searches_seen(h->db, h->arena, s->id, page, &seen);

	if (e != ERR_OK)
		return e;
	for (size_t i = 0; i < hits->count; i++) {
		struct alert_hit *hit = &hits->items[i];
		const struct stored_seen *known = find_seen(&seen, hit->id);

		if (known == NULL)
			continue;
		hit->is_seen = true;
		hit->news = news_of(hit, known,
				    is_soon(hit, world->today, s->last_run_us));
	}
	page->limit = seen.count;
	if (seen.count > 0)
		page->id = seen.items[seen.count - 1].opening;
	return ERR_OK;
}

/* One that was not found before, though it might have been. */
static enum err check_new(const struct hands *h,
			  const struct alert_world *world,
			  const struct stored_search *s, struct alert_hit *hit)
{
	const struct opening *o =
		snapshot_opening(h->arena, world->snapshot, hit->opening);
	struct stored_opening row;
	enum err e = openings_get(h->db, h->arena, hit->id, &row);

	if (e != ERR_OK)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	if (row.updated_us < s->last_run_us &&
	    (o->opens == DAY_NONE ||
	     o->opens <= clock_day_of_us(s->last_run_us)))
		hit->news = ALERT_KNOWN;
	return ERR_OK;
}

static enum err check_cut(const struct hands *h,
			  const struct alert_world *world,
			  const struct stored_search *s,
			  struct alert_hits *hits)
{
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < hits->count; i++) {
		if (!hits->items[i].is_seen)
			e = check_new(h, world, s, &hits->items[i]);
	}
	return e;
}

enum err alert_compare(const struct hands *h, const struct alert_world *world,
		       const struct stored_search *search,
		       struct alert_hits *hits)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	size_t seen = 0;
	enum err e;

	do {
		page.limit = PAGE_MAX;
		e = compare_page(h, world, search, hits, &page);
		seen += page.limit;
	} while (e == ERR_OK && page.limit == PAGE_MAX);
	/* The last time there were more than were remembered, perhaps. */
	if (e == ERR_OK && (hits->is_cut || seen >= ALERT_HITS_MAX))
		e = check_cut(h, world, search, hits);
	return e;
}

enum err alert_remember(const struct hands *h,
			const struct stored_search *search,
			const struct alert_hits *hits)
{
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < hits->count; i++)
		e = searches_see(h->db, &(struct stored_seen){
						.search = search->id,
						.opening = hits->items[i].id,
						.verdict = slice_of(
							hits->items[i].verdict),
						.at_us = h->now_us});
	return e;
}

int64_t alert_next_run(struct slice every, int64_t now_us)
{
	if (slice_is(every, "daily"))
		return now_us + DAY_US;
	return slice_is(every, "weekly") ? now_us + 7 * DAY_US : 0;
}
