/* word - a state machine over characters, one word behind; see word.h. */
#include "matcher/word.h"

#include <string.h>

#include "base/utf8.h"
#include "matcher/stem.h"

enum { STEM_LETTERS_MIN = 4, STEM_BYTES_MAX = ANALYSE_TERM_MAX * 2 };

/* One character, and the cluster it comes from. */
struct input {
	uint32_t code;
	enum char_class class;
	const struct cluster *cluster;
};

void words_init(struct word_reader *r, struct token_sink *sink,
		struct stemmers *stemmers)
{
	r->sink = sink;
	r->stemmers = stemmers;
	r->state = WORD_BETWEEN;
	r->before = 0;
	r->suffix_n = 0;
	r->chained = false;
	r->possessive = false;
	r->has_pending = false;
}

static void emit(struct token_sink *s, unsigned flags, struct slice term,
		 const struct word *w)
{
	if (s->stop == 0)
		s->stop = s->emit(s->ctx, flags, term, w->from, w->to);
}

static bool is_plain(const struct word *w)
{
	return !w->digits && !w->symbols && !w->full;
}

/* A stem keeps no accent either: fold what libstemmer gave back. */
static size_t fold_stem(struct slice stem, char *to, size_t size)
{
	struct cluster_reader r = {stem, 0};
	struct cluster c;
	size_t n = 0;

	while (cluster_next(&r, &c)) {
		for (unsigned i = 0; i < c.count && n + 4 <= size; i++)
			n += (size_t)utf8_encode(c.codes[i], to + n);
	}
	return n;
}

/* The Portuguese stemmer knows -ção but not -cao: it gets the accents. */
static void emit_stems(struct word_reader *r, const struct word *w)
{
	static const char prefixes[STEM__COUNT] = {
		[STEM_ENGLISH] = TERM_ENGLISH_STEM,
		[STEM_PORTUGUESE] = TERM_PORTUGUESE_STEM,
	};
	struct slice words[STEM__COUNT] = {
		[STEM_ENGLISH] = {w->text, w->n},
		[STEM_PORTUGUESE] = {w->marked, w->marked_n},
	};
	char term[1 + STEM_BYTES_MAX];

	if (!is_plain(w) || w->letters < STEM_LETTERS_MIN)
		return;
	for (unsigned l = 0; l < STEM__COUNT; l++) {
		struct slice stem;
		size_t n;

		stem = stem_word(r->stemmers, (enum stem_language)l, words[l]);
		n = fold_stem(stem, term + 1, ANALYSE_TERM_MAX - 1);
		if (n == 0)
			continue;
		term[0] = prefixes[l];
		emit(r->sink, TOKEN_COLOCATED | TOKEN_STEM,
		     (struct slice){term, n + 1}, w);
	}
}

/* "node.js" is also "nodejs" and "node". */
static void emit_dotted(struct token_sink *s, const struct word *w)
{
	struct word first = *w;
	char dotless[ANALYSE_TERM_MAX];
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (w->text[i] != '.')
			dotless[n++] = w->text[i];
	}
	emit(s, TOKEN_COLOCATED | TOKEN_JOINED, (struct slice){dotless, n}, w);
	first.to = w->first_to;
	emit(s, TOKEN_COLOCATED | TOKEN_JOINED,
	     (struct slice){w->text, w->first_n}, &first);
}

/* "start-up" is also "startup", with the stems of that. */
static void emit_joined(struct word_reader *r, const struct word *a,
			const struct word *b)
{
	struct word both = *a;

	if (a->n + b->n > sizeof(both.text) ||
	    a->marked_n + b->marked_n > sizeof(both.marked))
		return;
	memcpy(both.text + a->n, b->text, b->n);
	memcpy(both.marked + a->marked_n, b->marked, b->marked_n);
	both.n += b->n;
	both.marked_n += b->marked_n;
	both.letters += b->letters;
	both.to = b->to;
	emit(r->sink, TOKEN_COLOCATED | TOKEN_JOINED,
	     (struct slice){both.text, both.n}, &both);
	emit_stems(r, &both);
}

static void emit_word(struct word_reader *r, const struct word *w)
{
	unsigned flags = (w->symbols ? TOKEN_SYMBOLS : 0u) |
			 (w->digits ? TOKEN_DIGITS : 0u);

	emit(r->sink, flags, (struct slice){w->text, w->n}, w);
	if (w->first_n > 0)
		emit_dotted(r->sink, w);
	emit_stems(r, w);
}

static void flush_pending(struct word_reader *r)
{
	if (r->has_pending)
		emit_word(r, &r->pending);
	r->has_pending = false;
}

/* The word is complete and `end` follows it: 0 at Han and the text's end. */
static void finish(struct word_reader *r, uint32_t end)
{
	const struct word *w = &r->word;
	bool joins = end == '-' && is_plain(w);

	r->state = WORD_BETWEEN;
	if (r->possessive && w->n == 1 && w->text[0] == 's') {
		r->possessive = false;
		return;
	}
	if (r->has_pending) {
		emit_word(r, &r->pending);
		if (end != '-' && is_plain(w))
			emit_joined(r, &r->pending, w);
		r->has_pending = false;
		emit_word(r, w);
	} else if (joins && !r->chained) {
		r->pending = *w;
		r->has_pending = true;
	} else {
		emit_word(r, w);
	}
	r->chained = end == '-';
	r->possessive = end == '\'' || end == 0x2019;
	r->before = end;
}

static void add_bytes(char *to, size_t *n, size_t size, uint32_t code)
{
	char bytes[4];
	size_t length = (size_t)utf8_encode(code, bytes);

	if (*n + length > size)
		return;
	memcpy(to + *n, bytes, length);
	*n += length;
}

static void append(struct word *w, const struct input *in)
{
	const struct cluster *c = in->cluster;
	size_t n = w->n;

	if (w->full)
		return;
	add_bytes(w->text, &w->n, sizeof(w->text), in->code);
	if (w->n == n) {
		w->full = true;
		return;
	}
	if (c->count != 1)
		add_bytes(w->marked, &w->marked_n, sizeof(w->marked), in->code);
	for (unsigned i = 0; c->count == 1 && i < c->marked_count; i++)
		add_bytes(w->marked, &w->marked_n, sizeof(w->marked),
			  c->marked[i]);
	w->letters += in->class == CHAR_LETTER;
	w->digits |= in->class == CHAR_DIGIT;
	w->to = c->to;
}

static void begin(struct word_reader *r, const struct input *in)
{
	struct word *w = &r->word;

	w->n = 0;
	w->marked_n = 0;
	w->first_n = 0;
	w->letters = 0;
	w->digits = false;
	w->symbols = false;
	w->full = false;
	w->from = in->cluster->from;
	r->state = WORD_INSIDE;
	append(w, in);
}

/* A separator beside a separator: nothing hangs together across it. */
static void separate(struct word_reader *r, uint32_t code)
{
	flush_pending(r);
	r->chained = false;
	r->possessive = false;
	r->before = code;
}

static void push_between(struct word_reader *r, const struct input *in)
{
	if (in->class != CHAR_SEPARATOR) {
		begin(r, in);
		return;
	}
	if (in->code == '.' && r->before != '.') {
		flush_pending(r);
		r->dot_from = in->cluster->from;
		r->state = WORD_LEADING_DOT;
		return;
	}
	separate(r, in->code);
}

static void push_leading_dot(struct word_reader *r, const struct input *in)
{
	r->state = WORD_BETWEEN;
	separate(r, '.');
	if (in->class != CHAR_LETTER) {
		push_between(r, in);
		return;
	}
	begin(r, in);
	memmove(r->word.text + 1, r->word.text, r->word.n);
	r->word.text[0] = '.';
	r->word.n++;
	r->word.symbols = true;
	r->word.from = r->dot_from;
}

static void push_inside(struct word_reader *r, const struct input *in)
{
	if (in->class != CHAR_SEPARATOR) {
		append(&r->word, in);
	} else if (in->code == '.') {
		r->state = WORD_AFTER_DOT;
	} else if (in->code == '+' || in->code == '#') {
		r->state = WORD_SUFFIX;
		r->suffix[0] = (char)in->code;
		r->suffix_n = 1;
		r->suffix_to = in->cluster->to;
	} else {
		/* U+2010 and U+2011 are hyphens as well. */
		finish(r, in->code == 0x2010 ? '-' : in->code);
	}
}

static void push_after_dot(struct word_reader *r, const struct input *in)
{
	struct word *w = &r->word;

	if (in->class == CHAR_SEPARATOR) {
		finish(r, '.');
		push_between(r, in);
		return;
	}
	r->state = WORD_INSIDE;
	if (w->n + 1 + 4 > sizeof(w->text))
		w->full = true;
	if (w->full)
		return;
	if (w->first_n == 0) {
		w->first_n = w->n;
		w->first_to = w->to;
	}
	w->text[w->n++] = '.';
	w->symbols = true;
	append(w, in);
}

static void add_suffix(struct word_reader *r)
{
	struct word *w = &r->word;

	if (w->full || w->n + r->suffix_n > sizeof(w->text))
		return;
	memcpy(w->text + w->n, r->suffix, r->suffix_n);
	w->n += r->suffix_n;
	w->to = r->suffix_to;
	w->symbols = true;
}

static void push_suffix(struct word_reader *r, const struct input *in)
{
	bool again = in->code == '+' || in->code == '#';

	if (again && r->suffix_n < sizeof(r->suffix)) {
		r->suffix[r->suffix_n++] = (char)in->code;
		r->suffix_to = in->cluster->to;
		return;
	}
	if (in->class == CHAR_SEPARATOR)
		add_suffix(r);
	finish(r, (uint32_t)r->suffix[r->suffix_n - 1]);
	push_between(r, in);
}

void words_push(struct word_reader *r, const struct cluster *c, unsigned at)
{
	struct input in = {c->codes[at], char_class_of(c->codes[at]), c};

	if (in.class == CHAR_MARK)
		in.class =
			r->state == WORD_INSIDE ? CHAR_LETTER : CHAR_SEPARATOR;
	switch (r->state) {
	case WORD_BETWEEN:
		push_between(r, &in);
		break;
	case WORD_LEADING_DOT:
		push_leading_dot(r, &in);
		break;
	case WORD_INSIDE:
		push_inside(r, &in);
		break;
	case WORD_AFTER_DOT:
		push_after_dot(r, &in);
		break;
	case WORD_SUFFIX:
		push_suffix(r, &in);
		break;
	}
}

void words_end(struct word_reader *r)
{
	if (r->state == WORD_SUFFIX)
		add_suffix(r);
	if (r->state == WORD_INSIDE || r->state == WORD_AFTER_DOT ||
	    r->state == WORD_SUFFIX)
		finish(r, 0);
	r->state = WORD_BETWEEN;
	separate(r, 0);
}
