/*
 * fold - one character for all its Traditional, Simplified and Hong Kong forms.
 *
 * The tables are written by tools/make-fold from OpenCC's hk2s, from
 * config/vocabulary/folds.json and from BIG5-HKSCS; they are constant data.
 * A folded form is a key for comparing, never a form to show to anybody: some
 * of them are Traditional, and none is chosen for its reader.
 */
#ifndef MATCHER_FOLD_H
#define MATCHER_FOLD_H

#include <stdint.h>

/*
 * The form that stands for this Han character, which is in NFKC.  Any other
 * code point is itself; fold_han(fold_han(c)) == fold_han(c).
 */
uint32_t fold_han(uint32_t code);

/*
 * What an old Hong Kong system meant by a code point of U+E000..F848 (HKSCS);
 * 0 when that is nothing, or two code points.  Others are themselves.
 */
uint32_t fold_private(uint32_t code);

/* FNV-1a, 64 bits, over both tables: a part of analyser_version(). */
uint64_t fold_version(void);

#endif
