/* limits - see limits.h. */
#include "session/limits.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *word;
	int64_t window_s;
	unsigned number[LIMIT_PAIR + 1]; /* by enum limit_whose */
} rules[] = {
#define LIMIT(name, word, window, address, account, pair, words)               \
	[LIMIT_##name] = {word, window, {address, account, pair}},
#include "session/limits.def"
#undef LIMIT
};

_Static_assert(COUNT(rules) == LIMIT__COUNT, "a row each");

enum { V4_OCTETS = 3, V6_OCTETS = 7, NETWORK_BYTES = 2 * V6_OCTETS + 2 };

static void write_hex(char *to, char kind, const unsigned char *octets,
		      size_t n)
{
	static const char digits[] = "0123456789abcdef";

	*to++ = kind;
	for (size_t i = 0; i < n; i++) {
		*to++ = digits[octets[i] >> 4];
		*to++ = digits[octets[i] & 15];
	}
	*to = '\0';
}

/* The network of an address, IPv4 by /24 and IPv6 by /56, as text. */
static void write_network(const char *address, char to[NETWORK_BYTES])
{
	unsigned char octets[16];

	if (inet_pton(AF_INET, address, octets) == 1)
		write_hex(to, '4', octets, V4_OCTETS);
	else if (inet_pton(AF_INET6, address, octets) == 1)
		write_hex(to, '6', octets, V6_OCTETS);
	else
		write_hex(to, '-', octets, 0);
}

static struct limit_key key_of(enum limit_rule rule, enum limit_whose whose,
			       const char *subject, const char *address)
{
	struct limit_key key = {.rule = rule, .whose = whose};
	char network[NETWORK_BYTES] = "";

	if (address != NULL)
		write_network(address, network);
	ASSERT(strlen(subject) <= LIMIT_SUBJECT_MAX);
	snprintf(key.text, sizeof(key.text), "%d:%s:%s", (int)rule, subject,
		 network);
	return key;
}

struct limit_key limit_by_address(enum limit_rule rule, const char *address)
{
	return key_of(rule, LIMIT_ADDRESS, "", address);
}

struct limit_key limit_by_account(enum limit_rule rule, const char *subject)
{
	return key_of(rule, LIMIT_ACCOUNT, subject, NULL);
}

struct limit_key limit_by_pair(enum limit_rule rule, const char *subject,
			       const char *address)
{
	return key_of(rule, LIMIT_PAIR, subject, address);
}

static unsigned number_of(const struct limit_key *key)
{
	return rules[key->rule].number[key->whose];
}

bool limit_counts(enum limit_rule rule, enum limit_whose whose)
{
	return rules[rule].number[whose] > 0;
}

struct limit_pace limit_pace(const struct limit_key *key)
{
	int64_t window_us = rules[key->rule].window_s * 1000000;

	return (struct limit_pace){window_us, window_us / number_of(key)};
}

static unsigned seconds_up(int64_t us)
{
	return us <= 0 ? 0 : (unsigned)((us + 999999) / 1000000);
}

struct limit_result limit_result(const struct limit_key *key, bool is_allowed,
				 int64_t ahead_us)
{
	struct limit_pace pace = limit_pace(key);
	int64_t room_us = pace.window_us - ahead_us;
	struct limit_result r = {
		.is_allowed = is_allowed,
		.limit = number_of(key),
		.reset_s = seconds_up(ahead_us),
	};

	if (room_us > 0)
		r.remaining = (unsigned)(room_us / pace.step_us);
	if (!is_allowed)
		r.retry_s = seconds_up(pace.step_us - room_us);
	return r;
}

struct limit_result limit_take(const struct limit_key *key, int64_t *arrival_us,
			       int64_t now_us)
{
	struct limit_pace pace = limit_pace(key);
	int64_t ahead_us = *arrival_us - now_us;
	bool is_allowed;

	if (ahead_us < 0)
		ahead_us = 0;
	/* A clock that was set back must not shut anybody out for long. */
	if (ahead_us > pace.window_us)
		ahead_us = pace.window_us;
	is_allowed = ahead_us + pace.step_us <= pace.window_us;
	if (is_allowed)
		ahead_us += pace.step_us;
	*arrival_us = now_us + ahead_us;
	return limit_result(key, is_allowed, ahead_us);
}

void limit_write_policy(const struct limit_key *key,
			char text[LIMIT_FIELD_BYTES])
{
	snprintf(text, LIMIT_FIELD_BYTES, "\"%s\";q=%u;w=%lld",
		 rules[key->rule].word, number_of(key),
		 (long long)rules[key->rule].window_s);
}

void limit_write_state(const struct limit_key *key,
		       const struct limit_result *r,
		       char text[LIMIT_FIELD_BYTES])
{
	snprintf(text, LIMIT_FIELD_BYTES, "\"%s\";r=%u;t=%u",
		 rules[key->rule].word, r->remaining, r->reset_s);
}
