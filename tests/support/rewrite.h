/* rewrite - criteria written another way that must mean the same. */
#ifndef SUPPORT_REWRITE_H
#define SUPPORT_REWRITE_H

#include "base/buf.h"
#include "json/jr.h"

/* Every `criteria` becomes {"not":{"not":criteria}}. */
void rewrite_not_not(const struct jr *document, struct buf *to);

/* The parts of every `all` and `any` stand in the opposite order. */
void rewrite_backwards(const struct jr *document, struct buf *to);

#endif
