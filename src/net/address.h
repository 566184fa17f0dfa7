/*
 * address - an IP address as 16 octets; IPv4 is mapped (::ffff:a.b.c.d).
 *
 * Pure; no name is ever resolved.
 */
#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/slice.h"
#include "net/service.h"

struct sockaddr_storage;

struct address {
	unsigned char octets[16];
};

struct address address_of_socket(const struct sockaddr_storage *s);

/* "192.0.2.1", "2001:db8::1", or either with a port: "[2001:db8::1]:80". */
MUST_USE bool address_read(struct slice text, struct address *ret_address);
void address_write(const struct address *a, char text[NET_ADDRESS_BYTES]);

bool address_is_v4(const struct address *a);

/* The first `bits` of both are the same; IPv4 begins at bit 96. */
bool address_shares(const struct address *a, const struct address *b,
		    unsigned bits);

/* One number a customer: all of an IPv4 address, a /64 of IPv6. */
struct address address_group(const struct address *a);

#endif
