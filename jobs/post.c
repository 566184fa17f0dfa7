/* post - see post.h. */
#include "jobs/post.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include <curl/curl.h>

#include "base/arena.h"
#include "config/config.h"
#include "jobs/reach.h"

enum { CONNECT_SECONDS = 5, POST_SECONDS = 15, REPLY_BYTES_MAX = 65536 };

/* One exchange, and what its callbacks are to know. */
struct exchange {
	struct task *task;
	CURL *curl;
	struct curl_slist *headers;
	size_t replied; /* octets, thrown away */
	bool is_private;
};

static bool is_insecure(const struct exchange *x)
{
	return x->task->plan->config->webhooks_insecure;
}

static size_t drop(char *from, size_t each, size_t count, void *arg)
{
	struct exchange *x = arg;

	(void)from;
	x->replied += each * count;
	return x->replied > REPLY_BYTES_MAX ? 0 : each * count;
}

static int look_for_end(void *arg, curl_off_t a, curl_off_t b, curl_off_t c,
			curl_off_t d)
{
	const struct exchange *x = arg;

	(void)a;
	(void)b;
	(void)c;
	(void)d;
	return task_is_stopping(x->task) ? 1 : 0;
}

/* After the name was resolved: it cannot be another address a moment later. */
static curl_socket_t open_socket(void *arg, curlsocktype purpose,
				 struct curl_sockaddr *address)
{
	struct exchange *x = arg;

	(void)purpose;
	if (!is_insecure(x) && !reach_is_public(&address->addr)) {
		x->is_private = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		      address->protocol);
}

static void add_header(struct exchange *x, struct slice line)
{
	struct curl_slist *more = curl_slist_append(x->headers, line.p);

	if (more == NULL)
		out_of_memory(line.n);
	x->headers = more;
}

static void set_headers(struct exchange *x, const struct posting *p)
{
	struct arena *a = x->task->hands.arena;

	add_header(x, SLICE("Content-Type: application/json"));
	add_header(x, SLICE("User-Agent: Baybridge/" BAYBRIDGE_VERSION));
	/* No "Expect: 100-continue": it is short. */
	add_header(x, SLICE("Expect:"));
	add_header(x, arena_print(a, "webhook-id: %.*s", SLICE_ARG(p->id)));
	add_header(x, arena_print(a, "webhook-timestamp: %lld",
				  (long long)p->second));
	add_header(x, arena_print(a, "webhook-signature: %.*s",
				  SLICE_ARG(p->signature)));
	curl_easy_setopt(x->curl, CURLOPT_HTTPHEADER, x->headers);
}

static void set_up(struct exchange *x, const struct posting *p)
{
	struct arena *a = x->task->hands.arena;
	CURL *h = x->curl;

	curl_easy_setopt(h, CURLOPT_URL, arena_copy(a, p->url).p);
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR,
			 is_insecure(x) ? "http,https" : "https");
	curl_easy_setopt(h, CURLOPT_PROXY, "");
	curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)POST_SECONDS);
	curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE, (long)p->body.n);
	curl_easy_setopt(h, CURLOPT_POSTFIELDS, p->body.p);
	curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, drop);
	curl_easy_setopt(h, CURLOPT_WRITEDATA, x);
	curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(h, CURLOPT_OPENSOCKETDATA, x);
	curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, look_for_end);
	curl_easy_setopt(h, CURLOPT_XFERINFODATA, x);
	set_headers(x, p);
}

static struct posted outcome(const struct exchange *x, CURLcode code)
{
	struct posted it = {.went = false};
	long status = 0;

	curl_easy_getinfo(x->curl, CURLINFO_RESPONSE_CODE, &status);
	/* A status is an answer, however the rest of it went. */
	it.went = status >= 200 && status < 300;
	it.is_gone = status == 410;
	if (x->is_private)
		snprintf(it.reason, sizeof(it.reason), "private-address");
	else if (status > 0)
		snprintf(it.reason, sizeof(it.reason), "status-%ld", status);
	else
		snprintf(it.reason, sizeof(it.reason), "away-%d", (int)code);
	return it;
}

struct posted post_send(struct task *t, const struct posting *p)
{
	struct exchange x = {.task = t, .curl = curl_easy_init()};
	struct posted it;

	if (x.curl == NULL)
		return (struct posted){.reason = "memory"};
	set_up(&x, p);
	it = outcome(&x, curl_easy_perform(x.curl));
	curl_easy_cleanup(x.curl);
	curl_slist_free_all(x.headers);
	return it;
}
