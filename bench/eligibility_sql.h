/*
 * eligibility_sql - the peer of R3: openings as a table, a profile as the
 * parameters of one SELECT.
 *
 * For rules of one conjunction which all have the same tests in the same order
 * and differ in bounds and values only; values are bits of a number.
 */
#ifndef BENCH_ELIGIBILITY_SQL_H
#define BENCH_ELIGIBILITY_SQL_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/judge.h"

struct sql_table;

struct sql_table *sql_table_new(const struct judged *judged, size_t n);
void sql_table_free(struct sql_table *t);

/* How many openings the profile, which must state everything, is eligible for. */
size_t sql_table_count(struct sql_table *t, const struct facts *facts,
		       int32_t as_of);

#endif
