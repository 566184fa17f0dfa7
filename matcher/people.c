/* people - see people.h. */
#include "matcher/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/fact_pack.h"
#include "matcher/pack.h"
#include "matcher/person_pack.h"
#include "matcher/textindex.h"

enum { CHUNK_BYTES = 1024 * 1024 };

/* A profile that was added; sorted by id at the end. */
struct added {
	struct slice id;
	const uint8_t *record;
	size_t number;
};

struct people_maker {
	struct arena *scratch;
	struct snapshot_parts parts;
	struct people *people;
	struct buf record, added;
	uint8_t *chunk; /* records stand one behind another */
	size_t chunk_left;
	struct map *typed; /* number + 1 of each skill as it was written */
	struct linker_room *room;
	struct person_lists lists; /* of the one being added */
};

struct people_maker *people_begin(const struct snapshot_parts *parts)
{
	struct arena *a = arena_new(0), *scratch = arena_new(0);
	struct people_maker *m = ARENA_NEW(scratch, struct people_maker);

	m->scratch = scratch;
	m->parts = *parts;
	m->people = ARENA_NEW(a, struct people);
	m->people->arena = a;
	m->people->vocabulary = parts->vocabulary;
	buf_init(&m->record, SIZE_MAX / 2);
	buf_init(&m->added, SIZE_MAX / 2);
	m->typed = map_new(scratch);
	skill_pool_begin(a, &m->parts.known, &m->people->skills);
	if (parts->known.linker != NULL)
		m->room = linker_room_new(scratch, parts->known.linker);
	return m;
}

void people_free(struct people *p)
{
	if (p == NULL)
		return;
	skill_pool_done(&p->skills);
	arena_free(p->arena);
}

static void maker_done(struct people_maker *m)
{
	buf_done(&m->record);
	buf_done(&m->added);
	arena_free(m->scratch);
}

void people_maker_free(struct people_maker *m)
{
	people_free(m->people);
	maker_done(m);
}

static const uint8_t *keep_record(struct people_maker *m)
{
	struct slice bytes = buf_slice(&m->record);
	uint8_t *to;

	if (bytes.n > m->chunk_left) {
		m->chunk_left = bytes.n > CHUNK_BYTES ? bytes.n : CHUNK_BYTES;
		m->chunk = arena_take(m->people->arena, m->chunk_left);
	}
	to = m->chunk;
	memcpy(to, bytes.p, bytes.n);
	m->chunk += bytes.n;
	m->chunk_left -= bytes.n;
	return to;
}

static void add_unit(struct people_maker *m, uint32_t meaning)
{
	struct person_lists *p = &m->lists;

	for (size_t i = 0; i < p->occupation_count; i++) {
		if (p->occupations[i] == meaning)
			return;
	}
	p->occupations[p->occupation_count++] = meaning;
}

static void link_line(struct people_maker *m, struct slice line)
{
	unsigned units[LINKS_MAX];
	unsigned n;

	if (m->room == NULL || line.n == 0)
		return;
	n = skills_link_line(&m->parts.known, m->room, m->parts.analyser, line,
			     units);
	for (unsigned i = 0; i < n; i++)
		add_unit(m, skill_pool_add_unit(&m->people->skills, units[i]));
}

/* A skill as written, and the occupations it names: read once for all. */
struct known_line {
	uint32_t typed;
	unsigned unit_count;
	unsigned units[LINKS_MAX];
};

static const struct known_line *know_line(struct people_maker *m,
					  struct slice text)
{
	const struct known_line *known = map_get(m->typed, text);
	struct known_line *line;

	if (known != NULL)
		return known;
	line = ARENA_NEW(m->scratch, struct known_line);
	line->typed =
		skill_pool_add(&m->people->skills, m->parts.analyser, text);
	if (m->room != NULL)
		line->unit_count =
			skills_link_line(&m->parts.known, m->room,
					 m->parts.analyser, text, line->units);
	text = skill_pool_typed(&m->people->skills, line->typed)->text;
	m->people->bytes.stored_text += text.n;
	map_put(m->typed, arena_copy(m->scratch, text), line);
	return line;
}

static void add_skill(struct people_maker *m, struct slice text)
{
	const struct known_line *line = know_line(m, text);
	struct person_lists *p = &m->lists;

	p->skills[p->skill_count++] = line->typed;
	for (unsigned i = 0; i < line->unit_count; i++)
		add_unit(m, skill_pool_add_unit(&m->people->skills,
						line->units[i]));
}

void people_add(struct people_maker *m, const struct person_given *given)
{
	const struct profile *p = given->profile;
	struct added added = {.number = m->added.n / sizeof(added)};

	m->lists.skill_count = 0;
	m->lists.occupation_count = 0;
	link_line(m, p->headline);
	link_line(m, p->wants);
	for (size_t i = 0; i < p->skills.count; i++)
		add_skill(m, p->skills.items[i]);
	buf_clear(&m->record);
	person_pack(&m->record, m->people->vocabulary, given, &m->lists);
	added.record = keep_record(m);
	added.id = person_unpack_id(added.record);
	buf_add(&m->added, &added, sizeof(added));
	m->people->bytes.stored_text +=
		given->id.n + p->headline.n + p->wants.n + p->experience.n;
	m->people->bytes.records += m->record.n;
}

static int by_id(const void *a, const void *b)
{
	const struct added *x = a, *y = b;
	int order = slice_cmp(x->id, y->id);

	if (order != 0)
		return order;
	return (x->number > y->number) - (x->number < y->number);
}

/* False: an id stands twice. */
static bool sort_rows(struct people_maker *m, size_t *reterr_number)
{
	struct added *list = (struct added *)(void *)m->added.p;
	size_t n = m->added.n / sizeof(*list);
	const uint8_t **records =
		ARENA_ARRAY(m->people->arena, const uint8_t *, n);
	bool is_good = true;

	if (n > 0)
		qsort(list, n, sizeof(*list), by_id);
	for (size_t i = 0; i < n; i++) {
		records[i] = list[i].record;
		if (i == 0 || !slice_eq(list[i].id, list[i - 1].id))
			continue;
		if (is_good || list[i].number < *reterr_number)
			*reterr_number = list[i].number;
		is_good = false;
	}
	m->people->records = records;
	m->people->count = n;
	return is_good;
}

static const struct facts *get_facts(const void *of, size_t i, struct arena *a)
{
	return people_facts(a, of, i);
}

static void set(uint64_t *bits, size_t i)
{
	bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static void add_pair(struct buf *pairs, size_t row, uint32_t meaning)
{
	struct skill_holding one = {(uint32_t)row, meaning};

	buf_add(pairs, &one, sizeof(one));
}

/* Two ways of writing one skill are one. */
static bool stood_before(const struct skill_pool *pool,
			 const struct person_lists *lists, size_t i)
{
	uint32_t own = skill_pool_typed(pool, lists->skills[i])->meaning;

	for (size_t k = 0; k < i; k++) {
		if (skill_pool_typed(pool, lists->skills[k])->meaning == own)
			return true;
	}
	return false;
}

static bool add_pairs(struct people_maker *m, struct buf *pairs, size_t row)
{
	const struct skill_pool *pool = &m->people->skills;
	struct person_lists lists;
	bool has_skills = false;

	person_unpack_lists(m->people->records[row], &lists);
	for (size_t i = 0; i < lists.skill_count; i++) {
		uint32_t meaning =
			skill_pool_typed(pool, lists.skills[i])->meaning;

		if (meaning == SKILL_POOL_NONE)
			continue;
		has_skills = true;
		if (!stood_before(pool, &lists, i))
			add_pair(pairs, row, meaning);
	}
	for (size_t i = 0; i < lists.occupation_count; i++)
		add_pair(pairs, row, lists.occupations[i]);
	return has_skills;
}

static void settle_skills(struct people_maker *m)
{
	struct people *p = m->people;
	size_t words = (p->count + 63) / 64;
	uint64_t *has_skills = ARENA_ARRAY(p->arena, uint64_t, words);
	uint64_t *is_venture = ARENA_ARRAY(p->arena, uint64_t, words);
	struct buf pairs;

	buf_init(&pairs, SIZE_MAX / 2);
	for (size_t i = 0; i < p->count; i++) {
		if (add_pairs(m, &pairs, i))
			set(has_skills, i);
		if (person_unpack_has_venture(p->records[i]))
			set(is_venture, i);
	}
	skill_pool_settle(&p->skills,
			  (const struct skill_holding *)(void *)pairs.p,
			  pairs.n / sizeof(struct skill_holding));
	p->has_skills = has_skills;
	p->is_venture = is_venture;
	p->bytes.skills = pairs.n / 2 + 2 * words * sizeof(uint64_t) +
			  p->skills.typed.n + p->skills.meanings.n +
			  p->skills.kin.n;
	buf_done(&pairs);
}

static void describe(struct arena *a, const struct people *p, size_t row,
		     struct textdoc *doc)
{
	struct person_texts texts;
	struct buf skills;

	person_unpack_texts(p->records[row], &texts);
	*doc = (struct textdoc){.in[FIELD_TITLE] = {{NULL, 0}}};
	if (texts.headline.n > 0)
		doc->in[FIELD_TITLE][LANG_EN] = texts.headline;
	if (texts.wants.n > 0)
		doc->in[FIELD_SUMMARY][LANG_EN] = texts.wants;
	if (texts.experience.n > 0)
		doc->in[FIELD_BODY][LANG_EN] = texts.experience;
	if (texts.lists.skill_count == 0)
		return;
	buf_init(&skills, SIZE_MAX / 2);
	for (size_t i = 0; i < texts.lists.skill_count; i++) {
		buf_add_slice(&skills, skill_pool_typed(&p->skills,
							texts.lists.skills[i])
					       ->text);
		buf_add_char(&skills, '\n');
	}
	doc->in[FIELD_SKILLS][LANG_EN] = arena_copy(a, buf_slice(&skills));
	buf_done(&skills);
}

static void index_texts(struct people_maker *m)
{
	struct people *p = m->people;
	struct arena *scratch = arena_new(0);
	struct textdoc *docs = ARENA_ARRAY(scratch, struct textdoc, p->count);

	for (size_t i = 0; i < p->count; i++)
		describe(scratch, p, i, &docs[i]);
	p->text = textindex_build(p->arena, m->parts.analyser, &m->parts.known,
				  docs, p->count);
	p->bytes.text = textindex_bytes(p->text);
	arena_free(scratch);
}

enum err people_finish(struct people_maker *m, struct people **ret_people,
		       size_t *reterr_number)
{
	struct people *p = m->people;
	struct fact_source source = {p, get_facts};

	if (!sort_rows(m, reterr_number)) {
		people_maker_free(m);
		return ERR_CONFLICT;
	}
	p->columns = columns_read(p->arena, p->vocabulary, source, p->count);
	settle_skills(m);
	index_texts(m);
	p->bytes.columns = p->columns->bytes;
	p->bytes.records += p->count * sizeof(*p->records);
	/* Texts lie in the records; typed skills stand for themselves. */
	p->bytes.records -= person_text_bytes(p);
	*ret_people = p;
	maker_done(m);
	return ERR_OK;
}

struct slice people_id(const struct people *p, size_t row)
{
	return person_unpack_id(p->records[row]);
}

const struct facts *people_facts(struct arena *a, const struct people *p,
				 size_t row)
{
	return person_unpack_facts(a, p->vocabulary, p->records[row]);
}

static struct skill_list read_skills(struct arena *a, const struct people *p,
				     const struct person_lists *lists)
{
	struct skill *items = ARENA_ARRAY(a, struct skill, lists->skill_count);
	struct skill_list list = {0, items};

	for (size_t i = 0; i < lists->skill_count; i++) {
		const struct typed_skill *t =
			skill_pool_typed(&p->skills, lists->skills[i]);

		if (t->meaning == SKILL_POOL_NONE)
			continue;
		items[list.count] = *skill_pool_meaning(&p->skills, t->meaning);
		items[list.count++].typed = t->text;
	}
	return list;
}

static struct skill_list read_occupations(struct arena *a,
					  const struct people *p,
					  const struct person_lists *lists)
{
	struct skill *items =
		ARENA_ARRAY(a, struct skill, lists->occupation_count);

	for (size_t i = 0; i < lists->occupation_count; i++)
		items[i] =
			*skill_pool_meaning(&p->skills, lists->occupations[i]);
	return (struct skill_list){lists->occupation_count, items};
}

static struct id_list typed_skills(struct arena *a, const struct people *p,
				   const struct person_lists *lists)
{
	struct slice *items = ARENA_ARRAY(a, struct slice, lists->skill_count);

	for (size_t i = 0; i < lists->skill_count; i++)
		items[i] = skill_pool_typed(&p->skills, lists->skills[i])->text;
	return (struct id_list){lists->skill_count, items};
}

void people_read(struct arena *a, const struct people *p, size_t row,
		 struct person *ret)
{
	const uint8_t *record = p->records[row];
	struct person_texts texts;

	person_unpack_texts(record, &texts);
	*ret = (struct person){
		.id = person_unpack_id(record),
		.has_venture = person_unpack_has_venture(record),
		.skills = read_skills(a, p, &texts.lists),
		.occupations = read_occupations(a, p, &texts.lists),
		.profile = {.facts = people_facts(a, p, row),
			    .headline = texts.headline,
			    .experience = texts.experience,
			    .wants = texts.wants,
			    .skills = typed_skills(a, p, &texts.lists)}};
	person_unpack_wishes(a, record, &ret->profile.wishes);
}
