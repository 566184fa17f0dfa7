/* account_body - see account_body.h. */
#include "api/account_body.h"

#include "base/arena.h"
#include "crypt/blind.h"
#include "crypt/password.h"
#include "json/jr.h"

const char *const account_role_words[] = {"seeker", "poster", NULL};
static const char *const kinds[] = {"cookie", "bearer", NULL};

/* One @ with something before it, and a name with a dot behind it. */
static bool is_address(struct slice s)
{
	struct slice domain;
	struct slice name = slice_split(s, '@', &domain);
	bool has_dot = false;

	if (name.n == 0 || domain.n < 3 || domain.p[0] == '.' ||
	    domain.p[domain.n - 1] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7F)
			return false;
	}
	for (size_t i = 0; i < domain.n; i++) {
		if (domain.p[i] == '@')
			return false;
		has_dot |= domain.p[i] == '.';
	}
	return has_dot;
}

static void read_email(const struct jr *body, struct slice *ret,
		       struct faults *f)
{
	const struct jr *n = jr_need(body, "email", f);

	if (n == NULL || !jr_read_text(n, BLIND_EMAIL_BYTES_MAX, ret, f))
		return;
	*ret = slice_trim(*ret);
	if (!is_address(*ret))
		jr_fault(f, n, FAULT_EMAIL, NULL);
}

static void read_password(const struct jr *body, struct slice *ret,
			  struct faults *f)
{
	const struct jr *n = jr_need(body, "password", f);

	/* How long it may be is said by password_check(). */
	if (n != NULL)
		jr_read_text(n, 4 * PASSWORD_BYTES_MAX, ret, f);
}

static enum err body_of(struct request *rq, const char *const *keys,
			const struct jr **ret, struct faults *f)
{
	enum err e = jr_parse(rq->arena, rq->http->body, ret, f);

	if (e != ERR_OK)
		return e;
	if ((*ret)->type != JR_OBJECT) {
		jr_fault(f, *ret, FAULT_TYPE_OBJECT, NULL);
		return ERR_INVALID;
	}
	jr_only_keys(*ret, keys, f);
	return ERR_OK;
}

enum err account_body_read(struct request *rq, struct account_body *ret,
			   struct faults *faults)
{
	static const char *const keys[] = {"email", "password", "role", "lang",
					   NULL};
	const struct jr *body, *n;
	struct slice lang;
	int role = ACCOUNT_SEEKER;
	enum err e = body_of(rq, keys, &body, faults);

	if (e != ERR_OK)
		return e;
	*ret = (struct account_body){.lang = rq->reader};
	read_email(body, &ret->email, faults);
	read_password(body, &ret->password, faults);
	n = jr_need(body, "role", faults);
	if (n != NULL)
		jr_read_word(n, account_role_words, &role, faults);
	ret->role = (enum account_role)role;
	n = jr_get(body, "lang");
	if (n != NULL && jr_read_text(n, 16, &lang, faults) &&
	    !lang_read(lang, &ret->lang))
		jr_fault(faults, n, FAULT_UNKNOWN_LANG, NULL);
	return faults_any(faults) ? ERR_INVALID : ERR_OK;
}

enum err login_body_read(struct request *rq, struct login_body *ret,
			 struct faults *faults)
{
	static const char *const keys[] = {"email", "password", "kind", NULL};
	const struct jr *body, *n;
	int kind = 0;
	enum err e = body_of(rq, keys, &body, faults);

	if (e != ERR_OK)
		return e;
	*ret = (struct login_body){.email = {NULL, 0}};
	read_email(body, &ret->email, faults);
	read_password(body, &ret->password, faults);
	n = jr_need(body, "kind", faults);
	if (n != NULL)
		jr_read_word(n, kinds, &kind, faults);
	ret->is_bearer = kind == 1;
	return faults_any(faults) ? ERR_INVALID : ERR_OK;
}
