/* account - see account.h. */
#include "people/account.h"

#include <string.h>

#include "base/arena.h"
#include "crypt/blind.h"
#include "crypt/data_key.h"
#include "crypt/id.h"
#include "crypt/keys.h"
#include "crypt/seal.h"
#include "people/sealed.h"

static struct seal_place place_of(struct slice account)
{
	return (struct seal_place){.account = account,
				   .table = SLICE("accounts"),
				   .column = SLICE("email_sealed")};
}

bool account_is_address(struct slice s)
{
	struct slice domain;
	struct slice name = slice_split(s, '@', &domain);
	bool has_dot = false;

	if (name.n == 0 || s.n > BLIND_EMAIL_BYTES_MAX || domain.n < 3 ||
	    domain.p[0] == '.' || domain.p[domain.n - 1] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		/* What a header of a letter would read as something else. */
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7F ||
		    strchr("<>()[],;:\\\"", s.p[i]) != NULL)
			return false;
	}
	for (size_t i = 0; i < domain.n; i++) {
		if (domain.p[i] == '@')
			return false;
		has_dot |= domain.p[i] == '.';
	}
	return has_dot;
}

static enum err find_by(const struct hands *h, enum keys_age age,
			struct slice email, struct stored_account *ret_account)
{
	unsigned char index[BLIND_INDEX_BYTES];
	enum err e = blind_email(h->keys, age, email, index);

	if (e != ERR_OK)
		return e;
	return accounts_by_email(h->db, h->arena,
				 hands_octets(index, sizeof(index)),
				 ret_account);
}

enum err account_find(const struct hands *h, struct slice email,
		      struct stored_account *ret_account)
{
	enum err e = find_by(h, KEYS_PRESENT, email, ret_account);

	if (e == ERR_NOT_FOUND && keys_have_old(h->keys))
		e = find_by(h, KEYS_OLD, email, ret_account);
	return e;
}

enum err account_address(const struct hands *h,
			 const struct stored_account *account,
			 struct slice *ret_email)
{
	struct seal_place place = place_of(account->id);

	return sealed_read(h, &place, account->email_sealed, ret_email);
}

/* Everything of the account is sealed by a key of its own. */
static enum err insert(const struct hands *h, const struct account_wish *wish,
		       struct stored_account *account)
{
	struct seal_place place = place_of(account->id);
	unsigned char wrapped[DATA_KEY_WRAPPED_BYTES];
	SCOPED(data_key) *key = data_key_new();

	data_key_wrap(h->keys, account->id, key, wrapped);
	account->key_wrapped = hands_octets(wrapped, sizeof(wrapped));
	account->email_sealed = seal_write(h->arena, key, &place, wish->email);
	return accounts_insert(h->db, account);
}

enum err account_make(const struct hands *h, const struct account_wish *wish,
		      struct slice *ret_id)
{
	unsigned char index[BLIND_INDEX_BYTES];
	char id[ID_CHARS + 1];
	struct stored_account account;
	enum err e = account_find(h, wish->email, &account);

	if (e != ERR_NOT_FOUND)
		return e == ERR_OK ? ERR_CONFLICT : e;
	e = blind_email(h->keys, KEYS_PRESENT, wish->email, index);
	if (e != ERR_OK)
		return e;
	id_new(id);
	account = (struct stored_account){
		.id = arena_copy(h->arena, slice_of(id)),
		.email_index = hands_octets(index, sizeof(index)),
		.password = wish->password,
		.role = wish->role,
		.lang = wish->lang,
		.state = wish->state};
	e = insert(h, wish, &account);
	if (e == ERR_OK)
		*ret_id = account.id;
	return e;
}

enum err account_give_address(const struct hands *h, struct slice id,
			      struct slice email)
{
	struct seal_place place = place_of(id);
	unsigned char index[BLIND_INDEX_BYTES];
	struct stored_account other;
	struct slice sealed;
	enum err e = account_find(h, email, &other);

	if (e == ERR_OK && !slice_eq(other.id, id))
		return ERR_CONFLICT;
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	e = blind_email(h->keys, KEYS_PRESENT, email, index);
	if (e == ERR_OK)
		e = sealed_write(h, &place, email, &sealed);
	if (e != ERR_OK)
		return e;
	return accounts_set_email(h->db, id, hands_octets(index, sizeof(index)),
				  sealed);
}
