/* account_body - see account_body.h. */
#include "api/account_body.h"

#include "api/body.h"

const char *const account_role_words[] = {"seeker", "poster", NULL};
static const char *const kinds[] = {"cookie", "bearer", NULL};

enum err account_body_read(struct request *rq, struct account_body *ret,
			   struct faults *faults)
{
	static const struct body_field fields[] = {
		BODY(struct account_body, email, BODY_EMAIL, .needed = true),
		BODY(struct account_body, password, BODY_SECRET, .needed = true,
		     .most = PASSWORD_READ_MAX),
		BODY(struct account_body, role, BODY_WORD, .needed = true,
		     .words = account_role_words),
		BODY(struct account_body, lang, BODY_LANG), BODY_END};

	*ret = (struct account_body){.lang = rq->reader};
	return body_read(rq, fields, ret, faults);
}

enum err login_body_read(struct request *rq, struct login_body *ret,
			 struct faults *faults)
{
	static const struct body_field fields[] = {
		BODY(struct login_body, email, BODY_EMAIL, .needed = true),
		BODY(struct login_body, password, BODY_SECRET, .needed = true,
		     .most = PASSWORD_READ_MAX),
		BODY(struct login_body, kind, BODY_WORD, .needed = true,
		     .words = kinds),
		BODY_END};

	*ret = (struct login_body){.email = {NULL, 0}};
	return body_read(rq, fields, ret, faults);
}
