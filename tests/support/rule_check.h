/*
 * rule_check - what the engine and the slow reference must agree on.
 *
 * Each is a rule_check_fn: true when they agree, else false and in words
 * what differs.
 */
#ifndef SUPPORT_RULE_CHECK_H
#define SUPPORT_RULE_CHECK_H

#include "support/rule_pair.h"

/* The verdict, whether a rule is in force, and the verdict of each test. */
rule_check_fn check_verdict;

/* The first day on which a time test that passes will be false. */
rule_check_fn check_until;

/* The least repair, its days, and whether it is a near miss. */
rule_check_fn check_repair;

/* Which answers would decide this opening, whatever they are. */
rule_check_fn check_questions;

#endif
