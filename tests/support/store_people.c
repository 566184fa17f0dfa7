/* store_people - see store_people.h. */
#include "support/store_people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/check.h"
#include "store/feed.h"
#include "store/organisations.h"
#include "store/store.h"

int people_set_up(void **state)
{
	static struct people p;

	log_set_level(LOG_WARN);
	p.row = *state;
	store_folder_init(&p.folder);
	p.arena = arena_new(0);
	p.db = store_folder_open(&p.folder, DB_WRITER);
	clock_set_us(1000000);
	*state = &p;
	return 0;
}

int people_tear_down(void **state)
{
	struct people *p = *state;

	clock_set_us(-1);
	store_close(p->db);
	arena_free(p->arena);
	store_folder_done(&p->folder);
	return 0;
}

void people_begin(struct people *p)
{
	assert_int_equal(db_begin(p->db), ERR_OK);
}

enum err people_end(struct people *p, enum err e)
{
	if (e == ERR_OK)
		assert_int_equal(db_commit(p->db), ERR_OK);
	else
		db_rollback(p->db);
	return e;
}

struct stored_account account_of(struct people *p, const char *id)
{
	return (struct stored_account){
		.id = slice_of(id),
		.email_index = arena_print(p->arena, "index of %s", id),
		.email_sealed = arena_print(p->arena, "%s@sealed", id),
		.password = SLICE("$argon2id$"),
		.role = SLICE("seeker"),
		.lang = SLICE("pt"),
		.state = SLICE("unverified"),
		.key_wrapped = arena_print(p->arena, "key of %s", id),
	};
}

void people_add(struct people *p, const char *id)
{
	struct stored_account account = account_of(p, id);

	assert_int_equal(IN_TRANSACTION(p, accounts_insert(p->db, &account)),
			 ERR_OK);
}

void people_add_organisation(struct people *p, const char *id)
{
	struct stored_organisation o = {slice_of(id), SLICE("{}"), 0, 0, 0};
	enum change change;

	assert_int_equal(
		IN_TRANSACTION(p, organisations_put(p->db, &o, &change)),
		ERR_OK);
}

struct stored_application application_of(const char *id, const char *person,
					 const char *opening)
{
	return (struct stored_application){
		.id = slice_of(id),
		.opening = slice_of(opening),
		.organisation = SLICE("acme"),
		.person = slice_of(person),
		.at_us = 1000000,
		.channel = SLICE("web"),
		.statement_sealed = SLICE("s"),
		.answers_sealed = SLICE("s"),
		.contact_sealed = SLICE("s"),
		.facts_sealed = SLICE("s"),
		.verdict = SLICE("eligible"),
		.fit_hundredths = 5000,
		.due_us = 9000000,
	};
}

struct application_move move_of(const char *id, const char *from,
				const char *to)
{
	return (struct application_move){
		.from = slice_of(from),
		.event =
			{
				.application = slice_of(id),
				.state = slice_of(to),
				.at_us = 2000000,
				.actor = SLICE("poster"),
				.actor_kind = SLICE("poster"),
			},
	};
}

int64_t people_feed_position(struct people *p)
{
	int64_t seq = -1;

	assert_int_equal(feed_position(p->db, &seq), ERR_OK);
	return seq;
}

static void say(void *ctx, const char *part, const char *words)
{
	(void)ctx;
	print_message("%s: %s\n", part, words);
}

size_t people_problems(struct people *p)
{
	size_t count = 0;

	assert_int_equal(check_all(p->db, say, NULL, &count), ERR_OK);
	return count;
}
