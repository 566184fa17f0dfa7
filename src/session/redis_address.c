/* redis_address - see redis_address.h. */
#include "session/redis_address.h"

#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { PORT_DEFAULT = 6379, PORT_MAX = 65535 };

_Static_assert(sizeof(((struct sockaddr_un *)0)->sun_path) <= REDIS_TEXT_BYTES,
	       "every path that a socket can have fits");

static bool copy(char to[REDIS_TEXT_BYTES], struct slice s, size_t most)
{
	if (s.n == 0 || s.n >= most || memchr(s.p, '\0', s.n) != NULL)
		return false;
	memcpy(to, s.p, s.n);
	to[s.n] = '\0';
	return true;
}

static bool read_number(struct slice text, int most, int *ret)
{
	int n = 0;

	if (text.n == 0)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		n = n * 10 + (text.p[i] - '0');
		if (n > most)
			return false;
	}
	*ret = n;
	return true;
}

static int hex_value(char c)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	if (at == NULL)
		return -1;
	return at - digits < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

static bool decode(struct slice s, char to[REDIS_TEXT_BYTES])
{
	size_t n = 0;

	if (s.n >= REDIS_TEXT_BYTES)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '%') {
			to[n++] = s.p[i];
			continue;
		}
		if (i + 2 >= s.n || hex_value(s.p[i + 1]) < 0 ||
		    hex_value(s.p[i + 2]) < 0)
			return false;
		to[n] = (char)(hex_value(s.p[i + 1]) * 16 +
			       hex_value(s.p[i + 2]));
		if (to[n++] == '\0')
			return false;
		i += 2;
	}
	to[n] = '\0';
	return true;
}

/* "host", "host:port", "[::1]", "[::1]:port" */
static bool split_host(struct slice text, struct slice *host,
		       struct slice *port)
{
	*host = slice_split(text, ':', port);
	if (host->n + 1 == text.n) /* a colon and no port */
		return false;
	if (text.n == 0 || text.p[0] != '[')
		return true;
	*host = slice_split(slice_cut(text, 1, text.n), ']', port);
	if (host->n + 2 > text.n) /* no bracket closes */
		return false;
	if (port->n == 0)
		return true;
	if (port->p[0] != ':' || port->n == 1)
		return false;
	*port = slice_cut(*port, 1, port->n);
	return true;
}

static bool resolve(struct slice host, char to[REDIS_TEXT_BYTES])
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
	struct addrinfo *found;
	char name[REDIS_TEXT_BYTES];
	int failed;

	if (!copy(name, host, sizeof(name)) ||
	    getaddrinfo(name, NULL, &hints, &found) != 0)
		return false;
	failed = getnameinfo(found->ai_addr, found->ai_addrlen, to,
			     REDIS_TEXT_BYTES, NULL, 0, NI_NUMERICHOST);
	freeaddrinfo(found);
	return failed == 0;
}

/* Up to the last "@", which a host cannot hold. */
static bool read_user(struct slice *text, struct redis_address *a)
{
	size_t at = text->n;
	struct slice user, password;

	while (at > 0 && text->p[at - 1] != '@')
		at--;
	if (at == 0)
		return true;
	user = slice_split(slice_cut(*text, 0, at - 1), ':', &password);
	*text = slice_cut(*text, at, text->n);
	return password.n > 0 && decode(user, a->user) &&
	       decode(password, a->password);
}

static enum err refuse(char *words, size_t bytes, const char *sentence)
{
	snprintf(words, bytes, "%s", sentence);
	return ERR_INVALID;
}

static enum err read_tcp(struct slice text, struct redis_address *a,
			 char *words, size_t bytes)
{
	static const char form[] =
		"Redis over TCP is redis://[[user]:password@]host[:port][/db].";
	struct slice host, port, db;

	if (!read_user(&text, a))
		return refuse(words, bytes, form);
	text = slice_split(text, '/', &db);
	a->port = PORT_DEFAULT;
	if (!split_host(text, &host, &port) || host.n == 0 ||
	    (port.n > 0 && !read_number(port, PORT_MAX, &a->port)) ||
	    a->port == 0 ||
	    (db.n > 0 && !read_number(db, REDIS_DB_MAX, &a->db)))
		return refuse(words, bytes, form);
	if (!resolve(host, a->host))
		return refuse(words, bytes,
			      "The host of Redis has no address that is known "
			      "here.");
	return ERR_OK;
}

static enum err read_unix(struct slice text, struct redis_address *a,
			  char *words, size_t bytes)
{
	struct slice query;
	struct slice path = slice_split(text, '?', &query);

	if (!copy(a->path, path, sizeof(((struct sockaddr_un *)0)->sun_path)) ||
	    a->path[0] != '/' || (path.n < text.n && query.n == 0))
		goto refused;
	if (query.n == 0)
		return ERR_OK;
	if (slice_starts(query, SLICE("db=")) &&
	    read_number(slice_cut(query, 3, query.n), REDIS_DB_MAX, &a->db))
		return ERR_OK;
refused:
	return refuse(words, bytes,
		      "Redis on a socket is unix:/path[?db=n], with a path of "
		      "at most 107 octets.");
}

enum err redis_address_read(struct slice text,
			    struct redis_address *ret_address, char *words,
			    size_t words_bytes)
{
	struct redis_address a = {0};
	enum err e;

	if (slice_starts(text, SLICE("redis://")))
		e = read_tcp(slice_cut(text, 8, text.n), &a, words,
			     words_bytes);
	else if (slice_starts(text, SLICE("unix:")))
		e = read_unix(slice_cut(text, 5, text.n), &a, words,
			      words_bytes);
	else
		e = refuse(words, words_bytes,
			   "Redis is at redis://host:port/db or at "
			   "unix:/path.");
	if (e == ERR_OK)
		*ret_address = a;
	return e;
}
