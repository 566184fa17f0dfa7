/*
 * fuzz_world - what the harnesses share: the shipped vocabulary, and checks
 * that abort.
 *
 * Each harness is one function, LLVMFuzzerTestOneInput().  With FUZZ it is
 * linked with libFuzzer; else with replay.c, which runs it over the corpus.
 */
#ifndef FUZZ_FUZZ_WORLD_H
#define FUZZ_FUZZ_WORLD_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/knowledge.h"
#include "matcher/opening.h"

struct analyser;
struct faults;
struct jr;
struct snapshot;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz_world {
	struct opening_reader
		reader; /* its arena lives as long as the program */
	struct text_knowledge known;
	struct analyser *analyser;
};

/* Read at the first call. */
const struct fuzz_world *fuzz_world(void);

/* A snapshot of one catalogue, given as JSON; the caller frees it. */
struct snapshot *fuzz_snapshot(struct slice json);

/* What a fault tells can stand in a reply: it is UTF-8. */
void fuzz_check_faults(const struct faults *f);

#endif
