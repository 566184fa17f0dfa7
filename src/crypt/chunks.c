/* chunks - see chunks.h. */
#include "crypt/chunks.h"

#include <sodium.h>

#include "base/arena.h"
#include "base/log.h"
#include "crypt/data_key_parts.h"
#include "crypt/seal.h"

enum { FORM = 1 };

_Static_assert(crypto_secretstream_xchacha20poly1305_ABYTES ==
		       CHUNKS_EXTRA_BYTES,
	       "what a piece adds");
_Static_assert(1 + crypto_secretstream_xchacha20poly1305_HEADERBYTES ==
		       CHUNKS_HEAD_BYTES,
	       "a head's length");

struct chunks {
	crypto_secretstream_xchacha20poly1305_state state;
	struct slice place;
	bool is_ended;
};

static enum err damaged(void)
{
	log_event(LOG_RECORD_DAMAGED, "a sealed document does not open");
	return ERR_INTERNAL;
}

/* An empty document is one empty last piece. */
static size_t pieces_of(size_t plain_bytes)
{
	if (plain_bytes == 0)
		return 1;
	return (plain_bytes + CHUNKS_PLAIN_BYTES - 1) / CHUNKS_PLAIN_BYTES;
}

size_t chunks_sealed_bytes(size_t plain_bytes)
{
	return CHUNKS_HEAD_BYTES + plain_bytes +
	       pieces_of(plain_bytes) * CHUNKS_EXTRA_BYTES;
}

static struct chunks *new_chunks(struct arena *a,
				 const struct seal_place *place)
{
	struct chunks *c = ARENA_NEW(a, struct chunks);

	c->place = seal_place_octets(a, place);
	return c;
}

struct chunks *chunks_seal(struct arena *a, const struct data_key *k,
			   const struct seal_place *place,
			   unsigned char head[CHUNKS_HEAD_BYTES])
{
	struct chunks *c = new_chunks(a, place);

	head[0] = FORM;
	crypto_secretstream_xchacha20poly1305_init_push(&c->state, head + 1,
							k->chunks);
	return c;
}

void chunks_put(struct chunks *c, struct slice plain, bool is_last,
		unsigned char *to)
{
	unsigned char tag =
		is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;

	ASSERT(!c->is_ended);
	ASSERT(plain.n == CHUNKS_PLAIN_BYTES ||
	       (is_last && plain.n < CHUNKS_PLAIN_BYTES));
	crypto_secretstream_xchacha20poly1305_push(
		&c->state, to, NULL, (const unsigned char *)plain.p, plain.n,
		(const unsigned char *)c->place.p, c->place.n, tag);
	c->is_ended = is_last;
}

enum err chunks_open(struct arena *a, const struct data_key *k,
		     const struct seal_place *place, struct slice head,
		     struct chunks **ret_chunks)
{
	const unsigned char *p = (const unsigned char *)head.p;
	struct chunks *c;

	if (head.n != CHUNKS_HEAD_BYTES || p[0] != FORM)
		return damaged();
	c = new_chunks(a, place);
	if (crypto_secretstream_xchacha20poly1305_init_pull(&c->state, p + 1,
							    k->chunks) != 0)
		return damaged();
	*ret_chunks = c;
	return ERR_OK;
}

enum err chunks_get(struct chunks *c, struct slice sealed, unsigned char *to,
		    bool *ret_is_last)
{
	unsigned char tag;

	if (c->is_ended || sealed.n < CHUNKS_EXTRA_BYTES ||
	    sealed.n > CHUNKS_SEALED_BYTES ||
	    crypto_secretstream_xchacha20poly1305_pull(
		    &c->state, to, NULL, &tag, (const unsigned char *)sealed.p,
		    sealed.n, (const unsigned char *)c->place.p,
		    c->place.n) != 0)
		return damaged();
	c->is_ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	*ret_is_last = c->is_ended;
	return ERR_OK;
}

struct slice chunks_seal_all(struct arena *a, const struct data_key *k,
			     const struct seal_place *place, struct slice plain)
{
	size_t n = chunks_sealed_bytes(plain.n);
	unsigned char *to = arena_take(a, n);
	struct chunks *c = chunks_seal(a, k, place, to);
	size_t pieces = pieces_of(plain.n);
	unsigned char *at = to + CHUNKS_HEAD_BYTES;

	for (size_t i = 0; i < pieces; i++) {
		size_t from = i * CHUNKS_PLAIN_BYTES;
		size_t upto =
			i + 1 == pieces ? plain.n : from + CHUNKS_PLAIN_BYTES;

		chunks_put(c, slice_cut(plain, from, upto), i + 1 == pieces,
			   at);
		at += upto - from + CHUNKS_EXTRA_BYTES;
	}
	return (struct slice){(const char *)to, n};
}

enum err chunks_open_all(struct arena *a, const struct data_key *k,
			 const struct seal_place *place, struct slice sealed,
			 struct slice *ret_plain)
{
	unsigned char *to = arena_take(a, sealed.n + 1);
	struct slice rest;
	struct chunks *c;
	bool is_last = false;
	size_t n = 0;
	enum err e;

	if (sealed.n < CHUNKS_HEAD_BYTES)
		return damaged();
	e = chunks_open(a, k, place, slice_cut(sealed, 0, CHUNKS_HEAD_BYTES),
			&c);
	rest = slice_cut(sealed, CHUNKS_HEAD_BYTES, sealed.n);
	while (e == ERR_OK && rest.n > 0) {
		size_t piece = rest.n < CHUNKS_SEALED_BYTES
				       ? rest.n
				       : CHUNKS_SEALED_BYTES;

		e = chunks_get(c, slice_cut(rest, 0, piece), to + n, &is_last);
		n += e == ERR_OK ? piece - CHUNKS_EXTRA_BYTES : 0;
		rest = slice_cut(rest, piece, rest.n);
	}
	if (e == ERR_OK && !is_last)
		e = damaged();
	if (e == ERR_OK)
		*ret_plain = (struct slice){(const char *)to, n};
	return e;
}
