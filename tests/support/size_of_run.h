/*
 * size_of_run - how much a test does, and from which seed.
 *
 * BAYBRIDGE_SEED replays a run; BAYBRIDGE_TESTS_LONG=1 asks for the whole size
 * instead of the one for every day.
 */
#ifndef SUPPORT_SIZE_OF_RUN_H
#define SUPPORT_SIZE_OF_RUN_H

#include <stddef.h>
#include <stdint.h>

uint64_t seed_of_run(uint64_t otherwise); /* printed, too */
size_t size_of_run(size_t usual, size_t whole);

#endif
