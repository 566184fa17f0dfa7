/* applying - see applying.h. */
#include "api/applying.h"

#include "api/body.h"
#include "api/shield.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "json/jr.h"
#include "people/membership.h"
#include "store/documents.h"
#include "store/members.h"
#include "store/organisations.h"
#include "store/profiles.h"
#include "store/ventures.h"

enum { ANSWERS_BYTES = 128 * 1024 };

const char *const channel_words[] = {
	"direct",   "search", "match",  "alert", "invitation",
	"referral", "event",  "school", "link",  NULL};

static const struct body_field fields[] = {
	BODY(struct applying, answers, BODY_TREE),
	BODY(struct applying, statement, BODY_TEXT, .most = STATEMENT_BYTES),
	BODY(struct applying, documents, BODY_TREE),
	BODY(struct applying, venture, BODY_ID),
	BODY(struct applying, intake, BODY_TEXT, .most = 10),
	BODY(struct applying, channel, BODY_WORD, .words = channel_words),
	BODY(struct applying, referred_from, BODY_ID),
	BODY(struct applying, declarations, BODY_TREE),
	BODY(struct applying, guardian, BODY_FLAG),
	BODY_END};

static size_t characters(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

static void check_ids(const struct jr *list, unsigned most, struct faults *f)
{
	struct slice id;

	if (list == NULL || !jr_is_array(list, most, f))
		return;
	for (const struct jr *n = list->first; n != NULL; n = n->next) {
		if (!jr_read_id(n, &id, f))
			continue;
		for (const struct jr *m = list->first; m != n; m = m->next) {
			if (m->type == JR_TEXT && slice_eq(m->text, id))
				jr_fault(f, n, FAULT_DUPLICATE_ID, NULL);
		}
	}
}

static void check_answers(const struct jr *answers, struct faults *f)
{
	struct slice text;

	if (answers == NULL || !jr_is_object(answers, f))
		return;
	for (const struct jr *n = answers->first; n != NULL; n = n->next)
		(void)jr_read_text(n, ANSWER_BYTES, &text, f);
}

enum err applying_read(struct request *rq, struct applying *ret,
		       struct faults *f)
{
	enum err e = body_read(rq, fields, ret, f);

	if (e != ERR_OK)
		return e;
	check_ids(ret->documents, ENCLOSURES_MAX, f);
	check_ids(ret->declarations, 64, f);
	check_answers(ret->answers, f);
	if (characters(ret->statement) > STATEMENT_CHARACTERS)
		fault_at_pointer(f, FAULT_TOO_LONG, "/statement", "4000");
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

static struct slice text_at(const struct jr *object, const char *key)
{
	const struct jr *n = jr_get(object, key);

	return n != NULL && n->type == JR_TEXT ? n->text : SLICE("");
}

static struct slice first_source(const struct jr *document)
{
	const struct jr *list = jr_get(document, "sources");

	for (const struct jr *n = list == NULL ? NULL : list->first; n != NULL;
	     n = n->next) {
		if (text_at(n, "url").n > 0)
			return text_at(n, "url");
	}
	return SLICE("");
}

/* Where it is taken instead. */
static struct slice elsewhere(struct arena *a, const struct applying *x)
{
	const struct jr *apply = jr_get(x->terms.opening, "apply");
	struct slice url = text_at(apply, "url");
	struct json_writer w;
	struct buf text;
	struct slice whole;

	if (apply == NULL)
		apply = jr_get(x->terms.above, "apply");
	if (url.n == 0)
		url = text_at(apply, "url");
	if (url.n == 0)
		url = first_source(x->terms.opening);
	if (url.n == 0)
		url = first_source(x->terms.above);
	buf_init(&text, ANSWERS_BYTES);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	jw_text(&w, "by", text_at(apply, "by"));
	if (url.n > 0)
		jw_text(&w, "url", url);
	else
		jw_null(&w, "url");
	if (jr_get(apply, "note") != NULL)
		jw_tree(&w, "note", jr_get(apply, "note"));
	jw_end(&w);
	whole = arena_copy(a, buf_slice(&text));
	buf_done(&text);
	return slice_cut(whole, 1, whole.n - 1);
}

/* Nobody applies into a void: somebody here must be able to read it. */
static enum err has_reader(struct request *rq, const struct applying *x,
			   bool *ret)
{
	const struct page one = {.id = SLICE(""), .limit = 1};
	struct stored_members members;
	enum err e;

	*ret = false;
	if (x->terms.organisation.n == 0)
		return ERR_OK;
	e = members_of_organisation(rq->db, rq->arena, x->terms.organisation,
				    &one, &members);
	*ret = e == ERR_OK && members.count > 0;
	return e;
}

/* It may have been renamed since it was, or be believed no longer. */
static enum err check_verified(struct request *rq, const struct applying *x)
{
	bool is_verified;
	enum err e = membership_is_verified(&rq->hands, x->terms.organisation,
					    &is_verified);

	return e == ERR_OK && !is_verified ? ERR_UNVERIFIED : e;
}

enum err applying_check_place(struct request *rq, const struct applying *x,
			      struct slice *ret_members, struct faults *f)
{
	struct slice by = text_at(jr_get(x->terms.opening, "apply"), "by");
	bool is_read = false;
	enum err e = ERR_OK;

	if (slice_is(x->terms.status, "draft"))
		return ERR_NOT_FOUND;
	if (slice_is(x->terms.status, "withdrawn")) {
		fault_at_pointer(f, FAULT_WITHDRAWN, "", NULL);
		return ERR_GONE;
	}
	if (by.n == 0 || slice_is(by, "baybridge"))
		e = has_reader(rq, x, &is_read);
	if (e == ERR_OK && is_read)
		return check_verified(rq, x);
	if (e != ERR_OK)
		return e;
	*ret_members = elsewhere(rq->arena, x);
	return ERR_APPLY_ELSEWHERE;
}

enum err applying_check_day(struct request *rq, const struct applying *x,
			    struct faults *f)
{
	if (opening_is_considered(x->eligibility.opening, rq->today))
		return ERR_OK;
	fault_at_pointer(f, FAULT_CLOSED, "", NULL);
	return ERR_GONE;
}

static bool lists(const struct jr *list, struct slice id)
{
	for (const struct jr *n = list == NULL ? NULL : list->first; n != NULL;
	     n = n->next) {
		if (n->type == JR_TEXT && slice_eq(n->text, id))
			return true;
	}
	return false;
}

/* Each must be confirmed; with its id as the argument of the fault. */
static void check_declarations(struct arena *a, const struct applying *x,
			       const struct jr *document, struct faults *f)
{
	const struct jr *list = jr_get(document, "declarations");

	for (const struct jr *n = list == NULL ? NULL : list->first; n != NULL;
	     n = n->next) {
		struct slice id = arena_copy(a, text_at(n, "id"));

		if (!lists(x->declarations, id))
			fault_at_pointer(f, FAULT_MISSING, "/declarations",
					 id.p);
	}
}

static bool asks(const struct jr *questions, struct slice id)
{
	for (const struct jr *n = questions == NULL ? NULL : questions->first;
	     n != NULL; n = n->next) {
		if (slice_eq(text_at(n, "id"), id))
			return true;
	}
	return false;
}

static void check_questions(struct arena *a, const struct applying *x,
			    struct faults *f)
{
	const struct jr *asked = jr_get(x->terms.opening, "questions");

	for (const struct jr *n = asked == NULL ? NULL : asked->first;
	     n != NULL; n = n->next) {
		struct slice id = arena_copy(a, text_at(n, "id"));

		if (slice_trim(text_at(x->answers, id.p)).n == 0)
			fault_at_pointer(f, FAULT_MISSING, "/answers", id.p);
	}
	for (const struct jr *n = x->answers == NULL ? NULL : x->answers->first;
	     n != NULL; n = n->next) {
		if (!asks(asked, n->key))
			jr_fault(f, n, FAULT_UNKNOWN_KEY, NULL);
	}
}

/* The one that is open; a given one must be. */
static void check_intake(struct request *rq, struct applying *x,
			 struct faults *f)
{
	const struct jr *list = jr_get(x->terms.opening, "intakes");
	struct terms_intake intake;

	if (x->intake.n > 0) {
		if (!terms_intake(&x->terms, x->intake, &intake))
			fault_at_pointer(f, FAULT_UNKNOWN_REF, "/intake", NULL);
		else if (intake.closes != DAY_NONE && intake.closes < rq->today)
			fault_at_pointer(f, FAULT_CLOSED, "/intake", NULL);
		else if (intake.opens > rq->today)
			fault_at_pointer(f, FAULT_DAY_OUT, "/intake", NULL);
		return;
	}
	for (const struct jr *n = list == NULL ? NULL : list->first; n != NULL;
	     n = n->next) {
		struct slice opens = text_at(n, "opens");

		if (terms_intake(&x->terms, opens, &intake) &&
		    intake.opens <= rq->today &&
		    (intake.closes == DAY_NONE || intake.closes >= rq->today))
			x->intake = opens;
	}
}

static enum err check_referral(struct request *rq, const struct applying *x,
			       struct faults *f)
{
	struct stored_organisation o;
	enum err e;

	if (x->referred_from.n == 0)
		return ERR_OK;
	e = organisations_get(rq->db, rq->arena, x->referred_from, &o);
	if (e == ERR_NOT_FOUND)
		fault_at_pointer(f, FAULT_UNKNOWN_REF, "/referred_from", NULL);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* What a document asks for at once, of which kinds. */
static size_t papers_of(const struct jr *document, struct slice *kinds,
			size_t count)
{
	const struct jr *list = jr_get(document, "documents");

	for (const struct jr *n = list == NULL ? NULL : list->first; n != NULL;
	     n = n->next) {
		if (!slice_is(text_at(n, "when"), "apply"))
			continue;
		if (count < ENCLOSURES_MAX)
			kinds[count] = text_at(n, "kind");
		count++;
	}
	return count;
}

static bool holds(const struct slice *kinds, size_t count, struct slice kind)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_eq(kinds[i], kind))
			return true;
	}
	return false;
}

/*
 * Each paper that is asked for at once, with its kind as the argument of the
 * fault.  More than can be enclosed are not asked for one by one.
 */
static void check_papers(struct arena *a, const struct applying *x,
			 const struct slice *given, size_t count,
			 struct faults *f)
{
	struct slice asked[ENCLOSURES_MAX];
	size_t n = papers_of(x->terms.opening, asked, 0);

	n = papers_of(x->terms.above, asked, n);
	for (size_t i = 0; n <= ENCLOSURES_MAX && i < n; i++) {
		if (!holds(given, count, asked[i]) &&
		    !holds(asked, i, asked[i]))
			fault_at_pointer(f, FAULT_MISSING, "/documents",
					 arena_copy(a, asked[i]).p);
	}
}

static enum err check_documents(struct request *rq, const struct applying *x,
				struct faults *f)
{
	const struct jr *list = x->documents;
	struct slice given[ENCLOSURES_MAX];
	size_t count = 0;

	for (const struct jr *n = list == NULL ? NULL : list->first; n != NULL;
	     n = n->next) {
		struct stored_document d;
		enum err e = documents_get(rq->db, rq->arena, n->text, &d);

		if (e != ERR_OK && e != ERR_NOT_FOUND)
			return e;
		if (e == ERR_NOT_FOUND || !slice_eq(d.account, rq->caller.id))
			jr_fault(f, n, FAULT_UNKNOWN_REF, NULL);
		else
			given[count++] = d.kind;
	}
	check_papers(rq->arena, x, given, count, f);
	return ERR_OK;
}

/* Nothing of a person leaves for the Mainland before they agreed to it. */
static enum err check_transfer(struct request *rq, const struct applying *x,
			       struct faults *f)
{
	struct page page = {.limit = PAGE_MAX};
	struct shield_places places;
	struct stored_consents all;
	struct slice where;
	enum err e = shield_places(rq, &x->terms, &places);

	if (e != ERR_OK || places.count == 0)
		return e;
	e = consents_of_account(rq->db, rq->arena, rq->caller.id, &page, &all);
	if (e == ERR_OK && !shield_transfer(rq, &all, &places, &where))
		fault_at_pointer(f, FAULT_TRANSFER, "",
				 arena_copy(rq->arena, where).p);
	return e;
}

/* Who may be under age says that a parent or guardian agrees. */
static enum err check_age(struct request *rq, const struct applying *x,
			  struct faults *f)
{
	struct faults ignored = {.count = 0};
	struct stored_profile row;
	const struct jr *facts;
	enum err e = profiles_get(rq->db, rq->arena, rq->caller.id, &row);

	if (e == ERR_OK)
		e = jr_parse(rq->arena, row.facts, &facts, &ignored);
	if (e != ERR_OK)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	if (!x->guardian && shield_may_be_under(facts, rq->today, ADULT_YEARS))
		fault_at_pointer(f, FAULT_GUARDIAN, "/guardian", NULL);
	return ERR_OK;
}

enum err applying_check(struct request *rq, struct applying *x,
			struct faults *f)
{
	enum err e;

	check_declarations(rq->arena, x, x->terms.opening, f);
	check_declarations(rq->arena, x, x->terms.above, f);
	check_questions(rq->arena, x, f);
	check_intake(rq, x, f);
	e = check_referral(rq, x, f);
	if (e == ERR_OK)
		e = check_documents(rq, x, f);
	if (e == ERR_OK)
		e = check_transfer(rq, x, f);
	if (e == ERR_OK)
		e = check_age(rq, x, f);
	if (e != ERR_OK)
		return e;
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

struct slice applying_answers(struct arena *a, const struct applying *x)
{
	struct json_writer w;
	struct buf text;
	struct slice whole;

	buf_init(&text, ANSWERS_BYTES);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	if (x->answers != NULL)
		jw_tree(&w, "answers", x->answers);
	if (x->declarations != NULL)
		jw_tree(&w, "declarations", x->declarations);
	if (x->guardian)
		jw_bool(&w, "guardian", true);
	jw_end(&w);
	whole = arena_copy(a, buf_slice(&text));
	buf_done(&text);
	return whole;
}
