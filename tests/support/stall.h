/*
 * stall - a small vocabulary with places and sectors, and openings on it.
 *
 * Stands on rules_world.h, whose vocabulary it replaces by its own: the same
 * way of writing JSON with ' for ", the same arena.  What is malformed or
 * refused ends the test, but for the functions that return refusals.
 *
 *   places   gba > guangdong > shenzhen > qianhai; guangdong > guangzhou;
 *            gba > hong-kong, macao; mainland > guangdong; overseas
 *   sectors  ict > ai; finance > fintech; biotech
 *   rates    1 HKD is 1.03 MOP; none for CNY
 *   words    internship = 實習 = 实习 = 见习; machine learning = 機器學習
 *   taxonomy that of linked_small()
 */
#ifndef SUPPORT_STALL_H
#define SUPPORT_STALL_H

#include "matcher/knowledge.h"
#include "matcher/opening.h"
#include "matcher/profile.h"
#include "support/rules_world.h"

struct analyser;
struct faults;
struct snapshot;
struct snapshot_parts;

struct stall {
	struct opening_reader reader; /* its arena is that of the world */
	struct text_knowledge known;
	struct analyser *analyser;
};

/* For cmocka's group setup and teardown. */
int stall_open(void **state);
int stall_close(void **state);
struct stall *stall_get(void);

const struct opening *stall_opening(const char *json);
const struct profile *stall_profile(const char *json);
const struct profile *stall_founder(const char *json, const char *venture);
struct snapshot_parts stall_parts(void);

/* An array of documents; to be freed by snapshot_free(). */
struct snapshot *stall_snapshot(const char *json);

/*
 * Every fault as "code at pointer", a missing key with its name, in the order
 * told, with "; " between; "" when there is none.
 */
const char *stall_refusals(const struct faults *f);
const char *stall_refusals_of_opening(const char *json);

/* {'profile':...,'venture'?:...}: pointers begin at that document. */
const char *stall_refusals_of_profile(const char *json);

#endif
