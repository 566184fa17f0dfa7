/* contact - see contact.h. */
#include "people/contact.h"

#include "people/sealed.h"
#include "store/profiles.h"

static struct seal_place place_of(struct slice account)
{
	return (struct seal_place){.account = account,
				   .table = SLICE("profiles"),
				   .column = SLICE("contact_sealed")};
}

enum err contact_open(const struct hands *h, struct slice account,
		      struct slice sealed, struct slice *ret_json)
{
	struct seal_place place = place_of(account);

	if (sealed.n == 0) {
		*ret_json = SLICE("{}");
		return ERR_OK;
	}
	return sealed_read(h, &place, sealed, ret_json);
}

enum err contact_read(const struct hands *h, struct slice account,
		      struct slice *ret_json)
{
	struct stored_profile row;
	enum err e = profiles_get(h->db, h->arena, account, &row);

	if (e == ERR_NOT_FOUND) {
		*ret_json = SLICE("{}");
		return ERR_OK;
	}
	if (e != ERR_OK)
		return e;
	return contact_open(h, account, row.contact_sealed, ret_json);
}

enum err contact_seal(const struct hands *h, struct slice account,
		      struct slice json, struct slice *ret_sealed)
{
	struct seal_place place = place_of(account);

	return sealed_write(h, &place, json, ret_sealed);
}
