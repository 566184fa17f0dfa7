/*
 * judge - the verdict on one opening for one profile on one day, and why.
 *
 * The effective rule is all[programme's rule in force, own rule in force].
 * When either has rules but none in force that day, the verdict is ineligible
 * by the one criterion `in_force`.  When a rule in force is not complete and
 * all that is known of it passes, the verdict is maybe for want of the
 * unpublished conditions.
 */
#ifndef MATCHER_JUDGE_H
#define MATCHER_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/rule.h"

struct arena;

/* The two rulesets are never NULL but may be without rules. */
struct judged {
	const struct ruleset *programme, *own;
	int32_t closes, starts; /* DAY_NONE when not stated */
};

struct criterion {
	const struct test *test;
	enum verdict verdict; /* of the test, or of its negation */
	bool negated;
	bool later;    /* due at admission or payment: no part of the verdict */
	int32_t until; /* a time test that passes: the first day it is false */
	const struct rule *rule;
};

struct judgement {
	enum verdict verdict;
	bool in_force;
	/* Not in force: the first later day on which it is; DAY_NONE: never. */
	int32_t begins;
	/* All known conditions pass, but not all are published. */
	bool incomplete;
	const struct rule *programme, *own; /* in force; NULL: no rules */
	size_t count; /* the programme's tests first, in document order */
	const struct criterion *criteria; /* none when not in force */
};

/* Allocates nothing: fit to run over every opening. */
enum verdict judge_verdict(const struct judged *j, const struct facts *facts,
			   int32_t as_of);

void judge(struct arena *a, const struct judged *j, const struct facts *facts,
	   int32_t as_of, struct judgement *ret_judgement);

struct days judged_days(const struct judged *j, int32_t as_of);

/* As above; false when either has rules but none in force that day. */
bool judged_rules(const struct judged *j, int32_t as_of,
		  const struct rule **ret_programme,
		  const struct rule **ret_own);

#endif
