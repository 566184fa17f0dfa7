/*
 * baybridge demo [--seed N] - fills a database with people and organisations
 * that are made up, so that every page has something to show: demo/openings.json,
 * the golden cohort (docs/SEMANTICS.md, 8), and seekers who applied.
 *
 * Everybody is labelled synthetic.  One account of each role can be signed in
 * to; its password is told once.
 */
#include "app/demo.h"

#include <stdio.h>
#include <unistd.h>

#include "app/command.h"
#include "app/files.h"
#include "app/keyring.h"
#include "app/world.h"
#include "app/writing.h"
#include "base/arena.h"
#include "base/clock.h"
#include "config/config.h"
#include "crypt/id.h"
#include "crypt/keys.h"
#include "crypt/password.h"
#include "people/account.h"
#include "people/audit.h"
#include "store/accounts.h"
#include "store/store.h"

command_fn command_demo, command_import;

#define OPENINGS      "demo/openings.json"
#define GOLDEN        "tests/support/golden.ndjson"
#define SEEKER        "seeker@example.org"
#define POSTER        "poster@example.org"
#define ADMINISTRATOR "administrator@example.org"

enum { PASSWORD_CHARS = 20, EACH = 5 };

/* Nobody's own data may stand beside what is made up. */
static enum exit_code check_empty(struct arena *a, const struct config *config)
{
	struct page page = {.limit = 1, .id = SLICE("")};
	struct stored_accounts accounts = {0, NULL};
	struct db *db;
	enum err e;

	if (access(config->store_db, F_OK) != 0)
		return EXIT_GOOD;
	e = store_open(config->store_db, DB_WRITER, &db);
	if (e == ERR_OK) {
		e = accounts_page(db, a, &page, &accounts);
		store_close(db);
	}
	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "demo", "%s cannot be read.",
				    config->store_db);
	if (accounts.count > 0)
		return command_fail(EXIT_REFUSED, "demo",
				    "%s has accounts; the demonstration goes "
				    "into a database without any.",
				    config->store_db);
	return EXIT_GOOD;
}

static enum exit_code import_files(struct arena *a, struct config *config,
				   const struct options *options)
{
	char openings[] = OPENINGS, golden[] = GOLDEN;
	char *words[] = {openings, golden};
	struct options import = *options;

	import.words = words;
	import.word_count = access(golden, R_OK) == 0 ? 2 : 1;
	return command_import(a, config, &import);
}

static enum err read_openings(struct demo *d, const struct world *world)
{
	struct opening_reader reader = world_reader(world, d->arena);
	struct catalogue *c = catalogue_new(&reader);
	struct faults faults = {.count = 0};
	struct slice bytes;
	enum err e = file_read(d->arena, OPENINGS, &bytes);

	if (e == ERR_OK)
		e = catalogue_add_file(c, bytes, &faults);
	faults_print(OPENINGS, &faults);
	d->catalogue = c;
	return e;
}

/* "abcde-fghjk-mnpqr-stvwx": a hundred random bits. */
static struct slice new_password(struct arena *a)
{
	char id[ID_CHARS + 1];

	id_new(id);
	return arena_print(a, "%.*s-%.*s-%.*s-%.*s", EACH, id, EACH, id + EACH,
			   EACH, id + 2 * EACH, EACH, id + 3 * EACH);
}

static enum err hash(const struct config *config, struct demo *d,
		     char stored[PASSWORD_STORED_BYTES])
{
	const struct password_plan plan = {config->crypt_memory,
					   config->crypt_passes,
					   config->crypt_guessed};
	struct passwords *ps;
	enum err e = password_open(&plan, &ps);

	if (e != ERR_OK)
		return e;
	d->password = new_password(d->arena);
	e = password_hash(ps, d->password, stored);
	password_close(ps);
	return e;
}

struct filling {
	struct demo *demo;
	struct slice stored;
};

static enum err make_administrator(struct demo *d, struct slice stored)
{
	const struct account_wish wish = {.email = SLICE(ADMINISTRATOR),
					  .password = stored,
					  .role = SLICE("administrator"),
					  .lang = SLICE("en"),
					  .state = SLICE("active")};
	struct audit_word word = {.actor = SLICE("system"),
				  .action = SLICE("account.created"),
				  .detail = SLICE("administrator")};
	enum err e = account_make(&d->hands, &wish, &word.object);

	return e == ERR_OK ? audit_tell(&d->hands, &word) : e;
}

static enum err fill(void *ctx, struct db *db)
{
	struct filling *f = ctx;
	struct demo *d = f->demo;
	enum err e;

	d->hands.db = db;
	d->hands.arena = d->arena;
	d->hands.now_us = clock_now_us();
	e = make_administrator(d, f->stored);
	if (e == ERR_OK)
		e = demo_people(d, f->stored);
	return e == ERR_OK ? demo_work(d) : e;
}

static enum err store(const struct config *config, struct demo *d,
		      struct slice stored)
{
	struct filling f = {d, stored};
	struct keys *keys;
	struct db *db;
	enum err e = store_open(config->store_db, DB_WRITER, &db);

	if (e != ERR_OK)
		return e;
	e = keyring_open(d->arena, config, db, &keys);
	if (e == ERR_OK) {
		d->hands.keys = keys;
		e = writing_run(db, config, fill, &f);
		keys_close(keys);
	}
	store_close(db);
	return e;
}

static void tell(const struct demo *d)
{
	printf("Synthetic: %zu seekers, %zu applications, %zu placements.\n"
	       "Sign in as one of these; the password is told this once:\n"
	       "  seeker         %s\n  poster         %s\n"
	       "  administrator  %s\n  password       %.*s\n",
	       d->seeker_count, d->applications, d->placements, SEEKER, POSTER,
	       ADMINISTRATOR, SLICE_ARG(d->password));
}

static enum exit_code run(struct demo *d, struct config *config,
			  const struct world *world)
{
	char stored[PASSWORD_STORED_BYTES];
	enum err e = read_openings(d, world);

	if (e == ERR_OK)
		e = hash(config, d, stored);
	if (e == ERR_OK)
		e = store(config, d, slice_of(stored));
	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "demo", "nobody was made: %s.",
				    err_title(e, LANG_EN));
	tell(d);
	return EXIT_GOOD;
}

enum exit_code command_demo(struct arena *a, struct config *config,
			    const struct options *options)
{
	struct demo d = {.arena = a,
			 .today = clock_today(),
			 .address_of_seeker = SLICE(SEEKER),
			 .address_of_poster = SLICE(POSTER)};
	struct world world;
	size_t seed;
	enum exit_code code = command_seed(options, "demo", &seed);

	if (code == EXIT_GOOD)
		code = check_empty(a, config);
	if (code == EXIT_GOOD)
		code = import_files(a, config, options);
	if (code != EXIT_GOOD)
		return code;
	d.random = demo_seed(seed);
	if (world_read_rules(a, config, &world) != ERR_OK)
		return EXIT_BROKEN;
	d.vocabulary = world.vocabulary;
	d.rates = world.rates;
	code = run(&d, config, &world);
	world_done(&world);
	return code;
}
