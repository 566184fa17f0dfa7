/*
 * fault - what is wrong with an input, and where, in words for its author.
 *
 * A parser collects faults and goes on where it can, so that one reply names
 * up to FAULTS_MAX of them; what comes after is only counted.  Faults know no
 * value of the input.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "base/lang.h"

enum { FAULTS_MAX = 50, FAULT_AT_BYTES = 256, FAULT_ARG_BYTES = 160 };

enum fault_code {
#define FAULT(name, code, en, hant, hans, pt) FAULT_##name,
#include "base/faults.def"
#undef FAULT
	FAULT__COUNT
};

enum fault_place { FAULT_AT_POINTER, FAULT_AT_PARAMETER };

struct fault {
	enum fault_code code;
	enum fault_place place;
	char at[FAULT_AT_BYTES]; /* RFC 6901 pointer, or a parameter's name */
	char arg[FAULT_ARG_BYTES];
	unsigned line; /* in NDJSON, from 1; 0 elsewhere */
};

struct faults {
	size_t count; /* of items; `more` were dropped after them */
	size_t more;
	unsigned line; /* given to each new fault */
	struct fault items[FAULTS_MAX];
};

/* `at` and `arg` are copied and cut to fit on a character border. */
void fault_at_pointer(struct faults *f, enum fault_code code,
		      const char *pointer, const char *arg);
void fault_at_parameter(struct faults *f, enum fault_code code,
			const char *parameter, const char *arg);

bool faults_any(const struct faults *f);
const char *fault_code_word(enum fault_code code); /* "unknown-key" */

/* The sentence in one language, argument filled in. */
void fault_words(const struct fault *f, enum lang l, struct buf *to);

#endif
