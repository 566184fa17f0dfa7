/* keyring - see keyring.h. */
#include "app/keyring.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "config/config.h"
#include "crypt/keys.h"
#include "store/db.h"
#include "store/settings.h"

static void refuse(const char *reason)
{
	log_event(LOG_START_REFUSED, reason);
}

static void refuse_key(enum err e)
{
	refuse(e == ERR_NOT_FOUND
		       ? "the master key file is not there: crypt.key"
	       : e == ERR_FORBIDDEN
		       ? "others can read the master key file: crypt.key"
		       : "the master key file cannot be used: crypt.key");
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
static enum err check_name(struct arena *a, struct db *db,
			   const struct keys *keys, struct slice known)
{
	struct slice name = hex(a, keys_name(keys, KEYS_PRESENT));

	if (slice_eq(known, name))
		return ERR_OK;
	if (known.n > 0 &&
	    (!keys_have_old(keys) ||
	     !slice_eq(known, hex(a, keys_name(keys, KEYS_OLD))))) {
		refuse("the master key is not the one of this database: "
		       "crypt.key");
		return ERR_FORBIDDEN;
	}
	return keep_name(db, name);
}

/* What root makes is for whoever serves this database. */
static void hand_over(const char *path, const char *db)
{
	struct stat st;

	if (geteuid() != 0 || stat(db, &st) != 0)
		return;
	if (chown(path, st.st_uid, st.st_gid) != 0)
		log_event(LOG_SYSTEM_FAILED, "chown", path);
}

enum err keyring_open(struct arena *a, const struct config *c, struct db *db,
		      struct keys **ret_keys)
{
	const char *path = keys_path(a, c->crypt_key, c->store_db);
	bool is_new = access(path, F_OK) != 0;
	struct slice known;
	enum err e = known_key(a, db, &known);

	if (e != ERR_OK)
		return e;
	e = keys_open(path, known.n > 0 ? KEYS_REFUSE : KEYS_MAKE, ret_keys);
	if (e != ERR_OK) {
		refuse_key(e);
		return e;
	}
	if (is_new)
		hand_over(path, c->store_db);
	e = check_name(a, db, *ret_keys, known);
	if (e != ERR_OK) {
		keys_close(*ret_keys);
		*ret_keys = NULL;
	}
	return e;
}

enum err keyring_find(struct arena *a, const struct config *c,
		      struct keys **ret_keys)
{
	enum err e = keys_open(keys_path(a, c->crypt_key, c->store_db),
			       KEYS_REFUSE, ret_keys);

	if (e != ERR_OK)
		refuse_key(e);
	return e;
}
