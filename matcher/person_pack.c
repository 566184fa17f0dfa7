/* person_pack - see person_pack.h. */
#include "matcher/person_pack.h"

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/fact_pack.h"
#include "matcher/pack.h"

/* What stands for a wish about pay whose JSON is not kept. */
static const struct jr pay_given = {.type = JR_NULL};

static void pack_numbers(struct buf *to, const uint32_t *list, size_t n)
{
	pack_count(to, n);
	for (size_t i = 0; i < n; i++)
		pack_count(to, list[i]);
}

static size_t unpack_numbers(const uint8_t **at, uint32_t *list)
{
	size_t n = unpack_count(at);

	for (size_t i = 0; i < n; i++)
		list[i] = (uint32_t)unpack_count(at);
	return n;
}

static void pack_places(struct buf *to, const struct place_list *list)
{
	pack_count(to, list->count);
	for (size_t i = 0; i < list->count; i++)
		pack_count(to, list->items[i]);
}

static struct place_list unpack_places(struct arena *a, const uint8_t **at)
{
	size_t n = unpack_count(at);
	size_t *items = ARENA_ARRAY(a, size_t, n);

	for (size_t i = 0; i < n; i++)
		items[i] = unpack_count(at);
	return (struct place_list){n, items};
}

/* 0: none; 1: not comparable; 2: comparable. */
static void pack_pay(struct buf *to, const struct wishes *w)
{
	if (w->pay_given == NULL) {
		pack_count(to, 0);
		return;
	}
	pack_count(to, w->pay_min.is_comparable ? 2 : 1);
	if (w->pay_min.is_comparable)
		pack_number(to, w->pay_min.min);
}

static void unpack_pay(const uint8_t **at, struct wishes *w)
{
	uint64_t kind = unpack_count(at);

	if (kind == 0)
		return;
	w->pay_given = &pay_given;
	if (kind == 1)
		return;
	w->pay_min.is_comparable = true;
	w->pay_min.min = w->pay_min.max = unpack_number(at);
	w->pay_min.has_min = true;
}

static void pack_wishes(struct buf *to, const struct wishes *w)
{
	unsigned kinds = w->has_kinds ? 1 : 0;

	for (int k = 0; k < KIND__COUNT; k++)
		kinds |= w->kind[k] ? 2u << k : 0;
	pack_count(to, kinds);
	pack_places(to, &w->places);
	pack_places(to, &w->sectors);
	pack_pay(to, w);
	pack_count(to, w->from != DAY_NONE);
	if (w->from != DAY_NONE)
		pack_number(to, w->from);
}

void person_pack(struct buf *to, const struct vocabulary *v,
		 const struct person_given *given,
		 const struct person_lists *lists)
{
	const struct profile *p = given->profile;
	struct buf inside;

	pack_text(to, given->id);
	pack_count(to, given->has_venture);
	buf_init(&inside, SIZE_MAX / 2);
	pack_text(&inside, p->headline);
	pack_text(&inside, p->wants);
	pack_text(&inside, p->experience);
	pack_numbers(&inside, lists->skills, lists->skill_count);
	pack_numbers(&inside, lists->occupations, lists->occupation_count);
	pack_text(to, buf_slice(&inside));
	buf_clear(&inside);
	pack_wishes(&inside, &p->wishes);
	pack_text(to, buf_slice(&inside));
	buf_done(&inside);
	facts_pack(to, v, p->facts);
}

struct slice person_unpack_id(const uint8_t *record)
{
	return unpack_text(&record);
}

bool person_unpack_has_venture(const uint8_t *record)
{
	unpack_text(&record);
	return unpack_count(&record) != 0;
}

/* The part of the record with texts and lists. */
static const uint8_t *find_texts(const uint8_t *record, const uint8_t **ret_end)
{
	struct slice inside;

	unpack_text(&record);
	unpack_count(&record);
	inside = unpack_text(&record);
	*ret_end = record;
	return (const uint8_t *)inside.p;
}

static void unpack_lists(const uint8_t **at, struct person_lists *ret)
{
	ret->skill_count = unpack_numbers(at, ret->skills);
	ret->occupation_count = unpack_numbers(at, ret->occupations);
}

void person_unpack_lists(const uint8_t *record, struct person_lists *ret)
{
	const uint8_t *end;
	const uint8_t *at = find_texts(record, &end);

	unpack_text(&at);
	unpack_text(&at);
	unpack_text(&at);
	unpack_lists(&at, ret);
}

void person_unpack_texts(const uint8_t *record, struct person_texts *ret)
{
	const uint8_t *end;
	const uint8_t *at = find_texts(record, &end);

	ret->headline = unpack_text(&at);
	ret->wants = unpack_text(&at);
	ret->experience = unpack_text(&at);
	unpack_lists(&at, &ret->lists);
}

void person_unpack_wishes(struct arena *a, const uint8_t *record,
			  struct wishes *ret)
{
	const uint8_t *at;
	struct slice inside;
	uint64_t kinds;

	find_texts(record, &at);
	inside = unpack_text(&at);
	at = (const uint8_t *)inside.p;
	*ret = (struct wishes){.from = DAY_NONE};
	kinds = unpack_count(&at);
	ret->has_kinds = (kinds & 1) != 0;
	for (int k = 0; k < KIND__COUNT; k++)
		ret->kind[k] = (kinds >> (k + 1) & 1) != 0;
	ret->places = unpack_places(a, &at);
	ret->sectors = unpack_places(a, &at);
	unpack_pay(&at, ret);
	if (unpack_count(&at) != 0)
		ret->from = (int32_t)unpack_number(&at);
}

const struct facts *person_unpack_facts(struct arena *a,
					const struct vocabulary *v,
					const uint8_t *record)
{
	find_texts(record, &record);
	unpack_text(&record); /* the wishes */
	return facts_unpack(a, v, &record);
}

size_t person_text_bytes(const struct people *p)
{
	size_t sum = 0;

	for (size_t i = 0; i < p->count; i++) {
		struct person_texts texts;

		person_unpack_texts(p->records[i], &texts);
		sum += person_unpack_id(p->records[i]).n + texts.headline.n +
		       texts.wants.n + texts.experience.n;
	}
	return sum;
}
