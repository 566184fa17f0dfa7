/*
 * baybridge import - load organisations, programmes and openings.
 *
 * What happened before (api/history.h) may stand in the same files.
 *
 * All or nothing: every file is read and checked, and references are resolved
 * against the files and the record together, before the first row is written;
 * then one transaction holds them all.
 */
#include <stdio.h>
#include <unistd.h>

#include "api/history.h"
#include "api/intake.h"
#include "app/command.h"
#include "app/files.h"
#include "app/progress.h"
#include "app/record.h"
#include "app/world.h"
#include "app/writing.h"
#include "base/arena.h"
#include "base/clock.h"
#include "config/config.h"
#include "store/desk.h"
#include "store/openings.h"

command_fn command_import;

struct import {
	struct arena *arena;
	struct catalogue *catalogue;
	struct paths paths;
	struct history *history;
	/* By file. */
	size_t *opening_ends, *organisation_ends, *history_ends;
	struct import_counts openings, organisations;
	struct history_counts past;
	size_t kept; /* edited here since */
	bool overwrites;
};

static struct paths all_paths(struct arena *a, const struct options *o)
{
	struct paths all = {.count = 0};

	for (size_t i = 0; i < o->word_count; i++) {
		struct paths own;

		/* An empty folder is refused later, as a file is. */
		if (paths_expand(a, o->words[i], &own) != ERR_OK)
			paths_add(a, &own, o->words[i]);
		for (size_t k = 0; k < own.count; k++)
			paths_add(a, &all, own.items[k]);
	}
	return all;
}

static enum err add_bytes(struct import *im, struct slice bytes,
			  struct faults *faults)
{
	struct slice rest;
	enum err e = history_add_file(im->history, bytes, &rest, faults);
	enum err own = ERR_OK;

	/* A file of history alone leaves nothing else; an empty one is told. */
	if (rest.n > 0 || bytes.n == 0)
		own = catalogue_add_file(im->catalogue, rest, faults);
	return e == ERR_OK ? own : e;
}

static enum err read_file(struct import *im, size_t i)
{
	struct faults faults = {.count = 0};
	struct arena *scratch = arena_new(0);
	const char *path = im->paths.items[i];
	struct slice bytes;
	enum err e = file_read(scratch, path, &bytes);

	if (e != ERR_OK)
		fprintf(stderr, "%s: cannot be read\n", path);
	else
		e = intake_text(scratch, intake_form_of_name(slice_of(path)),
				bytes, &bytes, &faults);
	if (e == ERR_OK)
		e = add_bytes(im, bytes, &faults);
	faults_print(im->paths.items[i], &faults);
	im->opening_ends[i] = catalogue_openings(im->catalogue);
	im->organisation_ends[i] = catalogue_organisations(im->catalogue);
	im->history_ends[i] = history_count(im->history);
	arena_free(scratch);
	arena_trim();
	return e;
}

static enum err check_file(struct import *im, size_t i)
{
	struct faults faults = {.count = 0};
	size_t from = i == 0 ? 0 : im->opening_ends[i - 1];
	enum err e = catalogue_check(im->catalogue, from, im->opening_ends[i],
				     &faults);

	faults_print(im->paths.items[i], &faults);
	return e;
}

static enum err check_history(struct import *im, struct db *db)
{
	struct history_range range = {0, 0};
	enum err e = ERR_OK;

	for (size_t i = 0; i < im->paths.count; i++) {
		struct faults faults = {.count = 0};
		enum err own;

		range = (struct history_range){range.to, im->history_ends[i]};
		own = history_check(im->history, &range, db, &faults);
		faults_print(im->paths.items[i], &faults);
		if (e == ERR_OK)
			e = own;
	}
	return e;
}

/* Against the record, unless it is yet to be made. */
static enum err check_past(struct import *im, const struct config *config)
{
	struct db *db = NULL;
	enum err e = ERR_OK;

	if (history_count(im->history) == 0)
		return ERR_OK;
	if (access(config->store_db, F_OK) == 0)
		e = store_open(config->store_db, DB_READER, &db);
	if (e == ERR_OK)
		e = check_history(im, db);
	store_close(db);
	return e;
}

/* What is stored may name a programme that the files change. */
static enum err check_stored(struct import *im)
{
	struct faults faults = {.count = 0};
	enum err e = catalogue_check(
		im->catalogue, im->opening_ends[im->paths.count - 1],
		catalogue_openings(im->catalogue), &faults);

	if (e != ERR_OK)
		fprintf(stderr, "An opening of the record names a programme or "
				"stream that would be gone:\n");
	faults_print("record", &faults);
	return e;
}

/* What is stored and not in the files; a database yet to be made has nothing. */
static enum err complete(struct import *im, const struct config *config)
{
	struct db *db;
	enum err e;

	if (access(config->store_db, F_OK) != 0)
		return ERR_OK;
	e = store_open(config->store_db, DB_WRITER, &db);
	if (e != ERR_OK)
		return e;
	e = record_complete(db, im->catalogue);
	store_close(db);
	return e;
}

static enum err read_all(struct import *im, const struct config *config)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < im->paths.count; i++) {
		enum err own = read_file(im, i);

		if (e == ERR_OK)
			e = own;
	}
	if (e != ERR_OK)
		return e;
	e = complete(im, config);
	for (size_t i = 0; e == ERR_OK && i < im->paths.count; i++)
		e = check_file(im, i);
	if (e == ERR_OK)
		e = check_stored(im);
	return e == ERR_OK ? check_past(im, config) : e;
}

/* Their organisation's name is among their words in the text index. */
static enum err renew_words(struct import *im, struct db *db, size_t from,
			    size_t organisations)
{
	enum err e = ERR_OK;
	struct import_counts renewed = {0};

	for (size_t i = from;
	     e == ERR_OK && i < catalogue_openings(im->catalogue); i++) {
		const struct opening *o = catalogue_opening(im->catalogue, i);
		const struct organisation *by = catalogue_find_organisation(
			im->catalogue, o->organisation);
		bool is_ours = false;

		for (size_t k = 0; k < organisations && !is_ours; k++)
			is_ours =
				catalogue_organisation(im->catalogue, k) == by;
		if (is_ours)
			e = record_put_opening(db, im->arena, o, by, &renewed);
	}
	return e;
}

/* A person wrote the newest version here: no file takes that back. */
static enum err is_edited(struct db *db, struct arena *scratch, struct slice id,
			  bool *ret_is)
{
	struct page page = {.number = PAGE_LAST, .limit = 1};
	struct stored_versions newest;
	struct stored_opening now;
	enum err e = desk_versions(db, scratch, id, &page, &newest);

	*ret_is = false;
	if (e != ERR_OK || newest.count == 0)
		return e;
	e = openings_get(db, scratch, id, &now);
	*ret_is = e == ERR_OK && now.version == newest.items[0].version;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err write_opening(struct import *im, struct db *db,
			      struct arena *scratch, const struct opening *o)
{
	bool edited = false;
	enum err e = ERR_OK;

	if (!im->overwrites)
		e = is_edited(db, scratch, o->id, &edited);

	arena_reset(scratch);
	if (e == ERR_OK && edited) {
		im->kept++;
		return ERR_OK;
	}
	if (e != ERR_OK)
		return e;
	return record_put_opening(
		db, scratch, o,
		catalogue_find_organisation(im->catalogue, o->organisation),
		&im->openings);
}

static void step_past(void *ctx, size_t done)
{
	progress_step(ctx, done);
}

static enum err write_past(struct import *im, struct db *db)
{
	struct hands hands = {db, im->arena, NULL, clock_now_us()};
	struct progress bar =
		progress_new("Importing history", history_count(im->history));
	enum err e =
		history_write(im->history, &hands, step_past, &bar, &im->past);

	progress_end(&bar);
	return e;
}

static enum err write_all(void *ctx, struct db *db)
{
	struct import *im = ctx;
	size_t files = im->paths.count;
	size_t openings = files == 0 ? 0 : im->opening_ends[files - 1];
	size_t organisations =
		files == 0 ? 0 : im->organisation_ends[files - 1];
	struct progress bar = progress_new("Importing", openings);
	struct arena *scratch = arena_new(0);
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < organisations; i++)
		e = record_put_organisation(
			db, catalogue_organisation(im->catalogue, i),
			&im->organisations);
	for (size_t i = 0; e == ERR_OK && i < openings; i++) {
		e = write_opening(im, db, scratch,
				  catalogue_opening(im->catalogue, i));
		arena_reset(scratch);
		progress_step(&bar, i + 1);
	}
	progress_end(&bar);
	arena_free(scratch);
	if (e == ERR_OK)
		e = renew_words(im, db, openings, organisations);
	if (e == ERR_OK && history_count(im->history) > 0)
		e = write_past(im, db);
	return e;
}

static void report(const struct import *im)
{
	printf("Openings: %zu created, %zu updated, %zu unchanged.\n"
	       "Organisations: %zu created, %zu updated, %zu unchanged.\n",
	       im->openings.created, im->openings.updated,
	       im->openings.unchanged, im->organisations.created,
	       im->organisations.updated, im->organisations.unchanged);
	if (im->kept > 0)
		printf("%zu openings were edited here since and are kept.\n",
		       im->kept);
	if (history_count(im->history) > 0)
		printf("History: %zu created, %zu unchanged.\n",
		       im->past.created, im->past.unchanged);
	if (im->past.uncharged > 0)
		printf("%zu starts found no place left in the quota of their "
		       "programme.\n",
		       im->past.uncharged);
}

static enum err store_all(struct import *im, const struct config *config)
{
	struct db *db;
	enum err e = store_open(config->store_db, DB_WRITER, &db);

	if (e != ERR_OK)
		return e;
	store_enlarge(db);
	e = writing_run(db, config, write_all, im);
	store_close(db);
	return e;
}

static enum exit_code import(struct import *im, const struct config *config,
			     bool dry_run)
{
	enum err e = read_all(im, config);

	if (e == ERR_MALFORMED || e == ERR_INVALID || e == ERR_NOT_FOUND)
		return command_fail(EXIT_REFUSED, "import",
				    "nothing was changed.");
	if (e == ERR_OK && dry_run) {
		printf("%zu openings, %zu organisations and %zu lines of "
		       "history are good; nothing was changed.\n",
		       im->opening_ends[im->paths.count - 1],
		       im->organisation_ends[im->paths.count - 1],
		       history_count(im->history));
		return EXIT_GOOD;
	}
	if (e == ERR_OK)
		e = store_all(im, config);
	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "import",
				    "nothing was changed: %s.",
				    err_title(e, LANG_EN));
	report(im);
	return EXIT_GOOD;
}

enum exit_code command_import(struct arena *a, struct config *config,
			      const struct options *options)
{
	struct import im = {.arena = a, .overwrites = options->overwrite};
	struct opening_reader reader;
	struct world world;
	enum exit_code code;

	if (options->word_count == 0)
		return command_fail(EXIT_USAGE, "import",
				    "name at least one file to import.");
	if (world_read_rules(a, config, &world) != ERR_OK)
		return EXIT_BROKEN;
	reader = world_reader(&world, a);
	im.catalogue = catalogue_new(&reader);
	im.history = history_new(a, &(struct history_world){world.vocabulary,
							    world.rates,
							    im.catalogue});
	im.paths = all_paths(a, options);
	im.history_ends = ARENA_ARRAY(a, size_t, im.paths.count);
	im.opening_ends = ARENA_ARRAY(a, size_t, im.paths.count);
	im.organisation_ends = ARENA_ARRAY(a, size_t, im.paths.count);
	code = import(&im, config, options->dry_run);
	world_done(&world);
	return code;
}
