/* record - see record.h. */
#include "session/record.h"

#include <string.h>

enum {
	DIGEST_AT = 1,
	ACCOUNT_BYTES = LOGIN_ACCOUNT_BYTES - 1,
	KIND_AT = RECORD_ACCOUNT_AT + ACCOUNT_BYTES,
	EPOCH_AT = KIND_AT + 1,
	CREATED_AT = EPOCH_AT + 8,
	EXPIRES_AT = CREATED_AT + 8,
	FAMILY_AT = EXPIRES_AT + 8
};

_Static_assert(FAMILY_AT + ACCOUNT_BYTES == RECORD_HEAD_BYTES,
	       "as record.h shows it");

static void put_i64(char *at, int64_t n)
{
	for (int i = 0; i < 8; i++)
		at[i] = (char)((uint64_t)n >> (56 - 8 * i));
}

static int64_t get_i64(const char *at)
{
	uint64_t n = 0;

	for (int i = 0; i < 8; i++)
		n = n << 8 | (unsigned char)at[i];
	return (int64_t)n;
}

size_t record_write(const struct login *l, char octets[RECORD_BYTES_MAX])
{
	size_t label = strlen(l->label);

	memset(octets, 0, RECORD_HEAD_BYTES);
	octets[0] = RECORD_VERSION;
	memcpy(octets + DIGEST_AT, l->digest, LOGIN_DIGEST_BYTES);
	memcpy(octets + RECORD_ACCOUNT_AT, l->account, strlen(l->account));
	octets[KIND_AT] = (char)l->kind;
	put_i64(octets + EPOCH_AT, l->epoch);
	put_i64(octets + CREATED_AT, l->created_us);
	put_i64(octets + EXPIRES_AT, l->expires_us);
	memcpy(octets + FAMILY_AT, l->family, strlen(l->family));
	memcpy(octets + RECORD_HEAD_BYTES, l->label, label);
	return RECORD_HEAD_BYTES + label;
}

/* Times that can be reckoned with: before the year 30,000. */
static bool is_sane(const struct login *l)
{
	const int64_t most = INT64_C(1000000) << 40;

	return l->created_us >= 0 && l->created_us < most &&
	       l->expires_us >= 0 && l->expires_us < most;
}

bool record_read(struct slice octets, struct login *ret_login)
{
	struct login l = {0};
	unsigned char kind;

	if (octets.n < RECORD_HEAD_BYTES || octets.n > RECORD_BYTES_MAX ||
	    octets.p[0] != RECORD_VERSION)
		return false;
	kind = (unsigned char)octets.p[KIND_AT];
	if (kind >= LOGIN_KIND__COUNT || octets.p[RECORD_ACCOUNT_AT] == '\0')
		return false;
	memcpy(l.digest, octets.p + DIGEST_AT, LOGIN_DIGEST_BYTES);
	memcpy(l.account, octets.p + RECORD_ACCOUNT_AT, ACCOUNT_BYTES);
	l.kind = (enum login_kind)kind;
	l.epoch = get_i64(octets.p + EPOCH_AT);
	l.created_us = get_i64(octets.p + CREATED_AT);
	l.expires_us = get_i64(octets.p + EXPIRES_AT);
	memcpy(l.family, octets.p + FAMILY_AT, ACCOUNT_BYTES);
	memcpy(l.label, octets.p + RECORD_HEAD_BYTES,
	       octets.n - RECORD_HEAD_BYTES);
	if (!is_sane(&l))
		return false;
	*ret_login = l;
	return true;
}
