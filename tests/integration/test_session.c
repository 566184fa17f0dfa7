/*
 * session: one contract, two stores.  Every case runs against the embedded
 * store and against a Redis of its own.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "session/gate.h"
#include "session/session.h"
#include "support/asker.h"
#include "support/redis_server.h"

#define MINUTE_US (INT64_C(60) * 1000000)
#define START_US  (INT64_C(1800000000) * 1000000)

static const char ANNA[] = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char BELA[] = "bbbbbbbbbbbbbbbbbbbbbbbbbb";

static struct redis_server server;

struct world {
	struct asker asker;
	struct sessions *sessions;
};

static struct sessions *open_sessions(const struct session_plan *plan)
{
	struct sessions *s = NULL;
	char words[SESSION_WORDS_BYTES] = "";

	assert_int_equal(sessions_open(plan, &s, words), ERR_OK);
	return s;
}

static void open_world(struct world *w, const char *redis)
{
	struct session_plan plan = asker_plan();
	char reply[REDIS_SERVER_REPLY_BYTES];

	clock_set_us(START_US);
	plan.redis = redis;
	if (redis != NULL)
		redis_server_say(&server, "FLUSHALL", reply);
	w->sessions = open_sessions(&plan);
	asker_open(&w->asker, w->sessions, 0);
	asker_await_up(&w->asker, true);
}

static void close_world(struct world *w)
{
	asker_close(&w->asker);
	sessions_close(w->sessions);
	clock_set_us(-1);
}

static void pass_minutes(int minutes)
{
	clock_set_us(clock_now_us() + minutes * MINUTE_US);
}

/* Cases. */

static void what_was_made_is_found_as_it_was(struct asker *a)
{
	struct login l = asker_dated(a, 1, ANNA);
	struct login found;

	l.kind = LOGIN_STAFF;
	l.epoch = INT64_C(0x0102030405060708);
	session_date(a->sessions, &l);
	snprintf(l.label, sizeof(l.label), "Firefox \xe6\x96\xb0");
	assert_int_equal(asker_make(a, &l), ERR_OK);
	assert_int_equal(asker_find(a, &l, &found), ERR_OK);
	assert_memory_equal(found.digest, l.digest, LOGIN_DIGEST_BYTES);
	assert_string_equal(found.account, ANNA);
	assert_string_equal(found.label, l.label);
	assert_int_equal(found.kind, LOGIN_STAFF);
	assert_true(found.epoch == l.epoch);
	assert_true(found.created_us == START_US);
	assert_true(found.expires_us == START_US + 15 * MINUTE_US);
}

static void the_longest_label_is_kept(struct asker *a)
{
	struct login l = asker_dated(a, 1, ANNA);
	struct login found;

	memset(l.label, 'x', sizeof(l.label) - 1);
	assert_int_equal(asker_make(a, &l), ERR_OK);
	assert_int_equal(asker_find(a, &l, &found), ERR_OK);
	assert_string_equal(found.label, l.label);
}

static void what_was_never_made_is_not_found(struct asker *a)
{
	struct login l = asker_login(2, ANNA);

	asker_made(a, 1, ANNA);
	assert_int_equal(asker_find(a, &l, NULL), ERR_NOT_FOUND);
}

static void one_octet_of_the_digest_matters(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);

	for (size_t i = 0; i < LOGIN_DIGEST_BYTES; i++) {
		struct login other = l;

		other.digest[i] ^= 1;
		assert_int_equal(asker_find(a, &other, NULL), ERR_NOT_FOUND);
	}
}

static void use_lets_it_live_on(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct login found;

	for (int i = 0; i < 4; i++) {
		pass_minutes(29);
		assert_int_equal(asker_find(a, &l, &found), ERR_OK);
		assert_true(found.expires_us ==
			    clock_now_us() + 30 * MINUTE_US);
	}
	pass_minutes(29);
	assert_int_equal(asker_find(a, &l, NULL), ERR_OK);
}

static void unused_it_ends(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);

	pass_minutes(30);
	assert_int_equal(asker_find(a, &l, NULL), ERR_NOT_FOUND);
}

static void a_moment_before_its_end_it_is_there_and_at_it_gone(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct login m = asker_made(a, 2, ANNA);

	clock_set_us(START_US + 30 * MINUTE_US - 1);
	assert_int_equal(asker_find(a, &l, NULL), ERR_OK);
	clock_set_us(START_US + 30 * MINUTE_US);
	assert_int_equal(asker_find(a, &m, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(a, &l, NULL), ERR_OK);
}

static void small_gains_are_not_written(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct login found;

	clock_set_us(START_US + MINUTE_US - 1);
	assert_int_equal(asker_find(a, &l, &found), ERR_OK);
	assert_true(found.expires_us == l.expires_us);
	clock_set_us(START_US + MINUTE_US);
	assert_int_equal(asker_find(a, &l, &found), ERR_OK);
	assert_true(found.expires_us == l.expires_us + MINUTE_US);
}

static void used_or_not_its_whole_life_ends(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct login found;

	for (int minutes = 20; minutes < 720; minutes += 20) {
		clock_set_us(START_US + minutes * MINUTE_US);
		assert_int_equal(asker_find(a, &l, &found), ERR_OK);
		assert_true(found.expires_us <= START_US + 720 * MINUTE_US);
	}
	clock_set_us(START_US + 720 * MINUTE_US - 1);
	assert_int_equal(asker_find(a, &l, NULL), ERR_OK);
	clock_set_us(START_US + 720 * MINUTE_US);
	assert_int_equal(asker_find(a, &l, NULL), ERR_NOT_FOUND);
}

static void a_bearer_token_lives_for_days_without_use(struct asker *a)
{
	struct login l = asker_login(1, ANNA);

	l.kind = LOGIN_BEARER;
	session_date(a->sessions, &l);
	assert_int_equal(asker_make(a, &l), ERR_OK);
	pass_minutes(43199);
	assert_int_equal(asker_find(a, &l, NULL), ERR_OK);
	pass_minutes(1);
	assert_int_equal(asker_find(a, &l, NULL), ERR_NOT_FOUND);
}

static void what_was_dropped_is_gone(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct login other = asker_made(a, 2, ANNA);

	assert_int_equal(asker_drop(a, &l, ANNA), ERR_OK);
	assert_int_equal(asker_find(a, &l, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_drop(a, &l, ANNA), ERR_NOT_FOUND);
	assert_int_equal(asker_find(a, &other, NULL), ERR_OK);
	assert_int_equal(asker_list(a, ANNA).count, 1);
}

static void nobody_drops_anothers_login(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);

	assert_int_equal(asker_drop(a, &l, BELA), ERR_NOT_FOUND);
	assert_int_equal(asker_drop(a, &l, "a"), ERR_NOT_FOUND);
	assert_int_equal(asker_drop(a, &l, ""), ERR_NOT_FOUND);
	assert_int_equal(asker_find(a, &l, NULL), ERR_OK);
}

static void an_account_shorter_than_most_can_drop_its_own(struct asker *a)
{
	struct login l = asker_made(a, 1, "short");
	struct login found;

	assert_int_equal(asker_find(a, &l, &found), ERR_OK);
	assert_string_equal(found.account, "short");
	assert_int_equal(asker_drop(a, &l, "short"), ERR_OK);
	assert_int_equal(asker_find(a, &l, NULL), ERR_NOT_FOUND);
}

static void all_of_an_account_go_and_nobody_elses(struct asker *a)
{
	struct login mine[5], theirs = asker_made(a, 9, BELA);

	for (int i = 0; i < 5; i++)
		mine[i] = asker_made(a, i, ANNA);
	assert_int_equal(asker_drop_all(a, ANNA, NULL), ERR_OK);
	for (int i = 0; i < 5; i++)
		assert_int_equal(asker_find(a, &mine[i], NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(a, &theirs, NULL), ERR_OK);
	assert_int_equal(asker_drop_all(a, ANNA, NULL), ERR_OK);
}

static void all_others_go_and_this_one_stays(struct asker *a)
{
	struct login mine[5];

	for (int i = 0; i < 5; i++)
		mine[i] = asker_made(a, i, ANNA);
	assert_int_equal(asker_drop_all(a, ANNA, &mine[3]), ERR_OK);
	for (int i = 0; i < 5; i++)
		assert_int_equal(asker_find(a, &mine[i], NULL),
				 i == 3 ? ERR_OK : ERR_NOT_FOUND);
	assert_int_equal(asker_list(a, ANNA).count, 1);
}

static void the_newest_is_listed_first(struct asker *a)
{
	struct session_ask list;

	for (int i = 0; i < 4; i++) {
		asker_made(a, i, ANNA);
		pass_minutes(1);
	}
	asker_made(a, 9, BELA);
	list = asker_list(a, ANNA);
	assert_int_equal(list.count, 4);
	for (int i = 0; i < 4; i++) {
		struct login want = asker_login(3 - i, ANNA);

		assert_string_equal(list.logins[i].label, want.label);
		assert_memory_equal(list.logins[i].digest, want.digest,
				    LOGIN_DIGEST_BYTES);
		assert_string_equal(list.logins[i].account, ANNA);
	}
	assert_int_equal(asker_list(a, "cccccccccccccccccccccccccc").count, 0);
}

static void what_is_over_is_not_listed(struct asker *a)
{
	asker_made(a, 1, ANNA);
	pass_minutes(29);
	asker_made(a, 2, ANNA);
	pass_minutes(1);
	assert_int_equal(asker_list(a, ANNA).count, 1);
	assert_true(asker_list(a, ANNA).logins[0].epoch == 2);
}

static void one_login_too_many_ends_the_first(struct asker *a)
{
	struct login first = asker_made(a, 0, ANNA);
	struct login second, last;

	pass_minutes(1);
	second = asker_made(a, 1, ANNA);
	for (int i = 2; i < LOGINS_EACH_MAX; i++)
		asker_made(a, i, ANNA);
	assert_int_equal(asker_find(a, &first, NULL), ERR_OK);
	pass_minutes(1);
	last = asker_made(a, LOGINS_EACH_MAX, ANNA);
	assert_int_equal(asker_find(a, &first, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(a, &second, NULL), ERR_OK);
	assert_int_equal(asker_find(a, &last, NULL), ERR_OK);
	assert_int_equal(asker_list(a, ANNA).count, LOGINS_EACH_MAX);
}

static void a_limit_allows_its_number_and_no_more(struct asker *a)
{
	struct limit_key key = limit_by_pair(LIMIT_LOGIN, ANNA, "192.0.2.1");
	struct limit_key other = limit_by_pair(LIMIT_LOGIN, BELA, "192.0.2.1");
	struct limit_result r;

	for (unsigned i = 1; i <= 10; i++) {
		r = asker_limit(a, key);
		assert_true(r.is_allowed);
		assert_int_equal(r.limit, 10);
		assert_int_equal(r.remaining, 10 - i);
		assert_in_range(r.reset_s, 30 * i - 3, 30 * i);
		assert_int_equal(r.retry_s, 0);
	}
	r = asker_limit(a, key);
	assert_false(r.is_allowed);
	assert_int_equal(r.remaining, 0);
	assert_in_range(r.retry_s, 27, 30);
	assert_in_range(r.reset_s, 297, 300);
	assert_true(asker_limit(a, other).is_allowed);
}

/* Another thread's ask is answered on the loop, whose thread this is. */
struct courier {
	struct asker *asker;
	struct session_ask ask;
	bool was_taken;
	bool is_done;
	pthread_t thread; /* that answered */
};

static void *post(void *arg)
{
	struct courier *c = arg;

	c->was_taken = session_post(c->asker->sessions, 0, &c->ask);
	return NULL;
}

static void on_delivered(struct session_ask *ask)
{
	struct courier *c = ask->ctx;

	c->thread = pthread_self();
	c->is_done = true;
}

static struct courier courier_with(struct asker *a, const struct login *l)
{
	return (struct courier){
		.asker = a,
		.ask = {.verb = SESSION_FIND,
			.login = *l,
			.answered = on_delivered},
	};
}

static void post_elsewhere(struct courier *c)
{
	pthread_t other;

	c->ask.ctx = c;
	assert_int_equal(pthread_create(&other, NULL, post, c), 0);
	pthread_join(other, NULL);
}

static void what_another_thread_posts_is_answered_here(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct courier c = courier_with(a, &l);

	post_elsewhere(&c);
	assert_true(c.was_taken);
	assert_false(c.is_done);
	for (int i = 0; i < 10000 && !c.is_done; i++)
		asker_turn(a);
	assert_true(c.is_done);
	assert_true(pthread_equal(c.thread, pthread_self()));
	assert_int_equal(c.ask.result, ERR_OK);
}

static void what_was_posted_is_answered_by_the_end(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct courier c = courier_with(a, &l);
	struct courier late = courier_with(a, &l);

	post_elsewhere(&c);
	sessions_detach(a->sessions, 0);
	assert_true(c.is_done);
	assert_int_equal(c.ask.result, ERR_BUSY);
	post_elsewhere(&late);
	assert_false(late.was_taken);
	assert_int_equal(sessions_attach(a->sessions, 0, a->base), ERR_OK);
}

/* The gate: what dispatch asks. */

static void on_opened(struct gate *g)
{
	*(bool *)g->ctx = true;
}

static void open_gate(struct asker *a, struct gate *g)
{
	bool is_open = false;

	g->address = "192.0.2.1";
	g->opened = on_opened;
	g->ctx = &is_open;
	if (gate_open(a->sessions, 0, g))
		return;
	assert_false(is_open);
	for (int i = 0; i < 10000 && !is_open; i++)
		asker_turn(a);
	assert_true(is_open);
}

static struct gate gate_of(const struct login *l)
{
	struct gate g = {.has_login = true};

	memcpy(g.digest, l->digest, LOGIN_DIGEST_BYTES);
	return g;
}

static void a_gate_knows_the_login_and_counts(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct gate g = gate_of(&l);

	g.has_rule = true;
	g.rule = LIMIT_MATCH;
	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_OK);
	assert_true(g.is_known);
	assert_string_equal(g.login.account, ANNA);
	assert_true(g.is_limited);
	assert_int_equal(g.limit.limit, 120);
	assert_int_equal(g.limit.remaining, 119);
	assert_int_equal(g.key.whose, LIMIT_ACCOUNT);
}

static void a_gate_without_a_login_counts_the_address(struct asker *a)
{
	struct gate g = {.has_rule = true, .rule = LIMIT_MATCH};

	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_OK);
	assert_false(g.is_known);
	assert_int_equal(g.limit.limit, 600);
	assert_int_equal(g.key.whose, LIMIT_ADDRESS);
}

static void a_gate_with_nothing_to_ask_is_open(struct asker *a)
{
	struct gate g = {0};

	assert_true(gate_open(a->sessions, 0, &g));
	assert_int_equal(gate_error(&g), ERR_OK);
	assert_false(g.is_known);
}

static void an_unknown_login_is_none(struct asker *a)
{
	struct login l = asker_login(7, ANNA);
	struct gate g = gate_of(&l);

	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_OK);
	assert_false(g.is_known);
	assert_int_equal(g.login_err, ERR_NOT_FOUND);
}

static void a_gate_refuses_when_the_address_had_its_share(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct gate g = gate_of(&l);

	for (int i = 0; i < 60; i++)
		assert_true(asker_limit(a, limit_by_address(LIMIT_REGISTER,
							    "192.0.2.200"))
				    .is_allowed);
	g.has_rule = true;
	g.rule = LIMIT_REGISTER;
	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_TOO_MANY);
	assert_true(g.limit.retry_s > 0);
}

static void a_gate_refuses_when_the_account_had_its_share(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct gate g = gate_of(&l);

	for (int i = 0; i < 120; i++)
		assert_true(asker_limit(a, limit_by_account(LIMIT_WRITE, ANNA))
				    .is_allowed);
	g.has_rule = true;
	g.rule = LIMIT_WRITE;
	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_TOO_MANY);
	assert_int_equal(g.key.whose, LIMIT_ACCOUNT);
}

static void
a_gate_counts_what_is_tried_together_with_the_address(struct asker *a)
{
	struct gate g = {.has_rule = true, .rule = LIMIT_LOGIN};

	snprintf(g.subject, sizeof(g.subject), "0123456789abcdef");
	for (int i = 0; i < 10; i++) {
		open_gate(a, &g);
		assert_int_equal(gate_error(&g), ERR_OK);
		assert_int_equal(g.key.whose, LIMIT_PAIR);
		assert_int_equal(g.limit.remaining, 9 - i);
	}
	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_TOO_MANY);
	g.subject[0] = 'f';
	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_OK);
}

static void from_elsewhere_the_same_account_may_be_tried(struct asker *a)
{
	struct gate g = {.has_rule = true, .rule = LIMIT_LOGIN};

	snprintf(g.subject, sizeof(g.subject), "0123456789abcdef");
	for (int i = 0; i < 10; i++)
		assert_true(asker_limit(a, limit_by_pair(LIMIT_LOGIN, g.subject,
							 "198.51.100.7"))
				    .is_allowed);
	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_OK);
	assert_int_equal(g.limit.remaining, 9);
}

static void a_gate_counts_a_known_account_with_its_address(struct asker *a)
{
	struct login l = asker_made(a, 1, ANNA);
	struct gate g = gate_of(&l);

	g.has_rule = true;
	g.rule = LIMIT_LOGIN;
	for (int i = 0; i < 10; i++) {
		open_gate(a, &g);
		assert_int_equal(gate_error(&g), ERR_OK);
	}
	open_gate(a, &g);
	assert_int_equal(gate_error(&g), ERR_TOO_MANY);
	assert_int_equal(g.key.whose, LIMIT_PAIR);
}

/* Tokens that follow one another. */

static struct login in_family(struct asker *a, int n, char family)
{
	struct login l = asker_login(n, ANNA);

	l.kind = LOGIN_BEARER;
	memset(l.family, family, sizeof(l.family) - 1);
	session_date(a->sessions, &l);
	return l;
}

static struct login rotated(struct asker *a, const struct login *before, int n)
{
	struct session_ask ask = {.verb = SESSION_ROTATE,
				  .login = asker_login(n, ANNA),
				  .before = *before};

	ask.login.kind = LOGIN_BEARER;
	memcpy(ask.login.family, before->family, sizeof(before->family));
	session_date_after(a->sessions, &ask.login, before);
	assert_int_equal(asker_ask(a, &ask), ERR_OK);
	return ask.login;
}

static enum err end_family(struct asker *a, const struct login *l)
{
	struct session_ask ask = {.verb = SESSION_END_FAMILY, .login = *l};

	return asker_ask(a, &ask);
}

static void a_token_that_was_replaced_is_known_as_such(struct asker *a)
{
	struct login first = in_family(a, 1, 'f'), second, found;

	assert_int_equal(asker_make(a, &first), ERR_OK);
	second = rotated(a, &first, 2);
	assert_int_equal(asker_find(a, &second, &found), ERR_OK);
	assert_true(found.epoch == second.epoch);
	assert_string_equal(found.family, first.family);
	assert_int_equal(asker_find(a, &first, &found), ERR_OK);
	assert_true(found.epoch == LOGIN_ROTATED);
	assert_string_equal(found.account, ANNA);
	assert_string_equal(found.family, first.family);
}

static void a_family_does_not_live_longer_than_its_first(struct asker *a)
{
	struct login l = in_family(a, 1, 'f');

	assert_int_equal(asker_make(a, &l), ERR_OK);
	for (int i = 2; i <= 30; i++) {
		pass_minutes(24 * 60);
		l = rotated(a, &l, i);
		assert_true(l.created_us == START_US);
	}
	assert_int_equal(asker_find(a, &l, NULL), ERR_OK);
	pass_minutes(24 * 60);
	assert_int_equal(asker_find(a, &l, NULL), ERR_NOT_FOUND);
}

static void a_family_that_was_ended_has_no_login(struct asker *a)
{
	struct login first = in_family(a, 1, 'f'), found;
	struct login stranger = in_family(a, 9, 'g');
	struct login second, third;

	assert_int_equal(asker_make(a, &first), ERR_OK);
	assert_int_equal(asker_make(a, &stranger), ERR_OK);
	second = rotated(a, &first, 2);
	third = rotated(a, &second, 3);
	assert_int_equal(asker_find(a, &first, &found), ERR_OK);
	assert_int_equal(end_family(a, &found), ERR_OK);
	assert_int_equal(asker_find(a, &first, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(a, &second, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(a, &third, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(a, &stranger, NULL), ERR_OK);
	assert_int_equal(asker_list(a, ANNA).count, 1);
}

static void what_was_replaced_is_not_listed(struct asker *a)
{
	struct login first = in_family(a, 1, 'f'), second;
	struct session_ask ask;

	assert_int_equal(asker_make(a, &first), ERR_OK);
	second = rotated(a, &first, 2);
	ask = asker_list(a, ANNA);
	assert_int_equal(ask.count, 1);
	assert_memory_equal(ask.logins[0].digest, second.digest,
			    LOGIN_DIGEST_BYTES);
}

static void many_rotations_leave_the_other_logins_alone(struct asker *a)
{
	struct login other = in_family(a, 200, 'g');
	struct login l = in_family(a, 1, 'f');

	assert_int_equal(asker_make(a, &other), ERR_OK);
	assert_int_equal(asker_make(a, &l), ERR_OK);
	for (int i = 2; i < 3 * LOGINS_EACH_MAX; i++)
		l = rotated(a, &l, i);
	assert_int_equal(asker_find(a, &l, NULL), ERR_OK);
	assert_int_equal(asker_find(a, &other, NULL), ERR_OK);
}

#define CASE(name)                                                             \
	{                                                                      \
#name, name                                                    \
	}
static const struct {
	const char *name;
	void (*run)(struct asker *a);
} cases[] = {
	CASE(what_was_made_is_found_as_it_was),
	CASE(the_longest_label_is_kept),
	CASE(what_was_never_made_is_not_found),
	CASE(one_octet_of_the_digest_matters),
	CASE(use_lets_it_live_on),
	CASE(unused_it_ends),
	CASE(a_moment_before_its_end_it_is_there_and_at_it_gone),
	CASE(small_gains_are_not_written),
	CASE(used_or_not_its_whole_life_ends),
	CASE(a_bearer_token_lives_for_days_without_use),
	CASE(what_was_dropped_is_gone),
	CASE(nobody_drops_anothers_login),
	CASE(an_account_shorter_than_most_can_drop_its_own),
	CASE(all_of_an_account_go_and_nobody_elses),
	CASE(all_others_go_and_this_one_stays),
	CASE(the_newest_is_listed_first),
	CASE(what_is_over_is_not_listed),
	CASE(one_login_too_many_ends_the_first),
	CASE(a_limit_allows_its_number_and_no_more),
	CASE(what_another_thread_posts_is_answered_here),
	CASE(what_was_posted_is_answered_by_the_end),
	CASE(a_gate_knows_the_login_and_counts),
	CASE(a_gate_without_a_login_counts_the_address),
	CASE(a_gate_with_nothing_to_ask_is_open),
	CASE(an_unknown_login_is_none),
	CASE(a_gate_refuses_when_the_address_had_its_share),
	CASE(a_gate_refuses_when_the_account_had_its_share),
	CASE(a_gate_counts_what_is_tried_together_with_the_address),
	CASE(from_elsewhere_the_same_account_may_be_tried),
	CASE(a_gate_counts_a_known_account_with_its_address),
	CASE(a_token_that_was_replaced_is_known_as_such),
	CASE(a_family_does_not_live_longer_than_its_first),
	CASE(a_family_that_was_ended_has_no_login),
	CASE(what_was_replaced_is_not_listed),
	CASE(many_rotations_leave_the_other_logins_alone),
};

struct row {
	size_t at;         /* in cases */
	const char *redis; /* NULL: embedded */
	char name[96];
};

static void holds(void **state)
{
	const struct row *row = *state;
	struct world w;

	open_world(&w, row->redis);
	cases[row->at].run(&w.asker);
	close_world(&w);
}

static int start_server(void **state)
{
	(void)state;
	redis_server_open(&server);
	redis_server_start(&server);
	return 0;
}

static int stop_server(void **state)
{
	(void)state;
	redis_server_close(&server);
	return 0;
}

int main(void)
{
	static struct row rows[2 * COUNT(cases)];
	struct CMUnitTest tests[COUNT(rows)];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct row *row = &rows[i];

		row->at = i / 2;
		row->redis = i % 2 == 0 ? NULL : server.address;
		snprintf(row->name, sizeof(row->name), "%s: %s",
			 i % 2 == 0 ? "embedded" : "redis",
			 cases[row->at].name);
		tests[i] =
			(struct CMUnitTest){row->name, holds, NULL, NULL, row};
	}
	return cmocka_run_group_tests_name("session", tests, start_server,
					   stop_server);
}
