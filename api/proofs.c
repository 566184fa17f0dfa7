/* proofs - see proofs.h. */
#include "api/proofs.h"

#include "api/account_body.h"
#include "api/api.h"
#include "api/body.h"
#include "base/arena.h"
#include "crypt/password.h"
#include "people/audit.h"
#include "people/links.h"

enum { TOKEN_READ_MAX = 256 };

#define HOUR_US (INT64_C(3600) * 1000000)

static const char *site_of(const struct request *rq)
{
	return api_parts(rq->api)->letters_site;
}

enum err proof_ask_address(struct request *rq, struct slice account)
{
	const struct link_letter l = {
		.link = {.kind = SECRET_VERIFY, .account = account},
		.letter = LETTER_VERIFY,
		.site = site_of(rq),
		.page = "verify"};

	return link_send(&rq->hands, &l);
}

enum err proof_ask_reset(struct request *rq, struct slice account)
{
	const struct link_letter l = {
		.link = {.kind = SECRET_RESET, .account = account},
		.letter = LETTER_RESET,
		.site = site_of(rq),
		.page = "reset"};

	return link_send(&rq->hands, &l);
}

struct telling {
	enum letter_kind kind;
	struct slice account;
	struct slice id; /* of the letter, or empty */
	const char *page;
	struct slice note; /* or empty */
};

static enum err tell(struct request *rq, const struct telling *t)
{
	const struct letter_value values[] = {
		{"link", link_address(rq->arena, site_of(rq), t->page, NULL)},
		{"note", t->note}};

	return letter_put(&rq->hands, &(struct letter){.kind = t->kind,
						       .id = t->id,
						       .account = t->account,
						       .values = values,
						       .count = COUNT(values)});
}

enum err proof_tell_known(struct request *rq, struct slice account)
{
	struct slice id =
		arena_print(rq->arena, "known-%.*s-%lld", SLICE_ARG(account),
			    (long long)(rq->hands.now_us / HOUR_US));

	return tell(rq, &(struct telling){.kind = LETTER_KNOWN,
					  .account = account,
					  .id = id,
					  .page = "reset"});
}

enum err proof_warn(struct request *rq, enum letter_kind kind,
		    struct slice account)
{
	return tell(rq, &(struct telling){.kind = kind,
					  .account = account,
					  .page = "reset"});
}

enum err proof_welcome_back(struct request *rq, struct slice account,
			    struct slice note)
{
	return tell(rq, &(struct telling){.kind = LETTER_UNBLOCKED,
					  .account = account,
					  .page = "",
					  .note = note});
}

enum err proof_confirm(struct request *rq, const struct stored_account *a)
{
	const struct audit_word word = {.actor = a->id,
					.action = SLICE("account.confirmed"),
					.object = a->id};
	enum err e;

	if (!slice_is(a->state, "unverified"))
		return ERR_OK;
	e = accounts_set_state(rq->db, a->id, a->state, SLICE("active"));
	return e == ERR_OK ? audit_tell(&rq->hands, &word) : e;
}

enum err token_body_read(struct request *rq, bool has_password,
			 struct token_body *ret, struct faults *f)
{
	static const struct body_field both[] = {
		BODY(struct token_body, token, BODY_SECRET, .needed = true,
		     .most = TOKEN_READ_MAX),
		BODY(struct token_body, password, BODY_SECRET, .needed = true,
		     .most = PASSWORD_READ_MAX),
		BODY_END};
	static const struct body_field one[] = {
		BODY(struct token_body, token, BODY_SECRET, .needed = true,
		     .most = TOKEN_READ_MAX),
		BODY_END};

	*ret = (struct token_body){.token = {NULL, 0}};
	return body_read(rq, has_password ? both : one, ret, f);
}

enum err proof_password(struct request *rq, struct slice password,
			struct stored_account *ret_account, struct faults *f)
{
	bool is_old;
	enum err e =
		accounts_get(rq->db, rq->arena, rq->caller.id, ret_account);

	if (e == ERR_OK)
		e = password_verify(api_parts(rq->api)->passwords, password,
				    ret_account->password, &is_old);
	if (e != ERR_UNAUTHENTICATED)
		return e;
	fault_at_pointer(f, FAULT_PASSWORD_WRONG, "/password", NULL);
	return ERR_INVALID;
}

void proof_answer(struct reply *rp, const char *word)
{
	rp->http->status = 202;
	jw_object(rp->json, NULL);
	jw_word(rp->json, "next", word);
	jw_end(rp->json);
}
