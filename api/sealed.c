/* sealed - see sealed.h. */
#include "api/sealed.h"

#include "api/api.h"
#include "store/accounts.h"

enum err sealed_key(struct request *rq, struct slice account,
		    struct data_key **ret_key)
{
	struct stored_account row;
	enum err e = accounts_get(rq->db, rq->arena, account, &row);

	if (e != ERR_OK)
		return e;
	return data_key_unwrap(api_parts(rq->api)->keys, account,
			       row.key_wrapped, ret_key);
}
