/*
 * shrink - a smaller JSON document that still fails.
 *
 * Takes away members and elements, and puts a part of `all`, `any` or `not` in
 * the place of the whole, as long as `fails` says that it still does.
 */
#ifndef SUPPORT_SHRINK_H
#define SUPPORT_SHRINK_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"

struct jr;

typedef bool shrink_fails_fn(void *context, struct slice text);

void shrink(struct slice text, shrink_fails_fn *fails, void *context,
	    struct buf *ret_smaller);

/* The document without one of its nodes. */
void json_without(const struct jr *root, const struct jr *gone, struct buf *to);

#endif
