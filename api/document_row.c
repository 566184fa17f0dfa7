/* document_row - see document_row.h. */
#include "api/document_row.h"

#include <string.h>

#include "base/arena.h"
#include "crypt/chunks.h"
#include "people/sealed.h"

static struct seal_place place_of(const struct stored_document *row,
				  const char *column)
{
	return (struct seal_place){.account = row->account,
				   .table = SLICE("documents"),
				   .column = slice_of(column),
				   .row = row->id};
}

static enum err keep_chunks(const struct hands *h,
			    const struct stored_document *row,
			    const struct data_key *key, struct slice octets)
{
	struct seal_place place = place_of(row, "chunks");
	unsigned char *sealed =
		arena_take(h->arena, CHUNKS_HEAD_BYTES + CHUNKS_SEALED_BYTES);
	struct chunks *c = chunks_seal(h->arena, key, &place, sealed);
	size_t head = CHUNKS_HEAD_BYTES;
	enum err e = ERR_OK;

	for (int64_t i = 0; e == ERR_OK && i < row->chunks; i++) {
		size_t from = (size_t)i * CHUNKS_PLAIN_BYTES;
		size_t to = i + 1 == row->chunks ? octets.n
						 : from + CHUNKS_PLAIN_BYTES;

		chunks_put(c, slice_cut(octets, from, to), i + 1 == row->chunks,
			   sealed + head);
		e = documents_put_chunk(
			h->db, row->id, i,
			hands_octets(sealed,
				     head + to - from + CHUNKS_EXTRA_BYTES));
		head = 0;
	}
	return e;
}

enum err document_row_keep(const struct hands *h, struct stored_document *row,
			   struct slice name, struct slice octets)
{
	struct seal_place place = place_of(row, "name_sealed");
	SCOPED(data_key) *key = NULL;
	enum err e = sealed_key(h, row->account, &key);

	if (e != ERR_OK)
		return e;
	row->name_sealed = seal_write(h->arena, key, &place, name);
	row->bytes = (int64_t)octets.n;
	row->chunks =
		(row->bytes + CHUNKS_PLAIN_BYTES - 1) / CHUNKS_PLAIN_BYTES;
	e = documents_insert(h->db, row);
	return e == ERR_OK ? keep_chunks(h, row, key, octets) : e;
}

enum err document_row_name(const struct hands *h,
			   const struct stored_document *row,
			   struct slice *ret_name)
{
	struct seal_place place = place_of(row, "name_sealed");

	return sealed_read(h, &place, row->name_sealed, ret_name);
}

static enum err open_chunk(struct chunks *c, struct slice sealed,
			   struct buf *to, bool *ret_is_last)
{
	char *room;
	enum err e;

	if (sealed.n < CHUNKS_EXTRA_BYTES)
		return ERR_INTERNAL;
	room = buf_room(to, sealed.n - CHUNKS_EXTRA_BYTES);
	if (room == NULL)
		return ERR_BUSY;
	e = chunks_get(c, sealed, (unsigned char *)room, ret_is_last);
	if (e == ERR_OK)
		to->n += sealed.n - CHUNKS_EXTRA_BYTES;
	return e;
}

static enum err open_chunks(const struct hands *h,
			    const struct stored_document *row,
			    const struct data_key *key, struct buf *to)
{
	struct seal_place place = place_of(row, "chunks");
	struct chunks *c = NULL;
	bool is_last = false;
	enum err e = ERR_OK;

	for (int64_t i = 0; e == ERR_OK && i < row->chunks; i++) {
		struct slice sealed;

		e = documents_get_chunk(h->db, h->arena, row->id, i, &sealed);
		if (e == ERR_OK && i == 0) {
			e = chunks_open(h->arena, key, &place,
					slice_cut(sealed, 0, CHUNKS_HEAD_BYTES),
					&c);
			sealed = slice_cut(sealed, CHUNKS_HEAD_BYTES, sealed.n);
		}
		if (e == ERR_OK)
			e = open_chunk(c, sealed, to, &is_last);
	}
	return e == ERR_OK && !is_last ? ERR_INTERNAL : e;
}

enum err document_row_open(const struct hands *h,
			   const struct stored_document *row, struct buf *to)
{
	SCOPED(data_key) *key = NULL;
	enum err e = sealed_key(h, row->account, &key);

	return e == ERR_OK ? open_chunks(h, row, key, to) : e;
}

enum err document_row_write(const struct hands *h, struct json_writer *w,
			    const struct stored_document *row)
{
	struct slice name;
	enum err e = document_row_name(h, row, &name);

	if (e != ERR_OK)
		return e;
	jw_object(w, NULL);
	jw_text(w, "id", row->id);
	jw_text(w, "kind", row->kind);
	jw_text(w, "name", name);
	jw_int(w, "bytes", row->bytes);
	if (row->application.n > 0)
		jw_text(w, "application", row->application);
	else
		jw_null(w, "application");
	jw_time(w, "created", row->created_us);
	jw_end(w);
	return ERR_OK;
}
