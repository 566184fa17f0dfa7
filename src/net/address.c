/* address - see address.h. */
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static const unsigned char v4_prefix[12] = {[10] = 0xFF, [11] = 0xFF};

static struct address mapped(const struct in_addr *v4)
{
	struct address a;

	memcpy(a.octets, v4_prefix, sizeof(v4_prefix));
	memcpy(a.octets + sizeof(v4_prefix), v4, sizeof(*v4));
	return a;
}

struct address address_of_socket(const struct sockaddr_storage *s)
{
	struct address a = {{0}};

	if (s->ss_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, s, sizeof(in));
		return mapped(&in.sin_addr);
	}
	if (s->ss_family == AF_INET6) {
		struct sockaddr_in6 in6;

		memcpy(&in6, s, sizeof(in6));
		memcpy(a.octets, &in6.sin6_addr, sizeof(a.octets));
	}
	return a;
}

/* Cuts brackets and a port off; an IPv6 address without brackets stays. */
static struct slice without_port(struct slice s)
{
	struct slice rest;
	struct slice host;

	if (s.n > 0 && s.p[0] == '[')
		return slice_split(slice_cut(s, 1, s.n), ']', &rest);
	host = slice_split(s, ':', &rest);
	if (rest.n > 0 && memchr(rest.p, ':', rest.n) != NULL)
		return s;
	return host;
}

bool address_read(struct slice text, struct address *ret_address)
{
	struct slice host = without_port(slice_trim(text));
	char copy[NET_ADDRESS_BYTES];
	struct in_addr v4;
	struct in6_addr v6;

	if (host.n == 0 || host.n >= sizeof(copy) ||
	    memchr(host.p, '\0', host.n) != NULL)
		return false;
	memcpy(copy, host.p, host.n);
	copy[host.n] = '\0';
	if (inet_pton(AF_INET, copy, &v4) == 1) {
		*ret_address = mapped(&v4);
		return true;
	}
	if (inet_pton(AF_INET6, copy, &v6) != 1)
		return false;
	memcpy(ret_address->octets, &v6, sizeof(v6));
	return true;
}

bool address_is_v4(const struct address *a)
{
	return memcmp(a->octets, v4_prefix, sizeof(v4_prefix)) == 0;
}

void address_write(const struct address *a, char text[NET_ADDRESS_BYTES])
{
	const char *p;

	if (address_is_v4(a))
		p = inet_ntop(AF_INET, a->octets + sizeof(v4_prefix), text,
			      NET_ADDRESS_BYTES);
	else
		p = inet_ntop(AF_INET6, a->octets, text, NET_ADDRESS_BYTES);
	ASSERT(p != NULL);
}

bool address_shares(const struct address *a, const struct address *b,
		    unsigned bits)
{
	unsigned whole = bits / 8;
	unsigned rest = bits % 8;
	unsigned mask = 0xFFU << (8 - rest) & 0xFFU;

	if (memcmp(a->octets, b->octets, whole) != 0)
		return false;
	return rest == 0 || ((a->octets[whole] ^ b->octets[whole]) & mask) == 0;
}

struct address address_group(const struct address *a)
{
	struct address group = *a;

	if (!address_is_v4(a))
		memset(group.octets + 8, 0, 8);
	return group;
}
