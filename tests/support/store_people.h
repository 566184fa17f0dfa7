/* store_people - a database with somebody in it, for the tests of people. */
#ifndef SUPPORT_STORE_PEOPLE_H
#define SUPPORT_STORE_PEOPLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/accounts.h"
#include "store/applications.h"
#include "support/store_folder.h"

struct people {
	struct store_folder folder;
	struct arena *arena;
	struct db *db;   /* the writer */
	const void *row; /* the test's initial_state */
};

/* For cmocka_unit_test_setup_teardown. */
int people_set_up(void **state);
int people_tear_down(void **state);

/* One call in a transaction of its own, which is kept when it said OK. */
#define IN_TRANSACTION(p, call) (people_begin(p), people_end((p), (call)))
void people_begin(struct people *p);
enum err people_end(struct people *p, enum err e);

/* A seeker of that id, unverified; its octets are made of the id. */
struct stored_account account_of(struct people *p, const char *id);
void people_add(struct people *p, const char *id);

/* An organisation without anything to say. */
void people_add_organisation(struct people *p, const char *id);

/* A submitted one of `person` for `opening`, eligible; sealed "s". */
struct stored_application application_of(const char *id, const char *person,
					 const char *opening);

/* The change of one from a state to another by its poster at 2,000,000. */
struct application_move move_of(const char *id, const char *from,
				const char *to);

int64_t people_feed_position(struct people *p);
size_t people_problems(struct people *p); /* of check_all(), printed */

#endif
