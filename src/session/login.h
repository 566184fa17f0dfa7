/*
 * login - who signed in, from what, and until when.
 *
 * A login is known by the BLAKE2b of its token (32 octets); no token ever
 * comes to this floor.  It says which account signed in at which epoch of that
 * account.  Whether that epoch is still the account's is for the caller to
 * compare with the record: a login store that was lost, or restored from last
 * week, can therefore log people out and never in.
 */
#ifndef SESSION_LOGIN_H
#define SESSION_LOGIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum {
	LOGIN_DIGEST_BYTES = 32,
	LOGIN_ACCOUNT_BYTES = 27, /* 26 characters and NUL */
	LOGIN_LABEL_BYTES = 81,   /* with its NUL */
	LOGINS_EACH_MAX = 50,     /* of one account */
	LOGIN_ENDED = -1,         /* the epoch of one that was ended ... */
	LOGIN_ROTATED = -2        /* ... and of one whose token was replaced */
};

/* How long each lives is told by struct login_life. */
enum login_kind {
	LOGIN_COOKIE,
	LOGIN_BEARER,
	LOGIN_STAFF, /* of somebody with more rights, by either */
	LOGIN_KIND__COUNT
};

struct login_life {
	int64_t idle_us;  /* it ends this long after its last use ... */
	int64_t whole_us; /* ... and this long after it was made, used or not */
};

struct login {
	unsigned char digest[LOGIN_DIGEST_BYTES];
	char account[LOGIN_ACCOUNT_BYTES];
	char family[LOGIN_ACCOUNT_BYTES]; /* of tokens that follow one another;
					     or empty */
	char label[LOGIN_LABEL_BYTES];    /* of the user agent, for its owner */
	enum login_kind kind;
	int64_t epoch; /* of the account, when it signed in */
	int64_t created_us;
	int64_t expires_us; /* unless it is used again before */
};

/* By a bearer token: only those have a family. */
bool login_is_bearer(const struct login *l);

/* A login made now; created_us and expires_us are filled in. */
void login_date(struct login *l, const struct login_life *life, int64_t now_us);

/*
 * Whether it is over: past expires_us, or older than its kind lives by the
 * present options.
 */
bool login_is_over(const struct login *l, const struct login_life *life,
		   int64_t now_us);

/*
 * It is used now: expires_us slides on, never past the end of its whole life.
 * False, and nothing changes, when that would gain less than least_us.
 */
bool login_slide(struct login *l, const struct login_life *life, int64_t now_us,
		 int64_t least_us);

/*
 * It was ended before its time: the mark that is left of it says so until it
 * would have been over.  One that is not known when it was made counts as made
 * now.
 */
void login_end(struct login *l, const struct login_life *life, int64_t now_us);

/*
 * Its token was replaced by another: what is left of it says so for as long as
 * its family lives.
 */
void login_rotate(struct login *l, const struct login_life *life);

/*
 * The mark that all of its family were ended: a login with a digest that no
 * token has.  Only of one that has a family.
 */
struct login login_family_end(const struct login *l,
			      const struct login_life *life, int64_t now_us);

/*
 * Where the embedded store keeps its logins so that they outlive the process,
 * and where marks of ended ones are kept while logins are in Redis;
 * implemented above, over the store.  save() and drop() are called on the
 * writer's thread inside its transaction, with the seat that the writer gave;
 * each() by sessions_open(), on the thread that opens.
 */
struct login_rows {
	void *ctx;

	/* Puts: one with the same digest is replaced. */
	enum err (*save)(void *ctx, void *seat, const struct login *l);

	/* One that is not there is dropped already: ERR_OK. */
	enum err (*drop)(void *ctx, void *seat,
			 const unsigned char digest[LOGIN_DIGEST_BYTES]);

	/* take() for every row, until it says false. */
	enum err (*each)(void *ctx,
			 bool (*take)(void *arg, const struct login *l),
			 void *arg);
};

#endif
