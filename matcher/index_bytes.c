/* index_bytes - see index_bytes.h. */
#include "matcher/index_bytes.h"

#include "base/arena.h"
#include "matcher/planes.h"
#include "matcher/shelf.h"
#include "matcher/skill_index.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"
#include "matcher/traits.h"

const char *index_part_word(enum index_part p)
{
	static const char *const words[INDEX_PART__COUNT] = {
		[INDEX_DOCUMENTS] = "documents",
		[INDEX_SHELF] = "shelf",
		[INDEX_TRAITS] = "traits",
		[INDEX_PLANES] = "planes",
		[INDEX_SKILLS] = "skills",
		[INDEX_POSTINGS] = "postings",
		[INDEX_SHAPES] = "shapes",
		[INDEX_LENGTHS] = "lengths",
		[INDEX_LINKS] = "links",
		[INDEX_DICTIONARY] = "dictionary",
		[INDEX_TYPOS] = "typos",
		[INDEX_GRAMS] = "grams",
		[INDEX_OTHER] = "other",
	};

	return words[p];
}

static void add_text(struct index_bytes *b, const struct textindex *x)
{
	struct text_bytes t = textindex_measure(x);

	b->of[INDEX_POSTINGS] += t.postings;
	b->of[INDEX_SHAPES] += t.shapes;
	b->of[INDEX_LENGTHS] += t.lengths;
	b->of[INDEX_LINKS] += t.links;
	b->of[INDEX_DICTIONARY] += t.dictionary;
	b->of[INDEX_TYPOS] += t.typos;
	b->of[INDEX_GRAMS] += t.grams;
}

static void add_shelf(struct index_bytes *b, const struct shelf *s)
{
	struct shelf_bytes own = shelf_bytes(s);

	b->of[INDEX_DOCUMENTS] += own.documents;
	b->of[INDEX_SHELF] +=
		own.records + own.rows + own.ids + own.asked + own.parsed;
}

struct index_bytes index_bytes_of(const struct snapshot *s)
{
	struct index_bytes b = {{0}};
	size_t whole = arena_bytes(s->arena), sum = 0;

	for (size_t i = 0; i < s->leaf_count; i++) {
		const struct segment *own = s->leaves[i].segment;

		whole += arena_bytes(own->arena);
		add_shelf(&b, own->shelf);
		add_text(&b, own->text);
		b.of[INDEX_TRAITS] += traits_bytes(own->traits);
		b.of[INDEX_PLANES] += planes_measure(own->planes).bytes;
		b.of[INDEX_SKILLS] += skill_index_bytes(own->skills);
	}
	for (int i = 0; i < INDEX_PART__COUNT; i++)
		sum += b.of[i];
	b.of[INDEX_OTHER] = whole > sum ? whole - sum : 0;
	return b;
}

size_t index_bytes_by_opening(const struct index_bytes *b)
{
	size_t sum = 0;

	for (int i = 0; i < INDEX_PART__COUNT; i++)
		sum += b->of[i];
	return sum - b->of[INDEX_DOCUMENTS] - b->of[INDEX_DICTIONARY] -
	       b->of[INDEX_TYPOS] - b->of[INDEX_GRAMS];
}
