/* random_value - see random_value.h. */
#include "support/random_value.h"

#include <math.h>
#include <stdio.h>

#include "base/day.h"

enum { KEYS_USED = 4 };

static const struct range {
	const char *key;
	int lo;
	int hi;
	double step;
} ranges[] = {
	{"age", 16, 45, 1},
	{"birth_year", 1980, 2010, 1},
	{"graduation_year", 2012, 2028, 1},
	{"years_since_graduation", -2, 9, 1},
	{"company_age_years", 0, 9, 1},
	{"founder_share_hkmo", 0, 16, 6.25},
	{"funding_raised_hkd", 0, 12, 250000.5},
	{"birth_date", 1980, 2010, 1},
	{"company_founded", 2012, 2030, 1},
};

static const struct range other_number = {"", 0, 8, 1};
static const struct range other_date = {"", 2018, 2036, 1};

static const struct range *range_of(const struct jr *attribute)
{
	for (size_t i = 0; i < COUNT(ranges); i++) {
		if (attribute_key_is(attribute, ranges[i].key))
			return &ranges[i];
	}
	return attribute_is(attribute, "date") ? &other_date : &other_number;
}

bool attribute_is(const struct jr *attribute, const char *type)
{
	return slice_is(jr_get(attribute, "type")->text, type);
}

bool attribute_key_is(const struct jr *attribute, const char *key)
{
	return slice_is(jr_get(attribute, "key")->text, key);
}

static const struct jr *random_row(struct making *m, const struct jr *rows)
{
	int skip = random_below(m->random, (int)rows->count);
	const struct jr *row = rows->first;

	while (skip-- > 0)
		row = row->next;
	return row;
}

static void copy_name(const struct jr *row, char text[NAME_BYTES])
{
	struct slice name = vocabulary_json_name(row);

	snprintf(text, NAME_BYTES, "%.*s", SLICE_ARG(name));
}

void random_name(struct making *m, const struct jr *attribute,
		 char text[NAME_BYTES])
{
	const struct jr *rows =
		vocabulary_json_values(m->vocabulary, attribute);

	if (rows == NULL)
		snprintf(text, NAME_BYTES, "id-%d", random_below(m->random, 5));
	else
		copy_name(random_row(m, rows), text);
}

void random_implied_name(struct making *m, const struct jr *attribute,
			 char text[NAME_BYTES])
{
	const struct jr *rows =
		vocabulary_json_values(m->vocabulary, attribute);
	const struct jr *row;
	const struct jr *implied;

	random_name(m, attribute, text);
	while (rows != NULL && random_chance(m->random, 50)) {
		row = vocabulary_json_row(m->vocabulary, attribute,
					  slice_of(text));
		implied = vocabulary_json_implied(row);
		if (implied == NULL || implied->count == 0)
			return;
		row = vocabulary_json_row(m->vocabulary, attribute,
					  random_row(m, implied)->text);
		copy_name(row, text);
	}
}

void random_key(struct making *m, const struct jr *attribute,
		char text[NAME_BYTES])
{
	const struct jr *row = jr_get(attribute, "keys")->first;

	for (int n = random_below(m->random, KEYS_USED); n > 0; n--)
		row = row->next != NULL ? row->next : row;
	copy_name(row, text);
}

double random_number(struct making *m, const struct jr *attribute)
{
	const struct range *range = range_of(attribute);

	return random_range(m->random, range->lo, range->hi) * range->step;
}

static int32_t random_day_of_year(struct random *r, int year)
{
	static const int days[][2] = {
		{1, 1}, {12, 31}, {2, 28}, {3, 1}, {2, 27}, {3, 2},
	};
	size_t i = (size_t)random_below(r, (int)COUNT(days));

	if (random_chance(r, 60))
		return day_of(year, 1, 1) + random_below(r, 365);
	if (random_chance(r, 30)) /* 29 February where there is one */
		return day_of(year, 3, 1) - 1;
	return day_of(year, days[i][0], days[i][1]);
}

int32_t random_date(struct making *m, const struct jr *attribute)
{
	const struct range *range = range_of(attribute);
	int year = random_range(m->random, range->lo, range->hi);

	return random_day_of_year(m->random, year);
}

int32_t random_any_day(struct random *r)
{
	return random_day_of_year(r, random_range(r, 2018, 2036));
}

void write_number(struct json_writer *w, const char *key, double n)
{
	if (floor(n) == n)
		jw_int(w, key, (int64_t)n);
	else
		jw_real(w, key, n);
}
