/*
 * scan - looks over a JSON text before jansson reads it.
 *
 * It finds what jansson cannot place or does not refuse: depth above
 * JR_DEPTH_MAX, bytes that are not UTF-8, and the pointer of a duplicate key.
 * It does not judge grammar: what it lets pass may still be refused.
 */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include "base/err.h"
#include "base/fault.h"
#include "base/slice.h"

struct arena;

/* ERR_MALFORMED with one fault, else ERR_OK.  Memory: the keys of the text. */
MUST_USE enum err scan_json(struct arena *a, struct slice text,
			    struct faults *reterr_faults);

#endif
