/* history_check - what lines name must be there, in the files or the record. */
#include "api/history_parts.h"
#include "base/arena.h"
#include "base/map.h"
#include "matcher/catalogue.h"
#include "store/accounts.h"
#include "store/counts.h"
#include "store/ventures.h"

struct checking {
	const struct history *history;
	struct db *db;
	struct arena *scratch;
	struct faults *faults;
	struct map *numbers; /* of applications with events, from 0 */
	int64_t *last_us;    /* by that number */
};

static void refuse(struct checking *c, const struct history_line *line,
		   enum fault_code code, const char *pointer)
{
	c->faults->line = line->number;
	fault_at_pointer(c->faults, code, pointer, NULL);
	c->faults->line = 0;
}

/* ERR_NOT_FOUND of the record is an answer; anything else ends the check. */
static enum err settle(struct checking *c, const struct history_line *line,
		       enum err e, const char *pointer)
{
	if (e == ERR_NOT_FOUND) {
		refuse(c, line, FAULT_UNKNOWN_REF, pointer);
		return ERR_OK;
	}
	return e;
}

static enum err find_person(struct checking *c, struct slice id)
{
	struct roster_row account;
	struct slice facts;
	enum err e;

	if (history_find(c->history, HISTORY_PERSON, id) != NULL)
		return ERR_OK;
	if (c->db == NULL)
		return ERR_NOT_FOUND;
	e = persons_get(c->db, c->scratch, id, &facts);
	if (e == ERR_NOT_FOUND)
		e = accounts_roster(c->db, c->scratch, id, &account);
	return e;
}

static enum err find_application(struct checking *c, struct slice id)
{
	struct stored_application it;

	if (history_find(c->history, HISTORY_APPLICATION, id) != NULL)
		return ERR_OK;
	if (c->db == NULL)
		return ERR_NOT_FOUND;
	return applications_get(c->db, c->scratch, id, &it);
}

static enum err find_placement(struct checking *c, struct slice id)
{
	struct stored_placement it;

	if (history_find(c->history, HISTORY_PLACEMENT, id) != NULL)
		return ERR_OK;
	if (c->db == NULL)
		return ERR_NOT_FOUND;
	return placements_get(c->db, c->scratch, id, &it);
}

static enum err check_application(struct checking *c,
				  const struct history_line *line)
{
	const struct stored_application *it = line->of;
	enum err e;

	if (catalogue_find(c->history->world.catalogue, it->opening) == NULL)
		refuse(c, line, FAULT_UNKNOWN_REF, "/opening");
	if (it->referred_from.n > 0 &&
	    catalogue_find_organisation(c->history->world.catalogue,
					it->referred_from) == NULL)
		refuse(c, line, FAULT_UNKNOWN_REF, "/referred_from");
	e = find_person(c, it->person);
	return settle(c, line, e, "/person");
}

/* When the change before this one was; the submission before the first. */
static int64_t *last_of(struct checking *c, struct slice application)
{
	const struct history_line *own =
		history_find(c->history, HISTORY_APPLICATION, application);
	const size_t *number = map_get(c->numbers, application);
	size_t *fresh;

	if (number != NULL)
		return &c->last_us[*number];
	fresh = ARENA_NEW(c->history->arena, size_t);
	*fresh = map_count(c->numbers);
	(void)map_put(c->numbers, application, fresh);
	if (own != NULL)
		c->last_us[*fresh] =
			((const struct stored_application *)own->of)->at_us;
	return &c->last_us[*fresh];
}

static void check_order(struct checking *c, const struct history_line *line)
{
	const struct history_event *e = line->of;
	int64_t *last_us = last_of(c, e->application);

	if (e->at_us < *last_us)
		refuse(c, line, FAULT_HISTORY_ORDER, "/at");
	*last_us = e->at_us;
}

static enum err check_event(struct checking *c, const struct history_line *line)
{
	const struct history_event *e = line->of;

	check_order(c, line);
	return settle(c, line, find_application(c, e->application),
		      "/application");
}

static enum err check_placement(struct checking *c,
				const struct history_line *line)
{
	const struct history_placement *p = line->of;

	return settle(c, line, find_application(c, p->row.application),
		      "/application");
}

static enum err check_payment(struct checking *c,
			      const struct history_line *line)
{
	const struct stored_payment *p = line->of;

	return settle(c, line, find_placement(c, p->placement), "/placement");
}

static enum err check_quota(struct checking *c, const struct history_line *line)
{
	const struct stored_quota *q = line->of;
	const struct opening *o =
		catalogue_find(c->history->world.catalogue, q->programme);

	if (o == NULL || !o->is_programme)
		refuse(c, line, FAULT_UNKNOWN_REF, "/programme");
	return ERR_OK;
}

static enum err check_venture(struct checking *c,
			      const struct history_line *line)
{
	const struct history_venture *v = line->of;

	if (v->row.lead.n == 0)
		return ERR_OK;
	return settle(c, line, find_person(c, v->row.lead), "/lead");
}

enum err history_check(const struct history *t,
		       const struct history_range *range, struct db *db,
		       struct faults *f)
{
	typedef enum err check_fn(struct checking * c,
				  const struct history_line *line);
	static check_fn *const checks[HISTORY__TYPES] = {
		[HISTORY_APPLICATION] = check_application,
		[HISTORY_EVENT] = check_event,
		[HISTORY_PLACEMENT] = check_placement,
		[HISTORY_PAYMENT] = check_payment,
		[HISTORY_QUOTA] = check_quota,
		[HISTORY_VENTURE] = check_venture};
	struct checking c = {t,
			     db,
			     arena_new(0),
			     f,
			     map_new(t->arena),
			     ARENA_ARRAY(t->arena, int64_t, t->count + 1)};
	enum err e = ERR_OK;

	for (size_t i = range->from; e == ERR_OK && i < range->to; i++) {
		const struct history_line *line = &t->lines[i];

		if (checks[line->type] != NULL)
			e = checks[line->type](&c, line);
		arena_reset(c.scratch);
	}
	arena_free(c.scratch);
	if (e == ERR_OK && faults_any(f))
		e = ERR_INVALID;
	return e;
}
