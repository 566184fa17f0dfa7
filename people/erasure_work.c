/*
 * erasure_work - see erasure_work.h and erasure.h.
 *
 * Both settings are words with spaces between.  "erasure.letters" has three
 * for each account: its id, its sealed address in hexadecimal, and when.  When its letters
 * are gone the id moves to "erasure.rewrites".
 */
#include "people/erasure_work.h"

#include "base/arena.h"
#include "base/buf.h"
#include "people/audit.h"
#include "people/erasure.h"
#include "people/sealed.h"
#include "store/settings.h"

enum { WORDS_MAX = 30000, WORDS_EACH = 3 };

/* A letter that was on its way has arrived by then. */
#define SETTLE_US INT64_C(2000000)

static const struct slice letters = SLICE_INIT("erasure.letters");
static const struct slice rewrites = SLICE_INIT("erasure.rewrites");

struct words {
	size_t count;
	struct slice *items;
};

static enum err get(const struct hands *h, struct slice name, struct words *ret)
{
	struct slice text, rest;
	enum err e = settings_get(h->db, h->arena, name, &text);

	*ret = (struct words){0, NULL};
	if (e == ERR_NOT_FOUND || (e == ERR_OK && text.n == 0))
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	ret->items = ARENA_ARRAY(h->arena, struct slice, text.n / 2 + 1);
	for (rest = text; rest.n > 0;) {
		struct slice word = slice_split(rest, ' ', &rest);

		if (word.n > 0)
			ret->items[ret->count++] = word;
	}
	return ERR_OK;
}

/* From word `from` on. */
static enum err put(const struct hands *h, struct slice name,
		    const struct words *w, size_t from)
{
	struct buf text;
	enum err e;

	buf_init(&text, (size_t)WORDS_MAX * 400);
	for (size_t i = from; i < w->count; i++)
		buf_print(&text, "%s%.*s", i == from ? "" : " ",
			  SLICE_ARG(w->items[i]));
	e = buf_is_over(&text) ? ERR_BUSY
			       : settings_put(h->db, name, buf_slice(&text));
	buf_done(&text);
	return e;
}

static enum err add(const struct hands *h, struct slice name,
		    const struct words *more, size_t count)
{
	struct words had, all = {0, NULL};
	enum err e = get(h, name, &had);

	if (e != ERR_OK)
		return e;
	if (had.count + count > WORDS_MAX)
		return ERR_BUSY;
	all.items = ARENA_ARRAY(h->arena, struct slice, had.count + count);
	for (size_t i = 0; i < had.count; i++)
		all.items[all.count++] = had.items[i];
	for (size_t i = 0; i < count; i++)
		all.items[all.count++] = more->items[i];
	return put(h, name, &all, 0);
}

static struct seal_place place_of(struct slice account)
{
	return (struct seal_place){.table = SLICE("setting"),
				   .column = SLICE("erasure.letters"),
				   .row = account};
}

static struct slice to_hex(struct arena *a, struct slice octets)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_take(a, 2 * octets.n + 1);

	for (size_t i = 0; i < octets.n; i++) {
		unsigned char c = (unsigned char)octets.p[i];

		text[2 * i] = digits[c >> 4];
		text[2 * i + 1] = digits[c & 15];
	}
	return (struct slice){text, 2 * octets.n};
}

static unsigned value_of(char digit)
{
	return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* Of to_hex() alone. */
static struct slice of_hex(struct arena *a, struct slice text)
{
	char *octets = arena_take(a, text.n / 2 + 1);

	for (size_t i = 0; i + 1 < text.n; i += 2)
		octets[i / 2] = (char)(value_of(text.p[i]) << 4 |
				       value_of(text.p[i + 1]));
	return (struct slice){octets, text.n / 2};
}

enum err erasure_work_add(const struct hands *h, struct slice account,
			  struct slice email)
{
	struct seal_place place = place_of(account);
	struct slice items[WORDS_EACH] = {account};
	struct words more = {WORDS_EACH, items};
	struct slice sealed;
	enum err e = sealed_write(h, &place, email, &sealed);

	if (e != ERR_OK)
		return e;
	items[1] = to_hex(h->arena, sealed);
	items[2] = arena_print(h->arena, "%016lld", (long long)h->now_us);
	return add(h, letters, &more, WORDS_EACH);
}

/* The first ones, oldest first, that are long enough ago. */
static size_t settled(const struct hands *h, const struct words *w)
{
	struct slice then = arena_print(h->arena, "%016lld",
					(long long)(h->now_us - SETTLE_US));
	size_t n = 0;

	while (n < w->count / WORDS_EACH &&
	       slice_cmp(w->items[WORDS_EACH * n + 2], then) <= 0)
		n++;
	return n;
}

enum err erasure_letters(const struct hands *h, struct erasure_letters *ret)
{
	struct words w;
	struct slice *emails;
	size_t count;
	enum err e = get(h, letters, &w);

	if (e != ERR_OK)
		return e;
	count = settled(h, &w);
	emails = ARENA_ARRAY(h->arena, struct slice, count);
	for (size_t i = 0; e == ERR_OK && i < count; i++) {
		const struct slice *its = &w.items[WORDS_EACH * i];
		struct seal_place place = place_of(its[0]);

		e = sealed_read(h, &place, of_hex(h->arena, its[1]),
				&emails[i]);
	}
	*ret = (struct erasure_letters){count, emails};
	return e;
}

enum err erasure_letters_done(const struct hands *h, size_t count)
{
	struct words w, ids = {0, NULL};
	enum err e = get(h, letters, &w);

	if (e != ERR_OK)
		return e;
	if (count > w.count / WORDS_EACH)
		count = w.count / WORDS_EACH;
	ids.items = ARENA_ARRAY(h->arena, struct slice, count);
	for (size_t i = 0; i < count; i++)
		ids.items[ids.count++] = w.items[WORDS_EACH * i];
	e = add(h, rewrites, &ids, ids.count);
	return e == ERR_OK ? put(h, letters, &w, WORDS_EACH * count) : e;
}

enum err erasure_rewrites(const struct hands *h, struct erasure_rewrites *ret)
{
	struct words w;
	enum err e = get(h, rewrites, &w);

	if (e == ERR_OK)
		*ret = (struct erasure_rewrites){w.count, w.items};
	return e;
}

enum err erasure_rewrites_done(const struct hands *h,
			       const struct erasure_rewrites *which)
{
	struct words w;
	enum err e = get(h, rewrites, &w);

	for (size_t i = 0; e == ERR_OK && i < which->count; i++)
		e = audit_tell(h, &(struct audit_word){
					  SLICE("system"), SLICE("erased"),
					  which->accounts[i], SLICE("")});
	return e == ERR_OK ? put(h, rewrites, &w, which->count) : e;
}
