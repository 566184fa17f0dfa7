/*
 * admin_import - organisations, programmes, openings and history of anybody, as
 * an administrator brings them.
 *
 * All of it is read and held to the record before the first row is written.
 * Then it is written a few rows at a time: what is the same is left alone, so
 * that what was interrupted is sent again and goes on.
 */
#include <string.h>

#include "api/api.h"
#include "api/history.h"
#include "api/import_job_parts.h"
#include "base/arena.h"
#include "base/clock.h"
#include "json/jr.h"
#include "matcher/catalogue.h"
#include "matcher/epoch.h"
#include "matcher/snapshot.h"
#include "people/audit.h"
#include "people/published.h"
#include "store/applications.h"
#include "store/openings.h"
#include "store/organisations.h"

enum { WRITE_ROWS = 100 };

struct admin_import {
	struct import_job *job;
	struct opening_reader reader;
	struct catalogue *catalogue;
	struct history *history;
	struct db *db; /* of a reader */
	/* Of what was sent; the record's come after them. */
	size_t openings, organisations;
	/* What is written next, and up to where, of one of the three. */
	size_t at, to;
	struct import_more more;
};

/* What the record has and today's vocabulary refuses counts as not there. */
static enum err add_stored(struct admin_import *ai, enum err found,
			   struct slice document)
{
	struct faults ignored = {.count = 0};
	struct arena *scratch;
	const struct jr *root;

	if (found != ERR_OK)
		return found == ERR_NOT_FOUND ? ERR_OK : found;
	scratch = arena_new(0);
	if (jr_parse(scratch, document, &root, &ignored) == ERR_OK &&
	    catalogue_add(ai->catalogue, root, &ignored) != ERR_OK)
		ignored.count = 0;
	arena_free(scratch);
	return ERR_OK;
}

static enum err need_opening(void *ctx, struct slice id)
{
	struct admin_import *ai = ctx;
	struct stored_opening row = {.document = SLICE("")};
	enum err e;

	if (catalogue_find(ai->catalogue, id) != NULL)
		return ERR_OK;
	e = openings_get(ai->db, ai->job->arena, id, &row);
	return add_stored(ai, e, row.document);
}

static enum err need_organisation(void *ctx, struct slice id)
{
	struct admin_import *ai = ctx;
	struct stored_organisation row = {.document = SLICE("")};
	enum err e;

	if (catalogue_find_organisation(ai->catalogue, id) != NULL)
		return ERR_OK;
	e = organisations_get(ai->db, ai->job->arena, id, &row);
	return add_stored(ai, e, row.document);
}

static enum err need_application(void *ctx, struct slice id)
{
	struct admin_import *ai = ctx;
	struct stored_application it;
	enum err e = applications_get(ai->db, ai->job->arena, id, &it);

	if (e != ERR_OK) /* it is told by history_check() */
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	return need_opening(ai, it.opening);
}

/* Programmes of the record, and whose organisation is only there. */
static enum err complete(struct admin_import *ai)
{
	const struct history_names names = {ai, need_opening, need_organisation,
					    need_application};
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < ai->openings; i++) {
		const struct opening *o = catalogue_opening(ai->catalogue, i);

		if (o->programme.n > 0)
			e = need_opening(ai, o->programme);
		if (e == ERR_OK && o->organisation.n > 0)
			e = need_organisation(ai, o->organisation);
	}
	return e == ERR_OK ? history_each_name(ai->history, &names) : e;
}

static bool has_stream(const struct opening *programme, struct slice stream)
{
	if (stream.n == 0 || programme->streams.count == 0)
		return true;
	for (size_t i = 0; i < programme->streams.count; i++) {
		if (slice_eq(programme->streams.items[i], stream))
			return true;
	}
	return false;
}

/* What is posted under it and was not sent keeps its stream. */
static void check_under(struct admin_import *ai, const struct snapshot *s,
			const struct opening *programme)
{
	struct arena *a = arena_new(0);
	struct id_list under = snapshot_posted_under(a, s, programme->id);

	for (size_t i = 0; i < under.count; i++) {
		long n = snapshot_find(s, under.items[i]);
		const struct opening *own =
			catalogue_find(ai->catalogue, under.items[i]);

		if (n < 0 || own != NULL)
			continue;
		own = snapshot_opening(a, s, (size_t)n);
		if (has_stream(programme, own->stream))
			continue;
		fault_at_pointer(ai->job->faults, FAULT_UNKNOWN_REF,
				 arena_print(a, "/%.*s/streams",
					     SLICE_ARG(programme->id))
					 .p,
				 NULL);
		break;
	}
	arena_free(a);
}

static enum err check(struct admin_import *ai, const struct snapshot *s)
{
	struct faults *f = ai->job->faults;
	struct history_range all = {0, history_count(ai->history)};
	enum err own, e = complete(ai);

	if (e != ERR_OK)
		return e;
	own = catalogue_check(ai->catalogue, 0, ai->openings, f);
	for (size_t i = 0; i < ai->openings; i++) {
		const struct opening *o = catalogue_opening(ai->catalogue, i);

		if (o->is_programme && o->streams.count > 0)
			check_under(ai, s, o);
	}
	e = history_check(ai->history, &all, ai->db, f);
	if (e == ERR_OK)
		e = own;
	return e == ERR_OK && faults_any(f) ? ERR_INVALID : e;
}

static bool is_nest(struct slice s)
{
	return slice_strip(s).n > 0 && slice_strip(s).p[0] == '[';
}

/* A long line or array would be a tree many times as large. */
static bool is_too_long(struct slice body)
{
	if (is_nest(body))
		return body.n > INTAKE_DOCUMENT_BYTES_MAX;
	while (body.n > 0) {
		if (slice_split(body, '\n', &body).n >
		    INTAKE_DOCUMENT_BYTES_MAX)
			return true;
	}
	return false;
}

static enum err read_sent(struct admin_import *ai, const struct snapshot *s)
{
	struct import_job *j = ai->job;
	struct slice rest;
	enum err own = ERR_OK, e;

	if (is_too_long(j->im.body)) {
		fault_at_pointer(j->faults, FAULT_IMPORT_LINES, "", NULL);
		return ERR_INVALID;
	}
	e = history_add_file(ai->history, j->im.body, &rest, j->faults);
	if (rest.n > 0 || j->im.body.n == 0)
		own = catalogue_add_file(ai->catalogue, rest, j->faults);
	if (e == ERR_OK)
		e = own;
	ai->openings = catalogue_openings(ai->catalogue);
	ai->organisations = catalogue_organisations(ai->catalogue);
	j->row.rows_read = (int64_t)(ai->openings + ai->organisations +
				     history_count(ai->history));
	return e == ERR_OK ? check(ai, s) : e;
}

static enum err put_organisation(struct admin_import *ai, struct request *rq,
				 size_t i)
{
	const struct organisation *o = catalogue_organisation(ai->catalogue, i);
	struct stored_organisation row = {.id = o->id, .document = o->document};
	enum change change;
	enum err e = organisations_put(rq->db, &row, &change);

	if (e == ERR_OK)
		ai->more.organisations[change == CHANGE_CREATED ? IMPORT_CREATED
				       : change == CHANGE_UPDATED
					       ? IMPORT_UPDATED
					       : IMPORT_UNCHANGED]++;
	return e;
}

static enum err put_opening(struct admin_import *ai, struct request *rq,
			    size_t i)
{
	static const enum import_change words[] = {
		[CHANGE_CREATED] = IMPORT_CREATED,
		[CHANGE_UPDATED] = IMPORT_UPDATED,
		[CHANGE_UNCHANGED] = IMPORT_UNCHANGED};
	const struct opening *o = catalogue_opening(ai->catalogue, i);
	struct stored_opening now;
	enum change change;
	bool edited = false;
	enum err e = openings_get(rq->db, rq->arena, o->id, &now);

	if (e == ERR_OK && !ai->job->im.overwrites)
		e = importing_is_edited(rq, &now, &edited);
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	if (edited) {
		ai->job->im.counts[IMPORT_KEPT]++;
		return ERR_OK;
	}
	e = published_put(
		rq->db, rq->arena, o,
		catalogue_find_organisation(ai->catalogue, o->organisation),
		&change);
	if (e == ERR_OK)
		ai->job->im.counts[words[change]]++;
	return e;
}

/* `put` of some rows; counts are those of the last time that it was done. */
static enum err put_some(struct import_job *j, struct request *rq,
			 enum err (*put)(struct admin_import *ai,
					 struct request *rq, size_t i))
{
	struct admin_import *ai = j->kept;
	struct importing im = j->im;
	struct import_more more = ai->more;
	enum err e = ERR_OK;

	for (size_t i = ai->at; e == ERR_OK && i < ai->to; i++)
		e = put(ai, rq, i);
	j->row.rows_put += (int64_t)(ai->to - ai->at);
	if (e == ERR_OK)
		e = import_jobs_put(rq->db, &j->row);
	if (e == ERR_OK)
		return ERR_OK;
	j->row.rows_put -= (int64_t)(ai->to - ai->at);
	j->im = im;
	ai->more = more;
	return e;
}

static enum err put_organisations(struct import_job *j, struct request *rq)
{
	return put_some(j, rq, put_organisation);
}

static enum err put_openings(struct import_job *j, struct request *rq)
{
	return put_some(j, rq, put_opening);
}

static enum err put_history(struct import_job *j, struct request *rq)
{
	struct admin_import *ai = j->kept;
	struct history_range range = {ai->at, ai->to};
	struct history_counts counts = ai->more.history;
	enum err e = history_write_some(ai->history, &rq->hands, &range,
					&ai->more.history);

	j->row.rows_put += (int64_t)(ai->to - ai->at);
	if (e == ERR_OK)
		e = import_jobs_put(rq->db, &j->row);
	if (e == ERR_OK)
		return ERR_OK;
	j->row.rows_put -= (int64_t)(ai->to - ai->at);
	ai->more.history = counts;
	return e;
}

static enum err put_each(struct admin_import *ai, size_t count,
			 import_deed *deed)
{
	enum err e = ERR_OK;

	for (ai->at = 0; e == ERR_OK && ai->at < count; ai->at = ai->to) {
		ai->to = ai->at + WRITE_ROWS;
		if (ai->to > count)
			ai->to = count;
		e = import_job_is_stopping(ai->job)
			    ? ERR_BUSY
			    : import_job_do(ai->job, deed);
	}
	return e;
}

/* Who brought it is told of before the first row. */
static enum err begin(struct import_job *j, struct request *rq)
{
	enum err e = import_jobs_put(rq->db, &j->row);

	if (e != ERR_OK)
		return e;
	return audit_tell(&rq->hands,
			  &(struct audit_word){.actor = j->row.account,
					       .action = SLICE("import.begun"),
					       .object = j->row.id});
}

static enum err put_all(struct admin_import *ai)
{
	struct import_job *j = ai->job;
	enum err e;

	j->row.state = SLICE("active");
	j->row.rows_staged = j->row.rows_read;
	e = import_job_do(j, begin);
	if (e == ERR_OK)
		e = put_each(ai, ai->organisations, put_organisations);
	if (e == ERR_OK)
		e = put_each(ai, ai->openings, put_openings);
	if (e == ERR_OK)
		e = put_each(ai, history_count(ai->history), put_history);
	if (e == ERR_NOT_FOUND || import_job_is_stopping(j))
		return e;
	if (e != ERR_OK)
		return import_job_refuse(j, FAULT_IMPORT_PART);
	j->row.report =
		import_report_new(j->arena, &j->im, j->faults, &ai->more);
	return import_job_end(j, "active");
}

/* The vocabulary is the server's and outlives every snapshot. */
static enum err read_pinned(struct admin_import *ai, const struct snapshot *s)
{
	struct import_job *j = ai->job;
	struct history_world world;

	ai->reader = (struct opening_reader){j->arena, s->vocabulary, s->rates,
					     NULL};
	ai->catalogue = catalogue_new(&ai->reader);
	world = (struct history_world){s->vocabulary, s->rates, ai->catalogue};
	ai->history = history_new(j->arena, &world);
	return read_sent(ai, s);
}

enum err admin_import_work(struct import_job *j)
{
	struct admin_import *ai = ARENA_NEW(j->arena, struct admin_import);
	struct epoch *snapshots = api_parts(j->api)->snapshots;
	const struct snapshot *s = epoch_pin(snapshots, j->seat->slot);
	enum err e = ERR_BUSY;

	ai->job = j;
	ai->db = j->seat->db;
	j->kept = ai;
	if (s != NULL)
		e = read_pinned(ai, s);
	epoch_unpin(snapshots, j->seat->slot);
	if (import_job_is_stopping(j))
		return ERR_BUSY;
	if (e != ERR_OK)
		return import_job_refuse(j, FAULT_IMPORT_BROKEN);
	if (j->row.is_dry == 0)
		return put_all(ai);
	j->row.report =
		import_report_new(j->arena, &j->im, j->faults, &ai->more);
	return import_job_end(j, "checked");
}
