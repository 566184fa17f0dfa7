/* proxies - see proxies.h. */
#include "net/proxies.h"

#include <stdlib.h>
#include <string.h>

#include "net/token.h"

enum { NETWORKS_MAX = 64, V4_AT_BIT = 96 };

struct network {
	struct address address;
	unsigned bits;
};

struct proxies {
	struct network items[NETWORKS_MAX];
	size_t count;
};

static bool read_bits(struct slice s, unsigned most, unsigned *ret_bits)
{
	unsigned n = 0;

	if (s.n == 0 || s.n > 3)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		n = n * 10 + (unsigned)(s.p[i] - '0');
	}
	*ret_bits = n;
	return n <= most;
}

static bool read_network(struct slice text, struct network *ret)
{
	struct slice bits;
	struct slice address = slice_split(text, '/', &bits);
	bool has_bits = address.n < text.n;
	unsigned first;

	if (!address_read(address, &ret->address))
		return false;
	first = address_is_v4(&ret->address) ? V4_AT_BIT : 0;
	ret->bits = 128;
	if (!has_bits)
		return true;
	if (!read_bits(bits, 128 - first, &ret->bits))
		return false;
	ret->bits += first;
	return true;
}

static bool read_networks(struct proxies *p, struct slice rest)
{
	while (rest.n > 0) {
		size_t n = strcspn(rest.p, ", ");
		struct slice item = slice_cut(rest, 0, n);

		rest = slice_cut(rest, n < rest.n ? n + 1 : n, rest.n);
		if (item.n == 0)
			continue;
		if (p->count == NETWORKS_MAX ||
		    !read_network(item, &p->items[p->count]))
			return false;
		p->count++;
	}
	return true;
}

enum err proxies_open(const char *text, struct proxies **ret_proxies)
{
	struct proxies *p = calloc(1, sizeof(*p));

	if (p == NULL)
		out_of_memory(sizeof(*p));
	if (!read_networks(p, slice_of(text))) {
		proxies_close(p);
		return ERR_INVALID;
	}
	*ret_proxies = p;
	return ERR_OK;
}

void proxies_close(struct proxies *p)
{
	free(p);
}

bool proxies_have(const struct proxies *p, const struct address *a)
{
	for (size_t i = 0; i < p->count; i++)
		if (address_shares(&p->items[i].address, a, p->items[i].bits))
			return true;
	return false;
}

/* Takes the last element of a list off, trimmed. */
static struct slice take_last(struct slice *list)
{
	size_t at = list->n;
	struct slice element;

	while (at > 0 && list->p[at - 1] != ',')
		at--;
	element = slice_trim(slice_cut(*list, at, list->n));
	*list = slice_cut(*list, 0, at > 0 ? at - 1 : 0);
	return element;
}

/* Walks one field from its end; true when the client was found. */
static bool walk_back(const struct proxies *p, struct slice list,
		      struct address *client)
{
	while (list.n > 0) {
		struct address a;

		if (!address_read(take_last(&list), &a))
			return true;
		*client = a;
		if (!proxies_have(p, &a))
			return true;
	}
	return false;
}

struct address proxies_client(const struct proxies *p,
			      const struct address *peer,
			      const struct net_request *rq)
{
	struct address client = *peer;

	if (!proxies_have(p, peer))
		return client;
	for (size_t i = rq->field_count; i > 0; i--) {
		const struct net_pair *f = &rq->fields[i - 1];

		if (token_eq_text(f->name, "x-forwarded-for") &&
		    walk_back(p, f->value, &client))
			break;
	}
	return client;
}

bool proxies_say_secure(const struct proxies *p, const struct address *peer,
			const struct net_request *rq)
{
	struct slice list = {NULL, 0};

	if (!proxies_have(p, peer))
		return false;
	for (size_t i = 0; i < rq->field_count; i++)
		if (token_eq_text(rq->fields[i].name, "x-forwarded-proto"))
			list = rq->fields[i].value;
	return list.n > 0 && token_eq_text(take_last(&list), "https");
}
