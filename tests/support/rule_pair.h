/*
 * rule_pair - one case read twice: by the engine and by the slow reference.
 *
 * Both get the same JSON text.  What the engine refuses is not compared; a
 * generator whose texts are refused for another reason than being too complex,
 * or contradicting themselves, is itself wrong and ends the test.
 */
#ifndef SUPPORT_RULE_PAIR_H
#define SUPPORT_RULE_PAIR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "matcher/judge.h"
#include "support/naive.h"
#include "support/random.h"
#include "support/vocabulary_json.h"

struct arena;

/* The vocabulary, as both sides have it. */
struct words {
	struct vocabulary_json json;
	const struct vocabulary *vocabulary;
};

struct opening_pair {
	struct slice text;
	const struct jr *json;
	const struct jr *opening;
	const struct jr *programme; /* or NULL */
	struct judged judged;
};

struct seeker_pair {
	struct slice text;
	const struct jr *json;
	const struct jr *profile;
	const struct jr *venture; /* or NULL */
	const struct facts *facts;
};

void words_load(struct arena *a, const char *folder, struct words *ret);

/* False: refused by the engine; faults say why. */
bool opening_pair_read(struct arena *a, const struct words *w,
		       struct slice text, struct opening_pair *ret,
		       struct faults *reterr_faults);
bool seeker_pair_read(struct arena *a, const struct words *w, struct slice text,
		      struct seeker_pair *ret, struct faults *reterr_faults);

/* Draws until the engine accepts. */
void opening_pair_draw(struct arena *a, const struct words *w, struct random *r,
		       struct opening_pair *ret);
void seeker_pair_draw(struct arena *a, const struct words *w, struct random *r,
		      struct seeker_pair *ret);

/* Both sides of one case. */
struct rule_case {
	const struct words *words;
	const struct opening_pair *opening;
	const struct seeker_pair *seeker;
	int32_t as_of;
};

struct naive_case naive_case_of(const struct rule_case *c);

enum { DIFFERENCE_BYTES = 240 };

/* False when the two sides differ, and in which way. */
typedef bool rule_check_fn(struct arena *a, const struct rule_case *c,
			   char ret_difference[DIFFERENCE_BYTES]);

/* Prints the case, shrunk as long as `check` fails, and fails the test. */
void rule_case_report(const struct rule_case *c, rule_check_fn *check);

#endif
