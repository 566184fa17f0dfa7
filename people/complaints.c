/* complaints - see complaints.h. */
#include "people/complaints.h"

#include "base/arena.h"
#include "crypt/blind.h"
#include "people/sealed.h"
#include "store/claims.h"

static struct seal_place place_of(const struct stored_complaint *c,
				  const char *column)
{
	return (struct seal_place){.table = SLICE("complaint"),
				   .column = slice_of(column),
				   .row = c->id};
}

enum err complaint_seal(const struct hands *h, struct stored_complaint *c,
			struct slice words, const struct complaint_reply *to)
{
	struct seal_place at = place_of(c, "words_sealed");
	struct seal_place reply = place_of(c, "reply_sealed");
	enum err e = sealed_write(h, &at, words, &c->words_sealed);

	if (e != ERR_OK || to->email.n == 0)
		return e;
	return sealed_write(h, &reply,
			    arena_print(h->arena, "%s %.*s",
					lang_code(to->lang),
					SLICE_ARG(to->email)),
			    &c->reply_sealed);
}

enum err complaint_words(const struct hands *h,
			 const struct stored_complaint *c,
			 struct slice *ret_words)
{
	struct seal_place place = place_of(c, "words_sealed");

	return sealed_read(h, &place, c->words_sealed, ret_words);
}

enum err complaint_reply_to(const struct hands *h,
			    const struct stored_complaint *c,
			    struct complaint_reply *ret)
{
	struct seal_place place = place_of(c, "reply_sealed");
	struct slice plain, lang;
	enum err e = sealed_read(h, &place, c->reply_sealed, &plain);

	*ret = (struct complaint_reply){{NULL, 0}, LANG_EN};
	if (e != ERR_OK || plain.n == 0)
		return e;
	lang = slice_split(plain, ' ', &ret->email);
	if (!lang_read(lang, &ret->lang))
		ret->lang = LANG_EN;
	return ERR_OK;
}

/* However it is written: by the blind index. */
static enum err is_answered_at(const struct hands *h,
			       const struct stored_complaint *c,
			       struct slice index, bool *ret)
{
	unsigned char own[BLIND_INDEX_BYTES];
	struct complaint_reply to;
	enum err e = complaint_reply_to(h, c, &to);

	*ret = false;
	if (e != ERR_OK || to.email.n == 0)
		return e;
	e = blind_email(h->keys, KEYS_PRESENT, to.email, own);
	*ret = e == ERR_OK && slice_eq(hands_octets(own, sizeof(own)), index);
	return e;
}

enum err complaints_forget(const struct hands *h, struct slice email)
{
	struct page page = {
		.number = PAGE_FIRST, .id = SLICE(""), .limit = 100};
	unsigned char index[BLIND_INDEX_BYTES];
	struct stored_complaints some = {.count = page.limit};
	enum err e = blind_email(h->keys, KEYS_PRESENT, email, index);

	while (e == ERR_OK && some.count == page.limit) {
		e = complaints_by_state(h->db, h->arena, SLICE("open"), &page,
					&some);
		for (size_t i = 0; e == ERR_OK && i < some.count; i++) {
			const struct stored_complaint *c = &some.items[i];
			bool is_theirs;

			page.number = c->at_us;
			page.id = c->id;
			e = is_answered_at(h, c,
					   hands_octets(index, sizeof(index)),
					   &is_theirs);
			if (e == ERR_OK && is_theirs)
				e = complaints_empty(h->db, c->id);
		}
	}
	return e;
}
