/* crowd - see crowd.h. */
#include "crowd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/catalogue.h"
#include "matcher/linker.h"
#include "matcher/money.h"
#include "matcher/synonyms.h"
#include "population_parts.h"
#include "support/vocabulary_json.h"

enum { PATH_BYTES = 512, TEXT_BYTES = 64 * 1024 };

static const struct jr *read_json(struct arena *a, const char *root,
				  const char *name)
{
	struct faults faults = {0};
	const struct jr *n;
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	if (jr_parse(a, file_bytes(a, path), &n, &faults) != ERR_OK)
		population_give_up(path, &faults);
	return n;
}

static void read_knowledge(struct arena *a, const char *root,
			   struct snapshot_parts *parts)
{
	struct taxonomy_sources sources = {
		.occupations = read_json(a, root,
					 "config/vocabulary/occupations.json"),
		.skills = read_json(a, root, "config/vocabulary/skills.json"),
		.titles = read_json(a, root, "config/vocabulary/titles.json")};
	struct faults faults = {0};
	const struct taxonomy *taxonomy;
	struct synonyms *synonyms;

	if (taxonomy_read(a, parts->analyser, &sources, &taxonomy, &faults) !=
	    ERR_OK)
		population_give_up("the taxonomy", &faults);
	if (synonyms_read(a, parts->analyser,
			  read_json(a, root, "config/vocabulary/synonyms.json"),
			  &synonyms, &faults) != ERR_OK)
		population_give_up("the synonyms", &faults);
	if (rates_read(a, read_json(a, root, "config/rates.json"),
		       &parts->rates, &faults) != ERR_OK)
		population_give_up("the rates", &faults);
	parts->known.synonyms = synonyms;
	parts->known.linker = linker_build(a, parts->analyser, taxonomy);
}

static struct snapshot *read_snapshot(const char *root,
				      const struct snapshot_parts *parts)
{
	static const char *const files[] = {"catalogue/organisations-a.json",
					    "catalogue/organisations-b.json",
					    "catalogue/funding.json",
					    "catalogue/incubators.json",
					    "catalogue/internships.json",
					    "catalogue/jobs.json"};
	struct arena *a = arena_new(0);
	struct opening_reader reader = {a, parts->vocabulary, parts->rates,
					NULL};
	struct catalogue *c = catalogue_new(&reader);
	struct faults faults = {0};
	struct snapshot *s;

	for (size_t i = 0; i < COUNT(files); i++) {
		for (const struct jr *n = read_json(a, root, files[i])->first;
		     n != NULL; n = n->next) {
			if (catalogue_add(c, n, &faults) != ERR_OK)
				population_give_up(files[i], &faults);
		}
	}
	if (catalogue_check(c, 0, catalogue_openings(c), &faults) != ERR_OK)
		population_give_up("the catalogue", &faults);
	s = snapshot_new(segment_new(arena_new(0), parts, c), -1);
	arena_free(a);
	return s;
}

void crowd_world_read(struct arena *a, const char *root,
		      const struct population *p, struct analyser *an,
		      struct crowd_world *ret_world)
{
	struct snapshot_parts parts = {.vocabulary = p->vocabulary,
				       .analyser = an};

	read_knowledge(a, root, &parts);
	ret_world->parts = parts;
	ret_world->snapshot = read_snapshot(root, &parts);
}

void crowd_world_done(struct crowd_world *w)
{
	snapshot_free(w->snapshot);
}

/* One profile while it is drawn. */
struct drawing {
	struct random *random;
	struct arena *a;
	const struct taxonomy *taxonomy;
	const struct vocabulary *vocabulary;
};

static struct slice draw_title(struct drawing *d)
{
	const struct occupation *o = &d->taxonomy->units[random_below(
		d->random, (int)d->taxonomy->unit_count)];

	if (o->title_count == 0)
		return o->label.in[LANG_EN];
	return o->titles[random_below(d->random, (int)o->title_count)];
}

static struct slice draw_skill(struct drawing *d)
{
	const struct known_skill *s = &d->taxonomy->skills[random_below(
		d->random, (int)d->taxonomy->skill_count)];
	enum lang l = (enum lang)random_below(d->random, LANG__COUNT);

	return s->label.in[l].n > 0 ? s->label.in[l] : s->label.in[LANG_EN];
}

static struct slice draw_words(struct drawing *d, int count)
{
	struct buf b;
	struct slice text;

	buf_init(&b, TEXT_BYTES);
	for (int i = 0; i < count; i++) {
		buf_add_slice(&b, random_chance(d->random, 60) ? draw_title(d)
							       : draw_skill(d));
		buf_add_char(&b, ' ');
	}
	text = arena_copy(d->a, buf_slice(&b));
	buf_done(&b);
	return text;
}

static struct place_list draw_places(struct drawing *d, const struct values *v)
{
	size_t n = (size_t)random_below(d->random, 3);
	size_t *items = ARENA_ARRAY(d->a, size_t, n);

	for (size_t i = 0; i < n; i++)
		items[i] = (size_t)random_below(d->random, (int)v->count);
	return (struct place_list){n, items};
}

static void draw_wishes(struct drawing *d, struct wishes *w)
{
	static const struct jr given = {.type = JR_NULL};

	w->from = DAY_NONE;
	if (random_chance(d->random, 30)) {
		w->kind[random_below(d->random, KIND__COUNT)] = true;
		w->has_kinds = true;
	}
	w->places = draw_places(d, d->vocabulary->places);
	w->sectors = draw_places(d, d->vocabulary->sectors);
	if (random_chance(d->random, 30)) {
		w->pay_given = &given;
		w->pay_min.is_comparable = true;
		w->pay_min.min = 1000. * random_range(d->random, 8, 40);
		w->pay_min.max = w->pay_min.min;
	}
	if (random_chance(d->random, 20))
		w->from = day_of(2027, 1, 1) + random_below(d->random, 300);
}

static void draw_skills(struct drawing *d, struct id_list *to)
{
	size_t n = (size_t)random_below(d->random, 8);
	struct slice *items = ARENA_ARRAY(d->a, struct slice, n);

	for (size_t i = 0; i < n; i++)
		items[i] = draw_skill(d);
	*to = (struct id_list){n, items};
}

static void draw_profile(struct drawing *d, const struct facts *facts,
			 struct profile *to)
{
	*to = (struct profile){.facts = facts};
	draw_wishes(d, &to->wishes);
	draw_skills(d, &to->skills);
	if (random_chance(d->random, 90))
		to->headline = draw_title(d);
	if (random_chance(d->random, 60))
		to->wants = draw_words(d, random_range(d->random, 1, 3));
	if (random_chance(d->random, 70))
		to->experience = draw_words(d, random_range(d->random, 3, 12));
}

struct people *crowd_index(const struct crowd_world *w,
			   const struct population *p, size_t n)
{
	struct people_maker *m = people_begin(&w->parts);
	struct random random;
	struct drawing d = {.random = &random,
			    .a = arena_new(0),
			    .taxonomy = linker_taxonomy(w->parts.known.linker),
			    .vocabulary = p->vocabulary};
	struct people *people;
	size_t number;

	random_seed(&random, p->seed);
	for (size_t i = 0; i < n; i++) {
		const struct facts *facts =
			p->profiles[random_below(&random, POOL_PROFILES)];
		struct profile profile;
		struct person_given given = {.profile = &profile};

		arena_reset(d.a);
		draw_profile(&d, facts, &profile);
		given.id = arena_print(d.a, "p%07zu", i);
		given.has_venture = facts->members_known;
		people_add(m, &given);
	}
	arena_free(d.a);
	if (people_finish(m, &people, &number) != ERR_OK) {
		fprintf(stderr, "an id stands twice\n");
		exit(EXIT_FAILURE);
	}
	return people;
}
