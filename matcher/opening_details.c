/* opening_details - tables of what each part may hold; see the header. */
#include "matcher/opening_details.h"

#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/opening.h"

enum field_type {
	FIELD_TEXTS,
	FIELD_TEXT,
	FIELD_NUMBER,
	FIELD_PERCENT,
	FIELD_DAY,
	FIELD_ID,
	FIELD_URL,
	FIELD_FLAG,
	FIELD_WORD,
	FIELD_BENEFIT
};

struct field {
	const char *key; /* NULL ends a table */
	enum field_type type;
	bool is_needed;
	const char *const *words;
};

enum { KEYS_MAX = 24, TEXT_BYTES = 4000, URL_BYTES = 2000 };

static const char *const precisions[] = {"year", "month", NULL};
static const char *const recurrences[] = {"annual", "half_yearly", "quarterly",
					  NULL};
static const char *const whens[] = {"apply", "interview", "admission",
				    "payment", NULL};
static const char *const endings[] = {"filled", "cancelled", "mistake", "other",
				      NULL};
static const char *const forms[] = {
	"grant", "loan",   "subsidy", "investment", "allowance",
	"award", "office", "in_kind", "mixed",      NULL};

static const struct field precision_fields[] = {
	{"opens", FIELD_WORD, false, precisions},
	{"closes", FIELD_WORD, false, precisions},
	{"starts", FIELD_WORD, false, precisions},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field source_fields[] = {
	{"url", FIELD_URL, false, NULL},
	{"title", FIELD_TEXT, false, NULL},
	{"held", FIELD_DAY, true, NULL},
	{"precision", FIELD_WORD, false, precisions},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field budget_fields[] = {
	{"amount", FIELD_NUMBER, true, NULL},
	{"currency", FIELD_WORD, true, currency_words},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field intake_fields[] = {
	{"opens", FIELD_DAY, false, NULL},
	{"closes", FIELD_DAY, false, NULL},
	{"results_by", FIELD_DAY, false, NULL},
	{"starts", FIELD_DAY, false, NULL},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field terms_fields[] = {
	{"contract_law", FIELD_TEXTS, false, NULL},
	{"hours_week", FIELD_NUMBER, false, NULL},
	{"probation_months", FIELD_NUMBER, false, NULL},
	{"social_insurance", FIELD_TEXTS, false, NULL},
	{"tax_note", FIELD_TEXTS, false, NULL},
	{"housing", FIELD_TEXTS, false, NULL},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field document_fields[] = {
	{"kind", FIELD_ID, true, NULL},
	{"when", FIELD_WORD, false, whens},
	{"note", FIELD_TEXTS, false, NULL},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field declaration_fields[] = {
	{"id", FIELD_ID, true, NULL},
	{"text", FIELD_TEXTS, true, NULL},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field quota_fields[] = {
	{"from", FIELD_DAY, true, NULL},
	{"to", FIELD_DAY, false, NULL},
	{"places", FIELD_NUMBER, true, NULL},
	{"stream", FIELD_ID, false, NULL},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field stream_fields[] = {
	{"id", FIELD_ID, true, NULL},
	{"label", FIELD_TEXTS, false, NULL},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field other_fields[] = {
	{"label", FIELD_TEXTS, true, NULL},
	{"amount", FIELD_NUMBER, false, NULL},
	{"currency", FIELD_WORD, false, currency_words},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field benefit_fields[] = {
	{"amount_max", FIELD_NUMBER, false, NULL},
	{"currency", FIELD_WORD, false, currency_words},
	{"form", FIELD_WORD, false, forms},
	{"equity", FIELD_FLAG, false, NULL},
	{"rent_free_months", FIELD_NUMBER, false, NULL},
	{"allowance_month", FIELD_NUMBER, false, NULL},
	{"loan_max", FIELD_NUMBER, false, NULL},
	{"investment_max", FIELD_NUMBER, false, NULL},
	{"rent_subsidy_percent", FIELD_PERCENT, false, NULL},
	{"office", FIELD_FLAG, false, NULL},
	{NULL, FIELD_TEXT, false, NULL}};
static const struct field single_fields[] = {
	{"family", FIELD_ID, false, NULL},
	{"cohort", FIELD_TEXT, false, NULL},
	{"subsidised", FIELD_FLAG, false, NULL},
	{"recurs", FIELD_WORD, false, recurrences},
	{"duration_months", FIELD_NUMBER, false, NULL},
	{"claimed_by", FIELD_ID, false, NULL},
	{"closed_because", FIELD_WORD, false, endings},
	{"benefit", FIELD_BENEFIT, false, NULL},
	{NULL, FIELD_TEXT, false, NULL}};

/* RFC 3986: a host that is not empty, and none of the octets that end it. */
static bool is_url(struct slice url)
{
	size_t scheme = slice_starts(url, SLICE("https://")) ? 8 : 7;
	char first;

	if (scheme == 7 && !slice_starts(url, SLICE("http://")))
		return false;
	first = url.n > scheme ? url.p[scheme] : '/';
	if (first == '/' || first == '?' || first == '#' || first == ':')
		return false;
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (c <= ' ' || c == 0x7F || c == '"' || c == '<' || c == '>' ||
		    c == '\\')
			return false;
	}
	return true;
}

bool details_read_url(const struct jr *n, struct faults *f)
{
	struct slice url;

	if (!jr_read_text(n, URL_BYTES, &url, f))
		return false;
	if (is_url(url))
		return true;
	jr_fault(f, n, FAULT_URL, NULL);
	return false;
}

static void check_field(const struct jr *n, const struct field *field,
			struct faults *f)
{
	struct text texts = {0};
	struct slice slice;
	double number;
	int32_t day;
	bool flag;
	int word;

	switch (field->type) {
	case FIELD_TEXTS:
		jr_read_texts(n, TEXT_BYTES, &texts, f);
		return;
	case FIELD_TEXT:
		jr_read_text(n, TEXT_BYTES, &slice, f);
		return;
	case FIELD_NUMBER:
		jr_read_number(n, 0, MONEY_MAX, &number, f);
		return;
	case FIELD_PERCENT:
		jr_read_number(n, 0, 100, &number, f);
		return;
	case FIELD_DAY:
		jr_read_day(n, &day, f);
		return;
	case FIELD_ID:
		jr_read_id(n, &slice, f);
		return;
	case FIELD_URL:
		details_read_url(n, f);
		return;
	case FIELD_FLAG:
		jr_read_bool(n, &flag, f);
		return;
	case FIELD_WORD:
		jr_read_word(n, field->words, &word, f);
		return;
	case FIELD_BENEFIT:
		details_check_benefit(n, f);
		return;
	}
}

static void check_present(const struct jr *n, const struct field *fields,
			  struct faults *f)
{
	for (const struct field *d = fields; d->key != NULL; d++) {
		const struct jr *c = d->is_needed ? jr_need(n, d->key, f)
						  : jr_get(n, d->key);

		if (c != NULL)
			check_field(c, d, f);
	}
}

/* Also refuses every key that is neither in the table nor `extra`. */
static void check_object(const struct jr *n, const struct field *fields,
			 const char *extra, struct faults *f)
{
	const char *keys[KEYS_MAX + 2];
	size_t count = 0;

	if (!jr_is_object(n, f))
		return;
	for (const struct field *d = fields; d->key != NULL; d++) {
		ASSERT(count < KEYS_MAX);
		keys[count++] = d->key;
	}
	keys[count++] = extra;
	keys[count] = NULL;
	jr_only_keys(n, keys, f);
	check_present(n, fields, f);
}

static void check_list(const struct jr *n, const struct field *fields,
		       struct faults *f)
{
	if (n == NULL || !jr_is_array(n, OPENING_LIST_MAX, f))
		return;
	for (const struct jr *c = n->first; c != NULL; c = c->next)
		check_object(c, fields, NULL, f);
}

static void check_questions(const struct jr *n, struct faults *f)
{
	if (n != NULL && jr_is_array(n, OPENING_QUESTIONS_MAX, f))
		check_list(n, declaration_fields, f);
}

/* The later of two days of each object of the list. */
static void check_order(const struct jr *list, const char *first,
			const char *last, struct faults *f)
{
	for (const struct jr *c = list == NULL ? NULL : list->first; c != NULL;
	     c = c->next) {
		const struct jr *from = jr_get(c, first);
		const struct jr *to = jr_get(c, last);
		int32_t a, b;

		if (from != NULL && to != NULL && from->type == JR_TEXT &&
		    to->type == JR_TEXT && day_read(from->text, &a) &&
		    day_read(to->text, &b) && a > b)
			jr_fault(f, to, FAULT_INVERTED, NULL);
	}
}

static void check_ids(const struct jr *n, struct faults *f)
{
	struct slice id;

	if (n == NULL || !jr_is_array(n, OPENING_LIST_MAX, f))
		return;
	for (const struct jr *c = n->first; c != NULL; c = c->next)
		jr_read_id(c, &id, f);
}

bool details_check_benefit(const struct jr *n, struct faults *f)
{
	size_t before = f->count + f->more;

	check_object(n, benefit_fields, "other", f);
	check_list(jr_get(n, "other"), other_fields, f);
	return f->count + f->more == before;
}

static void check_occupation(const struct jr *n, struct faults *f)
{
	struct slice code;

	bool is_code = true;

	if (n == NULL || !jr_read_text(n, 8, &code, f))
		return;
	for (size_t i = 0; i < code.n; i++)
		is_code = is_code && code.p[i] >= '0' && code.p[i] <= '9';
	if (!is_code || code.n == 0)
		jr_fault(f, n, FAULT_TYPE_OCCUPATION, NULL);
}

static void check_sources(const struct jr *n, struct faults *f)
{
	check_list(n, source_fields, f);
	if (n == NULL || n->type != JR_ARRAY)
		return;
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		if (c->type == JR_OBJECT && jr_get(c, "url") == NULL)
			jr_need(c, "title", f);
	}
}

void details_check(const struct jr *n, const struct opening *o,
		   struct faults *f)
{
	const struct jr *only_programmes[] = {jr_get(n, "quota"),
					      jr_get(n, "streams")};
	const struct jr *only_openings[] = {jr_get(n, "programme"),
					    jr_get(n, "stream")};

	check_present(n, single_fields, f);
	check_occupation(jr_get(n, "occupation"), f);
	check_sources(jr_get(n, "sources"), f);
	if (jr_get(n, "precision") != NULL)
		check_object(jr_get(n, "precision"), precision_fields, NULL, f);
	if (jr_get(n, "budget") != NULL)
		check_object(jr_get(n, "budget"), budget_fields, NULL, f);
	if (jr_get(n, "terms") != NULL)
		check_object(jr_get(n, "terms"), terms_fields, NULL, f);
	check_list(jr_get(n, "intakes"), intake_fields, f);
	check_order(jr_get(n, "intakes"), "opens", "closes", f);
	check_order(jr_get(n, "quota"), "from", "to", f);
	check_list(jr_get(n, "documents"), document_fields, f);
	check_list(jr_get(n, "declarations"), declaration_fields, f);
	check_questions(jr_get(n, "questions"), f);
	check_list(jr_get(n, "quota"), quota_fields, f);
	check_list(jr_get(n, "streams"), stream_fields, f);
	check_ids(jr_get(n, "exclusive_with"), f);
	check_ids(jr_get(n, "partners"), f);
	for (size_t i = 0; i < COUNT(only_programmes); i++) {
		if (only_programmes[i] != NULL && !o->is_programme)
			jr_fault(f, only_programmes[i], FAULT_UNKNOWN_KEY,
				 NULL);
		if (only_openings[i] != NULL && o->is_programme)
			jr_fault(f, only_openings[i], FAULT_UNKNOWN_KEY, NULL);
	}
}

static void check_band(const struct jr *band, const struct values *levels,
		       struct faults *f)
{
	const struct jr *level = jr_get(band, "education");
	char accepted[FAULT_ARG_BYTES];
	struct slice text;

	if (level == NULL || !jr_read_text(level, 64, &text, f) ||
	    values_find(levels, text) >= 0)
		return;
	values_list(levels, accepted);
	jr_fault(f, level, FAULT_UNKNOWN_VALUE, accepted);
}

void details_check_pay(const struct jr *pay, const struct opening_reader *r,
		       struct faults *f)
{
	const struct attr *a =
		vocabulary_attr(r->vocabulary, SLICE("education"));

	if (pay == NULL || a == NULL || a->values == NULL)
		return;
	if (pay->type != JR_ARRAY) {
		check_band(pay, a->values, f);
		return;
	}
	for (const struct jr *c = pay->first; c != NULL; c = c->next)
		check_band(c, a->values, f);
}

struct slice details_benefit_json(struct arena *a, const struct jr *benefit)
{
	struct json_writer w;
	struct buf b;
	struct slice copy;

	if (benefit == NULL || benefit->type != JR_OBJECT)
		return (struct slice){"", 0};
	buf_init(&b, SIZE_MAX / 2);
	jw_init(&w, &b);
	jw_object(&w, NULL);
	for (const struct jr *c = benefit->first; c != NULL; c = c->next) {
		if (!slice_is(c->key, "other"))
			jw_tree(&w, c->key.p, c);
	}
	jw_end(&w);
	copy = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return copy;
}

static void copy_texts(struct arena *a, struct text *t)
{
	for (int l = 0; l < LANG__COUNT; l++) {
		if (t->in[l].p != NULL)
			t->in[l] = arena_copy(a, t->in[l]);
	}
}

void details_read_texts(struct arena *a, const struct jr *n, const char *key,
			size_t bytes, struct text *to, struct faults *f)
{
	const struct jr *c = jr_get(n, key);

	if (c != NULL && jr_read_texts(c, bytes, to, f))
		copy_texts(a, to);
}
