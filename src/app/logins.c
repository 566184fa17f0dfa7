/* logins - see logins.h. */
#include "app/logins.h"

#include <stdlib.h>

#include "api/api.h"
#include "api/login_rows.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "config/config.h"
#include "crypt/keys.h"
#include "crypt/password.h"
#include "session/session.h"
#include "store/db.h"
#include "store/settings.h"

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

/* The name of the key that sealed what is in the database; empty: none did. */
static enum err known_key(struct arena *a, struct db *db, struct slice *ret)
{
	enum err e = settings_get(db, a, SLICE("master_key"), ret);

	if (e != ERR_NOT_FOUND)
		return e;
	*ret = SLICE("");
	return ERR_OK;
}

static struct slice hex(struct arena *a, struct slice octets)
{
	char *text = arena_take(a, octets.n * 2 + 1);

	for (size_t i = 0; i < octets.n; i++) {
		static const char digits[] = "0123456789abcdef";

		text[2 * i] = digits[(unsigned char)octets.p[i] >> 4];
		text[2 * i + 1] = digits[octets.p[i] & 15];
	}
	text[octets.n * 2] = '\0';
	return (struct slice){text, octets.n * 2};
}

static enum err keep_name(struct db *db, struct slice name)
{
	enum err e = db_begin(db);

	if (e != ERR_OK)
		return e;
	e = settings_put(db, SLICE("master_key"), name);
	if (e == ERR_OK)
		return db_commit(db);
	db_rollback(db);
	return e;
}

/* The key of the database, or the first one; its name is kept. */
static enum err check_name(struct logins *l, struct db *db, struct slice known)
{
	struct slice name = hex(l->arena, keys_name(l->keys, KEYS_PRESENT));

	if (slice_eq(known, name))
		return ERR_OK;
	if (known.n > 0 &&
	    (!keys_have_old(l->keys) ||
	     !slice_eq(known, hex(l->arena, keys_name(l->keys, KEYS_OLD))))) {
		refuse("the master key is not the one of this database: "
		       "crypt.key");
		return ERR_FORBIDDEN;
	}
	return keep_name(db, name);
}

static enum err open_keys(struct logins *l, const struct config *c,
			  struct db *db)
{
	const char *path = keys_path(l->arena, c->crypt_key, c->store_db);
	struct slice known;
	enum err e = known_key(l->arena, db, &known);

	if (e != ERR_OK)
		return e;
	e = keys_open(path, known.n > 0 ? KEYS_REFUSE : KEYS_MAKE, &l->keys);
	if (e == ERR_OK)
		return check_name(l, db, known);
	refuse(e == ERR_NOT_FOUND
		       ? "the master key file is not there: crypt.key"
	       : e == ERR_FORBIDDEN
		       ? "others can read the master key file: crypt.key"
		       : "the master key file cannot be used: crypt.key");
	return e;
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
	e = open_keys(l, config, writer);
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
