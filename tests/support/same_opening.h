/* same_opening - two openings that must be equal in every member. */
#ifndef SUPPORT_SAME_OPENING_H
#define SUPPORT_SAME_OPENING_H

#include "matcher/opening.h"

/* Pointers by what they point to.  Ends the test with the member's place. */
void assert_same_opening(const struct opening *a, const struct opening *b);

#endif
