/* logins - see logins.h. */
#include "app/logins.h"

#include <stdlib.h>

#include "api/api.h"
#include "api/login_rows.h"
#include "app/keyring.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "config/config.h"
#include "crypt/keys.h"
#include "crypt/password.h"
#include "session/session.h"
#include "store/db.h"

enum { TIDY_US = 60 * 1000 * 1000 };

struct logins {
	struct arena *arena;
	struct keys *keys;
	struct passwords *passwords;
	struct login_rows rows;
	struct sessions *sessions;
	int64_t tidied_us;
};

static void refuse(const char *reason)
{
	log_event(LOG_START_REFUSED, reason);
}

static enum err open_passwords(struct logins *l, const struct config *c)
{
	struct password_plan plan = {c->crypt_memory, c->crypt_passes,
				     c->crypt_guessed};
	enum err e = password_open(&plan, &l->passwords);

	if (e != ERR_OK)
		refuse(e == ERR_BUSY
			       ? "there is no memory to hash a password: "
				 "crypt.memory"
			       : "the list of guessed passwords cannot be read: "
				 "crypt.guessed");
	return e;
}

static enum err open_sessions(struct logins *l, const struct config *c,
			      unsigned loops)
{
	char words[SESSION_WORDS_BYTES] = "";
	struct session_plan plan = {
		.redis = c->session_redis,
		.prefix = c->session_prefix,
		.loops = loops,
		.deadline_us = c->session_deadline,
		.lives = {[LOGIN_COOKIE] = {c->session_idle,
					    c->session_absolute},
			  [LOGIN_STAFF] = {c->session_staff_idle,
					   c->session_absolute},
			  [LOGIN_BEARER] = {c->session_bearer,
					    c->session_bearer}},
		.touch_us = c->session_touch,
		.logins_max = (size_t)c->session_logins_max,
		.rows = &l->rows};
	enum err e = sessions_open(&plan, &l->sessions, words);

	if (e != ERR_OK)
		refuse(words[0] != '\0' ? words : "logins cannot be read");
	return e;
}

enum err logins_open(const struct config *config, struct db *writer,
		     struct db *reader, struct api_parts *parts,
		     struct logins **ret_logins)
{
	struct arena *a = arena_new(0);
	struct logins *l = ARENA_NEW(a, struct logins);
	enum err e;

	l->arena = a;
	l->rows = login_rows_over(reader);
	e = keyring_open(a, config, writer, &l->keys);
	if (e == ERR_OK)
		e = open_passwords(l, config);
	if (e == ERR_OK)
		e = open_sessions(l, config, parts->loops);
	if (e != ERR_OK) {
		logins_close(l);
		return e;
	}
	parts->keys = l->keys;
	parts->passwords = l->passwords;
	parts->sessions = l->sessions;
	parts->is_limited = config->limits_enabled;
	*ret_logins = l;
	return ERR_OK;
}

bool logins_tidy(struct logins *l, void *seat, struct db *db)
{
	bool more = false;
	enum err e;

	if (clock_monotonic_us() - l->tidied_us < TIDY_US)
		return false;
	e = db_begin(db);
	if (e == ERR_OK)
		e = session_tidy(l->sessions, seat, &more);
	if (e == ERR_OK)
		e = db_commit(db);
	else
		db_rollback(db);
	if (e != ERR_OK || !more)
		l->tidied_us = clock_monotonic_us();
	return e == ERR_OK && more;
}

void logins_close(struct logins *l)
{
	if (l == NULL)
		return;
	sessions_close(l->sessions);
	password_close(l->passwords);
	keys_close(l->keys);
	arena_free(l->arena);
}
