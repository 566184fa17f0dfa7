/* textindex_save - a textindex as bytes, and from bytes; see textindex.h. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "matcher/dictionary.h"
#include "matcher/linker.h"
#include "matcher/sections.h"
#include "matcher/textindex_parts.h"
#include "matcher/title_links.h"
#include "matcher/typo.h"

/* One section for the lengths of each channel. */
static const char *const lengths_name[CHANNEL__COUNT] = {"text.words",
							 "text.grams"};

/* A link of a document, with nothing between its members. */
struct saved_link {
	float confidence, share;
	uint32_t unit;
};

static void save_terms(struct arena *a, const struct textindex *x,
		       struct sections *to)
{
	uint32_t *flags = ARENA_ARRAY(a, uint32_t, x->term_count);

	for (size_t i = 0; i < x->term_count; i++)
		flags[i] = x->terms[i].flags;
	dictionary_save(x->dictionary, to);
	sections_add(to, "text.flags", flags, x->term_count * sizeof(*flags));
}

/* None without a linker. */
static void save_links(struct arena *a, const struct textindex *x,
		       struct sections *to)
{
	size_t n = x->links == NULL ? 0 : x->count, count = 0;
	uint32_t *ends = ARENA_ARRAY(a, uint32_t, n);
	struct saved_link *links;

	for (size_t d = 0; d < n; d++) {
		count += x->links[d].count;
		ends[d] = (uint32_t)count;
	}
	links = ARENA_ARRAY(a, struct saved_link, count);
	count = 0;
	for (size_t d = 0; d < n; d++) {
		for (unsigned i = 0; i < x->links[d].count; i++) {
			const struct link *own = &x->links[d].items[i];

			links[count++] = (struct saved_link){
				own->confidence, own->share, own->unit};
		}
	}
	sections_add(to, "text.links.ends", ends, n * sizeof(*ends));
	sections_add(to, "text.links", links, count * sizeof(*links));
}

void textindex_save(struct arena *a, const struct textindex *x,
		    struct sections *to)
{
	save_terms(a, x, to);
	postings_save(a, x->postings, to);
	typo_index_save(a, x->typos, to);
	save_links(a, x, to);
	sections_add(to, "text.means", x->means, sizeof(x->means));
	for (int c = 0; c < CHANNEL__COUNT; c++)
		sections_add(to, lengths_name[c], x->lengths[c],
			     x->count * FIELD__COUNT * sizeof(uint32_t));
}

static const struct term *make_terms(struct arena *a, const struct textindex *x,
				     const uint32_t *flags)
{
	struct term *terms = ARENA_ARRAY(a, struct term, x->term_count + 1);
	struct arena *scratch = arena_new(0);
	struct slice *keys =
		ARENA_ARRAY(scratch, struct slice, x->term_count + 1);

	dictionary_keys(x->dictionary, keys);
	for (size_t i = 0; i < x->term_count; i++) {
		const struct postings *own =
			postings_of(x->postings, (uint32_t)i);

		terms[i] = (struct term){.key = keys[i],
					 .id = (uint32_t)i,
					 .df = own->count,
					 .flags = flags[i],
					 .postings = own};
	}
	arena_free(scratch);
	return terms;
}

static enum err load_terms(struct arena *a, struct textindex *x,
			   const struct sections *from)
{
	struct sections_taking t = {from, false};
	const uint32_t *flags;
	enum err e = dictionary_load(a, from, &x->dictionary);

	if (e != ERR_OK)
		return e;
	x->term_count = dictionary_count(x->dictionary);
	flags = sections_take(&t, "text.flags", sizeof(*flags), x->term_count);
	if (t.failed)
		return ERR_MALFORMED;
	e = postings_load(a, x->term_count, x->count, from, &x->postings);
	if (e != ERR_OK)
		return e;
	x->terms = make_terms(a, x, flags);
	return typo_index_load(a, x->terms, x->term_count, from, &x->typos);
}

/* False: a unit group is not of the taxonomy, or there are too many. */
static bool read_links(const struct saved_link *saved, size_t n, size_t units,
		       struct link_set *to)
{
	if (n > LINKS_MAX)
		return false;
	to->count = (unsigned)n;
	for (size_t i = 0; i < n; i++) {
		if (saved[i].unit >= units)
			return false;
		to->items[i] = (struct link){.unit = (uint16_t)saved[i].unit,
					     .confidence = saved[i].confidence,
					     .share = saved[i].share};
	}
	return true;
}

static enum err load_links(struct arena *a, struct textindex *x,
			   const struct sections *from)
{
	const struct linker *l = x->known.linker;
	size_t n = l == NULL ? 0 : x->count, count, at = 0;
	struct sections_taking t = {from, false};
	const uint32_t *ends =
		sections_take(&t, "text.links.ends", sizeof(*ends), n);
	const struct saved_link *saved =
		sections_take_all(&t, "text.links", sizeof(*saved), &count);
	struct link_set *links = ARENA_ARRAY(a, struct link_set, n + 1);

	if (t.failed || !sections_ends_fit(ends, n, count))
		return ERR_MALFORMED;
	for (size_t d = 0; d < n; d++) {
		if (!read_links(saved + at, ends[d] - at,
				linker_taxonomy(l)->unit_count, &links[d]))
			return ERR_MALFORMED;
		at = ends[d];
	}
	x->links = l == NULL ? NULL : links;
	x->linked = title_links_by_unit(a, l, x->links, x->count);
	return ERR_OK;
}

static enum err load_lengths(struct textindex *x, const struct sections *from)
{
	struct sections_taking t = {from, false};
	const void *means =
		sections_take(&t, "text.means", sizeof(x->means), 1);

	for (int c = 0; c < CHANNEL__COUNT; c++)
		x->lengths[c] = sections_take(&t, lengths_name[c],
					      sizeof(*x->lengths[c]),
					      x->count * FIELD__COUNT);
	if (t.failed)
		return ERR_MALFORMED;
	memcpy(x->means, means, sizeof(x->means));
	for (int c = 0; c < CHANNEL__COUNT; c++) {
		for (int f = 0; f < FIELD__COUNT; f++) {
			if (!isfinite(x->means[c][f]) || x->means[c][f] <= 0)
				return ERR_MALFORMED;
		}
	}
	return ERR_OK;
}

enum err textindex_load(struct arena *a, const struct text_knowledge *known,
			size_t n, const struct sections *from,
			const struct textindex **ret_index)
{
	struct textindex *x = ARENA_NEW(a, struct textindex);
	enum err e;

	x->count = n;
	x->base = x;
	x->known = *known;
	e = load_terms(a, x, from);
	if (e == ERR_OK)
		e = load_links(a, x, from);
	if (e == ERR_OK)
		e = load_lengths(x, from);
	if (e == ERR_OK)
		*ret_index = x;
	return e;
}
