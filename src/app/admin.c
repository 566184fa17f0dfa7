/*
 * baybridge admin create EMAIL --password-stdin - the first administrator, and
 * any other.
 *
 * A password is never a word of the command line, where others see it.
 */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/keyring.h"
#include "app/writing.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "config/config.h"
#include "crypt/keys.h"
#include "crypt/password.h"
#include "people/account.h"
#include "people/audit.h"
#include "store/store.h"

command_fn command_admin;

enum { PASSWORD_LINE_MAX = 4 * PASSWORD_BYTES_MAX };

struct making {
	struct arena *arena;
	struct keys *keys;
	enum lang lang;
	struct slice email;
	struct slice password; /* as it is stored */
	struct slice id;
};

static enum err make(void *ctx, struct db *db)
{
	struct making *m = ctx;
	const struct hands hands = {db, m->arena, m->keys, clock_now_us()};
	const struct account_wish wish = {.email = m->email,
					  .password = m->password,
					  .role = SLICE("administrator"),
					  .lang = slice_of(lang_code(m->lang)),
					  .state = SLICE("active")};
	enum err e = account_make(&hands, &wish, &m->id);

	if (e != ERR_OK)
		return e;
	return audit_tell(
		&hands, &(struct audit_word){.actor = SLICE("system"),
					     .action = SLICE("account.created"),
					     .object = m->id,
					     .detail = SLICE("administrator")});
}

/* The first line; p NULL: there is none, or it is longer than any password. */
static struct slice read_password(struct arena *a)
{
	char *line = arena_take(a, PASSWORD_LINE_MAX + 2);
	struct slice s = {line, 0};

	if (fgets(line, PASSWORD_LINE_MAX + 2, stdin) == NULL)
		return (struct slice){NULL, 0};
	s.n = strcspn(line, "\r\n");
	return s.n <= PASSWORD_LINE_MAX ? s : (struct slice){NULL, 0};
}

static enum exit_code refuse_password(const struct faults *faults)
{
	struct buf words;

	buf_init(&words, 4096);
	fault_words(&faults->items[0], LANG_EN, &words);
	command_fail(EXIT_REFUSED, "admin", "%.*s",
		     SLICE_ARG(buf_slice(&words)));
	buf_done(&words);
	return EXIT_REFUSED;
}

static enum exit_code hash(const struct config *config, struct making *m,
			   struct slice password)
{
	const struct password_plan plan = {config->crypt_memory,
					   config->crypt_passes,
					   config->crypt_guessed};
	struct faults faults = {.count = 0};
	char stored[PASSWORD_STORED_BYTES];
	struct passwords *ps;
	enum err e = password_open(&plan, &ps);

	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "admin",
				    "passwords cannot be hashed: see "
				    "crypt.guessed and crypt.memory.");
	e = password_check(ps, password, m->email, "", &faults);
	if (e == ERR_OK)
		e = password_hash(ps, password, stored);
	password_close(ps);
	if (faults_any(&faults))
		return refuse_password(&faults);
	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "admin", "%s.",
				    err_title(e, LANG_EN));
	m->password = arena_copy(m->arena, slice_of(stored));
	return EXIT_GOOD;
}

static enum exit_code store(const struct config *config, struct making *m)
{
	struct db *db;
	enum err e = store_open(config->store_db, DB_WRITER, &db);

	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "admin",
				    "%s cannot be opened.", config->store_db);
	e = keyring_open(m->arena, config, db, &m->keys);
	if (e == ERR_OK) {
		e = writing_run(db, config, make, m);
		keys_close(m->keys);
	}
	store_close(db);
	if (e == ERR_CONFLICT)
		return command_fail(EXIT_REFUSED, "admin",
				    "that address has an account already.");
	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "admin",
				    "nothing was changed: %s.",
				    err_title(e, LANG_EN));
	printf("Made an administrator, %.*s.\n", SLICE_ARG(m->id));
	return EXIT_GOOD;
}

enum exit_code command_admin(struct arena *a, struct config *config,
			     const struct options *options)
{
	struct making m = {.arena = a};
	struct slice password;
	enum exit_code code = command_lang(options, "admin", LANG_EN, &m.lang);

	if (code != EXIT_GOOD)
		return code;
	if (options->word_count != 2 ||
	    strcmp(options->words[0], "create") != 0)
		return command_fail(EXIT_USAGE, "admin",
				    "say `create` and an e-mail address.");
	if (!options->password_stdin)
		return command_fail(EXIT_USAGE, "admin",
				    "the password is read from standard "
				    "input: say --password-stdin.");
	m.email = slice_of(options->words[1]);
	if (!account_is_address(m.email))
		return command_fail(EXIT_REFUSED, "admin",
				    "that is no e-mail address.");
	password = read_password(a);
	if (password.p == NULL)
		return command_fail(EXIT_REFUSED, "admin",
				    "there is no password on standard input, "
				    "or a longer one than is taken.");
	code = hash(config, &m, password);
	return code == EXIT_GOOD ? store(config, &m) : code;
}
