/* letters - see letters.h. */
#include "people/letters.h"

#include "base/arena.h"
#include "base/buf.h"
#include "crypt/blind.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "json/jw.h"
#include "people/sealed.h"
#include "store/accounts.h"
#include "store/outbox.h"

enum { TEXT_BYTES_MAX = 65536 };

#define TEXTS(en, hant, hans, pt)                                              \
	{                                                                      \
		en, hant, hans, pt                                             \
	}

static const struct {
	const char *word;
	const char *subject[LANG__COUNT];
	const char *text[LANG__COUNT];
} table[LETTER__COUNT] = {
#define LETTER(name, word, subject, body) {word, subject, body},
#include "people/letters.def"
#undef LETTER
};

const char *letter_word(enum letter_kind kind)
{
	return table[kind].word;
}

bool letter_of_word(struct slice word, enum letter_kind *ret_kind)
{
	for (int i = 0; i < LETTER__COUNT; i++) {
		if (slice_is(word, table[i].word)) {
			*ret_kind = (enum letter_kind)i;
			return true;
		}
	}
	return false;
}

const char *letter_subject(enum letter_kind kind, enum lang l)
{
	return table[kind].subject[l == LANG_ALL ? LANG_EN : l];
}

const char *letter_text(enum letter_kind kind, enum lang l)
{
	return table[kind].text[l == LANG_ALL ? LANG_EN : l];
}

static struct slice id_of(const struct hands *h, const struct letter *l)
{
	char id[ID_CHARS + 1];

	if (l->id.n > 0)
		return l->id;
	id_new(id);
	return arena_copy(h->arena, slice_of(id));
}

/* The language of the account, and its address unless there is another. */
static enum err ask_account(const struct hands *h, struct letter *l)
{
	struct stored_account account;
	enum err e = accounts_get(h->db, h->arena, l->account, &account);

	if (e != ERR_OK)
		return e;
	if (!lang_read(account.lang, &l->lang))
		l->lang = LANG_EN;
	if (l->email.n > 0)
		return ERR_OK;
	return sealed_read(
		h,
		&(struct seal_place){.account = l->account,
				     .table = SLICE("accounts"),
				     .column = SLICE("email_sealed")},
		account.email_sealed, &l->email);
}

static struct slice values_of(const struct hands *h, const struct letter *l)
{
	struct json_writer w;
	struct buf text;
	struct slice copy;

	buf_init(&text, TEXT_BYTES_MAX);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	jw_word(&w, "lang", lang_code(l->lang));
	jw_object(&w, "values");
	for (size_t i = 0; i < l->count; i++)
		jw_text(&w, l->values[i].name, l->values[i].value);
	jw_end(&w);
	jw_end(&w);
	copy = arena_copy(h->arena, buf_slice(&text));
	buf_done(&text);
	return copy;
}

static struct seal_place place_of(const struct stored_letter *row,
				  const char *column)
{
	return (struct seal_place){.account = row->account,
				   .table = SLICE("outbox"),
				   .column = slice_of(column),
				   .row = row->id};
}

enum err letter_put(const struct hands *h, const struct letter *letter)
{
	struct letter l = *letter;
	struct stored_letter row = {
		.id = id_of(h, &l),
		.kind = SLICE("mail"),
		.account = l.account,
		.subject = slice_of(letter_word(l.kind)),
		.due_us = l.due_us > 0 ? l.due_us : h->now_us,
	};
	struct seal_place to = place_of(&row, "to_sealed");
	struct seal_place payload = place_of(&row, "payload");
	unsigned char index[BLIND_INDEX_BYTES];
	enum err e = ERR_OK;

	if (l.account.n > 0)
		e = ask_account(h, &l);
	if (e == ERR_OK && l.account.n == 0)
		e = blind_email(h->keys, KEYS_PRESENT, l.email, index);
	if (e == ERR_OK && l.account.n == 0)
		row.email_index = hands_octets(index, sizeof(index));
	if (e == ERR_OK)
		e = sealed_write(h, &to, l.email, &row.to_sealed);
	if (e == ERR_OK)
		e = sealed_write(h, &payload, values_of(h, &l), &row.payload);
	return e == ERR_OK ? outbox_put(h->db, &row) : e;
}

/* The value of {name}; what has none stands as it is. */
static void fill_one(const struct jr *values, struct slice name,
		     struct arena *a, struct buf *to)
{
	const struct jr *n =
		jr_get(values, arena_print(a, "%.*s", SLICE_ARG(name)).p);

	if (n != NULL && n->type == JR_TEXT)
		buf_add_slice(to, n->text);
	else
		buf_print(to, "{%.*s}", SLICE_ARG(name));
}

static struct slice fill(const struct hands *h, const char *text,
			 const struct jr *values)
{
	struct slice rest = slice_of(text);
	struct slice copy;
	struct buf to;

	buf_init(&to, TEXT_BYTES_MAX);
	while (rest.n > 0) {
		bool is_end;
		struct slice name, before = slice_split(rest, '{', &name);

		is_end = before.n == rest.n;
		buf_add_slice(&to, before);
		if (is_end)
			break;
		name = slice_split(name, '}', &rest);
		fill_one(values, name, h->arena, &to);
	}
	copy = arena_copy(h->arena, buf_slice(&to));
	buf_done(&to);
	return copy;
}

/* What stands around every body. */
static const struct frame {
	const char *salutation;
	const char *stop;
	const char *writer;
} frames[LANG__COUNT] = {
	[LANG_EN] =
		{"Hello,\n\n",
		 "\n\nYou asked for these letters. To stop them:\n",
		 "\n\nBaybridge\nThis letter was sent by a program; replies "
		 "are not read.\n"},
	[LANG_ZH_HANT] = {"你好：\n\n",
			  "\n\n此電郵是應你的要求發出。如不想再收到：\n",
			  "\n\nBaybridge\n此電郵由系統自動發出，請勿回覆。\n"},
	[LANG_ZH_HANS] = {"您好：\n\n",
			  "\n\n此邮件是应您的要求发出的。如不想再收到：\n",
			  "\n\nBaybridge\n此邮件由系统自动发出，请勿回复。\n"},
	[LANG_PT] =
		{"Olá,\n\n",
		 "\n\nRecebe estas mensagens porque as pediu. Para deixar de "
		 "as receber:\n",
		 "\n\nBaybridge\nMensagem enviada por um programa; as "
		 "respostas não são lidas.\n"},
};

static struct slice value_of(const struct jr *values, const char *name)
{
	const struct jr *n = jr_get(values, name);

	return n != NULL && n->type == JR_TEXT ? n->text : SLICE("");
}

static struct slice frame(const struct hands *h, enum lang l, struct slice body,
			  struct slice stop)
{
	const struct frame *f = &frames[l == LANG_ALL ? LANG_EN : l];

	return arena_print(h->arena, "%s%.*s%s%.*s%s", f->salutation,
			   SLICE_ARG(body), stop.n > 0 ? f->stop : "",
			   SLICE_ARG(stop), f->writer);
}

enum err letter_open(const struct hands *h, const struct stored_letter *row,
		     struct letter_opened *ret)
{
	struct seal_place to = place_of(row, "to_sealed");
	struct seal_place payload = place_of(row, "payload");
	struct faults faults = {.count = 0};
	const struct jr *body, *lang, *values;
	struct slice json;
	enum err e;

	if (!letter_of_word(row->subject, &ret->kind))
		return ERR_INVALID;
	e = sealed_read(h, &to, row->to_sealed, &ret->email);
	if (e == ERR_OK)
		e = sealed_read(h, &payload, row->payload, &json);
	if (e == ERR_OK)
		e = jr_parse(h->arena, json, &body, &faults);
	if (e != ERR_OK)
		return e;
	lang = jr_get(body, "lang");
	if (lang == NULL || lang->type != JR_TEXT ||
	    !lang_read(lang->text, &ret->lang))
		ret->lang = LANG_EN;
	values = jr_get(body, "values");
	ret->subject = fill(h, letter_subject(ret->kind, ret->lang), values);
	ret->text = frame(h, ret->lang,
			  fill(h, letter_text(ret->kind, ret->lang), values),
			  value_of(values, "stop"));
	ret->one_click = value_of(values, "one_click");
	return ERR_OK;
}
