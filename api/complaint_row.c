/* complaint_row - see complaint_row.h. */
#include "api/complaint_row.h"

#include "base/arena.h"
#include "people/sealed.h"

static struct seal_place place_of(const struct stored_complaint *c,
				  const char *column)
{
	return (struct seal_place){.table = SLICE("complaint"),
				   .column = slice_of(column),
				   .row = c->id};
}

enum err complaint_row_seal(struct request *rq, struct stored_complaint *c,
			    struct slice words,
			    const struct complaint_reply *to)
{
	struct seal_place at = place_of(c, "words_sealed");
	struct seal_place reply = place_of(c, "reply_sealed");
	enum err e = sealed_write(&rq->hands, &at, words, &c->words_sealed);

	if (e != ERR_OK || to->email.n == 0)
		return e;
	return sealed_write(&rq->hands, &reply,
			    arena_print(rq->arena, "%s %.*s",
					lang_code(to->lang),
					SLICE_ARG(to->email)),
			    &c->reply_sealed);
}

enum err complaint_row_reply(struct request *rq,
			     const struct stored_complaint *c,
			     struct complaint_reply *ret)
{
	struct seal_place place = place_of(c, "reply_sealed");
	struct slice plain, lang;
	enum err e = sealed_read(&rq->hands, &place, c->reply_sealed, &plain);

	*ret = (struct complaint_reply){{NULL, 0}, LANG_EN};
	if (e != ERR_OK || plain.n == 0)
		return e;
	lang = slice_split(plain, ' ', &ret->email);
	if (!lang_read(lang, &ret->lang))
		ret->lang = LANG_EN;
	return ERR_OK;
}

enum err complaint_row_write(struct request *rq, struct reply *rp,
			     const struct stored_complaint *c)
{
	struct seal_place place = place_of(c, "words_sealed");
	struct complaint_reply to;
	struct slice words;
	enum err e = sealed_read(&rq->hands, &place, c->words_sealed, &words);

	if (e == ERR_OK)
		e = complaint_row_reply(rq, c, &to);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", c->id);
	jw_text(rp->json, "opening", c->opening);
	jw_text(rp->json, "kind", c->kind);
	jw_text(rp->json, "words", words);
	if (to.email.n > 0)
		jw_text(rp->json, "email", to.email);
	jw_text(rp->json, "state", c->state);
	jw_time(rp->json, "at", c->at_us);
	if (c->decided_us > 0)
		jw_time(rp->json, "decided", c->decided_us);
	jw_end(rp->json);
	return ERR_OK;
}
