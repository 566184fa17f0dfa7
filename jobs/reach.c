/* reach - see reach.h. */
#include "jobs/reach.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/compiler.h"

/* IANA's registries of special-purpose addresses, what is not global there. */
static const struct range4 {
	uint32_t first;
	unsigned bits;
} special4[] = {
	{0x00000000, 8},  /* this network */
	{0x0A000000, 8},  /* private */
	{0x64400000, 10}, /* shared by carriers */
	{0x7F000000, 8},  /* this machine */
	{0xA9FE0000, 16}, /* this link, where clouds keep their metadata */
	{0xAC100000, 12}, /* private */
	{0xC0000000, 24}, /* protocols */
	{0xC0000200, 24}, /* documentation */
	{0xC0586300, 24}, /* relays to IPv6 */
	{0xC0A80000, 16}, /* private */
	{0xC6120000, 15}, /* benchmarks */
	{0xC6336400, 24}, /* documentation */
	{0xCB007100, 24}, /* documentation */
	{0xE0000000, 3},  /* multicast, reserved, broadcast */
};

static bool is_public4(uint32_t address)
{
	for (size_t i = 0; i < COUNT(special4); i++) {
		uint32_t mask = UINT32_MAX << (32 - special4[i].bits);

		if ((address & mask) == special4[i].first)
			return false;
	}
	return true;
}

static uint32_t word(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/*
 * Of IPv6 only 2000::/3 is in use; inside it protocols (2001::/23, tunnels
 * among them), documentation and 6to4, which hides an IPv4 address, are not.
 */
static bool is_public6(const unsigned char address[16])
{
	static const unsigned char mapped[12] = {0, 0, 0, 0, 0,    0,
						 0, 0, 0, 0, 0xFF, 0xFF};
	uint32_t first = word(address);

	if (memcmp(address, mapped, sizeof(mapped)) == 0)
		return is_public4(word(address + 12));
	return first >> 29 == 1 && first >> 9 != 0x20010000u >> 9 &&
	       first != 0x20010DB8u && first >> 16 != 0x2002u &&
	       first >> 12 != 0x3FFF0u;
}

bool reach_is_public(const struct sockaddr *address)
{
	struct sockaddr_in in;
	struct sockaddr_in6 in6;

	switch (address->sa_family) {
	case AF_INET:
		memcpy(&in, address, sizeof(in));
		return is_public4(ntohl(in.sin_addr.s_addr));
	case AF_INET6:
		memcpy(&in6, address, sizeof(in6));
		return is_public6(in6.sin6_addr.s6_addr);
	default:
		return false;
	}
}
