/* sealed - see sealed.h. */
#include "people/sealed.h"

#include "store/accounts.h"

enum err sealed_key(const struct hands *h, struct slice account,
		    struct data_key **ret_key)
{
	struct stored_account row;
	enum err e = accounts_get(h->db, h->arena, account, &row);

	if (e != ERR_OK)
		return e;
	return data_key_unwrap(h->keys, account, row.key_wrapped, ret_key);
}

enum err sealed_write(const struct hands *h, const struct seal_place *place,
		      struct slice plain, struct slice *ret_sealed)
{
	SCOPED(data_key) *key = NULL;
	enum err e = ERR_OK;

	if (place->account.n > 0)
		e = sealed_key(h, place->account, &key);
	else
		key = data_key_of_program(h->keys, KEYS_PRESENT);
	if (e == ERR_OK)
		*ret_sealed = seal_write(h->arena, key, place, plain);
	return e;
}

/* What was sealed before the master key was changed. */
static enum err read_old(const struct hands *h, const struct seal_place *place,
			 struct slice sealed, struct slice *ret_plain)
{
	SCOPED(data_key) *key = data_key_of_program(h->keys, KEYS_OLD);

	return seal_read(h->arena, key, place, sealed, ret_plain);
}

enum err sealed_read(const struct hands *h, const struct seal_place *place,
		     struct slice sealed, struct slice *ret_plain)
{
	SCOPED(data_key) *key = NULL;
	enum err e = ERR_OK;

	*ret_plain = (struct slice){NULL, 0};
	if (sealed.n == 0)
		return ERR_OK;
	if (place->account.n > 0)
		e = sealed_key(h, place->account, &key);
	else
		key = data_key_of_program(h->keys, KEYS_PRESENT);
	if (e == ERR_OK)
		e = seal_read(h->arena, key, place, sealed, ret_plain);
	if (e == ERR_INTERNAL && place->account.n == 0 &&
	    keys_have_old(h->keys))
		e = read_old(h, place, sealed, ret_plain);
	return e;
}
