/* shelf - what is read of one; how it is made is in shelf_build.c. */
#include "matcher/shelf.h"

#include "base/arena.h"
#include "matcher/hash.h"
#include "matcher/shelf_parts.h"
#include "matcher/shelf_record.h"

size_t shelf_count(const struct shelf *s)
{
	return s->count;
}

static const unsigned char *record_of(const struct shelf *s, size_t i)
{
	const struct shelf_row *row = &s->rows[i];

	return (const unsigned char *)s->text.p + row->at + row->document;
}

struct slice shelf_document(const struct shelf *s, size_t i)
{
	const struct shelf_row *row = &s->rows[i];

	return (struct slice){s->text.p + row->at, row->document};
}

uint64_t shelf_hash(const struct shelf *s, size_t i)
{
	return s->rows[i].hash;
}

struct slice shelf_id(const struct shelf *s, size_t i)
{
	return record_id(record_of(s, i), shelf_document(s, i));
}

static const struct asked *asked_of(const struct shelf *s, size_t i,
				    enum ask part)
{
	return &s->asked[part].parsed[s->rows[i].asked[part]];
}

const struct ruleset *shelf_rules(const struct shelf *s, size_t i)
{
	return asked_of(s, i, ASK_RULES)->items;
}

const struct preference *shelf_preferences(const struct shelf *s, size_t i,
					   size_t *ret_count)
{
	const struct asked *preferences = asked_of(s, i, ASK_PREFERENCES);

	*ret_count = preferences->count;
	return preferences->items;
}

void shelf_get(struct arena *a, const struct shelf *s, size_t i,
	       struct opening *ret)
{
	static const struct slice none = SLICE_INIT("");
	const struct asked *tiers = asked_of(s, i, ASK_TIERS);

	*ret = (struct opening){.document = shelf_document(s, i),
				.pay_json = none,
				.benefit_json = none,
				.vacancies_json = none,
				.precision_json = none,
				.recurs_json = none};
	record_unpack(a, record_of(s, i), ret);
	ret->rules = shelf_rules(s, i);
	ret->preferences = shelf_preferences(s, i, &ret->preference_count);
	ret->tier_count = tiers->count;
	ret->tiers = tiers->items;
}

static uint64_t hash_of(struct slice id)
{
	return hash_bytes(HASH_START, id.p, id.n);
}

size_t shelf_slots(size_t openings)
{
	size_t n = 4;

	while (n < openings + openings / 2)
		n *= 2;
	return n;
}

void shelf_number(const struct shelf *s, uint32_t *slots)
{
	for (size_t i = 0; i < s->count; i++) {
		size_t at = (size_t)hash_of(shelf_id(s, i));

		at &= s->slot_count - 1;
		while (slots[at] != 0)
			at = (at + 1) & (s->slot_count - 1);
		slots[at] = (uint32_t)i + 1;
	}
}

long shelf_find(const struct shelf *s, struct slice id)
{
	size_t at = (size_t)hash_of(id) & (s->slot_count - 1);

	while (s->slots[at] != 0) {
		if (slice_eq(shelf_id(s, s->slots[at] - 1), id))
			return (long)s->slots[at] - 1;
		at = (at + 1) & (s->slot_count - 1);
	}
	return -1;
}

struct shelf_bytes shelf_bytes(const struct shelf *s)
{
	struct shelf_bytes b = {.rows = s->count * sizeof(*s->rows),
				.ids = s->slot_count * sizeof(*s->slots),
				.rules = s->asked[ASK_RULES].count,
				.preferences = s->asked[ASK_PREFERENCES].count,
				.tiers = s->asked[ASK_TIERS].count};

	for (size_t i = 0; i < s->count; i++)
		b.documents += s->rows[i].document;
	b.records = s->text.n - b.documents;
	for (int part = 0; part < ASK__COUNT; part++) {
		const struct shelf_asked *own = &s->asked[part];

		b.asked += own->text.n + own->count * sizeof(*own->ends);
		b.parsed += own->parsed_bytes;
	}
	return b;
}
