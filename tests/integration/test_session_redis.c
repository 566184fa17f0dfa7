/*
 * session on Redis: what it does when Redis is killed, stopped, slow, emptied,
 * full, wrong or old.  Each test has the server to itself.
 */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "session/redis_logins.h"
#include "session/session.h"
#include "support/asker.h"
#include "support/redis_server.h"

static const char ANNA[] = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char BELA[] = "bbbbbbbbbbbbbbbbbbbbbbbbbb";

enum {
	DEADLINE_US = 250000,
	SLACK_US = 250000, /* of a busy machine */
	NAME_BYTES = 2 * LOGIN_DIGEST_BYTES + 1
};

struct world {
	struct redis_server server;
	struct sessions *sessions;
	struct asker asker;
	const struct login_rows *rows;
	struct login row; /* the only one */
};

static enum err save_row(void *ctx, void *seat, const struct login *l)
{
	(void)seat;
	*(struct login *)ctx = *l;
	return ERR_OK;
}

static enum err drop_row(void *ctx, void *seat,
			 const unsigned char digest[LOGIN_DIGEST_BYTES])
{
	(void)ctx;
	(void)seat;
	(void)digest;
	return ERR_OK;
}

static enum err
each_row(void *ctx, bool (*take)(void *arg, const struct login *l), void *arg)
{
	(void)take(arg, ctx);
	return ERR_OK;
}

static struct login_rows one_row(struct login *row)
{
	return (struct login_rows){row, save_row, drop_row, each_row};
}

static void open_sessions(struct world *w, const char *redis)
{
	struct session_plan plan = asker_plan();
	char words[SESSION_WORDS_BYTES] = "";

	plan.redis = redis;
	plan.rows = w->rows;
	assert_int_equal(sessions_open(&plan, &w->sessions, words), ERR_OK);
	asker_open(&w->asker, w->sessions, 0);
}

static void close_sessions(struct world *w)
{
	asker_close(&w->asker);
	sessions_close(w->sessions);
}

static int open_world(void **state)
{
	struct world *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	redis_server_open(&w->server);
	redis_server_start(&w->server);
	open_sessions(w, w->server.address);
	asker_await_up(&w->asker, true);
	*state = w;
	return 0;
}

static int close_world(void **state)
{
	struct world *w = *state;

	close_sessions(w);
	redis_server_close(&w->server);
	free(w);
	return 0;
}

static void say(struct world *w, const char *command, const char *want)
{
	char reply[REDIS_SERVER_REPLY_BYTES];

	redis_server_say(&w->server, command, reply);
	if (strstr(reply, want) == NULL)
		fail_msg("%s: %s", command, reply);
}

static void name_of(const struct login *l, char name[NAME_BYTES])
{
	for (size_t i = 0; i < LOGIN_DIGEST_BYTES; i++)
		snprintf(name + 2 * i, 3, "%02x", l->digest[i]);
}

/* The answer, and that it came within the deadline. */
static enum err find_in_time(struct world *w, const struct login *l)
{
	int64_t start_us = clock_monotonic_us();
	enum err e = asker_find(&w->asker, l, NULL);

	assert_true(clock_monotonic_us() - start_us < DEADLINE_US + SLACK_US);
	return e;
}

/* Not even asked. */
static void is_refused_at_once(struct world *w, const struct login *l)
{
	struct session_ask ask = {.verb = SESSION_FIND, .login = *l};

	assert_true(session_start(w->sessions, 0, &ask));
	assert_int_equal(ask.result, ERR_BUSY);
}

static void killed_it_is_busy_and_started_again_it_serves(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);
	int64_t start_us;

	redis_server_kill(&w->server);
	assert_int_equal(find_in_time(w, &l), ERR_BUSY);
	asker_await_up(&w->asker, false);
	is_refused_at_once(w, &l);
	redis_server_start(&w->server);
	start_us = clock_monotonic_us();
	asker_await_up(&w->asker, true);
	assert_true(clock_monotonic_us() - start_us < 2000000 + SLACK_US);
	assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_NOT_FOUND);
	asker_made(&w->asker, 2, ANNA);
}

static void what_it_kept_is_found_when_it_is_back(void **state)
{
	struct world *w = *state;
	struct login l, found;

	redis_server_kill(&w->server);
	w->server.keeps = true;
	redis_server_start(&w->server);
	asker_await_up(&w->asker, false);
	asker_await_up(&w->asker, true);
	l = asker_made(&w->asker, 1, ANNA);
	redis_server_kill(&w->server);
	asker_await_up(&w->asker, false);
	redis_server_start(&w->server);
	asker_await_up(&w->asker, true);
	assert_int_equal(asker_find(&w->asker, &l, &found), ERR_OK);
	assert_string_equal(found.account, ANNA);
}

static void absent_at_the_start_it_is_found_later(void **state)
{
	struct world *w = *state;
	struct login l = asker_login(1, ANNA);

	close_sessions(w);
	redis_server_kill(&w->server);
	open_sessions(w, w->server.address);
	is_refused_at_once(w, &l);
	for (int i = 0; i < 10; i++)
		asker_turn(&w->asker);
	is_refused_at_once(w, &l);
	redis_server_start(&w->server);
	asker_await_up(&w->asker, true);
	asker_made(&w->asker, 1, ANNA);
}

static void stopped_it_makes_one_wait_and_nobody_after(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);
	int64_t start_us;

	redis_server_pause(&w->server);
	start_us = clock_monotonic_us();
	assert_int_equal(find_in_time(w, &l), ERR_BUSY);
	assert_true(clock_monotonic_us() - start_us >= DEADLINE_US);
	is_refused_at_once(w, &l);
	assert_false(sessions_are_up(w->sessions, 0));
	redis_server_resume(&w->server);
	asker_await_up(&w->asker, true);
	assert_int_equal(find_in_time(w, &l), ERR_OK);
}

static void stopped_for_long_it_serves_again_soon_after(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);
	int64_t until_us = clock_monotonic_us() + 3000000;
	int64_t start_us;

	redis_server_pause(&w->server);
	while (clock_monotonic_us() < until_us) {
		assert_int_equal(find_in_time(w, &l), ERR_BUSY);
		asker_turn(&w->asker);
	}
	redis_server_resume(&w->server);
	start_us = clock_monotonic_us();
	asker_await_up(&w->asker, true);
	assert_true(clock_monotonic_us() - start_us < 2000000 + SLACK_US);
	assert_int_equal(find_in_time(w, &l), ERR_OK);
}

/* The reply comes when whoever asked has his answer: the next gets its own. */
static void late_replies_go_to_nobody(void **state)
{
	struct world *w = *state;
	struct login anna = asker_made(&w->asker, 1, ANNA);
	struct login bela = asker_made(&w->asker, 2, BELA);
	struct login found;

	for (int i = 0; i < 3; i++) {
		uint64_t dropped = sessions_dropped(w->sessions, 0);

		redis_server_tell(&w->server, "DEBUG SLEEP 0.4");
		while (asker_find(&w->asker, &anna, NULL) != ERR_BUSY)
			;
		asker_await_up(&w->asker, true);
		assert_int_equal(sessions_dropped(w->sessions, 0), dropped + 1);
		assert_int_equal(asker_find(&w->asker, &bela, &found), ERR_OK);
		assert_string_equal(found.account, BELA);
		assert_int_equal(asker_find(&w->asker, &anna, &found), ERR_OK);
		assert_string_equal(found.account, ANNA);
	}
}

static void emptied_it_logs_out(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);

	say(w, "FLUSHALL", "+OK");
	assert_int_equal(find_in_time(w, &l), ERR_NOT_FOUND);
	assert_int_equal(asker_drop(&w->asker, &l, ANNA), ERR_NOT_FOUND);
	asker_made(&w->asker, 1, ANNA);
}

static void bring_back(struct world *w, const struct login *l)
{
	char command[200], name[NAME_BYTES];

	name_of(l, name);
	snprintf(command, sizeof(command), "COPY saved test:s:%s REPLACE",
		 name);
	say(w, command, ":1");
}

static void set_aside(struct world *w, const struct login *l)
{
	char command[200], name[NAME_BYTES];

	name_of(l, name);
	snprintf(command, sizeof(command), "COPY test:s:%s saved", name);
	say(w, command, ":1");
}

/* Whoever logged out stays out, also in a process that starts after it. */
static void restored_it_logs_nobody_in_who_logged_out(void **state)
{
	struct world *w = *state;
	struct login_rows rows = one_row(&w->row);
	struct login l = asker_made(&w->asker, 1, ANNA);
	struct login other = asker_made(&w->asker, 2, ANNA);
	bool more;

	set_aside(w, &l);
	assert_int_equal(session_forget(w->sessions, NULL, &l), ERR_OK);
	assert_int_equal(asker_drop(&w->asker, &l, ANNA), ERR_OK);
	bring_back(w, &l);
	assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(&w->asker, &other, NULL), ERR_OK);
	assert_int_equal(asker_list(&w->asker, ANNA).count, 1);
	close_sessions(w);
	w->rows = &rows;
	w->row = l;
	w->row.epoch = LOGIN_ENDED;
	w->row.expires_us = l.created_us + INT64_C(43200) * 1000000;
	open_sessions(w, w->server.address);
	asker_await_up(&w->asker, true);
	assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_NOT_FOUND);
	assert_int_equal(asker_find(&w->asker, &other, NULL), ERR_OK);
	assert_int_equal(session_forget(w->sessions, NULL, &other), ERR_OK);
	assert_memory_equal(w->row.digest, other.digest, LOGIN_DIGEST_BYTES);
	assert_true(w->row.epoch == LOGIN_ENDED);
	assert_true(w->row.expires_us ==
		    other.created_us + INT64_C(43200) * 1000000);
	assert_int_equal(session_tidy(w->sessions, NULL, &more), ERR_OK);
	assert_false(more);
}

static void restored_it_does_not_make_a_replaced_token_good(void **state)
{
	struct world *w = *state;
	struct login l = asker_login(1, ANNA), found;
	struct session_ask ask = {.verb = SESSION_ROTATE,
				  .login = asker_login(2, ANNA)};

	l.kind = LOGIN_BEARER;
	memset(l.family, 'f', sizeof(l.family) - 1);
	session_date(w->sessions, &l);
	assert_int_equal(asker_make(&w->asker, &l), ERR_OK);
	set_aside(w, &l);
	ask.before = l;
	ask.login.kind = LOGIN_BEARER;
	memcpy(ask.login.family, l.family, sizeof(l.family));
	session_date_after(w->sessions, &ask.login, &l);
	assert_int_equal(asker_ask(&w->asker, &ask), ERR_OK);
	bring_back(w, &l);
	assert_int_equal(asker_find(&w->asker, &l, &found), ERR_OK);
	assert_true(found.epoch == LOGIN_ROTATED);
	ask = (struct session_ask){.verb = SESSION_END_FAMILY, .login = found};
	assert_int_equal(asker_ask(&w->asker, &ask), ERR_OK);
	bring_back(w, &l);
	assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_NOT_FOUND);
}

static void who_logs_out_while_it_is_away_is_out(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);

	redis_server_pause(&w->server);
	assert_int_equal(asker_drop(&w->asker, &l, ANNA), ERR_OK);
	assert_int_equal(asker_drop(&w->asker, &l, ANNA), ERR_OK);
	redis_server_resume(&w->server);
	asker_await_up(&w->asker, true);
	assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_NOT_FOUND);
}

/* The epoch that the record says is the old one: who compares is not fooled. */
static void restored_it_tells_the_old_epoch(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);
	struct login found;

	set_aside(w, &l);
	assert_int_equal(asker_drop_all(&w->asker, ANNA, NULL), ERR_OK);
	assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_NOT_FOUND);
	bring_back(w, &l);
	assert_int_equal(asker_find(&w->asker, &l, &found), ERR_OK);
	assert_true(found.epoch == l.epoch);
	assert_true(found.created_us == l.created_us);
}

static void anothers_record_is_never_taken_for_ones_own(void **state)
{
	struct world *w = *state;
	struct login anna = asker_made(&w->asker, 1, ANNA);
	struct login bela = asker_made(&w->asker, 2, BELA);
	char copy[300], from[NAME_BYTES], to[NAME_BYTES];

	name_of(&bela, from);
	name_of(&anna, to);
	snprintf(copy, sizeof(copy), "COPY test:s:%s test:s:%s REPLACE", from,
		 to);
	say(w, copy, ":1");
	assert_int_equal(asker_find(&w->asker, &anna, NULL), ERR_BUSY);
	asker_await_up(&w->asker, true);
	assert_int_equal(asker_find(&w->asker, &bela, NULL), ERR_OK);
}

static void anothers_login_is_not_listed_as_ones_own(void **state)
{
	struct world *w = *state;
	struct login bela = asker_made(&w->asker, 2, BELA);
	struct session_ask ask = {.verb = SESSION_LIST,
				  .arena = w->asker.arena};
	char add[300], name[NAME_BYTES];

	asker_made(&w->asker, 1, ANNA);
	name_of(&bela, name);
	snprintf(add, sizeof(add), "ZADD test:u:%s 1 %s", ANNA, name);
	say(w, add, ":1");
	snprintf(ask.login.account, sizeof(ask.login.account), "%s", ANNA);
	assert_int_equal(asker_ask(&w->asker, &ask), ERR_BUSY);
}

static void octets_that_are_no_record_log_out(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);
	char set[200], name[NAME_BYTES];

	name_of(&l, name);
	snprintf(set, sizeof(set), "SET test:s:%s nonsense", name);
	say(w, set, "+OK");
	assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_NOT_FOUND);
}

static void a_key_of_another_type_is_busy(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);
	char command[200], name[NAME_BYTES];

	name_of(&l, name);
	snprintf(command, sizeof(command), "DEL test:s:%s", name);
	say(w, command, ":1");
	snprintf(command, sizeof(command), "LPUSH test:s:%s x", name);
	say(w, command, ":1");
	assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_BUSY);
	assert_true(sessions_are_up(w->sessions, 0));
}

static void lost_scripts_are_sent_again(void **state)
{
	struct world *w = *state;
	struct login l;

	for (int i = 0; i < 3; i++) {
		say(w, "SCRIPT FLUSH SYNC", "+OK");
		l = asker_made(&w->asker, i, ANNA);
		say(w, "SCRIPT FLUSH SYNC", "+OK");
		assert_int_equal(asker_list(&w->asker, ANNA).count, 1);
		say(w, "SCRIPT FLUSH SYNC", "+OK");
		assert_int_equal(asker_drop(&w->asker, &l, ANNA), ERR_OK);
	}
}

static void where_nothing_can_be_written_nobody_signs_in(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);
	struct login m = asker_login(2, ANNA);
	static const char *const settings[][2] = {
		{"CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0"},
		{"CONFIG SET min-replicas-to-write 1",
		 "CONFIG SET min-replicas-to-write 0"},
		{"REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE"},
	};

	session_date(w->sessions, &m);
	for (size_t i = 0; i < COUNT(settings); i++) {
		say(w, settings[i][0], "+OK");
		assert_int_equal(asker_make(&w->asker, &m), ERR_BUSY);
		assert_int_equal(asker_find(&w->asker, &l, NULL), ERR_OK);
		say(w, settings[i][1], "+OK");
		assert_int_equal(asker_make(&w->asker, &m), ERR_OK);
		assert_int_equal(asker_drop(&w->asker, &m, ANNA), ERR_OK);
	}
}

static void everything_expires_by_itself_under_the_prefix(void **state)
{
	struct world *w = *state;
	static const char script[] =
		"EVAL \"local n = 0 for _, k in ipairs(redis.call('KEYS','*')) "
		"do local t = redis.call('PTTL', k) if t > 0 and t < 2592060001 "
		"and string.sub(k, 1, 5) == 'test:' then n = n + 1 end end "
		"return n\" 0";

	asker_made(&w->asker, 1, ANNA);
	asker_made(&w->asker, 2, BELA);
	asker_limit(&w->asker, limit_by_account(LIMIT_WRITE, ANNA));
	say(w, "DBSIZE", ":5");
	say(w, script, ":5");
}

static void limits_are_those_of_this_process_while_it_is_away(void **state)
{
	struct world *w = *state;
	struct limit_key key = limit_by_pair(LIMIT_LOGIN, ANNA, "192.0.2.1");

	for (int i = 0; i < 10; i++)
		assert_true(asker_limit(&w->asker, key).is_allowed);
	assert_false(asker_limit(&w->asker, key).is_allowed);
	redis_server_kill(&w->server);
	for (int i = 0; i < 10; i++)
		assert_true(asker_limit(&w->asker, key).is_allowed);
	assert_false(asker_limit(&w->asker, key).is_allowed);
}

static void a_hung_redis_delays_a_limit_by_one_deadline(void **state)
{
	struct world *w = *state;
	struct limit_key key = limit_by_address(LIMIT_MATCH, "2001:db8::1");
	int64_t start_us;

	redis_server_pause(&w->server);
	start_us = clock_monotonic_us();
	for (int i = 0; i < 600; i++)
		assert_true(asker_limit(&w->asker, key).is_allowed);
	assert_true(clock_monotonic_us() - start_us < DEADLINE_US + SLACK_US);
	redis_server_resume(&w->server);
}

static void who_leaves_while_it_hangs_is_answered(void **state)
{
	struct world *w = *state;
	struct login l = asker_made(&w->asker, 1, ANNA);
	struct session_ask ask = {.verb = SESSION_FIND, .login = l};

	redis_server_pause(&w->server);
	ask.answered = asker_on_answered;
	ask.ctx = &(bool){false};
	assert_false(session_start(w->sessions, 0, &ask));
	sessions_detach(w->sessions, 0);
	assert_true(*(bool *)ask.ctx);
	assert_int_equal(ask.result, ERR_BUSY);
	redis_server_resume(&w->server);
	assert_int_equal(sessions_attach(w->sessions, 0, w->asker.base),
			 ERR_OK);
}

static void at_most_so_many_wait(void **state)
{
	enum { ASKS = 1100 };
	struct world *w = *state;
	struct session_ask *asks = calloc(ASKS, sizeof(*asks));
	bool *answered = calloc(ASKS, sizeof(*answered));
	size_t refused = 0, busy = 0;

	redis_server_pause(&w->server);
	for (size_t i = 0; i < ASKS; i++) {
		asks[i] = (struct session_ask){
			.verb = SESSION_FIND,
			.login = asker_login((int)i, ANNA),
			.answered = asker_on_answered,
			.ctx = &answered[i],
		};
		if (session_start(w->sessions, 0, &asks[i]))
			refused++;
	}
	assert_int_equal(refused, 100);
	for (size_t i = 0; i < ASKS - refused; i++)
		while (!answered[i])
			asker_turn(&w->asker);
	redis_server_resume(&w->server);
	asker_await_up(&w->asker, true);
	for (size_t i = 0; i < ASKS; i++)
		if (asks[i].result == ERR_BUSY)
			busy++;
	assert_int_equal(busy, ASKS);
	assert_int_equal(asker_find(&w->asker, &asks[0].login, NULL),
			 ERR_NOT_FOUND);
	free(asks);
	free(answered);
}

/* Addresses, users and passwords. */

static int free_port(void)
{
	struct sockaddr_in a = {.sin_family = AF_INET,
				.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(bind(fd, (const struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&a, &n), 0);
	close(fd);
	return ntohs(a.sin_port);
}

static void start_with_password(struct world *w)
{
	close_sessions(w);
	redis_server_kill(&w->server);
	w->server.port = free_port();
	w->server.password = "s3cr:t@/";
	redis_server_start(&w->server);
}

static void it_is_reached_over_tcp_with_a_password_and_a_number(void **state)
{
	struct world *w = *state;
	char address[128];

	start_with_password(w);
	snprintf(address, sizeof(address),
		 "redis://:s3cr%%3At%%40%%2f@localhost:%d/3", w->server.port);
	open_sessions(w, address);
	asker_await_up(&w->asker, true);
	asker_made(&w->asker, 1, ANNA);
	say(w, "INFO keyspace", "db3:keys=2");
	close_sessions(w);
	snprintf(address, sizeof(address),
		 "redis://default:s3cr%%3At%%40%%2f@127.0.0.1:%d",
		 w->server.port);
	open_sessions(w, address);
	asker_await_up(&w->asker, true);
}

static void with_a_wrong_password_or_number_it_stays_down(void **state)
{
	struct world *w = *state;
	static const char *const formats[] = {
		"redis://:wrong@127.0.0.1:%d/0",
		"redis://127.0.0.1:%d/0",
		"redis://:s3cr%%3At%%40%%2f@127.0.0.1:%d/999",
	};
	struct login l = asker_login(1, ANNA);

	start_with_password(w);
	for (size_t i = 0; i < COUNT(formats); i++) {
		int64_t until_us = clock_monotonic_us() + 200000;
		char address[128];

		/* The formats are the rows above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(address, sizeof(address), formats[i], w->server.port);
#pragma GCC diagnostic pop
		open_sessions(w, address);
		while (clock_monotonic_us() < until_us) {
			asker_turn(&w->asker);
			assert_false(sessions_are_up(w->sessions, 0));
		}
		is_refused_at_once(w, &l);
		if (i + 1 < COUNT(formats))
			close_sessions(w);
	}
}

#define ALONE(test)                                                            \
	cmocka_unit_test_setup_teardown(test, open_world, close_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ALONE(killed_it_is_busy_and_started_again_it_serves),
		ALONE(what_it_kept_is_found_when_it_is_back),
		ALONE(absent_at_the_start_it_is_found_later),
		ALONE(stopped_it_makes_one_wait_and_nobody_after),
		ALONE(stopped_for_long_it_serves_again_soon_after),
		ALONE(late_replies_go_to_nobody),
		ALONE(emptied_it_logs_out),
		ALONE(restored_it_logs_nobody_in_who_logged_out),
		ALONE(restored_it_does_not_make_a_replaced_token_good),
		ALONE(who_logs_out_while_it_is_away_is_out),
		ALONE(restored_it_tells_the_old_epoch),
		ALONE(anothers_record_is_never_taken_for_ones_own),
		ALONE(anothers_login_is_not_listed_as_ones_own),
		ALONE(octets_that_are_no_record_log_out),
		ALONE(a_key_of_another_type_is_busy),
		ALONE(lost_scripts_are_sent_again),
		ALONE(where_nothing_can_be_written_nobody_signs_in),
		ALONE(everything_expires_by_itself_under_the_prefix),
		ALONE(limits_are_those_of_this_process_while_it_is_away),
		ALONE(a_hung_redis_delays_a_limit_by_one_deadline),
		ALONE(who_leaves_while_it_hangs_is_answered),
		ALONE(at_most_so_many_wait),
		ALONE(it_is_reached_over_tcp_with_a_password_and_a_number),
		ALONE(with_a_wrong_password_or_number_it_stays_down),
	};

	return cmocka_run_group_tests_name("session redis", tests, NULL, NULL);
}
