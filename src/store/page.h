/*
 * page - how lists are read: by the key of the last row of the page before.
 *
 * Each list says which members are its key.  Before the first page of one that
 * goes up, all zero but the limit is a key below all, or PAGE_FIRST where
 * numbers may be negative; of one that goes down, PAGE_LAST is above all.  A
 * page shorter than its limit is the last.
 */
#ifndef STORE_PAGE_H
#define STORE_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum { PAGE_MAX = 1000 };

#define PAGE_FIRST INT64_MIN
#define PAGE_LAST  INT64_MAX

struct page {
	int64_t number;  /* a time, a day, a rank: of the last row */
	struct slice id; /* of the last row; orders those of one number */
	size_t limit;    /* up to PAGE_MAX; more counts as PAGE_MAX */
};

#endif
