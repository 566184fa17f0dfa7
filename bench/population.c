/* population - see population.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "json/jw.h"
#include "population_parts.h"
#include "support/random.h"
#include "support/vocabulary_json.h"

enum {
	PATH_BYTES = 512,
	TEXT_BYTES_MAX = 1024 * 1024,
	DENSE = POOL_OPENINGS / 16,
	CLOSE_PERCENT = 50 /* of openings, within a year */
};

void population_give_up(const char *what, const struct faults *f)
{
	fprintf(stderr, "%s: %s at %s\n", what,
		f->count > 0 ? "refused" : "unreadable",
		f->count > 0 ? f->items[0].at : "");
	exit(EXIT_FAILURE);
}

static void read_vocabulary(struct making *m, const char *root)
{
	struct vocabulary_json json;
	struct vocabulary_sources sources;
	struct faults faults = {0};
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/config/vocabulary", root);
	vocabulary_json_load(m->a, path, &json);
	sources = (struct vocabulary_sources){
		.attributes = json.attributes,
		.places = json.places,
		.sectors = json.sectors,
		.institutions = json.institutions,
		.fields = json.fields,
	};
	if (vocabulary_read(m->a, &sources, &m->vocabulary, &faults) != ERR_OK)
		population_give_up(path, &faults);
}

static void read_catalogue(struct making *m, const char *root)
{
	static const char *const files[] = {"funding", "incubators",
					    "internships", "jobs"};

	for (size_t i = 0; i < COUNT(files); i++) {
		struct faults faults = {0};
		const struct jr *list;
		char path[PATH_BYTES];

		snprintf(path, sizeof(path), "%s/catalogue/%s.json", root,
			 files[i]);
		if (jr_parse(m->a, file_bytes(m->a, path), &list, &faults) !=
		    ERR_OK)
			population_give_up(path, &faults);
		for (const struct jr *n = list->first; n; n = n->next) {
			if (jr_get(n, "rules") == NULL &&
			    jr_get(n, "criteria") == NULL)
				continue;
			ASSERT(m->holder_count < HOLDERS_MAX);
			m->holders[m->holder_count++] = n;
		}
	}
}

static void copy_varied(struct making *m, struct json_writer *w,
			const struct jr *n, int64_t shift);

/* Now and then one of several values is left out. */
static void copy_list(struct making *m, struct json_writer *w,
		      const struct jr *n, int64_t shift)
{
	bool is_values = slice_is(n->key, "values");
	unsigned without = n->count;

	if (is_values && n->count > 1 && random_chance(&m->random, 30))
		without = (unsigned)random_below(&m->random, (int)n->count);
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		if (c->index != without)
			copy_varied(m, w, c, shift);
	}
}

static void copy_parts(struct making *m, struct json_writer *w,
		       const struct jr *n, int64_t shift)
{
	static const char *const left_out[] = {"text", "source", "id"};

	if (n->type == JR_ARRAY) {
		copy_list(m, w, n, shift);
		return;
	}
	shift = random_range(&m->random, -3, 3);
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		bool keep = true;

		for (size_t i = 0; i < COUNT(left_out); i++)
			keep = keep && !slice_is(c->key, left_out[i]);
		if (keep)
			copy_varied(m, w, c, shift);
	}
}

/* Both bounds of a test move together, and never below 0.  What a quantifier
 * counts is of its scheme and stays. */
static void copy_varied(struct making *m, struct json_writer *w,
			const struct jr *n, int64_t shift)
{
	const char *key = n->key.p == NULL ? NULL : n->key.p;

	if (slice_is(n->key, "where")) {
		jw_tree(w, key, n);
	} else if (n->type == JR_ARRAY || n->type == JR_OBJECT) {
		if (n->type == JR_ARRAY)
			jw_array(w, key);
		else
			jw_object(w, key);
		copy_parts(m, w, n, shift);
		jw_end(w);
	} else if (n->type == JR_INT) {
		int64_t x = n->integer + shift;

		jw_int(w, key, x < 0 || n->integer == 0 ? n->integer : x);
	} else {
		jw_tree(w, key, n);
	}
}

static const struct jr *find_holder(const struct making *m, struct slice id)
{
	for (size_t i = 0; i < m->holder_count; i++) {
		const struct jr *n = jr_get(m->holders[i], "id");

		if (n != NULL && slice_eq(n->text, id))
			return m->holders[i];
	}
	return NULL;
}

/* False: the variation is refused, or was too complex already. */
static bool vary(struct making *m, const struct jr *holder,
		 const struct ruleset **ret)
{
	static const char *const keys[] = {"rules", "criteria", "complete"};
	struct faults faults = {0};
	struct json_writer w;
	const struct jr *copy;

	buf_clear(&m->text);
	jw_init(&w, &m->text);
	jw_object(&w, NULL);
	for (size_t i = 0; i < COUNT(keys); i++) {
		const struct jr *n = jr_get(holder, keys[i]);

		if (n != NULL)
			copy_varied(m, &w, n, 0);
	}
	jw_end(&w);
	arena_reset(m->scratch);
	if (jr_parse(m->scratch, buf_slice(&m->text), &copy, &faults) != ERR_OK)
		population_give_up("a varied rule", &faults);
	return ruleset_read(m->a, m->vocabulary, copy, ret, &faults) == ERR_OK;
}

static const struct ruleset *ruleset_of(struct making *m,
					const struct jr *holder)
{
	static const struct ruleset none;
	const struct ruleset *set;

	if (holder == NULL)
		return &none;
	for (int i = 0; i < TRIES_MAX; i++) {
		if (vary(m, holder, &set))
			return set;
	}
	fprintf(stderr, "a rule of the catalogue cannot be varied\n");
	exit(EXIT_FAILURE);
}

static const struct judged *make_openings(struct making *m)
{
	struct judged *list = ARENA_ARRAY(m->a, struct judged, POOL_OPENINGS);

	for (size_t i = 0; i < POOL_OPENINGS; i++) {
		const struct jr *own = m->holders[random_below(
			&m->random, (int)m->holder_count)];
		const struct jr *id = jr_get(own, "programme");

		list[i] = (struct judged){
			.programme = ruleset_of(
				m,
				id == NULL ? NULL : find_holder(m, id->text)),
			.own = ruleset_of(m, own),
			.closes = DAY_NONE,
			.starts = DAY_NONE,
		};
		if (random_chance(&m->random, CLOSE_PERCENT))
			list[i].closes = day_of(2026, 11, 25) +
					 random_below(&m->random, 365);
	}
	return list;
}

/* Twelve tests on facts that everybody states. */
static void write_dense(struct making *m)
{
	struct random *r = &m->random;
	static const char *const stages[] = {"idea", "early", "growth"};
	static const char *const levels[] = {"secondary", "sub_degree",
					     "bachelor"};
	static const char *const words[] = {"basic", "working", "fluent"};
	int age = random_range(r, 16, 22);

	buf_clear(&m->text);
	buf_print(&m->text,
		  "{\"criteria\":{\"all\":["
		  "{\"attr\":\"residency\",\"op\":\"has_any\",\"values\":"
		  "[\"hk_resident\",\"%s\"]},"
		  "{\"attr\":\"age\",\"op\":\"between\",\"min\":%d,\"max\":%d},"
		  "{\"attr\":\"education\",\"op\":\"min\",\"value\":\"%s\"},"
		  "{\"attr\":\"study_status\",\"op\":\"in\",\"values\":"
		  "[\"graduated\",\"studying\"]},"
		  "{\"attr\":\"graduation_year\",\"op\":\"min\",\"value\":%d},"
		  "{\"attr\":\"institution_region\",\"op\":\"not_in\","
		  "\"values\":[\"%s\"]},"
		  "{\"attr\":\"nationality\",\"op\":\"has_any\","
		  "\"values\":[\"chinese\"]},"
		  "{\"attr\":\"employment_status\",\"op\":\"not_in\","
		  "\"values\":[\"self_employed\"]},",
		  random_chance(r, 50) ? "macao_resident" : "mainland", age,
		  age + random_range(r, 8, 24),
		  levels[random_below(r, COUNT(levels))],
		  random_range(r, 2000, 2020),
		  random_chance(r, 50) ? "taiwan" : "overseas");
	buf_print(&m->text,
		  "{\"attr\":\"languages\",\"op\":\"min\",\"key\":\"english\","
		  "\"value\":\"%s\"},"
		  "{\"attr\":\"years_experience\",\"op\":\"max\","
		  "\"value\":%d},"
		  "{\"attr\":\"team_size\",\"op\":\"max\",\"value\":%d},"
		  "{\"attr\":\"venture_stage\",\"op\":\"min\","
		  "\"value\":\"%s\"}]}}",
		  words[random_below(r, COUNT(words))], random_range(r, 3, 40),
		  random_range(r, 5, 60),
		  stages[random_below(r, COUNT(stages))]);
}

static const struct judged *make_dense(struct making *m)
{
	static const struct ruleset none;
	struct judged *list = ARENA_ARRAY(m->a, struct judged, DENSE);

	for (size_t i = 0; i < DENSE; i++) {
		struct faults faults = {0};
		const struct jr *n;

		write_dense(m);
		list[i] = (struct judged){.programme = &none,
					  .closes = DAY_NONE,
					  .starts = DAY_NONE};
		arena_reset(m->scratch);
		if (jr_parse(m->scratch, buf_slice(&m->text), &n, &faults) !=
			    ERR_OK ||
		    ruleset_read(m->a, m->vocabulary, n, &list[i].own,
				 &faults) != ERR_OK)
			population_give_up(m->text.p, &faults);
	}
	return list;
}

static const struct facts *const *make_profiles(struct making *m, bool is_full)
{
	const struct facts **list =
		ARENA_ARRAY(m->a, const struct facts *, POOL_PROFILES);

	for (size_t i = 0; i < POOL_PROFILES; i++)
		list[i] = population_profile(m, is_full);
	return list;
}

void population_read(struct arena *a, const char *root, uint64_t seed,
		     struct population *ret_population)
{
	struct making *m = ARENA_NEW(a, struct making);

	m->a = a;
	m->scratch = arena_new(0);
	random_seed(&m->random, seed);
	buf_init(&m->text, TEXT_BYTES_MAX);
	read_vocabulary(m, root);
	read_catalogue(m, root);
	*ret_population =
		(struct population){.vocabulary = m->vocabulary, .seed = seed};
	ret_population->openings = make_openings(m);
	ret_population->dense = make_dense(m);
	ret_population->profiles = make_profiles(m, false);
	ret_population->full = make_profiles(m, true);
	buf_done(&m->text);
	arena_free(m->scratch);
}

static const struct judged *repeat(struct arena *a, const struct judged *pool,
				   int pool_count, size_t n, uint64_t seed)
{
	struct judged *list = ARENA_ARRAY(a, struct judged, n);
	struct random r;

	random_seed(&r, seed);
	for (size_t i = 0; i < n; i++)
		list[i] = pool[random_below(&r, pool_count)];
	return list;
}

const struct judged *population_openings(struct arena *a,
					 const struct population *p, size_t n)
{
	return repeat(a, p->openings, POOL_OPENINGS, n, p->seed);
}

const struct judged *population_dense(struct arena *a,
				      const struct population *p, size_t n)
{
	return repeat(a, p->dense, DENSE, n, p->seed);
}

const struct facts *const *
population_profiles(struct arena *a, const struct population *p, size_t n)
{
	const struct facts **list = ARENA_ARRAY(a, const struct facts *, n);
	struct random r;

	random_seed(&r, p->seed);
	for (size_t i = 0; i < n; i++)
		list[i] = p->profiles[random_below(&r, POOL_PROFILES)];
	return list;
}
