/*
 * The parts of an index as bytes: what is loaded says the same bytes again, and
 * bytes that do not fit together are refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/priors.h"
#include "matcher/sections.h"
#include "matcher/skill_index.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"
#include "matcher/traits.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum { ROUNDS = 12, DOCUMENTS = 80, WILD_STEPS = 4000 };

/* A part, loaded from `from`, saved again into `to` unless that is NULL. */
typedef enum err load_again(struct arena *a, const struct segment *s,
			    const struct sections *from, struct sections *to);
typedef void save_part(struct arena *a, const struct segment *s,
		       struct sections *to);

struct part {
	const char *name;
	save_part *save;
	load_again *again;
};

static void save_traits(struct arena *a, const struct segment *s,
			struct sections *to)
{
	traits_save(a, s->traits, to);
}

static enum err traits_again(struct arena *a, const struct segment *s,
			     const struct sections *from, struct sections *to)
{
	const struct traits *t;
	enum err e = traits_load(a, s->vocabulary, s->count, from, &t);

	if (e == ERR_OK && to != NULL)
		traits_save(a, t, to);
	return e;
}

static void save_priors(struct arena *a, const struct segment *s,
			struct sections *to)
{
	priors_save(a, s->priors, to);
}

static enum err priors_again(struct arena *a, const struct segment *s,
			     const struct sections *from, struct sections *to)
{
	const struct priors *p;
	enum err e = priors_load(a, s->vocabulary, s->count, from, &p);

	if (e == ERR_OK && to != NULL)
		priors_save(a, p, to);
	return e;
}

static void save_skills(struct arena *a, const struct segment *s,
			struct sections *to)
{
	skill_index_save(a, s->skills, to);
}

static enum err skills_again(struct arena *a, const struct segment *s,
			     const struct sections *from, struct sections *to)
{
	struct snapshot_parts p = stall_parts();
	const struct skill_index *x;
	enum err e = skill_index_load(a, &p.known, s->count, from, &x);

	if (e == ERR_OK && to != NULL)
		skill_index_save(a, x, to);
	return e;
}

static void save_text(struct arena *a, const struct segment *s,
		      struct sections *to)
{
	textindex_save(a, s->text, to);
}

static enum err text_again(struct arena *a, const struct segment *s,
			   const struct sections *from, struct sections *to)
{
	struct snapshot_parts p = stall_parts();
	const struct textindex *x;
	enum err e = textindex_load(a, &p.known, s->count, from, &x);

	if (e == ERR_OK && to != NULL)
		textindex_save(a, x, to);
	return e;
}

static struct part parts[] = {
	{"traits", save_traits, traits_again},
	{"priors", save_priors, priors_again},
	{"skills", save_skills, skills_again},
	{"text", save_text, text_again},
};

static void same_bytes(const struct sections *x, const struct sections *y)
{
	assert_int_equal(x->count, y->count);
	for (size_t i = 0; i < x->count; i++) {
		if (strcmp(x->items[i].name, y->items[i].name) != 0 ||
		    !slice_eq(x->items[i].bytes, y->items[i].bytes))
			fail_msg("%s differs", x->items[i].name);
	}
}

static void comes_back(const struct part *p, const char *json)
{
	struct arena *a = arena_new(0);
	struct sections *saved = ARENA_NEW(a, struct sections);
	struct sections *again = ARENA_NEW(a, struct sections);
	struct snapshot *s = stall_snapshot(json);
	const struct segment *base = s->leaves->segment;

	p->save(a, base, saved);
	assert_true(saved->count > 0);
	assert_int_equal(p->again(a, base, saved, again), ERR_OK);
	same_bytes(saved, again);
	snapshot_free(s);
	arena_free(a);
}

static const char *random_catalogue(struct random *r)
{
	const char *documents[DOCUMENTS];

	random_documents(r, DOCUMENTS, documents);
	return documents_array(documents, DOCUMENTS);
}

static void a_part_comes_back(void **state)
{
	struct random r;

	comes_back(*state, "[]");
	comes_back(*state, "[{'id':'a','kind':'job','title':{'en':'x'}}]");
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t seed = 4100 + (uint64_t)round;

		print_message("seed %llu\n", (unsigned long long)seed);
		random_seed(&r, seed);
		comes_back(*state, random_catalogue(&r));
	}
}

static void what_is_loaded_counts_its_bytes_as_what_was_built(void **state)
{
	struct arena *a = arena_new(0);
	struct sections *saved = ARENA_NEW(a, struct sections);
	struct snapshot_parts p = stall_parts();
	const struct skill_index *skills;
	const struct textindex *text;
	const struct traits *traits;
	const struct segment *base;
	struct snapshot *s;
	struct random r;

	(void)state;
	random_seed(&r, 4190);
	s = stall_snapshot(random_catalogue(&r));
	base = s->leaves->segment;
	save_traits(a, base, saved);
	save_skills(a, base, saved);
	save_text(a, base, saved);
	assert_int_equal(
		traits_load(a, base->vocabulary, base->count, saved, &traits),
		ERR_OK);
	assert_int_equal(
		skill_index_load(a, &p.known, base->count, saved, &skills),
		ERR_OK);
	assert_int_equal(textindex_load(a, &p.known, base->count, saved, &text),
			 ERR_OK);
	assert_int_equal(traits_bytes(traits), traits_bytes(base->traits));
	assert_int_equal(skill_index_bytes(skills),
			 skill_index_bytes(base->skills));
	assert_int_equal(textindex_bytes(text), textindex_bytes(base->text));
	snapshot_free(s);
	arena_free(a);
}

/* Each section by another name, too short, and empty. */
static void spoil_section(const struct part *p, const struct segment *s,
			  struct sections *saved, size_t i)
{
	struct arena *a = arena_new(0);
	struct section whole = saved->items[i];

	saved->items[i].name[0]++;
	assert_int_equal(p->again(a, s, saved, NULL), ERR_MALFORMED);
	saved->items[i] = whole;
	if (whole.bytes.n > 0) {
		saved->items[i].bytes.n--;
		assert_int_equal(p->again(a, s, saved, NULL), ERR_MALFORMED);
	}
	saved->items[i] = whole;
	arena_free(a);
}

static void what_is_missing_or_cut_is_refused(void **state)
{
	const struct part *p = *state;
	struct arena *a = arena_new(0);
	struct sections *saved = ARENA_NEW(a, struct sections);
	struct snapshot *s;
	struct random r;

	random_seed(&r, 4200);
	s = stall_snapshot(random_catalogue(&r));
	p->save(a, s->leaves->segment, saved);
	for (size_t i = 0; i < saved->count; i++)
		spoil_section(p, s->leaves->segment, saved, i);
	assert_int_equal(p->again(a, s->leaves->segment, saved, NULL), ERR_OK);
	snapshot_free(s);
	arena_free(a);
}

/* Copies that may be written to, each with memory of its own. */
static void copy_sections(const struct sections *from, struct sections *to)
{
	*to = (struct sections){.count = 0};
	for (size_t i = 0; i < from->count; i++) {
		struct slice bytes = from->items[i].bytes;
		size_t room =
			(bytes.n / SECTION_ALIGNMENT + 1) * SECTION_ALIGNMENT;
		char *copy = aligned_alloc(SECTION_ALIGNMENT, room);

		assert_non_null(copy);
		if (bytes.n > 0)
			memcpy(copy, bytes.p, bytes.n);
		sections_add(to, from->items[i].name, copy, bytes.n);
	}
}

static void free_sections(struct sections *s)
{
	for (size_t i = 0; i < s->count; i++)
		free((char *)(uintptr_t)s->items[i].bytes.p);
}

/*
 * Bytes of every section become other ones: it loads or is refused, and what
 * loads can be saved; the sanitizers see what is read meanwhile.
 */
static void no_wild_number_is_followed(void **state)
{
	const struct part *p = *state;
	struct arena *a = arena_new(0), *scratch = arena_new(0);
	struct sections *saved = ARENA_NEW(a, struct sections);
	struct sections *copy = ARENA_NEW(a, struct sections);
	struct sections *again = ARENA_NEW(a, struct sections);
	struct snapshot *s;
	struct random r;
	size_t refused = 0;

	random_seed(&r, 4300);
	s = stall_snapshot(random_catalogue(&r));
	p->save(a, s->leaves->segment, saved);
	copy_sections(saved, copy);
	for (int i = 0; i < WILD_STEPS; i++) {
		struct slice bytes =
			copy->items[(size_t)random_below(&r, (int)copy->count)]
				.bytes;
		char *at, was;

		if (bytes.n == 0)
			continue;
		at = (char *)(uintptr_t)bytes.p +
		     random_below(&r, (int)bytes.n);
		was = *at;
		*at = (char)random_below(&r, 256);
		*again = (struct sections){.count = 0};
		refused += p->again(scratch, s->leaves->segment, copy, again) !=
			   ERR_OK;
		*at = was;
		arena_reset(scratch);
	}
	assert_true(refused > 0);
	assert_int_equal(p->again(scratch, s->leaves->segment, copy, NULL),
			 ERR_OK);
	free_sections(copy);
	snapshot_free(s);
	arena_free(scratch);
	arena_free(a);
}

/* A number of a section that becomes larger than any that fits. */
static const struct wild {
	const char *section;
	size_t at, bytes;
} wilds[] = {
	{"traits.kind", 3, 1},
	{"traits.status", 0, 1},
	{"traits.pays", 16, 4}, /* the row */
	{"traits.places.ends", 0, 4},
	{"traits.places.values", 0, 4},
	{"traits.places.of", 4, 4},
	{"traits.sectors.of", 4, 4},
	{"traits.organisations.ends", 4, 4},
	{"traits.organisation", 8, 4},
	{"priors.stated", 0, 8},
	{"skills.first", 4, 4},
	{"skills.of", 0, 4},
	{"skills.known", 4, 4},  /* how many skills it may mean */
	{"skills.known", 20, 4}, /* and groups it is in */
	{"skills.typed.ends", 0, 4},
	{"skills.keys.ends", 0, 4},
	{"postings.of", 4, 4},
	{"postings.lists", 0, 4},
	{"postings.docs", 0, 2},
	{"postings.shapes", 0, 1}, /* one that stands elsewhere */
	{"typo.words", 0, 4},
	{"typo.neighbours", 4, 4},
	{"text.links.ends", 0, 4},
	{"text.links", 8, 4}, /* the unit group */
	{"text.means", 0, 8}, /* not a number */
	{"organisations.ends", 0, 4},
	{"segment.organisation", 4, 4},
	{"segment.programme", 8, 4},
	{"posted.first", 4, 4},
	{"posted.rows", 0, 4},
	{"posted.programmes.ends", 0, 4},
};

static enum err load_segment(const struct sections *from)
{
	struct snapshot_parts p = stall_parts();
	struct segment *s;
	enum err e = segment_load(arena_new(0), &p, from, &s);

	if (e == ERR_OK)
		segment_release(s);
	return e;
}

static void each_number_is_looked_at(void **state)
{
	struct arena *a = arena_new(0);
	struct sections *saved = ARENA_NEW(a, struct sections);
	struct sections *copy = ARENA_NEW(a, struct sections);
	struct snapshot *s;
	struct random r;

	(void)state;
	random_seed(&r, 4400);
	s = stall_snapshot(random_catalogue(&r));
	segment_save(a, s->leaves->segment, saved);
	copy_sections(saved, copy);
	for (size_t i = 0; i < COUNT(wilds); i++) {
		const struct wild *w = &wilds[i];
		struct slice bytes = {NULL, 0};
		char before[8], *at;

		assert_true(sections_find(copy, w->section, &bytes));
		if (bytes.n < w->at + w->bytes)
			fail_msg("%s is too short", w->section);
		at = (char *)(uintptr_t)bytes.p + w->at;
		memcpy(before, at, w->bytes);
		memset(at, 0xFF, w->bytes);
		if (load_segment(copy) != ERR_MALFORMED)
			fail_msg("%s", w->section);
		memcpy(at, before, w->bytes);
	}
	assert_int_equal(load_segment(copy), ERR_OK);
	free_sections(copy);
	snapshot_free(s);
	arena_free(a);
}

/* The postings of a term that stands in both documents. */
static void documents_out_of_order_are_refused(void **state)
{
	struct arena *a = arena_new(0);
	struct sections *saved = ARENA_NEW(a, struct sections);
	struct snapshot *s = stall_snapshot(
		"[{'id':'a','kind':'job','title':{'en':'tester'}},"
		"{'id':'b','kind':'job','title':{'en':'tester'}}]");
	struct slice bytes = {NULL, 0};
	uint16_t *docs;

	(void)state;
	segment_save(a, s->leaves->segment, saved);
	assert_int_equal(load_segment(saved), ERR_OK);
	assert_true(sections_find(saved, "postings.docs", &bytes));
	docs = (uint16_t *)(uintptr_t)bytes.p;
	assert_int_equal(docs[0], 0);
	assert_int_equal(docs[1], 1);
	docs[1] = 0;
	assert_int_equal(load_segment(saved), ERR_MALFORMED);
	docs[0] = 1;
	assert_int_equal(load_segment(saved), ERR_MALFORMED);
	snapshot_free(s);
	arena_free(a);
}

int main(void)
{
	static const struct {
		const char *name;
		CMUnitTestFunction run;
	} proofs[] = {
		{"a part comes back", a_part_comes_back},
		{"what is missing or cut is refused",
		 what_is_missing_or_cut_is_refused},
		{"no wild number is followed", no_wild_number_is_followed},
	};
	struct CMUnitTest tests[COUNT(parts) * COUNT(proofs) + 3] = {0};
	char names[COUNT(parts) * COUNT(proofs)][80];

	for (size_t i = 0; i < COUNT(names); i++) {
		struct part *p = &parts[i / COUNT(proofs)];

		snprintf(names[i], sizeof(names[i]), "%s: %s", p->name,
			 proofs[i % COUNT(proofs)].name);
		tests[i] = (struct CMUnitTest){
			names[i], proofs[i % COUNT(proofs)].run, NULL, NULL, p};
	}
	tests[COUNT(names)] =
		(struct CMUnitTest)cmocka_unit_test(each_number_is_looked_at);
	tests[COUNT(names) + 1] = (struct CMUnitTest)cmocka_unit_test(
		documents_out_of_order_are_refused);
	tests[COUNT(names) + 2] = (struct CMUnitTest)cmocka_unit_test(
		what_is_loaded_counts_its_bytes_as_what_was_built);
	return cmocka_run_group_tests_name("saved", tests, stall_open,
					   stall_close);
}
