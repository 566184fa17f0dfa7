/* smtp - see smtp.h. */
#include "jobs/smtp.h"

#include <stdio.h>
#include <string.h>

#include <curl/curl.h>

#include "base/arena.h"
#include "config/config.h"

enum { CONNECT_SECONDS = 10, LETTER_SECONDS = 60 };

struct smtp {
	struct task *task;
	CURL *curl;
	struct slice rest; /* of the letter that is being sent */
};

static size_t give(char *to, size_t each, size_t count, void *arg)
{
	struct smtp *s = arg;
	size_t room = each * count;
	size_t n = s->rest.n < room ? s->rest.n : room;

	memcpy(to, s->rest.p, n);
	s->rest = slice_cut(s->rest, n, s->rest.n);
	return n;
}

/* Not 0 breaks the transfer off. */
static int look_for_end(void *arg, curl_off_t a, curl_off_t b, curl_off_t c,
			curl_off_t d)
{
	const struct smtp *s = arg;

	(void)a;
	(void)b;
	(void)c;
	(void)d;
	return task_is_stopping(s->task) ? 1 : 0;
}

static void set_up(struct smtp *s, struct slice password)
{
	const struct config *c = s->task->plan->config;
	CURL *h = s->curl;

	curl_easy_setopt(h, CURLOPT_URL, c->mail_smtp);
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(h, CURLOPT_PROXY, "");
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)LETTER_SECONDS);
	curl_easy_setopt(h, CURLOPT_USE_SSL,
			 c->mail_tls ? (long)CURLUSESSL_ALL
				     : (long)CURLUSESSL_TRY);
	curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(h, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(h, CURLOPT_READDATA, s);
	curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, look_for_end);
	curl_easy_setopt(h, CURLOPT_XFERINFODATA, s);
	if (c->mail_user[0] != '\0') {
		curl_easy_setopt(h, CURLOPT_USERNAME, c->mail_user);
		curl_easy_setopt(h, CURLOPT_PASSWORD,
				 arena_copy(s->task->hands.arena, password).p);
	}
}

void smtp_prepare(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

struct smtp *smtp_open(struct task *t, struct slice password)
{
	struct smtp *s = ARENA_NEW(t->hands.arena, struct smtp);

	s->task = t;
	s->curl = curl_easy_init();
	if (s->curl == NULL)
		return NULL;
	set_up(s, password);
	return s;
}

void smtp_close(struct smtp *s)
{
	if (s != NULL)
		curl_easy_cleanup(s->curl);
}

/* A letter is refused by a reply to it; all else says nothing of the letter. */
static enum delivery outcome(struct smtp *s, CURLcode code,
			     char reason[DELIVERY_REASON_BYTES])
{
	long reply = 0;

	if (code == CURLE_OK)
		return DELIVERED;
	curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &reply);
	if (reply >= 400 && code != CURLE_LOGIN_DENIED &&
	    code != CURLE_USE_SSL_FAILED && reply != 421) {
		snprintf(reason, DELIVERY_REASON_BYTES, "refused-%ld", reply);
		return DELIVERY_REFUSED;
	}
	snprintf(reason, DELIVERY_REASON_BYTES, "away-%d", (int)code);
	return DELIVERY_AWAY;
}

static const char *in_brackets(struct smtp *s, struct slice address)
{
	return arena_print(s->task->hands.arena, "<%.*s>", SLICE_ARG(address))
		.p;
}

enum delivery smtp_send(struct smtp *s, const struct parcel *p,
			char reason[DELIVERY_REASON_BYTES])
{
	struct curl_slist *to = curl_slist_append(NULL, in_brackets(s, p->to));
	CURLcode code = CURLE_OUT_OF_MEMORY;

	s->rest = p->octets;
	curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, in_brackets(s, p->from));
	curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, to);
	if (to != NULL)
		code = curl_easy_perform(s->curl);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(to);
	return outcome(s, code, reason);
}
