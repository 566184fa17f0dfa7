/* reach: which addresses somebody may have us call. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "jobs/reach.h"

static bool is_public(const char *text)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
	struct sockaddr_storage any = {0};

	if (inet_pton(AF_INET, text, &in.sin_addr) == 1) {
		memcpy(&any, &in, sizeof(in));
	} else {
		assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
		memcpy(&any, &in6, sizeof(in6));
	}
	return reach_is_public((const struct sockaddr *)&any);
}

static void addresses_of_the_public_network_are_called(void **state)
{
	static const char *const good[] = {
		"1.1.1.1",         "8.8.8.8",         "9.255.255.255",
		"11.0.0.0",        "100.63.255.255",  "100.128.0.0",
		"126.255.255.255", "128.0.0.0",       "169.253.255.255",
		"172.15.255.255",  "172.32.0.0",      "192.0.1.0",
		"192.167.255.255", "192.169.0.0",     "198.17.255.255",
		"198.20.0.0",      "223.255.255.255", "2606:4700::1111",
		"2400:cb00::1",    "2003::1",         "::ffff:1.1.1.1"};

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++)
		assert_true(is_public(good[i]));
}

static void addresses_of_ours_and_of_no_one_are_not(void **state)
{
	static const char *const bad[] = {"0.0.0.0",
					  "10.0.0.1",
					  "10.255.255.255",
					  "100.64.0.0",
					  "100.127.255.255",
					  "127.0.0.1",
					  "127.255.255.254",
					  "169.254.169.254",
					  "172.16.0.0",
					  "172.31.255.255",
					  "192.0.0.1",
					  "192.0.2.1",
					  "192.88.99.1",
					  "192.168.0.1",
					  "198.18.0.0",
					  "198.19.255.255",
					  "198.51.100.1",
					  "203.0.113.9",
					  "224.0.0.1",
					  "240.0.0.1",
					  "255.255.255.255",
					  "::",
					  "::1",
					  "fe80::1",
					  "fc00::1",
					  "fd12::1",
					  "ff02::1",
					  "64:ff9b::1.1.1.1",
					  "2001::1",
					  "2001:db8::1",
					  "2002:7f00:1::",
					  "3fff::1",
					  "::ffff:127.0.0.1",
					  "::ffff:10.0.0.1",
					  "::127.0.0.1",
					  "100::1"};

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		if (is_public(bad[i]))
			fail_msg("%s would be called", bad[i]);
	}
}

static void a_socket_that_is_no_address_is_not(void **state)
{
	struct sockaddr_storage any = {.ss_family = AF_UNIX};

	(void)state;
	assert_false(reach_is_public((const struct sockaddr *)&any));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_the_public_network_are_called),
		cmocka_unit_test(addresses_of_ours_and_of_no_one_are_not),
		cmocka_unit_test(a_socket_that_is_no_address_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
