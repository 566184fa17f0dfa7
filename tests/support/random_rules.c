/* random_rules - the openings; see random_rules.h. */
#include "support/random_rules.h"

#include <stdio.h>

#include "base/day.h"
#include "support/random_value.h"

enum {
	PALETTE_MAX = 8, /* attributes that one opening is mostly about */
	TESTS_MAX = 14,
	VALUES_MAX = 3
};

/* Where criteria stand decides which attributes they may name. */
enum place { OF_SEEKER, OF_MEMBER, OF_AWARD };

struct drawing {
	struct making *m;
	enum place place;
	int tests_left;
	int palette_count;
	const struct jr *palette[PALETTE_MAX];
};

static void draw_criteria(struct drawing *d, const char *key, int depth);

static const struct jr *any_attribute(struct drawing *d)
{
	const struct jr *rows = d->m->vocabulary->attributes;
	const struct jr *row;

	do {
		int skip = random_below(d->m->random, (int)rows->count);

		row = rows->first;
		while (skip-- > 0)
			row = row->next;
	} while (attribute_is(row, "list") ||
		 (d->place == OF_MEMBER &&
		  !slice_is(jr_get(row, "scope")->text, "person")));
	return row;
}

/* The members of an award borrow the type of an attribute of the seeker. */
static const struct jr *award_attribute(struct drawing *d, const char **ret_key)
{
	static const char *const keys[][2] = {
		{"level", "education"},
		{"year", "graduation_year"},
		{"institution", "institution"},
		{"institution_region", "institution_region"},
		{"field", "field"},
	};
	size_t i = (size_t)random_below(d->m->random, (int)COUNT(keys));

	*ret_key = keys[i][0];
	return vocabulary_json_attribute(d->m->vocabulary,
					 slice_of(keys[i][1]));
}

/* What a member holds of the venture; a percentage like the founders' share. */
static const struct jr *share_attribute(struct drawing *d, const char **ret_key)
{
	*ret_key = "equity";
	return vocabulary_json_attribute(d->m->vocabulary,
					 SLICE("founder_share_hkmo"));
}

static void draw_values(struct making *m, const struct jr *attribute)
{
	char names[VALUES_MAX][NAME_BYTES];
	int count = random_range(m->random, 1, VALUES_MAX);

	jw_array(m->w, "values");
	for (int i = 0; i < count; i++) {
		bool seen = false;

		random_implied_name(m, attribute, names[i]);
		for (int j = 0; j < i; j++)
			seen |= slice_is(slice_of(names[i]), names[j]);
		if (!seen)
			jw_word(m->w, NULL, names[i]);
	}
	jw_end(m->w);
}

static const char *draw_operator(struct making *m, const char *const *words,
				 int count)
{
	const char *word = words[random_below(m->random, count)];

	jw_word(m->w, "op", word);
	return word;
}

static void draw_number_test(struct making *m, const struct jr *attribute)
{
	static const char *const words[] = {"min", "max", "above", "below",
					    "between"};
	const char *op = draw_operator(m, words, (int)COUNT(words));
	double one = random_number(m, attribute);
	double two = random_number(m, attribute);

	if (op == words[4]) {
		write_number(m->w, "min", one < two ? one : two);
		write_number(m->w, "max", one < two ? two : one);
		return;
	}
	write_number(m->w, "value", one);
}

static int rank_of(const struct jr *attribute, const char *name)
{
	int rank = 0;

	for (const struct jr *n = jr_get(attribute, "values")->first; n;
	     n = n->next, rank++) {
		if (slice_is(vocabulary_json_name(n), name))
			break;
	}
	return rank;
}

static void draw_ordinal_test(struct making *m, const struct jr *attribute)
{
	static const char *const words[] = {"min", "max", "between"};
	const char *op = draw_operator(m, words, (int)COUNT(words));
	char one[NAME_BYTES];
	char two[NAME_BYTES];
	bool ascending;

	random_name(m, attribute, one);
	random_name(m, attribute, two);
	ascending = rank_of(attribute, one) <= rank_of(attribute, two);
	if (op == words[2]) {
		jw_word(m->w, "min", ascending ? one : two);
		jw_word(m->w, "max", ascending ? two : one);
		return;
	}
	jw_word(m->w, "value", one);
}

static void draw_date_test(struct making *m, const struct jr *attribute)
{
	static const char *const words[] = {"before", "after", "between"};
	const char *op = draw_operator(m, words, (int)COUNT(words));
	int32_t one = random_date(m, attribute);
	int32_t two = random_date(m, attribute);

	if (op == words[2]) {
		jw_day(m->w, "min", one < two ? one : two);
		jw_day(m->w, "max", one < two ? two : one);
		return;
	}
	jw_day(m->w, "value", one);
}

static void draw_set_test(struct making *m, const struct jr *attribute)
{
	static const char *const words[] = {"has_any", "has_all", "has_none"};

	draw_operator(m, words, (int)COUNT(words));
	draw_values(m, attribute);
}

static void draw_choice_test(struct making *m, const struct jr *attribute)
{
	static const char *const words[] = {"in", "not_in"};

	draw_operator(m, words, (int)COUNT(words));
	draw_values(m, attribute);
}

static void draw_flag_test(struct making *m, const struct jr *attribute)
{
	(void)attribute;
	jw_word(m->w, "op", "is");
	jw_bool(m->w, "value", random_chance(m->random, 60));
}

static void draw_levels_test(struct making *m, const struct jr *attribute)
{
	char text[NAME_BYTES];

	jw_word(m->w, "op", "min");
	random_key(m, attribute, text);
	jw_word(m->w, "key", text);
	random_name(m, attribute, text);
	jw_word(m->w, "value", text);
}

static void draw_id(struct making *m)
{
	char id[NAME_BYTES];

	snprintf(id, sizeof(id), "t%u", ++m->ids);
	if (random_chance(m->random, 30))
		jw_word(m->w, "id", id);
}

/* Only tests of the seeker themself fall due, and only later ones say so. */
static void draw_due(struct drawing *d)
{
	static const char *const words[] = {"apply", "admission", "payment"};

	if (d->place == OF_SEEKER && random_chance(d->m->random, 12))
		jw_word(d->m->w, "due", words[random_below(d->m->random, 3)]);
}

static void draw_at(struct making *m)
{
	static const char *const words[] = {"as_of", "closes", "starts"};

	if (!random_chance(m->random, 40))
		return;
	if (random_chance(m->random, 30))
		jw_day(m->w, "at", random_any_day(m->random));
	else
		jw_word(m->w, "at", words[random_below(m->random, 3)]);
}

static void draw_test(struct drawing *d, const char *key)
{
	static const struct {
		const char *type;
		void (*draw)(struct making *m, const struct jr *attribute);
	} kinds[] = {
		{"number", draw_number_test}, {"ordinal", draw_ordinal_test},
		{"date", draw_date_test},     {"set", draw_set_test},
		{"choice", draw_choice_test}, {"flag", draw_flag_test},
		{"levels", draw_levels_test},
	};
	struct making *m = d->m;
	const struct jr *row = NULL;
	const char *name = NULL;

	if (d->place == OF_AWARD)
		row = award_attribute(d, &name);
	else if (d->place == OF_MEMBER && random_chance(m->random, 15))
		row = share_attribute(d, &name);
	else if (d->palette_count > 0 && random_chance(m->random, 85))
		row = d->palette[random_below(m->random, d->palette_count)];
	else
		row = any_attribute(d);
	d->tests_left--;
	jw_object(m->w, key);
	draw_id(m);
	if (name != NULL)
		jw_word(m->w, "attr", name);
	else
		jw_text(m->w, "attr", jr_get(row, "key")->text);
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (attribute_is(row, kinds[i].type))
			kinds[i].draw(m, row);
	}
	if (attribute_key_is(row, "age") && d->place == OF_SEEKER)
		draw_at(m);
	draw_due(d);
	jw_end(m->w);
}

static void draw_bound(struct making *m, const char *measure)
{
	static const char *const words[] = {"min", "max", "above", "below"};
	const char *word = words[random_below(m->random, 4)];
	int n = random_range(m->random, 0, 4);

	if (slice_is(slice_of(measure), "mean_age"))
		n = random_range(m->random, 18, 40);
	else if (!slice_is(slice_of(measure), "count"))
		n *= 25;
	jw_int(m->w, word, n);
}

static void draw_quantifier(struct drawing *d, const char *key, int depth)
{
	static const char *const measures[] = {"count", "heads", "equity",
					       "mean_age"};
	struct making *m = d->m;
	bool of_awards = random_chance(m->random, 40);
	const char *measure =
		of_awards ? "count" : measures[random_below(m->random, 4)];
	struct drawing inner = {.m = m, .tests_left = 3};

	if (d->place == OF_MEMBER) {
		of_awards = true;
		measure = "count";
	}
	inner.place = of_awards ? OF_AWARD : OF_MEMBER;
	d->tests_left--;
	jw_object(m->w, key);
	draw_id(m);
	jw_word(m->w, "over", of_awards ? "awards" : "members");
	jw_word(m->w, "measure", measure);
	if (random_chance(m->random, 90))
		draw_criteria(&inner, "where", depth < 3 ? 4 : depth + 1);
	draw_bound(m, measure);
	draw_due(d);
	jw_end(m->w);
}

static void draw_many(struct drawing *d, const char *word, int most, int depth)
{
	/* {"all":[]} is true; {"any":[]} is refused. */
	int least = word[1] == 'l' && random_chance(d->m->random, 3) ? 0 : 1;
	int count = least == 0 ? 0 : random_range(d->m->random, 1, most);

	jw_array(d->m->w, word);
	for (int i = 0; i < count; i++)
		draw_criteria(d, NULL, depth + 1);
	jw_end(d->m->w);
}

/* depth is that of the node drawn; the root's is 1. */
static void draw_criteria(struct drawing *d, const char *key, int depth)
{
	int roll = random_below(d->m->random, 100);
	bool root = depth == 1;

	if (depth >= CRITERIA_DEPTH || d->tests_left < 2 ||
	    roll < (root ? 12 : 30)) {
		if (roll % 8 == 0 && d->place != OF_AWARD &&
		    depth < CRITERIA_DEPTH)
			draw_quantifier(d, key, depth);
		else
			draw_test(d, key);
		return;
	}
	jw_object(d->m->w, key);
	if (roll < 65)
		draw_many(d, "all", root ? 5 : 3, depth);
	else if (roll < 87)
		draw_many(d, "any", 3, depth);
	else
		draw_criteria(d, "not", depth + 1);
	jw_end(d->m->w);
}

/* Any attribute; in a rule about time, mostly one that changes with the day. */
static const struct jr *draw_subject(struct drawing *d, bool about_time)
{
	const struct jr *row;

	do {
		row = any_attribute(d);
	} while (about_time && random_chance(d->m->random, 90) &&
		 !slice_is(jr_get(row, "change")->text, "time"));
	return row;
}

static void draw_rule_criteria(struct making *m)
{
	struct drawing d = {.m = m, .place = OF_SEEKER};
	bool about_time = random_chance(m->random, 15);

	m->ids = 0;
	d.tests_left = random_range(m->random, 1, TESTS_MAX);
	d.palette_count = random_range(m->random, 1, PALETTE_MAX);
	for (int i = 0; i < d.palette_count; i++)
		d.palette[i] = draw_subject(&d, about_time);
	draw_criteria(&d, "criteria", 1);
}

static void draw_complete(struct making *m)
{
	if (random_chance(m->random, 20))
		jw_bool(m->w, "complete", random_chance(m->random, 30));
}

/* Up to three rules one after the other, with or without days between them. */
static void draw_dated_rules(struct making *m)
{
	int count = random_range(m->random, 1, 3);
	int32_t from = random_any_day(m->random);

	jw_array(m->w, "rules");
	for (int i = 0; i < count; i++) {
		int32_t to = from + random_below(m->random, 1500);

		jw_object(m->w, NULL);
		if (i > 0 || random_chance(m->random, 50))
			jw_day(m->w, "from", from);
		else if (random_chance(m->random, 50))
			jw_null(m->w, "from");
		if (i < count - 1 || random_chance(m->random, 50))
			jw_day(m->w, "to", to);
		else if (random_chance(m->random, 50))
			jw_null(m->w, "to");
		draw_complete(m);
		draw_rule_criteria(m);
		jw_end(m->w);
		from = to + 1;
		if (random_chance(m->random, 50))
			from += random_below(m->random, 400);
	}
	jw_end(m->w);
}

static void draw_rules(struct making *m, bool may_lack)
{
	int roll = random_below(m->random, 100);

	if (roll < 5 && may_lack) {
		draw_complete(m);
		return;
	}
	if (roll < 55) {
		draw_complete(m);
		draw_rule_criteria(m);
		return;
	}
	draw_dated_rules(m);
}

void random_opening(struct random *r, const struct vocabulary_json *v,
		    struct buf *to)
{
	struct json_writer w;
	struct making m = {.random = r, .vocabulary = v, .w = &w};

	jw_init(&w, to);
	jw_object(&w, NULL);
	jw_object(&w, "opening");
	if (random_chance(r, 70))
		jw_day(&w, "closes", random_any_day(r));
	if (random_chance(r, 70))
		jw_day(&w, "starts", random_any_day(r));
	draw_rules(&m, true);
	jw_end(&w);
	if (random_chance(r, 25)) {
		jw_object(&w, "programme");
		draw_rules(&m, false);
		jw_end(&w);
	} else {
		jw_null(&w, "programme");
	}
	jw_end(&w);
}
