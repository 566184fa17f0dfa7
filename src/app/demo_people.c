/* demo_people - seekers with profiles, and organisations with members. */
#include <stdio.h>

#include "app/demo.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/moment.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/catalogue.h"
#include "matcher/profile.h"
#include "people/account.h"
#include "people/consents.h"
#include "people/contact.h"
#include "people/sealed.h"
#include "store/members.h"
#include "store/profiles.h"

struct demo_random demo_seed(uint64_t seed)
{
	return (struct demo_random){seed * 2685821657736338717u + 1};
}

int demo_below(struct demo_random *r, int n)
{
	r->state ^= r->state >> 12;
	r->state ^= r->state << 25;
	r->state ^= r->state >> 27;
	return (int)((r->state * 2685821657736338717u >> 33) % (uint64_t)n);
}

int demo_range(struct demo_random *r, int least, int most)
{
	return least + demo_below(r, most - least + 1);
}

int64_t demo_moment(struct demo *d, int days)
{
	return moment_noon(d->today - days) +
	       (int64_t)demo_range(&d->random, -180, 360) * 60 * 1000000;
}

/* One of a list that ends with NULL. */
static const char *any_of(struct demo *d, const char *const *list)
{
	int n = 0;

	while (list[n] != NULL)
		n++;
	return list[demo_below(&d->random, n)];
}

static const char *const residencies[] = {
	"hk_permanent",    "hk_permanent",    "hk_permanent", "hk_resident",
	"macao_permanent", "macao_permanent", "mainland",     NULL};
static const char *const educations[] = {"secondary", "sub_degree", "bachelor",
					 "bachelor",  "bachelor",   "master",
					 NULL};
static const char *const levels[] = {"basic", "working", "fluent", NULL};
static const char *const cities[] = {"shenzhen", "guangzhou", "hong-kong",
				     "macao",    "dongguan",  "foshan",
				     "zhuhai",   NULL};
static const char *const sectors[] = {
	"robotics",        "ict",       "ai",          "fintech",
	"media-marketing", "logistics", "biomedicine", NULL};
static const char *const skills[] = {"python",        "sql",   "c++",
				     "video-editing", "excel", NULL};
static const char *const headlines[] = {"Software engineer",
					"Data analyst",
					"Video editor",
					"Transport planner",
					"Nurse",
					"Marketing assistant",
					"機械人工程師",
					"軟件工程師",
					"財務分析師",
					"Engenheira de software",
					"Produtora de vídeo",
					NULL};
static const char *const kinds[] = {
	"\"job\"",       "\"job\",\"internship\"",    "\"internship\"",
	"\"incubator\"", "\"funding\",\"incubator\"", NULL};

static struct slice facts_of(struct demo *d)
{
	int born = demo_range(&d->random, 1990, 2006);
	int degree = born + demo_range(&d->random, 21, 24);
	int today = day_year(d->today);
	const char *residency = any_of(d, residencies);

	return arena_print(
		d->arena,
		"{\"residency\":[\"%s\"],\"birth_year\":%d,\"education\":\"%s\","
		"\"graduation_year\":%d,\"languages\":{\"cantonese\":\"native\","
		"\"putonghua\":\"%s\",\"english\":\"%s\",\"portuguese\":\"%s\"},"
		"\"years_experience\":%d}",
		residency, born, any_of(d, educations),
		degree < today ? degree : today, any_of(d, levels),
		any_of(d, levels),
		demo_below(&d->random, 5) == 0 ? "working" : "none",
		degree < today ? demo_below(&d->random, today - degree + 1)
			       : 0);
}

static struct slice profile_of(struct demo *d)
{
	struct slice facts = facts_of(d);
	const char *headline = any_of(d, headlines);
	const char *skill = any_of(d, skills);
	const char *wanted = any_of(d, kinds);

	return arena_print(
		d->arena,
		"{\"facts\":%.*s,\"texts\":{\"headline\":\"%s\",\"skills\":"
		"[\"%s\"]},\"wishes\":{\"kinds\":[%s],\"places\":[\"%s\"],"
		"\"sectors\":[\"%s\"]}}",
		SLICE_ARG(facts), headline, skill, wanted, any_of(d, cities),
		any_of(d, sectors));
}

static enum err keep_profile(struct demo *d, struct demo_seeker *s)
{
	struct stored_profile row = {.account = s->account};
	struct faults faults = {.count = 0};
	struct slice text = profile_of(d);
	struct seal_place place = {.account = s->account,
				   .table = SLICE("profiles"),
				   .column = SLICE("texts_sealed")};
	const struct jr *body;
	int64_t version;
	enum err e = jr_parse(d->arena, text, &body, &faults);

	if (e == ERR_OK)
		e = profile_read(d->arena, d->vocabulary, d->rates, body, NULL,
				 &s->profile, &faults);
	if (e != ERR_OK)
		return ERR_INTERNAL;
	row.facts = jw_canonical(d->arena, jr_get(body, "facts"));
	row.wishes = jw_canonical(d->arena, jr_get(body, "wishes"));
	e = sealed_write(&d->hands, &place,
			 jw_canonical(d->arena, jr_get(body, "texts")),
			 &row.texts_sealed);
	if (e == ERR_OK)
		e = contact_seal(&d->hands, s->account,
				 arena_print(d->arena, "{\"name\":\"%.*s\"}",
					     SLICE_ARG(s->name)),
				 &row.contact_sealed);
	return e == ERR_OK ? profiles_put(d->hands.db, &row, &version) : e;
}

static enum err agree(struct demo *d, struct slice account,
		      enum consent_purpose purpose, const char *destination)
{
	return consents_append(
		d->hands.db,
		&(struct stored_consent){
			.account = account,
			.purpose = slice_of(consent_words[purpose]),
			.destination = slice_of(destination),
			.given = 1,
			.version = slice_of(consent_version(purpose)),
			.lang = SLICE("zh-Hant"),
			.at_us = demo_moment(d, 170)});
}

/* Only the first signs in; the others have a password that nothing fits. */
static enum err make_seeker(struct demo *d, size_t i, struct slice stored)
{
	struct demo_seeker *s = &d->seekers[i];
	struct account_wish wish = {
		.email = i == 0 ? d->address_of_seeker
				: arena_print(d->arena,
					      "synthetic%zu@example.org", i),
		.password = i == 0 ? stored : SLICE("!"),
		.role = SLICE("seeker"),
		.lang = SLICE("zh-Hant"),
		.state = SLICE("active")};
	enum err e = account_make(&d->hands, &wish, &s->account);

	s->name = arena_print(d->arena, "Synthetic person %zu", i + 1);
	if (e == ERR_OK)
		e = keep_profile(d, s);
	if (e == ERR_OK)
		e = agree(d, s->account, CONSENT_MATCH, "");
	/* Two of three are candidates, one of them on the Mainland too. */
	if (e == ERR_OK && i % 3 != 1)
		e = agree(d, s->account, CONSENT_POSTERS, "");
	if (e == ERR_OK && i % 3 == 2)
		e = agree(d, s->account, CONSENT_TRANSFER, "mainland");
	return e;
}

static enum err make_member(struct demo *d, size_t i,
			    const struct organisation *o, struct slice stored)
{
	struct account_wish wish = {
		.email = i == 0 ? d->address_of_poster
				: arena_print(d->arena, "poster%zu@example.org",
					      i),
		.password = i == 0 ? stored : SLICE("!"),
		.role = SLICE("poster"),
		.lang = SLICE("zh-Hant"),
		.state = SLICE("active")};
	struct stored_verification v = {.organisation = o->id,
					.state = SLICE("verified"),
					.note = SLICE("synthetic"),
					.by = SLICE("system"),
					.at_us = demo_moment(d, 175)};
	struct stored_member m = {.organisation = o->id,
				  .role = SLICE("owner"),
				  .since_us = demo_moment(d, 175)};
	enum err e = account_make(&d->hands, &wish, &m.account);

	if (e == ERR_OK)
		e = members_verify(d->hands.db, &v);
	if (e == ERR_OK)
		e = members_put(d->hands.db, &m);
	if (i == 0)
		d->poster = m.account;
	return e;
}

enum err demo_people(struct demo *d, struct slice stored)
{
	enum err e = ERR_OK;

	d->seekers = ARENA_ARRAY(d->arena, struct demo_seeker, DEMO_SEEKERS);
	d->seeker_count = DEMO_SEEKERS;
	for (size_t i = 0;
	     e == ERR_OK && i < catalogue_organisations(d->catalogue); i++)
		e = make_member(d, i, catalogue_organisation(d->catalogue, i),
				stored);
	for (size_t i = 0; e == ERR_OK && i < d->seeker_count; i++)
		e = make_seeker(d, i, stored);
	return e;
}
