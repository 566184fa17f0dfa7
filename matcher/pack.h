/*
 * pack - numbers and texts in as few bytes as they need, one behind another.
 *
 * Whole numbers take seven bits a byte, least first.  What is read must have
 * been written by the same functions in the same order: it never comes from
 * outside.
 */
#ifndef MATCHER_PACK_H
#define MATCHER_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

void pack_count(struct buf *to, uint64_t n);
void pack_number(struct buf *to, double x); /* exactly, -0 and all */
void pack_text(struct buf *to, struct slice s);

/* Each moves the cursor behind what it read. */
uint64_t unpack_count(const uint8_t **at);
double unpack_number(const uint8_t **at);
struct slice unpack_text(const uint8_t **at); /* lies in what is read */

#endif
