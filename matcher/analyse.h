/*
 * analyse - from text to the terms that are indexed and searched.
 *
 * One analyser for all languages and all callers: script decides, no language
 * is ever given.  Terms are folded (one form for Traditional and Simplified,
 * no case, no Latin accents) and are keys, never shown; [from, to) is the
 * place in the source that a term stands for, always on code-point borders.
 *
 *   letters, digits   one token a word, and at the same place its English and
 *                     Portuguese stem (prefixes below); "node.js" is also
 *                     "nodejs" and "node", "start-up" also "startup"
 *   Han, kana         DOCUMENT, AUX: each character, and at the same place
 *                     the pair that begins there.  QUERY: the pairs, then the
 *                     last character alone; a single character is itself
 *
 * Total: any bytes give tokens or nothing, never an error.  A term that is no
 * stem, analysed again, is itself.  What is not strict UTF-8 separates.
 */
#ifndef MATCHER_ANALYSE_H
#define MATCHER_ANALYSE_H

#include <stdint.h>

#include "base/slice.h"

struct analyser;

/* AUX, asked by those who mark text, behaves exactly as DOCUMENT. */
enum analyse_mode { ANALYSE_DOCUMENT, ANALYSE_QUERY, ANALYSE_AUX };

enum token_flags {
	TOKEN_COLOCATED = 1, /* stands where the token before it stands */
	TOKEN_STEM = 2,
	TOKEN_HAN = 4,
	TOKEN_SYMBOLS = 8, /* holds one of . + # */
	TOKEN_JOINED = 16, /* a word made of parts, or the first part */
	TOKEN_DIGITS = 32
};

enum { ANALYSE_TERM_MAX = 64, ANALYSE_TEXT_MAX = INT32_MAX };

/* First byte of a stem, so that a stem never meets a word. */
enum { TERM_ENGLISH_STEM = 0x01, TERM_PORTUGUESE_STEM = 0x02 };

/*
 * A stemmer keeps state: one analyser a thread, or one an arena that a single
 * thread uses.  Everything else that analyse() reads is constant data.
 */
struct analyser *analyser_new(void);
void analyser_free(struct analyser *a); /* NULL is fine */

/* `term` lives until emit returns.  Not 0 ends the analysis. */
typedef int analyse_emit(void *ctx, unsigned flags, struct slice term,
			 uint32_t from, uint32_t to);

/*
 * Returns what emit returned last, 0 when it never refused.  Linear in the
 * text, no memory of its own.  Bytes after ANALYSE_TEXT_MAX are not read.
 */
int analyse(struct analyser *a, enum analyse_mode mode, struct slice text,
	    analyse_emit *emit, void *ctx);

/*
 * Changes whenever the same text may give other terms: the rules, the fold
 * tables, utf8proc, libstemmer.  An index of another version is rebuilt.
 */
uint64_t analyser_version(void);

#endif
