/*
 * rules_world - a small vocabulary and short ways to facts and rules, for tests.
 *
 * The vocabulary is written out here, so that tests depend on nothing that
 * grows; it has one attribute of every type and every kind of derivation.
 * JSON is written with ' for ", which none of it needs otherwise.
 * What is malformed or refused ends the test, but for the functions that
 * return faults.
 */
#ifndef SUPPORT_RULES_WORLD_H
#define SUPPORT_RULES_WORLD_H

#include <stdint.h>

#include "base/fault.h"
#include "json/jr.h"
#include "matcher/judge.h"

struct arena;

struct world {
	struct arena *arena;
	const struct vocabulary *vocabulary;
};

/* For cmocka's group setup and teardown. */
int world_open(void **state);
int world_close(void **state);
struct world *world_get(void);

const struct jr *world_json(const char *text);
int32_t world_day(const char *text); /* NULL: DAY_NONE */

/* facts and venture as objects; venture may be NULL. */
const struct facts *world_facts(const char *facts, const char *venture);
const struct rule *world_rule(const char *criteria);

/* The holder of rules: {'criteria':...} or {'rules':[...]}; NULL: no rules. */
const struct ruleset *world_ruleset(const char *holder);
struct judged world_judged(const char *programme, const char *own);

/* The same in one piece: the verdict on criteria. */
enum verdict world_verdict(const char *criteria, const char *facts,
			   const char *as_of);

/* The first fault as "code at pointer (argument)", "" when there is none. */
const char *world_refusal(const struct faults *f);
const char *world_refusal_of_criteria(const char *criteria);
const char *world_refusal_of_rules(const char *holder);
const char *world_refusal_of_facts(const char *facts, const char *venture);

/* What a writer wrote, with ' for ". */
struct buf;
const char *world_written(const struct buf *b);

#endif
