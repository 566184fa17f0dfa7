/* random_seeker - profiles, ventures and days; see random_rules.h. */
#include <stdio.h>

#include "base/day.h"
#include "support/random_rules.h"
#include "support/random_value.h"

enum { AWARDS_MAX = 3, MEMBERS_MAX = 4, HELD_MAX = 3 };

/* Whether something that may be left out is said. */
static bool is_said(struct making *m, int percent)
{
	return m->full || random_chance(m->random, percent);
}

static void draw_number(struct making *m, const struct jr *attribute,
			const char *key)
{
	double lo = random_number(m, attribute);
	double hi = random_number(m, attribute);

	if (is_said(m, 80)) {
		write_number(m->w, key, lo);
		return;
	}
	jw_array(m->w, key);
	write_number(m->w, NULL, lo < hi ? lo : hi);
	write_number(m->w, NULL, lo < hi ? hi : lo);
	jw_end(m->w);
}

static void draw_set(struct making *m, const struct jr *attribute,
		     const char *key)
{
	char names[HELD_MAX][NAME_BYTES];
	int count = random_below(m->random, HELD_MAX + 1);

	jw_array(m->w, key);
	for (int i = 0; i < count; i++) {
		bool seen = false;

		if (random_chance(m->random, 70))
			random_name(m, attribute, names[i]);
		else
			random_implied_name(m, attribute, names[i]);
		for (int j = 0; j < i; j++)
			seen |= slice_is(slice_of(names[i]), names[j]);
		if (!seen)
			jw_word(m->w, NULL, names[i]);
	}
	jw_end(m->w);
}

static void draw_levels(struct making *m, const struct jr *attribute,
			const char *key)
{
	char level[NAME_BYTES];
	char name[NAME_BYTES];

	jw_object(m->w, key);
	for (const struct jr *n = jr_get(attribute, "keys")->first; n;
	     n = n->next) {
		if (!is_said(m, n->index < 4 ? 60 : 5))
			continue;
		snprintf(name, sizeof(name), "%.*s",
			 SLICE_ARG(vocabulary_json_name(n)));
		random_name(m, attribute, level);
		jw_word(m->w, name, level);
	}
	jw_end(m->w);
}

static void draw_one_name(struct making *m, const struct jr *attribute,
			  const char *key)
{
	char name[NAME_BYTES];

	random_name(m, attribute, name);
	jw_word(m->w, key, name);
}

static void draw_flag(struct making *m, const struct jr *attribute,
		      const char *key)
{
	(void)attribute;
	jw_bool(m->w, key, random_chance(m->random, 50));
}

static void draw_date(struct making *m, const struct jr *attribute,
		      const char *key)
{
	jw_day(m->w, key, random_date(m, attribute));
}

static void draw_fact(struct making *m, const struct jr *attribute)
{
	static const struct {
		const char *type;
		void (*draw)(struct making *m, const struct jr *attribute,
			     const char *key);
	} kinds[] = {
		{"number", draw_number},    {"set", draw_set},
		{"levels", draw_levels},    {"choice", draw_one_name},
		{"ordinal", draw_one_name}, {"flag", draw_flag},
		{"date", draw_date},
	};
	char key[NAME_BYTES];

	snprintf(key, sizeof(key), "%.*s",
		 SLICE_ARG(jr_get(attribute, "key")->text));
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (attribute_is(attribute, kinds[i].type))
			kinds[i].draw(m, attribute, key);
	}
}

static const struct jr *attribute(struct making *m, const char *key)
{
	return vocabulary_json_attribute(m->vocabulary, slice_of(key));
}

/* A date, a year, both in agreement, an interval of years, or nothing. */
static void draw_birth(struct making *m)
{
	const struct jr *date = attribute(m, "birth_date");
	int roll = m->full ? 40 : random_below(m->random, 100);
	int32_t day = random_date(m, date);

	if (roll < 45)
		jw_day(m->w, "birth_date", day);
	if (roll >= 40 && roll < 43)
		jw_int(m->w, "birth_year", day_year(day));
	if (roll >= 43 && roll < 45) {
		jw_array(m->w, "birth_year");
		jw_int(m->w, NULL, day_year(day) - random_below(m->random, 2));
		jw_int(m->w, NULL, day_year(day) + random_below(m->random, 2));
		jw_end(m->w);
	}
	if (roll >= 45 && roll < 80)
		draw_fact(m, attribute(m, "birth_year"));
}

static void draw_award(struct making *m)
{
	jw_object(m->w, NULL);
	if (is_said(m, 80))
		draw_one_name(m, attribute(m, "education"), "level");
	if (is_said(m, 80))
		draw_number(m, attribute(m, "graduation_year"), "year");
	if (is_said(m, 60))
		draw_one_name(m, attribute(m, "institution"), "institution");
	if (is_said(m, 60))
		draw_one_name(m, attribute(m, "institution_region"),
			      "institution_region");
	if (is_said(m, 60))
		draw_one_name(m, attribute(m, "field"), "field");
	jw_end(m->w);
}

static void draw_awards(struct making *m, const char *key)
{
	int count = random_range(m->random, m->full ? 1 : 0, AWARDS_MAX);

	jw_array(m->w, key);
	for (int i = 0; i < count; i++)
		draw_award(m);
	jw_end(m->w);
}

/* Education and its year, or the awards that they follow from. */
static void draw_learning(struct making *m, int known)
{
	if (is_said(m, 35)) {
		draw_awards(m, "awards");
		known /= 4; /* mostly a contradiction, then refused */
	}
	if (m->full)
		return;
	if (is_said(m, known))
		draw_fact(m, attribute(m, "education"));
	if (is_said(m, known))
		draw_fact(m, attribute(m, "graduation_year"));
}

/* Those which draw_birth() and draw_learning() write, and derived ones. */
static bool is_drawn_apart(const struct jr *attribute)
{
	return attribute_is(attribute, "list") ||
	       attribute_key_is(attribute, "birth_date") ||
	       attribute_key_is(attribute, "birth_year") ||
	       attribute_key_is(attribute, "education") ||
	       attribute_key_is(attribute, "graduation_year") ||
	       jr_get(attribute, "derive") != NULL;
}

static void draw_facts_of(struct making *m, const char *scope, int known)
{
	for (const struct jr *n = m->vocabulary->attributes->first; n;
	     n = n->next) {
		if (is_drawn_apart(n) ||
		    !slice_is(jr_get(n, "scope")->text, scope))
			continue;
		if (is_said(m, known))
			draw_fact(m, n);
	}
}

static void draw_person(struct making *m, int known)
{
	draw_birth(m);
	draw_learning(m, known);
	draw_facts_of(m, "person", known);
}

static void draw_member(struct making *m, int *equity_left)
{
	static const char *const roles[] = {"founder", "member", "adviser"};
	int equity = random_below(m->random, *equity_left + 1);

	jw_object(m->w, NULL);
	jw_word(m->w, "role", roles[random_below(m->random, COUNT(roles))]);
	if (is_said(m, 80)) {
		*equity_left -= equity;
		write_number(m->w, "equity", equity * 12.5);
	}
	if (is_said(m, 60))
		jw_bool(m->w, "full_time", random_chance(m->random, 60));
	jw_object(m->w, "facts");
	draw_person(m, random_chance(m->random, 40) ? 100 : 70);
	jw_end(m->w);
	jw_end(m->w);
}

static void draw_members(struct making *m, const char *key)
{
	int count = random_below(m->random, MEMBERS_MAX + 1);
	int equity_left = 8;

	jw_array(m->w, key);
	for (int i = 0; i < count; i++)
		draw_member(m, &equity_left);
	jw_end(m->w);
}

static void draw_venture_facts(struct making *m, int known, bool has_members)
{
	static const char *const counted[] = {"team_size", "founder_share_hkmo",
					      "full_time_staff"};

	draw_facts_of(m, "venture", known);
	draw_facts_of(m, "any", known);
	if (has_members)
		known /= 4; /* mostly a contradiction, then refused */
	for (size_t i = 0; i < COUNT(counted); i++) {
		if (is_said(m, known))
			draw_fact(m, attribute(m, counted[i]));
	}
}

static void draw_venture(struct making *m, int known)
{
	bool has_members = random_chance(m->random, 70);

	jw_object(m->w, "venture");
	jw_object(m->w, "facts");
	draw_venture_facts(m, known, has_members);
	jw_end(m->w);
	if (has_members)
		draw_members(m, "members");
	jw_end(m->w);
}

void random_seeker(struct random *r, const struct vocabulary_json *v,
		   struct buf *to)
{
	static const int shares[] = {45, 75, 95, 100};
	struct json_writer w;
	struct making m = {.random = r, .vocabulary = v, .w = &w};
	int known = shares[random_below(r, COUNT(shares))];
	bool with_venture = random_chance(r, 50);

	jw_init(&w, to);
	jw_object(&w, NULL);
	jw_object(&w, "profile");
	jw_object(&w, "facts");
	draw_person(&m, known);
	if (!with_venture)
		draw_venture_facts(&m, known, false);
	jw_end(&w);
	jw_end(&w);
	if (with_venture)
		draw_venture(&m, known);
	else
		jw_null(&w, "venture");
	jw_end(&w);
}

void random_list(struct random *r, const struct vocabulary_json *v,
		 struct slice attr, struct buf *to)
{
	struct json_writer w;
	struct making m = {.random = r, .vocabulary = v, .w = &w, .full = true};

	jw_init(&w, to);
	if (slice_is(attr, "awards"))
		draw_awards(&m, NULL);
	else
		draw_members(&m, NULL);
}

/* A bound of one of the dated rules, or the day after it. */
static int32_t bound_of_rule(struct random *r, const struct jr *opening)
{
	const struct jr *rules = jr_get(jr_get(opening, "opening"), "rules");
	const struct jr *rule = rules != NULL ? rules->first : NULL;
	const struct jr *bound;
	int32_t day = random_any_day(r);

	while (rule != NULL && rule->next != NULL && random_chance(r, 60))
		rule = rule->next;
	bound = jr_get(rule, random_chance(r, 50) ? "from" : "to");
	if (bound != NULL && bound->type == JR_TEXT &&
	    day_read(bound->text, &day))
		day += random_range(r, -1, 1);
	return day;
}

/* A birthday, the day before it, or the day after. */
static int32_t birthday(struct random *r, const struct jr *seeker)
{
	const struct jr *facts = jr_get(jr_get(seeker, "profile"), "facts");
	const struct jr *date = jr_get(facts, "birth_date");
	int32_t day = random_any_day(r);
	int32_t born;
	int year, month, mday;

	if (date == NULL || !day_read(date->text, &born))
		return day;
	day_split(born, &year, &month, &mday);
	if (mday == 29)
		mday = 28;
	return day_of(day_year(day), month, mday) + random_range(r, -1, 2);
}

int32_t random_as_of(struct random *r, const struct jr *opening,
		     const struct jr *seeker)
{
	int roll = random_below(r, 100);

	if (roll < 30)
		return bound_of_rule(r, opening);
	if (roll < 55)
		return birthday(r, seeker);
	return random_any_day(r);
}
