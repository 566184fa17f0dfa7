/* address, authority, proxies, peers: who is there and whom he speaks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "net/address.h"
#include "net/authority.h"
#include "net/peers.h"
#include "net/proxies.h"

static struct address address_at(const char *text)
{
	struct address a;

	assert_true(address_read(slice_of(text), &a));
	return a;
}

static void addresses_are_read_with_or_without_port(void **state)
{
	static const char *const same[][2] = {
		{"192.0.2.1", "192.0.2.1"},
		{" 192.0.2.1:80 ", "192.0.2.1"},
		{"2001:DB8::1", "2001:db8::1"},
		{"[2001:db8::1]", "2001:db8::1"},
		{"[2001:db8::1]:443", "2001:db8::1"},
		{"::ffff:192.0.2.1", "192.0.2.1"},
	};
	static const char *const bad[] = {
		"", "unknown", "192.0.2", "192.0.2.256", "::g", "_x"};
	char text[NET_ADDRESS_BYTES];
	struct address a;

	(void)state;
	for (size_t i = 0; i < COUNT(same); i++) {
		a = address_at(same[i][0]);
		address_write(&a, text);
		assert_string_equal(text, same[i][1]);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(address_read(slice_of(bad[i]), &a));
}

static void authorities_are_host_and_port(void **state)
{
	static const char *const bad[] = {
		"",       "u@a", "a:b", "a:65536", "a/b", ":80", "[::1",
		"[::1]x", "[a]", "a b", "a%zz",    "a%2", "a#",  "::1"};
	struct authority a;

	(void)state;
	assert_true(authority_read(SLICE("jobs.example:443"), &a));
	assert_true(slice_is(a.host, "jobs.example"));
	assert_int_equal(a.port, 443);
	assert_true(authority_read(SLICE("a%20b"), &a));
	assert_int_equal(a.port, AUTHORITY_NO_PORT);
	assert_true(authority_read(SLICE("a:"), &a));
	assert_int_equal(a.port, AUTHORITY_NO_PORT);
	for (size_t i = 0; i < COUNT(bad); i++)
		if (authority_read(slice_of(bad[i]), &a))
			fail_msg("%s", bad[i]);
}

static bool ours(const struct authorities *list, const char *text)
{
	struct authority a;

	assert_true(authority_read(slice_of(text), &a));
	return authorities_have(list, a);
}

static void ours_are_the_names_given_and_the_address_bound(void **state)
{
	struct authorities *list;

	(void)state;
	assert_int_equal(
		authorities_open("any.example, one.example:443", &list),
		ERR_OK);
	authorities_add_own(list, "127.0.0.1", 8080);
	assert_true(ours(list, "any.example"));
	assert_true(ours(list, "ANY.example:1"));
	assert_true(ours(list, "one.example:443"));
	assert_false(ours(list, "one.example"));
	assert_false(ours(list, "other.example"));
	assert_true(ours(list, "127.0.0.1:8080"));
	assert_true(ours(list, "localhost"));
	assert_false(ours(list, "localhost:80"));
	authorities_add_own(list, "::1", 8080);
	assert_true(ours(list, "[::1]:8080"));
	assert_false(ours(list, "127.0.0.1:8080"));
	authorities_add_own(list, "192.0.2.1", 80);
	assert_false(ours(list, "localhost"));
	authorities_close(list);
	assert_int_equal(authorities_open("a b/c", &list), ERR_INVALID);
}

/* Proxies: 10.0.0.0/8 and 2001:db8::1. */
static struct row {
	const char *name;
	const char *peer;
	const char *first;  /* X-Forwarded-For */
	const char *second; /* another one, or NULL */
	const char *want;
} rows[] = {
	{"a stranger's field changes nothing", "192.0.2.9", "1.2.3.4", NULL,
	 "192.0.2.9"},
	{"a proxy tells its client", "10.0.0.1", "1.2.3.4", NULL, "1.2.3.4"},
	{"the last address that is no proxy counts", "10.0.0.1",
	 "6.6.6.6, 1.2.3.4, 10.9.9.9", NULL, "1.2.3.4"},
	{"later fields come last", "10.0.0.1", "6.6.6.6", "1.2.3.4, 10.1.1.1",
	 "1.2.3.4"},
	{"a later field of proxies leads to the earlier", "10.0.0.1",
	 "6.6.6.6, 1.2.3.4", "10.1.1.1", "1.2.3.4"},
	{"what cannot be read stops the walk", "10.0.0.1",
	 "1.2.3.4, unknown, 10.2.2.2", NULL, "10.2.2.2"},
	{"proxies all the way give the first", "10.0.0.1", "10.3.3.3, 10.2.2.2",
	 NULL, "10.3.3.3"},
	{"an IPv6 proxy", "2001:db8::1", "2001:db8::2", NULL, "2001:db8::2"},
	{"a port is cut off", "10.0.0.1", "1.2.3.4:5678", NULL, "1.2.3.4"},
	{"an empty field", "10.0.0.1", "", NULL, "10.0.0.1"},
};

static void tells_the_client(void **state)
{
	const struct row *row = *state;
	struct net_pair fields[] = {
		{SLICE_INIT("X-Forwarded-For"), slice_of(row->first)},
		{SLICE_INIT("x-forwarded-for"), slice_of(row->second)},
	};
	struct net_request rq = {.fields = fields,
				 .field_count = row->second ? 2 : 1};
	struct address peer = address_at(row->peer);
	struct address client;
	struct proxies *p;
	char text[NET_ADDRESS_BYTES];

	assert_int_equal(proxies_open("10.0.0.0/8, 2001:db8::1", &p), ERR_OK);
	client = proxies_client(p, &peer, &rq);
	address_write(&client, text);
	assert_string_equal(text, row->want);
	proxies_close(p);
}

static void only_proxies_say_https(void **state)
{
	struct net_pair field = {SLICE_INIT("X-Forwarded-Proto"),
				 SLICE_INIT("http, https")};
	struct net_request rq = {.fields = &field, .field_count = 1};
	struct address proxy = address_at("10.0.0.1");
	struct address stranger = address_at("192.0.2.1");
	struct proxies *p;

	(void)state;
	assert_int_equal(proxies_open("10.0.0.1/32", &p), ERR_OK);
	assert_true(proxies_say_secure(p, &proxy, &rq));
	assert_false(proxies_say_secure(p, &stranger, &rq));
	field.value = SLICE("https, http");
	assert_false(proxies_say_secure(p, &proxy, &rq));
	proxies_close(p);
}

static void broken_lists_of_proxies_are_refused(void **state)
{
	static const char *const bad[] = {"10.0.0.0/33", "10.0.0.0/", "a",
					  "::/129", "10.0.0.0/x"};
	struct proxies *p;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(proxies_open(bad[i], &p), ERR_INVALID);
}

static void networks_are_compared_by_bits(void **state)
{
	struct address a = address_at("10.128.0.0");
	struct address b = address_at("10.191.255.255");

	(void)state;
	assert_true(address_shares(&a, &b, 96 + 10));
	assert_false(address_shares(&a, &b, 96 + 11));
	assert_true(address_shares(&a, &a, 128));
	assert_true(address_shares(&a, &b, 0));
}

static void peers_share_by_address_and_by_64_bits_of_ipv6(void **state)
{
	struct peers *p = peers_new(2);
	struct address v4 = address_at("192.0.2.1");
	struct address v4b = address_at("192.0.2.2");
	struct address v6 = address_at("2001:db8:0:1::1");
	struct address same = address_at("2001:db8:0:1:ffff::2");
	struct address other = address_at("2001:db8:0:2::1");

	(void)state;
	assert_true(peers_enter(p, &v4));
	assert_true(peers_enter(p, &v4));
	assert_false(peers_enter(p, &v4));
	assert_true(peers_enter(p, &v4b));
	assert_true(peers_enter(p, &v6));
	assert_true(peers_enter(p, &same));
	assert_false(peers_enter(p, &v6));
	assert_true(peers_enter(p, &other));
	peers_leave(p, &v4);
	assert_true(peers_enter(p, &v4));
	peers_leave(p, &same);
	assert_true(peers_enter(p, &v6));
	peers_free(p);
}

int main(void)
{
	enum { OTHERS = 7 };
	struct CMUnitTest tests[COUNT(rows) + OTHERS] = {
		cmocka_unit_test(addresses_are_read_with_or_without_port),
		cmocka_unit_test(authorities_are_host_and_port),
		cmocka_unit_test(
			ours_are_the_names_given_and_the_address_bound),
		cmocka_unit_test(only_proxies_say_https),
		cmocka_unit_test(broken_lists_of_proxies_are_refused),
		cmocka_unit_test(networks_are_compared_by_bits),
		cmocka_unit_test(peers_share_by_address_and_by_64_bits_of_ipv6),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[OTHERS + i].name = rows[i].name;
		tests[OTHERS + i].test_func = tells_the_client;
		tests[OTHERS + i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
