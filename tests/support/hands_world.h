/* hands_world - a database and a key of its own for each test of people/. */
#ifndef SUPPORT_HANDS_WORLD_H
#define SUPPORT_HANDS_WORLD_H

#include "people/account.h"
#include "people/hands.h"
#include "store/db.h"
#include "support/store_folder.h"

/* 2027-01-15, at noon in Hong Kong; the clock of the program stands there. */
#define HANDS_START_US  (INT64_C(1799985600) * 1000000)
#define HANDS_MINUTE_US (INT64_C(60) * 1000000)

struct hands_world {
	struct store_folder folder;
	struct keys *keys;
	struct hands hands; /* of the writer */
	const void *row;    /* the test's initial_state */
};

/* For cmocka_unit_test_setup_teardown. */
int hands_world_set_up(void **state);
int hands_world_tear_down(void **state);

/* One call in a transaction of its own, which is kept when it said OK. */
#define WRITTEN(w, call) (hands_world_begin(w), hands_world_end((w), (call)))
void hands_world_begin(struct hands_world *w);
enum err hands_world_end(struct hands_world *w, enum err e);

/* Both clocks, of the program and of the hands. */
void hands_world_pass(struct hands_world *w, int minutes);

/* An unverified seeker with that address and language; the id. */
struct slice hands_world_person(struct hands_world *w, const char *email,
				const char *lang);

#endif
