/*
 * random_value - values of the vocabulary's attributes, at random.
 *
 * Numbers and days come from ranges narrow enough that what a rule asks and
 * what a profile gives meet often: on, just below and just above the bound.
 */
#ifndef SUPPORT_RANDOM_VALUE_H
#define SUPPORT_RANDOM_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "json/jr.h"
#include "json/jw.h"
#include "support/random.h"
#include "support/vocabulary_json.h"

enum { NAME_BYTES = 160 };

/* One generation: who draws, from which words, written where. */
struct making {
	struct random *random;
	const struct vocabulary_json *vocabulary;
	struct json_writer *w;
	unsigned ids; /* test ids given so far */
	bool full;    /* leaves nothing unknown */
};

bool attribute_is(const struct jr *attribute, const char *type);
bool attribute_key_is(const struct jr *attribute, const char *key);

/* Any value of a choice, set, ordinal or levels attribute. */
void random_name(struct making *m, const struct jr *attribute,
		 char text[NAME_BYTES]);

/* The same, half the time replaced by something that it implies. */
void random_implied_name(struct making *m, const struct jr *attribute,
			 char text[NAME_BYTES]);

/* A key of a levels attribute; few keys, so that they meet. */
void random_key(struct making *m, const struct jr *attribute,
		char text[NAME_BYTES]);

double random_number(struct making *m, const struct jr *attribute);
int32_t random_date(struct making *m, const struct jr *attribute);

/* Any day from 2018 to 2036; often around 1 January or 1 March. */
int32_t random_any_day(struct random *r);

/* A whole number without a point, anything else with one. */
void write_number(struct json_writer *w, const char *key, double n);

#endif
