/* right - see right.h. */
#include "api/right.h"

#include <string.h>

#include "store/applications.h"
#include "store/desk.h"
#include "store/members.h"
#include "store/openings.h"
#include "store/placements.h"

enum member_role member_role_of(struct slice word)
{
	if (slice_is(word, "owner"))
		return MEMBER_OWNER;
	if (slice_is(word, "editor"))
		return MEMBER_EDITOR;
	return slice_is(word, "reviewer") ? MEMBER_REVIEWER : MEMBER_NONE;
}

/* Whose it is and who decides; empty where it has none. */
struct thing {
	struct slice person;
	struct slice organisation;
};

static enum err find_opening(struct request *rq, struct thing *ret)
{
	struct stored_opening opening;
	enum err e = openings_get(rq->db, rq->arena, rq->argument, &opening);

	if (e == ERR_OK)
		ret->organisation = opening.organisation;
	return e;
}

static enum err find_application(struct request *rq, struct thing *ret)
{
	struct stored_application it;
	enum err e = applications_get(rq->db, rq->arena, rq->argument, &it);

	if (e == ERR_OK)
		*ret = (struct thing){it.person, it.organisation};
	return e;
}

static enum err find_placement(struct request *rq, struct thing *ret)
{
	struct stored_placement it;
	enum err e = placements_get(rq->db, rq->arena, rq->argument, &it);

	if (e == ERR_OK)
		*ret = (struct thing){it.person, it.organisation};
	return e;
}

static bool is_under(const char *path, const char *prefix)
{
	return strncmp(path, prefix, strlen(prefix)) == 0;
}

static enum err find(const char *path, struct request *rq, struct thing *ret)
{
	if (is_under(path, "/v1/openings/"))
		return find_opening(rq, ret);
	if (is_under(path, "/v1/applications/"))
		return find_application(rq, ret);
	if (is_under(path, "/v1/placements/"))
		return find_placement(rq, ret);
	if (!is_under(path, "/v1/organisations/"))
		return ERR_INTERNAL;
	ret->organisation = rq->argument;
	return ERR_OK;
}

/* MEMBER_NONE: of another organisation, or of none. */
static enum err ask_membership(struct request *rq)
{
	struct caller *c = &rq->caller;
	struct stored_member m;
	enum err e;

	c->member = MEMBER_NONE;
	if (c->organisation.n == 0)
		return ERR_OK;
	e = members_get(rq->db, rq->arena, c->organisation, c->id, &m);
	if (e == ERR_OK)
		c->member = member_role_of(m.role);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err check_member(const struct caller *c, enum member_role least)
{
	if (c->member == MEMBER_NONE)
		return ERR_NOT_FOUND;
	return c->member >= least ? ERR_OK : ERR_FORBIDDEN;
}

static enum err check_party(struct caller *c, const struct thing *t)
{
	if (t->person.n > 0 && slice_eq(t->person, c->id))
		c->party = PARTY_SEEKER;
	else if (c->role == ROUTE_ADMINISTRATOR)
		c->party = PARTY_ADMINISTRATOR;
	else if (c->member != MEMBER_NONE)
		c->party = PARTY_MEMBER;
	else
		return ERR_NOT_FOUND;
	return ERR_OK;
}

enum err right_check(const struct route *row, struct request *rq)
{
	struct thing thing = {{NULL, 0}, {NULL, 0}};
	enum err e;

	if (row->right == RIGHT_NONE)
		return ERR_OK;
	e = find(row->path, rq, &thing);
	if (e != ERR_OK)
		return e;
	rq->caller.organisation = thing.organisation;
	rq->caller.party = PARTY_MEMBER;
	e = ask_membership(rq);
	if (e != ERR_OK)
		return e;
	switch (row->right) {
	case RIGHT_NONE:
		break;
	case RIGHT_REVIEWER:
		return check_member(&rq->caller, MEMBER_REVIEWER);
	case RIGHT_EDITOR:
		return check_member(&rq->caller, MEMBER_EDITOR);
	case RIGHT_OWNER:
		return check_member(&rq->caller, MEMBER_OWNER);
	case RIGHT_PARTY:
		return check_party(&rq->caller, &thing);
	}
	return ERR_OK;
}
