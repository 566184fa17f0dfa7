/* authority - see authority.h. */
#include "net/authority.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/token.h"

enum { HOST_BYTES_MAX = 255, AUTHORITIES_MAX = 32, OWN_BYTES = 64 };

struct authorities {
	char *text; /* of the names, which the entries point into */
	char own[2][OWN_BYTES];
	size_t own_count;
	int own_port;
	struct authority items[AUTHORITIES_MAX];
	size_t count;
};

static bool is_unreserved_or_sub_delim(unsigned char c)
{
	return token_hex(c) >= 0 || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') ||
	       (c != 0 && strchr("-._~!$&'()*+,;=", c) != NULL);
}

static bool is_registered_name(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (is_unreserved_or_sub_delim(c))
			continue;
		if (c != '%' || s.n - i < 3 ||
		    token_hex((unsigned char)s.p[i + 1]) < 0 ||
		    token_hex((unsigned char)s.p[i + 2]) < 0)
			return false;
		i += 2;
	}
	return s.n > 0 && s.n <= HOST_BYTES_MAX;
}

static bool is_ipv6(struct slice s)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr ignored;

	if (s.n == 0 || s.n >= sizeof(text))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	return strlen(text) == s.n && inet_pton(AF_INET6, text, &ignored) == 1;
}

/* Splits behind an IPv6 literal; false when its brackets do not close. */
static bool split_literal(struct slice text, struct slice *host,
			  struct slice *after)
{
	const char *end = memchr(text.p, ']', text.n);
	size_t n;

	if (end == NULL)
		return false;
	n = (size_t)(end - text.p) + 1;
	*host = slice_cut(text, 0, n);
	*after = slice_cut(text, n, text.n);
	return is_ipv6(slice_cut(text, 1, n - 1));
}

static bool split_name(struct slice text, struct slice *host,
		       struct slice *after)
{
	const char *colon = memchr(text.p, ':', text.n);
	size_t n = colon == NULL ? text.n : (size_t)(colon - text.p);

	*host = slice_cut(text, 0, n);
	*after = slice_cut(text, n, text.n);
	return is_registered_name(*host);
}

/* ":" and digits, of which there may be none (RFC 3986, 3.2.3). */
static bool read_port(struct slice s, int *ret_port)
{
	int port = 0;

	*ret_port = AUTHORITY_NO_PORT;
	if (s.n == 0)
		return true;
	if (s.p[0] != ':')
		return false;
	if (s.n == 1)
		return true;
	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		port = port * 10 + (s.p[i] - '0');
		if (port > 65535)
			return false;
	}
	*ret_port = port;
	return true;
}

bool authority_read(struct slice text, struct authority *ret)
{
	struct slice after;

	if (text.n == 0)
		return false;
	if (text.p[0] == '[') {
		if (!split_literal(text, &ret->host, &after))
			return false;
	} else if (!split_name(text, &ret->host, &after)) {
		return false;
	}
	return read_port(after, &ret->port);
}

static bool add_names(struct authorities *list)
{
	struct slice rest = slice_of(list->text);

	while (rest.n > 0) {
		size_t n = strcspn(rest.p, ", ");
		struct slice name = slice_cut(rest, 0, n);

		rest = slice_cut(rest, n < rest.n ? n + 1 : n, rest.n);
		if (name.n == 0)
			continue;
		if (list->count == AUTHORITIES_MAX ||
		    !authority_read(name, &list->items[list->count]))
			return false;
		list->count++;
	}
	return true;
}

enum err authorities_open(const char *names, struct authorities **ret_list)
{
	struct authorities *list = calloc(1, sizeof(*list));

	if (list == NULL)
		out_of_memory(sizeof(*list));
	list->text = strdup(names == NULL ? "" : names);
	if (list->text == NULL)
		out_of_memory(strlen(names));
	if (!add_names(list)) {
		authorities_close(list);
		return ERR_INVALID;
	}
	*ret_list = list;
	return ERR_OK;
}

void authorities_close(struct authorities *list)
{
	if (list == NULL)
		return;
	free(list->text);
	free(list);
}

static void add_own(struct authorities *list, const char *host)
{
	bool is_v6 = strchr(host, ':') != NULL;

	snprintf(list->own[list->own_count++], OWN_BYTES, is_v6 ? "[%s]" : "%s",
		 host);
}

void authorities_add_own(struct authorities *list, const char *host, int port)
{
	bool is_any = strcmp(host, "::") == 0 || strcmp(host, "0.0.0.0") == 0;

	list->own_count = 0;
	list->own_port = port;
	if (is_any || strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0)
		add_own(list, "localhost");
	if (!is_any)
		add_own(list, host);
}

bool authorities_have(const struct authorities *list, struct authority a)
{
	for (size_t i = 0; i < list->count; i++)
		if (token_eq(list->items[i].host, a.host) &&
		    (list->items[i].port == AUTHORITY_NO_PORT ||
		     list->items[i].port == a.port))
			return true;
	if (a.port != AUTHORITY_NO_PORT && a.port != list->own_port)
		return false;
	for (size_t i = 0; i < list->own_count; i++)
		if (token_eq_text(a.host, list->own[i]))
			return true;
	return false;
}
