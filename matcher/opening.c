/*
 * opening - the parts of a document that are matched, filtered or listed.
 *
 * What is asked is read in opening_asks.c; what is only shown (intakes, terms,
 * documents ...) is checked in opening_details.c and stays in the document.
 */
#include "matcher/opening.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "base/day.h"
#include "base/map.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/opening_asks.h"
#include "matcher/opening_details.h"

const char *const kind_words[] = {"job", "internship", "incubator", "funding",
				  NULL};
const char *const status_words[] = {"draft",    "open",      "closed",
				    "historic", "withdrawn", NULL};
const char *const state_words[] = {
	"open", "upcoming", "closed", "historic", "withdrawn", "draft", NULL};
const char *const applicant_words[] = {"person", "team", "company",
				       "organisation", NULL};

static const char *const keys[] = {"id",
				   "type",
				   "programme",
				   "stream",
				   "kind",
				   "organisation",
				   "title",
				   "summary",
				   "body",
				   "places",
				   "sectors",
				   "skills",
				   "occupation",
				   "pay",
				   "benefit",
				   "vacancies",
				   "opens",
				   "closes",
				   "starts",
				   "precision",
				   "rules",
				   "criteria",
				   "complete",
				   "preferences",
				   "partners",
				   "applicant",
				   "status",
				   "confirmed",
				   "renderings",
				   "sources",
				   "family",
				   "cohort",
				   "subsidised",
				   "budget",
				   "recurs",
				   "rolling",
				   "intakes",
				   "terms",
				   "documents",
				   "next_expected",
				   "tiers",
				   "apply",
				   "claimed_by",
				   "declarations",
				   "quota",
				   "streams",
				   "exclusive_with",
				   "duration_months",
				   "closed_because",
				   "questions",
				   NULL};

static void read_id(struct arena *a, const struct jr *n, const char *key,
		    struct slice *to, struct faults *f)
{
	const struct jr *c = jr_get(n, key);

	if (c != NULL && jr_read_id(c, to, f))
		*to = arena_copy(a, *to);
}

static void read_day(const struct jr *n, const char *key, int32_t *to,
		     struct faults *f)
{
	const struct jr *c = jr_get(n, key);

	*to = DAY_NONE;
	if (c != NULL)
		jr_read_day(c, to, f);
}

static void read_flag(const struct jr *n, const char *key, bool *to,
		      struct faults *f)
{
	const struct jr *c = jr_get(n, key);

	if (c != NULL)
		jr_read_bool(c, to, f);
}

static void read_values(struct arena *a, const struct jr *n, const char *key,
			const struct values *v, struct place_list *to,
			struct faults *f)
{
	const struct jr *list = jr_get(n, key);
	size_t *items;

	if (list == NULL || !jr_is_array(list, OPENING_LIST_MAX, f))
		return;
	items = ARENA_ARRAY(a, size_t, list->count);
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		int i = c->type == JR_TEXT && v != NULL
				? values_find(v, c->text)
				: -1;
		char accepted[FAULT_ARG_BYTES] = "";

		if (i >= 0) {
			items[to->count++] = (size_t)i;
			continue;
		}
		if (v != NULL)
			values_list(v, accepted);
		jr_fault(f, c, FAULT_UNKNOWN_VALUE, accepted);
	}
	to->items = items;
}

static void read_list(struct arena *a, const struct jr *n, const char *key,
		      unsigned most, struct id_list *to, struct faults *f)
{
	const struct jr *list = jr_get(n, key);
	struct slice *items;

	if (list == NULL || !jr_is_array(list, most, f))
		return;
	items = ARENA_ARRAY(a, struct slice, list->count);
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		struct slice s;

		if (!jr_read_text(c, 200, &s, f))
			continue;
		if (slice_trim(s).n == 0)
			jr_fault(f, c, FAULT_EMPTY, NULL);
		items[to->count++] = arena_copy(a, s);
	}
	to->items = items;
}

/* Their ids; the rest of each is checked with the details. */
static void read_streams(struct arena *a, const struct jr *n,
			 struct id_list *to, struct faults *f)
{
	const struct jr *list = jr_get(n, "streams");
	struct slice *items;

	if (list == NULL || !jr_is_array(list, OPENING_LIST_MAX, f))
		return;
	items = ARENA_ARRAY(a, struct slice, list->count);
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		const struct jr *id = jr_get(c, "id");

		if (id != NULL && id->type == JR_TEXT)
			items[to->count++] = arena_copy(a, id->text);
	}
	to->items = items;
}

static void read_renderings(struct arena *a, const struct jr *n,
			    struct id_list *to, struct faults *f)
{
	const struct jr *list = jr_get(n, "renderings");
	enum lang l;

	read_list(a, n, "renderings", LANG__COUNT, to, f);
	if (list == NULL || list->type != JR_ARRAY)
		return;
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		if (c->type == JR_TEXT && !lang_read(c->text, &l))
			jr_fault(f, c, FAULT_UNKNOWN_LANG, NULL);
	}
}

/* The empty slice when absent. */
static struct slice json_of(struct arena *a, const struct jr *n)
{
	return n == NULL ? (struct slice){"", 0} : jw_canonical(a, n);
}

static void read_vacancies(const struct jr *n, struct opening *o,
			   struct faults *f)
{
	static const char *const vacancy_keys[] = {"count", "unit", NULL};
	static const char *const units[] = {"person", "team", "desk", "office",
					    NULL};
	const struct jr *c = jr_get(n, "vacancies");
	const struct jr *unit;
	int64_t count;
	int which;

	if (c == NULL)
		return;
	if (c->type == JR_OBJECT) {
		jr_only_keys(c, vacancy_keys, f);
		unit = jr_get(c, "unit");
		if (unit != NULL)
			jr_read_word(unit, units, &which, f);
		c = jr_need(c, "count", f);
	}
	if (c != NULL && jr_read_int(c, 0, 1000000000, &count, f))
		o->vacancies = (double)count;
}

static void read_apply(struct arena *a, const struct jr *n, struct opening *o,
		       struct faults *f)
{
	static const char *const apply_keys[] = {"by", "url", "note", NULL};
	static const char *const ways[] = {"baybridge", "link", "school",
					   "post", NULL};
	const struct jr *c = jr_get(n, "apply");
	const struct jr *by, *url;
	struct text note = {0};
	int way;

	if (c == NULL || !jr_is_object(c, f))
		return;
	jr_only_keys(c, apply_keys, f);
	by = jr_need(c, "by", f);
	url = jr_get(c, "url");
	if (by != NULL && jr_read_word(by, ways, &way, f))
		o->apply_by = slice_of(ways[way]);
	if (url != NULL && details_read_url(url, f))
		o->apply_url = arena_copy(a, url->text);
	details_read_texts(a, c, "note", OPENING_SUMMARY_BYTES, &note, f);
}

static void read_words(const struct jr *n, struct opening *o, struct faults *f)
{
	const struct jr *kind = jr_get(n, "kind");
	const struct jr *status = jr_get(n, "status");
	const struct jr *applicant = jr_get(n, "applicant");
	int which;

	o->states_kind = kind != NULL;
	o->states_status = status != NULL;
	o->kind = KIND_JOB;
	if (kind == NULL && !o->is_programme)
		jr_fault(f, n, FAULT_MISSING, "kind");
	if (kind != NULL && jr_read_word(kind, kind_words, &which, f))
		o->kind = (enum kind)which;
	o->status = STATUS_OPEN;
	if (status != NULL && jr_read_word(status, status_words, &which, f))
		o->status = (enum status)which;
	o->applicant = APPLICANT_NOT_STATED;
	if (applicant != NULL &&
	    jr_read_word(applicant, applicant_words, &which, f))
		o->applicant = (enum applicant)which;
}

static void read_days(const struct jr *n, struct opening *o, struct faults *f)
{
	const struct jr *closes = jr_get(n, "closes");

	read_day(n, "opens", &o->opens, f);
	read_day(n, "closes", &o->closes, f);
	read_day(n, "starts", &o->starts, f);
	read_day(n, "confirmed", &o->confirmed, f);
	read_day(n, "next_expected", &o->next_expected, f);
	read_flag(n, "rolling", &o->rolling, f);
	o->recurs = jr_get(n, "recurs") != NULL;
	if (o->opens != DAY_NONE && o->closes != DAY_NONE &&
	    o->opens > o->closes)
		jr_fault(f, closes, FAULT_INVERTED, NULL);
}

static void read_texts_of(const struct opening_reader *r, const struct jr *n,
			  struct opening *o, struct faults *f)
{
	if (jr_need(n, "title", f) != NULL)
		details_read_texts(r->arena, n, "title", OPENING_TITLE_BYTES,
				   &o->title, f);
	details_read_texts(r->arena, n, "summary", OPENING_SUMMARY_BYTES,
			   &o->summary, f);
	details_read_texts(r->arena, n, "body", OPENING_BODY_BYTES, &o->body,
			   f);
	read_list(r->arena, n, "skills", OPENING_SKILLS_MAX, &o->skills, f);
	read_renderings(r->arena, n, &o->renderings, f);
}

static void read_type(const struct jr *n, struct opening *o, struct faults *f)
{
	static const char *const types[] = {"opening", "programme",
					    "organisation", NULL};
	const struct jr *type = jr_get(n, "type");
	int which;

	if (type == NULL || !jr_read_word(type, types, &which, f))
		return;
	o->is_programme = which == 1;
	/* Accepted in a file, and read by another reader: organisation.h. */
	if (which == 2)
		jr_fault(f, type, FAULT_NOT_ACCEPTED, "opening, programme");
}

enum err opening_read(const struct opening_reader *r, const struct jr *n,
		      struct opening **ret_opening, struct faults *f)
{
	struct arena *a = r->arena;
	size_t before = f->count + f->more;
	struct opening *o = ARENA_NEW(a, struct opening);

	if (!jr_is_object(n, f))
		return ERR_INVALID;
	jr_only_keys(n, keys, f);
	if (jr_need(n, "id", f) != NULL)
		read_id(a, n, "id", &o->id, f);
	read_type(n, o, f);
	read_id(a, n, "organisation", &o->organisation, f);
	read_id(a, n, "programme", &o->programme, f);
	read_id(a, n, "stream", &o->stream, f);
	read_streams(a, n, &o->streams, f);
	read_words(n, o, f);
	read_texts_of(r, n, o, f);
	read_values(a, n, "places", r->vocabulary->places, &o->places, f);
	read_values(a, n, "sectors", r->vocabulary->sectors, &o->sectors, f);
	read_days(n, o, f);
	if (jr_get(n, "pay") != NULL)
		pay_read(jr_get(n, "pay"), r->rates, &o->pay, f);
	details_check_pay(jr_get(n, "pay"), r, f);
	read_vacancies(n, o, f);
	read_apply(a, n, o, f);
	for (int ask = 0; ask < ASK__COUNT; ask++)
		asks_read(r, (enum ask)ask, n, o, f);
	details_check(n, o, f);
	if (f->count + f->more != before)
		return ERR_INVALID;
	if (jr_get(n, "occupation") != NULL)
		o->occupation = arena_copy(a, jr_get(n, "occupation")->text);
	o->pay_json = json_of(a, jr_get(n, "pay"));
	o->vacancies_json = json_of(a, jr_get(n, "vacancies"));
	o->precision_json = json_of(a, jr_get(n, "precision"));
	o->recurs_json = json_of(a, jr_get(n, "recurs"));
	o->benefit_json = details_benefit_json(a, jr_get(n, "benefit"));
	o->document = json_of(a, n);
	*ret_opening = o;
	return ERR_OK;
}

static enum state state_of_status(enum status s)
{
	switch (s) {
	case STATUS_DRAFT:
		return STATE_DRAFT;
	case STATUS_CLOSED:
		return STATE_CLOSED;
	case STATUS_HISTORIC:
		return STATE_HISTORIC;
	case STATUS_WITHDRAWN:
		return STATE_WITHDRAWN;
	case STATUS_OPEN:
	case STATUS__COUNT:
		break;
	}
	return STATE_OPEN;
}

enum state schedule_state(const struct schedule *s, int32_t day)
{
	/* A draft is nobody's yet, on whatever day one asks. */
	bool status_counts = s->confirmed == DAY_NONE || day >= s->confirmed ||
			     s->status == STATUS_DRAFT;
	enum state state =
		status_counts ? state_of_status(s->status) : STATE_OPEN;

	if (state != STATE_OPEN)
		return state;
	if (s->opens != DAY_NONE && day < s->opens)
		return STATE_UPCOMING;
	if (s->closes != DAY_NONE && day > s->closes)
		return STATE_CLOSED;
	return STATE_OPEN;
}

enum state opening_state(const struct opening *o, int32_t day)
{
	struct schedule s = {o->status, o->opens, o->closes, o->confirmed};

	return schedule_state(&s, day);
}

bool opening_is_considered(const struct opening *o, int32_t day)
{
	return opening_state(o, day) == STATE_OPEN;
}

bool opening_is_stale(const struct opening *o, int32_t day)
{
	return o->confirmed != DAY_NONE &&
	       day > day_anniversary(o->confirmed, 1) &&
	       opening_state(o, day) == STATE_OPEN;
}
