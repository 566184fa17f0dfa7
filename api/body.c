/* body - see body.h. */
#include "api/body.h"

#include <string.h>

#include "crypt/blind.h"
#include "json/jr.h"
#include "people/account.h"

enum { URL_BYTES_MAX = 2000 };

static bool is_url(struct slice s)
{
	return (slice_starts(s, SLICE("https://")) && s.n > 8) ||
	       (slice_starts(s, SLICE("http://")) && s.n > 7);
}

static void read_text(const struct jr *n, const struct body_field *field,
		      struct slice *ret, struct faults *f)
{
	if (!jr_read_text(n, (size_t)field->most, ret, f))
		return;
	*ret = slice_trim(*ret);
	if (field->needed && ret->n == 0)
		jr_fault(f, n, FAULT_EMPTY, NULL);
}

static void read_email(const struct jr *n, struct slice *ret, struct faults *f)
{
	if (!jr_read_text(n, BLIND_EMAIL_BYTES_MAX, ret, f))
		return;
	*ret = slice_trim(*ret);
	if (!account_is_address(*ret))
		jr_fault(f, n, FAULT_EMAIL, NULL);
}

static void read_url(const struct jr *n, struct slice *ret, struct faults *f)
{
	if (jr_read_text(n, URL_BYTES_MAX, ret, f) && !is_url(*ret))
		jr_fault(f, n, FAULT_URL, NULL);
}

static void read_lang(const struct jr *n, enum lang *ret, struct faults *f)
{
	struct slice code;

	if (jr_read_text(n, 16, &code, f) && !lang_read(code, ret))
		jr_fault(f, n, FAULT_UNKNOWN_LANG, NULL);
}

static void read_one(const struct jr *n, const struct body_field *field,
		     void *to, struct faults *f)
{
	switch (field->type) {
	case BODY_TEXT:
		read_text(n, field, to, f);
		break;
	case BODY_SECRET:
		(void)jr_read_text(n, (size_t)field->most, to, f);
		break;
	case BODY_ID:
		(void)jr_read_id(n, to, f);
		break;
	case BODY_EMAIL:
		read_email(n, to, f);
		break;
	case BODY_URL:
		read_url(n, to, f);
		break;
	case BODY_WORD:
		(void)jr_read_word(n, field->words, to, f);
		break;
	case BODY_COUNT:
		(void)jr_read_int(n, field->least, field->most, to, f);
		break;
	case BODY_FLAG:
		(void)jr_read_bool(n, to, f);
		break;
	case BODY_DAY:
		(void)jr_read_day(n, to, f);
		break;
	case BODY_LANG:
		read_lang(n, to, f);
		break;
	case BODY_TREE:
		memcpy(to, &n, sizeof(n));
		break;
	}
}

static bool is_known(const struct body_field *fields, struct slice key)
{
	for (; fields->key != NULL; fields++) {
		if (slice_is(key, fields->key))
			return true;
	}
	return false;
}

void body_read_object(const struct jr *object, const struct body_field *fields,
		      void *ret, struct faults *f)
{
	if (!jr_is_object(object, f))
		return;
	for (const struct jr *n = object->first; n != NULL; n = n->next) {
		if (!is_known(fields, n->key))
			jr_fault(f, n, FAULT_UNKNOWN_KEY, NULL);
	}
	for (; fields->key != NULL; fields++) {
		const struct jr *n = fields->needed
					     ? jr_need(object, fields->key, f)
					     : jr_get(object, fields->key);

		if (n == NULL || (n->type == JR_NULL && !fields->needed))
			continue;
		read_one(n, fields, (char *)ret + fields->offset, f);
	}
}

enum err body_read(struct request *rq, const struct body_field *fields,
		   void *ret, struct faults *f)
{
	const struct jr *body;
	enum err e = jr_parse(rq->arena, rq->http->body, &body, f);

	if (e != ERR_OK)
		return e;
	body_read_object(body, fields, ret, f);
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}
