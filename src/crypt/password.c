/* password - see password.h. */
#include "crypt/password.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include "base/utf8.h"
#include "crypt/guess.h"
#include "matcher/normal.h"

_Static_assert(crypto_pwhash_STRBYTES == PASSWORD_STORED_BYTES,
	       "a stored text fits");
_Static_assert((int)PASSWORD_BYTES_MAX <= (int)GUESS_TEXT_BYTES_MAX,
	       "every password can be looked at");

/* Shorter parts in front of the @ say nothing: "al@..." and "always...". */
enum { LOCAL_PART_MIN = 4, NOBODY_BYTES = 32, DECIMAL_CHARS = 8 };

struct passwords {
	struct arena *arena;
	struct guess *guess;
	unsigned long long passes;
	size_t memory;
	char nobody[PASSWORD_STORED_BYTES]; /* of a password nobody knows */
};

/* A password in its normal form. */
struct form {
	char octets[PASSWORD_BYTES_MAX];
	size_t n;
};

static struct slice octets_of(const struct form *f)
{
	return (struct slice){f->octets, f->n};
}

static bool make_form(enum normal_form form, struct slice text, struct form *f)
{
	return normal_text(form, text, f->octets, sizeof(f->octets), &f->n);
}

static enum err hash_form(const struct passwords *ps, const struct form *f,
			  char stored[PASSWORD_STORED_BYTES])
{
	if (crypto_pwhash_str(stored, f->octets, f->n, ps->passes,
			      ps->memory) == 0)
		return ERR_OK;
	log_event(LOG_SYSTEM_FAILED, "crypto_pwhash_str", strerror(errno));
	return ERR_BUSY;
}

static enum err hash_nobody(struct passwords *ps)
{
	struct form f = {.n = NOBODY_BYTES};
	enum err e;

	randombytes_buf(f.octets, f.n);
	e = hash_form(ps, &f, ps->nobody);
	sodium_memzero(&f, sizeof(f));
	return e;
}

enum err password_open(const struct password_plan *plan,
		       struct passwords **ret_passwords)
{
	struct arena *a = arena_new(0);
	struct passwords *ps = ARENA_NEW(a, struct passwords);
	enum err e;

	ASSERT(sodium_init() >= 0);
	ps->arena = a;
	ps->passes = (unsigned long long)plan->passes;
	ps->memory = (size_t)plan->memory;
	e = guess_read(a, plan->guessed, &ps->guess);
	if (e == ERR_OK)
		e = hash_nobody(ps);
	if (e != ERR_OK) {
		arena_free(a);
		return e;
	}
	*ret_passwords = ps;
	return ERR_OK;
}

void password_close(struct passwords *ps)
{
	if (ps != NULL)
		arena_free(ps->arena);
}

/* Their address, or what stands in front of the @, with little beside it. */
static bool is_of_email(struct slice folded, struct slice email)
{
	struct slice domain;
	struct slice local;
	struct form f;

	if (!make_form(NORMAL_KC_FOLDED, slice_strip(email), &f))
		return false;
	local = slice_split(octets_of(&f), '@', &domain);
	if (slice_eq(folded, octets_of(&f)))
		return true;
	return local.n >= LOCAL_PART_MIN && slice_starts(folded, local) &&
	       folded.n - local.n <= LOCAL_PART_MIN;
}

static enum fault_code fault_of(const struct passwords *ps,
				struct slice password, struct slice email,
				const struct form *f)
{
	struct form folded;
	enum fault_code code = FAULT__COUNT;

	if (f->n < PASSWORD_BYTES_MIN)
		return FAULT_PASSWORD_SHORT;
	/* Folding the case may take more room than there is: then it is long,
	   and no guess. */
	if (!make_form(NORMAL_KC_FOLDED, password, &folded))
		return FAULT__COUNT;
	if (is_of_email(octets_of(&folded), email))
		code = FAULT_PASSWORD_EMAIL;
	else if (guess_finds(ps->guess, octets_of(&folded)))
		code = FAULT_PASSWORD_GUESSED;
	sodium_memzero(&folded, sizeof(folded));
	return code;
}

static void add_fault(enum fault_code code, const char *pointer,
		      struct faults *faults)
{
	char limit[DECIMAL_CHARS] = "";

	if (code == FAULT_PASSWORD_SHORT)
		snprintf(limit, sizeof(limit), "%d", PASSWORD_BYTES_MIN);
	if (code == FAULT_PASSWORD_LONG)
		snprintf(limit, sizeof(limit), "%d", PASSWORD_BYTES_MAX);
	fault_at_pointer(faults, code, pointer, limit);
}

enum err password_check(const struct passwords *ps, struct slice password,
			struct slice email, const char *pointer,
			struct faults *faults)
{
	enum fault_code code = FAULT_PASSWORD_LONG;
	struct form f;
	size_t bad;

	if (!utf8_is_valid(password, &bad)) {
		char at[DECIMAL_CHARS];

		snprintf(at, sizeof(at), "%zu", bad);
		fault_at_pointer(faults, FAULT_UTF8, pointer, at);
		return ERR_INVALID;
	}
	if (make_form(NORMAL_KC, password, &f)) {
		code = fault_of(ps, password, email, &f);
		sodium_memzero(&f, sizeof(f));
	}
	if (code == FAULT__COUNT)
		return ERR_OK;
	add_fault(code, pointer, faults);
	return ERR_INVALID;
}

enum err password_hash(const struct passwords *ps, struct slice password,
		       char stored[PASSWORD_STORED_BYTES])
{
	struct form f;
	enum err e;

	if (!make_form(NORMAL_KC, password, &f))
		return ERR_INVALID;
	e = f.n < PASSWORD_BYTES_MIN ? ERR_INVALID : hash_form(ps, &f, stored);
	sodium_memzero(&f, sizeof(f));
	return e;
}

/* libsodium says by errno whether it was the wrong one or could not tell. */
static enum err try_form(const char *stored, const struct form *f)
{
	errno = 0;
	if (crypto_pwhash_str_verify(stored, f->octets, f->n) == 0)
		return ERR_OK;
	if (errno != ENOMEM)
		return ERR_UNAUTHENTICATED;
	log_event(LOG_SYSTEM_FAILED, "crypto_pwhash_str_verify",
		  strerror(errno));
	return ERR_BUSY;
}

static enum err try_nobody(const struct passwords *ps, const struct form *f)
{
	enum err e = try_form(ps->nobody, f);

	return e == ERR_OK ? ERR_UNAUTHENTICATED : e;
}

static enum err try_stored(const struct passwords *ps, const struct form *f,
			   struct slice stored, bool *ret_is_old)
{
	char text[PASSWORD_STORED_BYTES] = "";
	int is_old;
	enum err e;

	if (stored.n < sizeof(text))
		memcpy(text, stored.p, stored.n);
	is_old = crypto_pwhash_str_needs_rehash(text, ps->passes, ps->memory);
	if (is_old < 0) {
		log_event(LOG_RECORD_DAMAGED, "a stored password is no hash");
		return ERR_INTERNAL;
	}
	e = try_form(text, f);
	if (e == ERR_OK)
		*ret_is_old = is_old > 0;
	return e;
}

/* What has no form nobody can have chosen: it is refused for all alike. */
enum err password_verify(const struct passwords *ps, struct slice password,
			 struct slice stored, bool *ret_is_old)
{
	struct form f;
	enum err e;

	if (!make_form(NORMAL_KC, password, &f))
		return ERR_UNAUTHENTICATED;
	e = stored.n == 0 ? try_nobody(ps, &f)
			  : try_stored(ps, &f, stored, ret_is_old);
	sodium_memzero(&f, sizeof(f));
	return e;
}
