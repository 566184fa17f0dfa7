/*
 * synonyms - groups of words, in four languages, that answer for each other.
 *
 * They act at query time: a group is one more term of the index, made while
 * it is built, and the record's own index knows nothing of it.  Groups are
 * never chained: a member of two groups does not unite them.
 *
 * Immutable after synonyms_read(): any thread may walk.
 */
#ifndef MATCHER_SYNONYMS_H
#define MATCHER_SYNONYMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/slice.h"

struct analyser;
struct arena;
struct jr;
struct synonym_node;
struct synonyms;

enum {
	SYNONYM_GROUPS_MAX = 4096,
	SYNONYM_MEMBERS_MAX = 64,  /* of one group in one language */
	SYNONYM_TOKENS_MAX = 16,   /* of one member */
	SYNONYM_MEMBER_BYTES = 256 /* of one member */
};

/*
 * config/vocabulary/synonyms.json:
 * {"groups":[{"weight":0.8,"members":{"en":["..."],"zh-Hant":["..."]}}]}
 * Weights lie between 0 and 1.  ERR_INVALID, with every fault found.
 */
MUST_USE enum err synonyms_read(struct arena *a, struct analyser *an,
				const struct jr *root,
				struct synonyms **ret_synonyms,
				struct faults *reterr_faults);

unsigned synonyms_count(const struct synonyms *s); /* groups; 0 for NULL */
double synonyms_weight(const struct synonyms *s, unsigned group);

/* Of the whole document: a part of segment_basis().  0 for NULL. */
uint64_t synonyms_version(const struct synonyms *s);

/* Whether some member begins with this word. */
bool synonyms_knows(const struct synonyms *s, struct slice word);

/* A member found in a token stream: its group and the tokens it spans. */
struct synonym_hit {
	unsigned group;
	unsigned first; /* index of its first token in the stream, from 0 */
	unsigned last;
	uint32_t from; /* bytes of the source */
	uint32_t to;
};

typedef void synonym_emit(void *ctx, const struct synonym_hit *hit);

/* One walk over one text.  Zero it but for the first three members. */
struct synonym_walk {
	const struct synonyms *synonyms; /* NULL: nothing is ever found */
	synonym_emit *emit;
	void *ctx;
	unsigned index;
	unsigned open;
	bool han;
	uint32_t to;
	struct {
		const struct synonym_node *node;
		unsigned first;
		uint32_t from;
	} at[SYNONYM_TOKENS_MAX + 1];
};

/*
 * The next token of the text: words and single Han characters only, nothing
 * colocated.  A member in Han is found only where its characters touch.
 */
void synonym_step(struct synonym_walk *w, bool han, struct slice term,
		  uint32_t from, uint32_t to);

#endif
